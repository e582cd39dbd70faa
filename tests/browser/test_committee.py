"""A committee's journey: one whole round, from its programme to a certificate that anybody checks."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from portal.core import clock
from tests.browser.conftest import Opener, sign_in
from tests.browser.hands import Hands, pdf_text
from tests.corpus import jpeg
from tools.served import Server, served_beside

PROGRAMME = "Người thầy của bản làng"
TITLE = "Người thầy tiêu biểu"
ROUND = "Người thầy của bản làng, đợt thử"
COUNCIL = "Hội đồng xét chọn người thầy"
MEMBERS = {
    "councillor": "Chủ tịch",
    "council_secretary": "Thư ký",
    "council_deputy": "Uỷ viên",
    "council_member": "Uỷ viên",
    "member": "Uỷ viên",
}
FIGURES = (
    "Phiếu phát ra", "Phiếu thu về", "Phiếu hợp lệ", "Phiếu trắng", "Phiếu không hợp lệ",
    "Đồng ý", "Không đồng ý", "Không có ý kiến",
)  # fmt: skip
Arrive = Callable[[str], Hands]


@pytest.fixture(scope="module")
def days_later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that says how many days from now it is."""
    path = tmp_path_factory.mktemp("later") / "days"
    path.write_text("0")
    return path


@pytest.fixture(scope="module")
def server(server: Server, days_later: Path) -> Iterator[Server]:
    """The same province under a calendar of its own: no round is over in a day."""
    with served_beside(server, "tests.browser.later:app", {"DAYS_LATER": str(days_later)}) as one:
        yield one


@pytest.fixture
def arrive(open_page: Opener, server: Server) -> Arrive:
    """Somebody signs in on a phone: dark for those who run the round, light for the others."""

    def one(role: str) -> Hands:
        hands = Hands(open_page(theme="dark" if role.startswith("honours") else "light"))
        sign_in(hands.page, server, role)
        return hands

    return one


def day(later: int = 0) -> str:
    return (clock.today() + timedelta(days=later)).strftime("%d/%m/%Y")


def founds_the_programme(secretary: Hands) -> None:
    secretary.open("/recognition")
    secretary.look()
    secretary.follow("Chương trình mới")
    secretary.press("Lập chương trình")
    secretary.is_told("Mục này là bắt buộc.")
    expect(secretary.field("Cơ quan thường trực").locator(":checked")).to_have_text("Tỉnh Sơn Mẫu")
    secretary.fill({"Tên chương trình": PROGRAMME, "Danh hiệu xét tặng": TITLE})
    secretary.press("Lập chương trình")
    secretary.fill({"Tên bộ quy tắc": "Quy chế thử", "Tỷ lệ thông qua": "phần lớn"})
    secretary.press("Lưu bộ quy tắc")
    secretary.is_told("9/10")
    expect(secretary.field("Tỷ lệ thông qua")).to_have_attribute("aria-invalid", "true")
    secretary.fill({"Tỷ lệ thông qua": "4/5", "Số ngày làm việc công khai": "1"})
    secretary.choose("Tính cả ngày công khai", "Báo cáo thành tích")
    secretary.press("Lưu bộ quy tắc")
    secretary.look()


def draws_up_the_round(secretary: Hands) -> str:
    """Gives the address of the round."""
    secretary.follow(re.compile(f"Đợt xét mới\\s*: {PROGRAMME}"))
    secretary.fill({"Tên đợt xét": ROUND, "Năm": "1900", "Ngày mở": day()})
    secretary.choose(TITLE)
    secretary.press("Lập đợt xét")
    secretary.is_told("1945")
    secretary.fill({"Năm": str(clock.today().year)})
    secretary.press("Lập đợt xét")
    secretary.look()
    address = secretary.page.url.removesuffix("/desk")
    secretary.follow("Các giai đoạn")
    first = secretary.main.get_by_role("group", name="Đề cử")
    first.get_by_label("Đến ngày").fill(day(-1))
    secretary.press("Lưu thời hạn")
    secretary.is_told("Có giai đoạn kết thúc trước khi bắt đầu.")
    first.get_by_label("Đến ngày").fill(day())
    secretary.press("Lưu thời hạn")
    for name, weight in (("Việc đã làm", "60"), ("Tiếng thơm", "40")):
        secretary.open(f"{address}/criteria")
        secretary.fill({"Tiêu chí": name, "Trọng số": weight})
        secretary.press("Thêm tiêu chí")
        secretary.look()
        secretary.open(f"{address}/desk")
        secretary.press("Trình duyệt")
        if weight == "60":
            secretary.hears("Tổng trọng số các tiêu chí là 60; phải bằng 100.")
    return address


def announces_and_opens(approver: Hands, secretary: Hands, address: str) -> None:
    approver.open(f"{address}/desk")
    approver.look()
    approver.press("Duyệt đợt xét")
    approver.follow("Công bố đợt xét")
    approver.fill({"Số": "71/TB-SM", "Ngày": "32/13"})
    approver.press("Công bố")
    approver.is_told("dd/mm/yyyy")
    approver.fill({"Ngày": day()})
    approver.press("Công bố")
    secretary.open(f"{address}/desk")
    secretary.press("Mở nhận đề cử")
    secretary.look()


def nominates(hands: Hands, address: str, words: dict[str, str]) -> str:
    """Begin a nomination; gives its address."""
    hands.open(address)
    hands.look()
    hands.follow("Đề cử người khác hoặc tự đề cử")
    hands.fill({"Thành tích": "Hai mươi năm dạy chữ.\nBa cuốn sách.", **words})
    hands.press("Lưu nháp và tiếp tục")
    return hands.page.url.removesuffix("/edit")


def hands_in(hands: Hands, nomination: str) -> None:
    hands.open(nomination)
    hands.press("Nộp hồ sơ")
    hands.hears("Báo cáo thành tích")
    hands.follow("Thêm giấy tờ")
    paper = {"name": "báo cáo.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    hands.field("Tệp").set_input_files(paper)  # type: ignore[arg-type]
    hands.press("Thêm giấy tờ")
    expect(hands.page.locator("#error-summary")).to_be_visible()
    hands.look()
    hands.fill({"Tên giấy tờ": "Báo cáo"})
    hands.field("Tệp").set_input_files({**paper, "buffer": jpeg(60, 40)})  # type: ignore[arg-type]
    hands.press("Thêm giấy tờ")
    hands.look()
    hands.open(nomination)
    hands.press("Nộp hồ sơ")
    hands.hears("Đã nộp phiên bản 1.")
    hands.look()


def consents(nominee: Hands, email: str) -> None:
    nominee.open(nominee.mailed_link(email, r"/nominations/\d+"))
    nominee.look()
    nominee.follow("Đồng ý hoặc từ chối")
    nominee.look()
    nominee.press("Tôi đồng ý được đề cử")
    nominee.hears("Cảm ơn ông/bà.")


def is_endorsed(hands: Hands, nomination: str, by: str) -> None:
    """By somebody who will sit on the council: a conflict that the portal finds by itself."""
    hands.open(nomination)
    hands.follow("Thêm xác nhận, giới thiệu")
    hands.press("Thêm xác nhận, giới thiệu")
    hands.is_told("Mục này là bắt buộc.")
    hands.fill(
        {
            "Người hoặc tổ chức xác nhận, giới thiệu": by,
            "Người này trong dữ liệu trí thức": by,
            "Nội dung xác nhận, giới thiệu": "Tôi đã thấy việc ấy.",
        }
    )
    hands.press("Thêm xác nhận, giới thiệu")
    hands.reads("Tôi đã thấy việc ấy.")


def nominate_three(arrive: Arrive, server: Server, address: str) -> dict[str, str]:
    """By another person, by an organisation, by oneself; gives the addresses of the nominations."""
    names = {role: one["full_name"] for role, one in server.accounts.items()}
    nominator = arrive("association_secretary")
    nominator.open(f"{address}/nominate")
    nominator.press("Lưu nháp và tiếp tục")
    nominator.is_told("Hãy cho biết ông/bà đề cử ai.")
    why = "Tóm tắt một câu: vì sao đề cử"
    made = {
        "nominee": nominates(nominator, address, {
            "Nguồn đề cử": "Người khác giới thiệu",
            "Người được đề cử": names["nominee"], why: "Đem chữ lên bản.",
        }),
        "expert": nominates(nominator, address, {
            "Nguồn đề cử": "Tổ chức đề cử",
            "Tổ chức đề cử": "Hội Y học tỉnh Sơn Mẫu",
            "Người được đề cử": names["expert"], why: "Dạy cả thầy thuốc bản.",
        }),
    }  # fmt: skip
    for role, nomination in made.items():
        nominator.open(nomination)
        nominator.press("Hỏi ý kiến người được đề cử")
        nominator.look()
        consents(arrive(role), server.accounts[role]["email"])
        if role == "nominee":
            is_endorsed(nominator, nomination, names["council_member"])
        hands_in(nominator, nomination)
    oneself = arrive("person")
    made["person"] = nominates(oneself, address, {"Nguồn đề cử": "Tự đề cử", why: "Tự học."})
    oneself.open(made["person"])
    oneself.press("Tiếp tục: giấy tờ")
    hands_in(oneself, made["person"])
    return made


def screens(secretary: Hands, author: Hands, made: dict[str, str], desk: str) -> None:
    """One file is returned and comes back; all are found valid."""
    secretary.open(desk)
    secretary.press("Kết thúc giai đoạn và chuyển tiếp")
    secretary.look()
    secretary.open(f"{made['person']}/screen")
    secretary.press("Trả hồ sơ")
    secretary.is_told("Mục này là bắt buộc.")
    secretary.fill({"Nội dung còn thiếu": "Chưa có xác nhận của trường.", "Hạn bổ sung": day(9)})
    secretary.press("Trả hồ sơ")
    author.open(made["person"])
    author.reads("Chưa có xác nhận của trường.")
    author.look()
    author.press("Nộp hồ sơ")
    for nomination in made.values():
        secretary.open(f"{nomination}/screen")
        secretary.press("Kết luận hợp lệ")
        secretary.hears("Hồ sơ hợp lệ.")


def seats_the_council(secretary: Hands, server: Server, desk: str) -> str:
    secretary.open(desk)
    secretary.follow("Thành lập hội đồng")
    secretary.fill({"Tên hội đồng": COUNCIL})
    secretary.press("Thành lập hội đồng")
    secretary.is_told("Mục này là bắt buộc.")
    secretary.fill({"Số quyết định thành lập": "72/QĐ-SM", "Ngày quyết định": day()})
    secretary.press("Thành lập hội đồng")
    secretary.look()
    council = secretary.page.url.removesuffix("/members")
    for role, office in MEMBERS.items():
        secretary.open(f"{council}/members")
        secretary.fill({"Người": server.accounts[role]["full_name"], "Chức danh": office})
        secretary.fill({"Từ ngày": day(1)})
        secretary.press("Bổ nhiệm")
    secretary.open(council)
    secretary.look()
    return council


def settles_conflicts(arrive: Arrive, secretary: Hands, server: Server, council: str) -> None:
    """One the registry knows, one that a member declares, and whatever else is only suspected."""
    deputy = arrive("council_deputy")
    deputy.open(f"{council}/declare")
    deputy.fill({"Lý do": "Quan hệ gia đình"})
    item = deputy.main.locator("option", has_text=server.accounts["person"]["full_name"])
    deputy.field("Nội dung").select_option(value=item.get_attribute("value"))
    deputy.press("Khai báo")
    deputy.is_told("Mục này là bắt buộc.")
    deputy.fill({"Nói ngắn gọn": "Anh em họ"})
    deputy.press("Khai báo")
    deputy.hears("Ông/bà sẽ không thấy nội dung này nữa.")
    secretary.open(f"{council}/conflicts")
    secretary.press("Tìm lại trong dữ liệu")
    secretary.look()
    rows = secretary.main.get_by_role("row")
    found = rows.filter(has_text="Tìm thấy trong dữ liệu trí thức")
    expect(found.filter(has_text=server.accounts["council_member"]["full_name"])).to_be_visible()
    expect(rows.filter(has_text="Thành viên tự khai báo")).to_contain_text("Anh em họ")
    while (doubtful := rows.filter(has_text="Chờ kết luận")).count():
        secretary.follow(re.compile("^Kết luận"), doubtful.first)
        secretary.fill({"Quyết định": "Không có xung đột", "Lý do": "Không cùng làm việc."})
        secretary.press("Kết luận")
    secretary.look()


def scores(member: Hands, address: str) -> None:
    member.open(f"{address}/review")
    member.look()
    wrong = True
    while (todo := member.main.get_by_role("link", name=re.compile("^Chấm điểm"))).count():
        with member.page.expect_navigation():
            todo.first.click()
        if wrong:
            member.fill({"Việc đã làm": "11", "Tiếng thơm": "9"})
            member.press("Nộp phiếu điểm")
            member.is_told("từ 0 đến 10")
            wrong = False
        member.fill({"Việc đã làm": "9", "Tiếng thơm": "–"})
        member.press("Nộp phiếu điểm")


def meets(keeper: Hands, server: Server, council: str) -> str:
    """Call the meeting, note who is there, prepare the ballot; gives the meeting's address."""
    keeper.open(council)
    keeper.follow("Triệu tập phiên họp")
    keeper.fill({"Nội dung phiên họp": "Họp xét chọn", "Ngày": day(1), "Giờ họp": "tám giờ"})
    keeper.fill({"Địa điểm họp": "Phòng họp số 2, Sơn Mẫu"})
    for name in ("nominee", "expert", "person"):
        keeper.main.get_by_label(re.compile(server.accounts[name]["full_name"])).check()
    keeper.press("Triệu tập")
    keeper.is_told("hh:mm")
    keeper.fill({"Giờ họp": "08:30"})
    keeper.press("Triệu tập")
    keeper.look()
    room = keeper.page.url
    keeper.press("Lưu điểm danh")
    keeper.reads("5/5")
    keeper.press("Khai mạc phiên họp")
    keeper.follow("Chuẩn bị bỏ phiếu")
    boxes = keeper.main.get_by_role("checkbox").all()
    for box in boxes:
        box.uncheck()
    keeper.press("Lập phiên bỏ phiếu")
    keeper.is_told("Hãy chọn ít nhất một nội dung để bỏ phiếu.")
    for box in boxes:
        box.check()
    keeper.press("Lập phiên bỏ phiếu")
    keeper.look()
    keeper.press("Mở phiên bỏ phiếu")
    return room


def count(counters: list[Hands], ballot: str, name: str, figures: list[int]) -> None:
    """Two people count one box, the first with sums that do not add up and are refused."""
    given = dict(zip(FIGURES, map(str, figures), strict=True))
    for number, counter in enumerate(counters):
        counter.open(ballot)
        counter.follow(re.compile(f"Nhập lượt kiểm của tôi.*{name}"))
        if number == 0:
            counter.fill(given | {"Đồng ý": "9"})
            counter.press("Nhập kết quả kiểm")
            counter.is_told("nhưng số phiếu hợp lệ là")
        counter.fill(given)
        counter.press("Nhập kết quả kiểm")


def votes(keeper: Hands, secretary: Hands, server: Server, room: str) -> None:
    ballot = keeper.page.url
    names = {role: server.accounts[role]["full_name"] for role in ("nominee", "expert", "person")}
    keeper.reads("Cần 4/5 phiếu đồng ý (≥ 4/5 tổng số thành viên)")
    count([keeper, secretary], ballot, names["nominee"], [4, 4, 4, 0, 0, 4, 0, 0])
    count([keeper, secretary], ballot, names["expert"], [5, 5, 5, 0, 0, 5, 0, 0])
    count([keeper, secretary], ballot, names["person"], [4, 4, 3, 1, 0, 2, 1, 0])
    keeper.open(ballot)
    keeper.reads("Cần 4/5 phiếu đồng ý (≥ 4/5 tổng số thành viên); đạt 4 → thông qua")
    keeper.reads("Cần 4/5 phiếu đồng ý (≥ 4/5 tổng số thành viên); đạt 2 → không thông qua")
    keeper.look()
    keeper.press("Kết thúc bỏ phiếu")
    keeper.open(room)
    keeper.press("Kết thúc phiên họp")
    secretary.open(room)
    for kind in ("Phát hành biên bản kiểm phiếu", "Phát hành biên bản họp"):
        secretary.press(kind)
    secretary.look()


def decides(secretary: Hands, address: str) -> None:
    secretary.open(f"{address}/desk")
    secretary.follow("Nhập tờ trình")
    secretary.fill({"Số": "73/TTr", "Ngày": day(15)})
    secretary.press("Nhập tờ trình")
    secretary.press("Kết thúc giai đoạn và chuyển tiếp")
    secretary.follow("Nhập quyết định")
    secretary.fill({"Số quyết định": "123/QĐ-SM", "Ngày quyết định": "31/02/2026"})
    secretary.press("Nhập quyết định")
    secretary.is_told("dd/mm/yyyy", "Mục này là bắt buộc.")
    secretary.fill(
        {
            "Ngày quyết định": day(15),
            "Cơ quan ban hành": "Uỷ ban nhân dân tỉnh Sơn Mẫu",
            "Người ký": "Trần Văn Ký",
            "Chức vụ người ký": "Chủ tịch",
        }
    )
    for box in (
        secretary.main.get_by_role("group", name="Có tên trong quyết định")
        .get_by_role("checkbox")
        .all()
    ):
        box.check()
    secretary.press("Nhập quyết định")
    secretary.press("Kết thúc giai đoạn và chuyển tiếp")
    secretary.look()


def test_a_round_from_its_programme_to_the_certificate(
    open_page: Opener, arrive: Arrive, server: Server, days_later: Path
) -> None:
    names = {role: one["full_name"] for role, one in server.accounts.items()}
    days_later.write_text("0")
    secretary, approver = arrive("honours_secretary"), arrive("honours_approver")
    founds_the_programme(secretary)
    address = draws_up_the_round(secretary)
    desk = f"{address}/desk"
    announces_and_opens(approver, secretary, address)
    made = nominate_three(arrive, server, address)

    days_later.write_text("1")
    secretary = arrive("honours_secretary")
    council = seats_the_council(secretary, server, desk)
    screens(secretary, arrive("person"), made, desk)
    secretary.open(desk)
    secretary.press("Kết thúc giai đoạn và chuyển tiếp")
    secretary.look()
    settles_conflicts(arrive, secretary, server, council)
    keeper = arrive("council_secretary")
    for member in (arrive("councillor"), keeper):
        scores(member, address)
    secretary.open(desk)
    secretary.press("Kết thúc giai đoạn và chuyển tiếp")
    room = meets(keeper, server, council)
    votes(keeper, secretary, server, room)
    secretary.open(desk)
    secretary.press("Kết thúc giai đoạn và chuyển tiếp")
    secretary.follow("Công khai kết quả")
    secretary.fill({"Công khai từ ngày": day(1)})
    secretary.press("Công khai kết quả")
    secretary.look()

    days_later.write_text("15")
    secretary, approver = arrive("honours_secretary"), arrive("honours_approver")
    secretary.open(desk)
    secretary.press("Kết thúc giai đoạn và chuyển tiếp")
    decides(secretary, address)
    approver.open(desk)
    approver.press("Công bố vinh danh")

    public = Hands(open_page(scripts=False), scripts=False)
    public.open("/honours")
    public.reads(names["nominee"], names["expert"])
    assert names["person"] not in public.main.inner_text()
    public.look()
    honoured = arrive("nominee")
    honoured.open("/honours")
    honoured.follow(re.compile(names["nominee"]))
    honoured.look()
    paper = honoured.main.get_by_role("link", name="Giấy chứng nhận (PDF)")
    text = pdf_text(honoured.fetched(paper))
    assert names["nominee"] in text
    printed = re.search(r"https?://\S+(/verify/[\w-]+)", text)
    assert printed, text
    public.open(printed[1])
    public.reads(names["nominee"], TITLE, "123/QĐ-SM", "Còn hiệu lực")
    public.look()
    public.open(address)
    public.look()

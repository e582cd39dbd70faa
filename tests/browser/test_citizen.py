"""A citizen's journey, and that of the drafting unit which has to answer."""

import re
from collections import Counter
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from docx import Document
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from portal.core import clock
from tests.browser.conftest import Opener, sign_in
from tests.browser.hands import Hands
from tools.served import Server

REAL = re.compile(r"^Kế hoạch .*(Nghị quyết số 45|Phát triển đội ngũ)")
MADE_UP = "Kế hoạch thu hút, trọng dụng trí thức tỉnh Sơn Mẫu"
TITLE = "Kế hoạch khuyến khích nghiên cứu ở xã vùng cao"
LINES = """KẾ HOẠCH
Khuyến khích nghiên cứu ở xã vùng cao tỉnh Sơn Mẫu giai đoạn 2027 - 2030
Uỷ ban nhân dân tỉnh ban hành kế hoạch như sau:
I. MỤC TIÊU
1. Mục tiêu chung
- Đưa nhà khoa học về với xã.
- Mỗi xã có một đề tài.
2. Mục tiêu cụ thể
Đến năm 2030 có ít nhất 60 đề tài.
II. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ chủ trì.
2. Các xã phối hợp thực hiện./."""
SLIP = LINES.replace("- Mỗi xã có một đề tài.\n", "- Mỗi xã có một\n3. đề tài.\n")
TOPIC = "Chỉ tiêu số đề tài"


def speaks(hands: Hands, reason: str, email: str) -> str:
    """Comment as a guest from the form that is open; gives the code of the opinion."""
    hands.look()
    hands.press("Gửi ý kiến")
    hands.is_told("Hãy chọn quan điểm của ông/bà.")
    hands.choose("Thống nhất một phần")
    hands.fill(
        {
            "Ý kiến của ông/bà": reason,
            "Họ và tên, hoặc tên tổ chức ông/bà đại diện": "Lò Thị Khách",
            "Địa chỉ thư điện tử của ông/bà": "khach tại nhà",
        }
    )
    hands.press("Gửi ý kiến")
    hands.is_told("Xin viết địa chỉ như ten@example.vn.")
    expect(hands.field("Ý kiến của ông/bà")).to_have_value(reason)
    hands.fill({"Địa chỉ thư điện tử của ông/bà": email})
    hands.press("Gửi ý kiến")
    hands.reads("Còn một bước: xác nhận địa chỉ thư điện tử.")
    hands.look()
    code = re.search(r"GY-[\w-]+", hands.main.inner_text())
    assert code
    hands.open(hands.mailed_link(email, r"/opinions/confirm/\S+"))
    hands.look()
    hands.press("Đúng, đây là ý kiến của tôi")
    hands.hears("Cảm ơn ông/bà: ý kiến đã được tính.")
    hands.reads(code[0], reason)
    hands.look()
    return code[0]


def test_a_guest_speaks_on_a_real_plan_and_a_moderator_hides_and_restores_it(
    open_page: Opener, server: Server
) -> None:
    guest = Hands(open_page(scripts=False), scripts=False)
    guest.open("/consultations")
    guest.look()
    real = guest.main.get_by_role("link", name=REAL)
    (real if real.count() else guest.main.get_by_role("link", name=MADE_UP)).first.click()
    guest.look()
    draft = guest.page.url
    guest.follow("Góp ý mục này")
    reason = "Nên nói rõ lấy kinh phí từ nguồn nào."
    code = speaks(guest, reason, "khach@example.vn")
    guest.open(draft)
    guest.reads(reason)
    assert "Lò Thị Khách" not in guest.main.inner_text()

    moderator = Hands(open_page(theme="dark"))
    sign_in(moderator.page, server, "moderator")
    moderator.open("/consultations/moderation?state=public")
    moderator.look()
    moderator.follow(re.compile(rf"^Ẩn kèm lý do\s*: {code}"))
    moderator.press("Ẩn")
    moderator.is_told("Mục này là bắt buộc.")
    moderator.fill({"Lý do": "Nêu tên riêng của người khác."})
    moderator.press("Ẩn")
    moderator.hears(f"Đã ẩn {code}.")
    guest.open(f"/opinions/{code}")
    guest.reads("Nêu tên riêng của người khác.")
    assert reason not in guest.main.inner_text()
    guest.look()
    moderator.open("/consultations/moderation?state=hidden")
    moderator.look()
    card = moderator.main.get_by_role("article").filter(has_text=code)
    moderator.press("Cho công khai", card)
    guest.open(draft)
    guest.reads(reason)
    guest.look()


def docx(lines: str) -> bytes:
    paper, out = Document(), BytesIO()
    for line in lines.split("\n"):
        paper.add_paragraph(line)
    paper.save(out)
    return out.getvalue()


def prepares(officer: Hands) -> str:
    """Begin a consultation, bring its draft in as a file and as text, mend the tree, publish."""
    officer.open("/consultations/manage")
    officer.look()
    officer.follow("Bắt đầu một đợt lấy ý kiến")
    officer.press("Lưu")
    officer.is_told("Mục này là bắt buộc.")
    officer.fill(
        {
            "Tên đợt lấy ý kiến": TITLE,
            "Cơ quan chủ trì soạn thảo": "Tỉnh Không Có",
            "Tóm tắt dễ hiểu": "Tỉnh muốn mỗi xã vùng cao có một đề tài nghiên cứu.",
        }
    )
    officer.press("Lưu")
    officer.is_told("Không có đơn vị nào mang tên này.")
    officer.fill({"Cơ quan chủ trì soạn thảo": "Tỉnh Sơn Mẫu"})
    officer.press("Lưu")
    officer.headed(TITLE)
    officer.look()
    desk = officer.page.url
    officer.follow("Đưa dự thảo vào")
    officer.press("Nhận dạng cấu trúc")
    officer.is_told("")
    officer.field("Tệp").set_input_files(
        {"name": "dự thảo.docx", "mimeType": "application/zip", "buffer": docx(LINES)}
    )
    officer.press("Nhận dạng cấu trúc")
    officer.reads("Mỗi xã có một đề tài.", "MỤC TIÊU")
    officer.look()
    officer.follow("Đưa văn bản khác vào")
    officer.fill({"Hoặc dán văn bản vào đây": SLIP})
    officer.press("Nhận dạng cấu trúc")
    mends(officer)
    officer.press("Công bố bản này")
    officer.open(desk)
    officer.look()
    return desk


def mends(officer: Hands) -> None:
    """Join the unit that a line break made of half a sentence to the one before."""
    row = officer.main.get_by_role("row").filter(has_text="đề tài.").filter(has_not_text="60")
    officer.look()
    officer.follow(re.compile("^Chỉnh"), row.last)
    officer.look()
    officer.press("Chuyển thành đoạn văn")
    officer.look()
    row = officer.main.get_by_role("row").filter(has_text="3. đề tài.")
    officer.follow(re.compile("^Chỉnh"), row)
    officer.press("Gộp với nội dung trước")
    row = officer.main.get_by_role("row").filter(has_text="Mỗi xã có một 3. đề tài.")
    officer.follow(re.compile("^Chỉnh"), row)
    officer.fill({"Lời văn": "Mỗi xã có một đề tài."})
    officer.press("Lưu")
    expect(officer.main.get_by_role("row").filter(has_text="Mỗi xã có một đề tài.")).to_be_visible()
    officer.look()


def opens(approver: Hands, desk: str) -> None:
    approver.open(desk)
    approver.press("Duyệt để lấy ý kiến")
    approver.look()
    approver.follow("Đặt thời hạn và mở")
    approver.look()
    soon, late = (clock.today() + timedelta(days=n) for n in (3, 21))
    approver.fill({"Ngày cuối nhận ý kiến": f"{soon:%d/%m/%Y}"})
    approver.press("Mở lấy ý kiến")
    approver.is_told("10")
    approver.fill({"Ngày cuối nhận ý kiến": f"{late:%d/%m/%Y}", "Đến mấy giờ": "17h00"})
    approver.press("Mở lấy ý kiến")
    approver.headed(TITLE)
    approver.look()


def invites(officer: Hands, desk: str, expert: dict[str, str]) -> str:
    """Find the expert of the registry and invite her; gives the address of the mailed link."""
    officer.open(desk)
    officer.follow("Mời chuyên gia")
    officer.fill({"Lĩnh vực hoặc chủ đề": expert["full_name"]})
    officer.press("Tìm")
    officer.look()
    officer.press("Gửi thư mời")
    officer.is_told("Mục này là bắt buộc.")
    officer.choose(expert["full_name"])
    officer.fill({"Nội dung xin ý kiến": TOPIC})
    officer.press("Gửi thư mời")
    officer.reads(TOPIC)
    officer.look()
    return officer.mailed_link(expert["email"], r"/invitations/\S+")


def advises(expert: Hands, link: str) -> None:
    """Accept by the link alone and speak on a clause."""
    expert.open(link)
    expert.reads(TOPIC)
    expert.look()
    expert.press("Tôi nhận lời")
    expert.look()
    expert.follow(re.compile("."), expert.main.get_by_role("listitem").filter(has_text="60 đề tài"))
    expert.choose("Không thống nhất", "Đồng ý công khai họ tên cùng ý kiến")
    expert.fill({"Ý kiến của ông/bà": "60 đề tài là ít.", "Lời văn đề nghị": "ít nhất 90 đề tài"})
    expert.press("Gửi ý kiến")
    expert.reads("Cảm ơn ông/bà: đã nhận được ý kiến.")
    expert.look()


def answers(officer: Hands, desk: str, reason: str, result: str, words: str) -> None:
    officer.open(desk)
    officer.follow("Chưa trả lời")
    officer.look()
    card = officer.main.get_by_role("article").filter(has_text=reason)
    officer.follow(re.compile("^Trả lời"), card)
    officer.press("Lưu trả lời")
    officer.is_told("")
    officer.fill({"Kết quả": result, "Nội dung tiếp thu, giải trình": words})
    officer.press("Lưu trả lời")


def takes_the_table(officer: Hands, desk: str) -> None:
    """The report as a paper and as a sheet: the same opinions, and sums that agree."""
    officer.open(desk)
    _name, data = officer.download(officer.main.get_by_role("link", name=re.compile("DOCX")))
    paper = Document(BytesIO(data))
    text = "\n".join(one.text for one in paper.paragraphs)
    table = next(one for one in paper.tables if len(one.columns) == 4)
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    assert f"tổng số {len(rows)} ý kiến nhận được" in text
    _name, data = officer.download(officer.main.get_by_role("link", name="XLSX"))
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sums = dict(book.get_sheet_by_name("Số liệu").to_python()[1:])
    total = sums.pop("Tổng số ý kiến")
    assert total == sum(sums.values()) == len(rows) == 2
    assert Counter(name for name, number in sums.items() if number) == Counter(
        ["Tiếp thu", "Tiếp thu một phần"]
    )
    lines = book.get_sheet_by_name("Tổng hợp").to_python()
    assert sorted(line[3] for line in lines[-2:]) == sorted(row[2] for row in rows)


def test_from_the_draft_to_the_answers_that_the_public_reads(
    open_page: Opener, server: Server, tmp_path: Path
) -> None:
    officer, approver = Hands(open_page()), Hands(open_page(theme="dark"))
    guest, expert = (Hands(open_page(scripts=False), scripts=False) for _n in range(2))
    sign_in(officer.page, server, "drafting_officer")
    desk = prepares(officer)
    sign_in(approver.page, server, "drafting_approver")
    opens(approver, desk)
    guest.open("/consultations")
    guest.follow(TITLE)
    public = guest.page.url
    guest.follow("Góp ý chung")
    speaks(guest, "Xin thêm mục về bản làng.", "ban@example.vn")
    advises(expert, invites(officer, desk, server.accounts["expert"]))
    answers(officer, desk, "Xin thêm mục về bản làng.", "Tiếp thu một phần", "Sẽ nêu ở mục II.")
    answers(officer, desk, "60 đề tài là ít.", "Tiếp thu", "Nâng lên 90 đề tài.")
    guest.open(public)
    assert "Nâng lên 90" not in guest.main.inner_text()
    approver.open(desk)
    approver.follow(re.compile("^Trả lời đã soạn"))
    approver.look()
    approver.press("Ký duyệt tất cả trả lời do người khác soạn")
    approver.look()
    guest.open(public)
    guest.reads("60 đề tài là ít.", "Nâng lên 90 đề tài.", server.accounts["expert"]["full_name"])
    guest.look()
    guest.follow("Tất cả trả lời")
    guest.reads("Sẽ nêu ở mục II.", "Nâng lên 90 đề tài.")
    guest.look()
    takes_the_table(officer, desk)

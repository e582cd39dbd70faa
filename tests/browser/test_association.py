"""An association's journey: an application, its approval, the list, the card and its code."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from portal.core import clock
from portal.core.text import sort_key
from tests.browser.conftest import Opener, sign_in
from tests.browser.hands import Hands, pdf_text
from tools.served import Server

ASSOCIATION = "Hội Y học tỉnh Sơn Mẫu"
LETTER = "Tôi làm nghề 12 năm, xin được sinh hoạt cùng hội."
NAME = "Lò Văn Tiến"


def today() -> str:
    return clock.today().strftime("%d/%m/%Y")


def applies(hands: Hands) -> None:
    hands.open("/associations")
    hands.look()
    hands.follow(ASSOCIATION)
    hands.look()
    hands.follow("Nộp đơn xin vào hội")
    hands.look()
    hands.fill({"Đôi lời gửi hội": LETTER})
    hands.press("Gửi đơn")
    hands.is_told("Mục này là bắt buộc.")
    expect(hands.field("Đôi lời gửi hội")).to_have_value(LETTER)
    hands.choose("Hội viên")
    hands.press("Gửi đơn")
    hands.reads("Đã nhận đơn của ông/bà", LETTER)
    hands.look()


def approves(hands: Hands) -> None:
    hands.open("/work")
    hands.look()
    hands.open("/associations")
    hands.follow(ASSOCIATION)
    hands.follow(re.compile("^Đơn xin vào hội"))
    hands.look()
    hands.follow(NAME)
    hands.reads(LETTER)
    hands.look()
    hands.press("Kết nạp vào hội")
    hands.is_told("Mục này là bắt buộc.")
    hands.fill({"Số quyết định": "27/QĐ-HYH", "Ngày quyết định": "31/02/2026"})
    hands.press("Kết nạp vào hội")
    hands.is_told("dd/mm/yyyy")
    expect(hands.field("Ngày quyết định")).to_have_value("31/02/2026")
    expect(hands.field("Số quyết định")).to_have_value("27/QĐ-HYH")
    hands.fill({"Ngày quyết định": today()})
    hands.press("Kết nạp vào hội")
    hands.reads("Quyết định", "27/QĐ-HYH")
    hands.look()


def reads_the_list(hands: Hands) -> None:
    """Filters, sorts and exports; the sheet holds the same people in the same order."""
    hands.open("/associations/hoi-y-hoc-tinh-son-mau/members")
    hands.look()
    hands.fill({"Loại": "Hội viên", "Sắp xếp theo": "Tên"})
    hands.press("Lọc danh sách")
    hands.look()
    names = hands.main.locator("tbody th").all_inner_texts()
    assert NAME in names
    keys = [sort_key(name, by="given") for name in names]
    assert keys == sorted(keys), names
    name, data = hands.download(hands.main.get_by_role("link", name="Tải về dạng Excel"))
    assert name == "hoi-vien-hoi-y-hoc-tinh-son-mau.xlsx"
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    head = next(n for n, row in enumerate(rows) if "Họ và tên" in row)
    column = rows[head].index("Họ và tên")
    assert [row[column] for row in rows[head + 1 :]][: len(names)] == names
    hands.fill({"Họ tên hoặc số hội viên": "lo van tien"})
    hands.press("Lọc danh sách")
    hands.follow(NAME)


def issues_the_card(hands: Hands) -> str:
    """Gives the address that is printed on the card."""
    hands.reads("Số hội viên")
    hands.look()
    hands.press("Cấp thẻ")
    hands.look()
    name, data = hands.download(hands.main.get_by_role("link", name="Tải thẻ (PDF)"))
    assert re.fullmatch(r"the-hoi-vien-hyh[\w-]*\.pdf", name)
    text = pdf_text(data)
    assert NAME in text
    assert ASSOCIATION in text
    found = re.search(r"https?://\S+(/verify/[\w-]+)", text)
    assert found, text
    return found[1]


def ends_the_membership(hands: Hands) -> None:
    hands.follow("Cho thôi là hội viên")
    hands.look()
    hands.fill({"Ngày cuối cùng là hội viên": "hôm nay"})
    hands.press("Cho thôi là hội viên")
    hands.is_told("dd/mm/yyyy")
    hands.fill({"Ngày cuối cùng là hội viên": today(), "Lý do": "Tự nguyện xin thôi"})
    hands.press("Cho thôi là hội viên")
    hands.reads("Tự nguyện xin thôi")
    hands.look()


@pytest.mark.parametrize("theme", ["dark"])
def test_from_the_application_to_a_card_that_is_no_longer_valid(
    open_page: Opener, server: Server, theme: str
) -> None:
    applicant, secretary = (Hands(open_page(theme=theme)) for _n in range(2))
    public = Hands(open_page(scripts=False), scripts=False)
    sign_in(applicant.page, server, "person")
    applies(applicant)
    sign_in(secretary.page, server, "association_secretary")
    approves(secretary)
    reads_the_list(secretary)
    address = issues_the_card(secretary)
    applicant.open("/memberships")
    applicant.reads(ASSOCIATION, "Số HYH")
    applicant.look()
    public.open(address)
    public.reads("Còn hiệu lực", ASSOCIATION)
    said = public.main.inner_text()
    assert NAME not in said
    assert "HYH-" not in said
    public.look()
    ends_the_membership(secretary)
    public.open(address)
    public.reads("Hết hiệu lực")
    assert NAME not in public.main.inner_text()
    public.look()

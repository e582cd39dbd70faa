"""An intellectual's journey on a phone, without scripts; the officer's on a desk, with them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Opener, sign_in
from tests.corpus import jpeg, png
from tools.served import DESK, Server

PASSWORD = "nước chảy đá mòn 72"


def submit(page: Page) -> None:
    page.locator("main form .actions button").first.click()


def register(page: Page, email: str) -> None:
    """Register, open the mailed link, type the password again."""
    page.goto("/register")
    page.locator("main input[name=full_name]").fill("Đặng Thị Hoà")
    page.locator("main input[name=email]").fill(email)
    page.locator("main input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.goto("/mailbox")
    page.locator("main a", has_text=email).or_(
        page.locator("main tr, main li", has_text=email).locator("a")
    ).first.click()
    page.goto(page.locator("main").inner_text().split("http", 1)[1].split()[0].join(["http", ""]))
    page.locator("main input[type=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "bằng tiến sĩ.jpg"
    path.write_bytes(jpeg(600, 400))
    return path


def test_the_whole_way_without_a_script(open_page: Opener, server: Server, scan: Path) -> None:
    page = open_page(scripts=False)
    register(page, "hoa@example.vn")
    page.goto("/profile")
    page.locator("#home_unit").fill("Phường Không Có Thật")
    submit(page)
    expect(page.locator(".field.wrong input")).to_have_value("Phường Không Có Thật")
    page.locator("#home_unit").fill("phuong son mau")
    page.locator("#headline").fill("Bác sĩ tim mạch")
    page.locator("#sector").select_option("health")
    submit(page)
    expect(page.locator("h1")).to_have_text("Hồ sơ của tôi")
    record = page.url.split("#")[0]

    page.locator("#degree a.button").click()
    page.locator("#level").select_option("doctor")
    page.locator("#discipline").fill("Nội tim mạch can thiệp")
    page.locator("#organisation").fill("Trường Đại học Y Hà Nội")
    page.locator("#awarded").fill("13/2010")
    submit(page)
    expect(page.locator("#awarded")).to_have_value("13/2010")
    page.locator("#awarded").fill("09/2010")
    page.locator("#evidence").set_input_files(scan)
    page.locator("#visibility").select_option("public")
    submit(page)
    page.locator("#degree").get_by_text("Minh chứng và xác nhận").click()
    page.get_by_role("button", name="Gửi xác nhận").click()
    expect(page.locator("main")).to_contain_text("Chờ xác nhận")

    page.goto(record)
    page.locator("#keyword a.button").click()
    page.locator("#words").fill("suy tim cấp, hồi sức tim mạch")
    submit(page)
    page.goto(record.replace("/record", "/photo"))
    page.locator("#photo").set_input_files(
        {"name": "ảnh.png", "mimeType": "image/png", "buffer": png(600, 800)}
    )
    for name, value in (("left", "10"), ("top", "5"), ("width", "60"), ("height", "60")):
        page.locator(f"#{name}").fill(value)
    submit(page)
    page.goto(record.replace("/record", "/preview/public"))
    expect(page.locator("main")).to_contain_text("Nội tim mạch can thiệp")
    page.goto(record.replace("/record", "/publication"))
    submit(page)
    expect(page.locator(".summary")).to_be_visible()
    page.locator("#agree").check()
    submit(page)
    page.goto(record)
    page.get_by_role("link", name="Xem trang công khai").click()
    address = page.url

    officer = open_page(DESK)
    sign_in(officer, server, "people_officer")
    officer.goto("/verification?kind=degree")
    officer.get_by_role("link", name="Nội tim mạch can thiệp").click()
    officer.locator("button[value=reject]").click()
    expect(officer.locator("#reason")).to_have_attribute("aria-invalid", "true")
    assert violations(officer) == []
    officer.locator("#method").select_option("scan")
    officer.locator("button[value=verify]").click()
    expect(officer.locator("h1")).to_have_text("Mục chờ xác nhận")

    public = open_page(DESK)
    public.goto("/people?q=dang thi hoa&level=doctor")
    public.locator("main").get_by_role("link", name="Đặng Thị Hoà").first.click()
    expect(public).to_have_url(re.compile(re.escape(address.split("/people")[1])))
    expect(public.locator("#career")).to_contain_text("Đã xác nhận")
    assert violations(public) == []
    public.goto("/people?q=hoi suc tim mach")
    expect(public.locator("main .people-list")).to_contain_text("Đặng Thị Hoà")

    page.goto(record.replace("/record", "/cv"))
    for kind in ("docx", "pdf"):
        with page.expect_download() as download:
            page.locator(f"button[value={kind}]").click()
        assert download.value.suggested_filename == f"ly-lich-khoa-hoc-dang-thi-hoa.{kind}"

    page.goto(record)
    page.get_by_role("button", name="Ngừng công khai").click()
    answer = public.goto(address)
    assert answer is not None
    assert answer.status == 404


def test_a_photo_is_cut_with_a_frame_that_follows_the_numbers(
    open_page: Opener, server: Server
) -> None:
    page = open_page()
    sign_in(page, server, "person")
    page.goto("/profile")
    page.goto(page.url.replace("/record", "/photo"))
    page.locator("#photo").set_input_files(
        {"name": "ảnh.png", "mimeType": "image/png", "buffer": png(900, 900)}
    )
    expect(page.locator(".crop .frame")).to_be_visible()
    before = float(page.locator("#left").input_value())
    page.locator(".crop .frame").focus()
    page.keyboard.press("ArrowRight")
    assert float(page.locator("#left").input_value()) == before + 2
    submit(page)
    expect(page.locator("h1")).to_have_text("Hồ sơ của tôi")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_owners_pages_have_no_barrier(open_page: Opener, server: Server, theme: str) -> None:
    page = open_page(theme=theme)
    sign_in(page, server, "person")
    page.goto("/profile")
    base = page.url.removesuffix("/record")
    found = {}
    for path in (
        "record", "basics", "photo", "readers", "history", "cv", "publication", "keywords",
        "works/new", "projects/new", "items/degree/new", "items/appointment/new", "preview/public",
    ):  # fmt: skip
        page.goto(f"{base}/{path}")
        wrong = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append("scrolls sideways")
        if wrong:
            found[path] = wrong
    assert found == {}

"""The pictures the docs show, taken from a served demo province: `make shots`."""

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.served import CHROMIUM, CHROMIUM_FLAGS, DESK, PHONE, ROOT, Server, served

IMAGES = ROOT / "docs" / "images"
COLOURS = 64
BIB = """
@article{a, title={Suy tim cấp ở vùng cao}, author={@@ and Nguyễn Văn An},
  journal={Tạp chí Khoa học Sơn Mẫu}, year={2020}, doi={10.5555/demo.1}}
@article{b, title={Mục này thiếu dấu ngoặc
@book{c, title={Sổ tay cây thuốc}, author={@@}, publisher={NXB Sơn Mẫu}, year={2018}}
"""


@dataclass(frozen=True)
class Shot:
    """One picture: who looks, on what, how to come there, and what stands at the top of it."""

    name: str
    role: str | None
    size: dict[str, int]
    way: Callable[[Page], object]
    top: str = ""


def _path(address: str) -> Callable[[Page], object]:
    return lambda page: page.goto(address)


def _first(address: str, link: str) -> Callable[[Page], object]:
    """Open the page and follow its first link that matches a CSS selector."""

    def way(page: Page) -> None:
        page.goto(address)
        follow(page, link)

    return way


def follow(page: Page, link: str) -> None:
    """Go where the first matching link of the main part leads."""
    address = page.locator(f"main {link}").first.get_attribute("href")
    page.goto(address or "/")


def _record(page: Page) -> None:
    page.goto("/profile")


def _public_profile(page: Page) -> None:
    page.goto("/profile")
    follow(page, "a[href*='/preview/public']")


def _import(page: Page) -> None:
    page.goto("/profile")
    follow(page, "a[href$='/works/import']")
    name = page.locator("main a").first.inner_text()
    page.locator("main textarea").fill(BIB.replace("@@", name))
    with page.expect_navigation():
        page.locator("main form .actions button").first.click()


def _consent(page: Page) -> None:
    page.goto("/my/nominations")
    follow(page, "a[href$='/consent']")


def _desk_of_round(page: Page) -> None:
    page.goto("/recognition")
    follow(page, "a[href*='/rounds/'][href$='/desk']")


def _ballot(page: Page) -> None:
    page.goto("/recognition")
    desks = page.locator("main a[href*='/rounds/'][href$='/desk']")
    page.goto(desks.last.get_attribute("href") or "/")
    for link in ("a[href^='/councils/']", "a[href^='/meetings/']", "a[href^='/ballots/']"):
        follow(page, link)


def _certificate(page: Page) -> None:
    page.goto("/honours")
    for link in ("a[href^='/honours/']", "a[href^='/verify/']"):
        follow(page, link)


def _consultation(page: Page) -> None:
    page.goto("/consultations")
    follow(page, "h2 a[href^='/consultations/ke-hoach-thu-hut']")


def _opinion(page: Page) -> None:
    _consultation(page)
    follow(page, "a[href*='/opinions/new?unit=10']")


def _answers(page: Page) -> None:
    page.goto("/consultations/manage")
    for link in (
        "table a[href*='ke-hoach-thu-hut'][href$='/desk']",
        "a[href*='/answers?tab=open']",
    ):
        follow(page, link)


HEALTH = "/associations/hoi-y-hoc-tinh-son-mau"
SHOTS = (
    Shot("home", None, DESK, _path("/")),
    Shot("record", "person", PHONE, _record),
    Shot("import", "person", DESK, _import),
    Shot("people", None, DESK, _path("/people?sort=given")),
    Shot("preview", "person", DESK, _public_profile),
    Shot("application", "association_secretary", DESK,
         _first(f"{HEALTH}/applications", "table a[href^='/applications/']")),
    Shot("members", "association_secretary", DESK, _path(f"{HEALTH}/members")),
    Shot("verify", None, PHONE, _certificate),
    Shot("round", "honours_secretary", DESK, _desk_of_round),
    Shot("consent", "nominee", PHONE, _consent),
    Shot("ballot", "honours_secretary", DESK, _ballot),
    Shot("consultation", None, DESK, _consultation, ".opinion"),
    Shot("opinion", None, PHONE, _opinion),
    Shot("answers", "drafting_officer", DESK, _answers),
)  # fmt: skip


def main() -> int:
    """Take every picture, or those named on the command line."""
    wanted = [shot for shot in SHOTS if not sys.argv[1:] or shot.name in sys.argv[1:]]
    if CHROMIUM is None:
        print("no Chromium on this machine (Debian: apt install chromium)", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="hien-tai-") as folder,
        served(Path(folder), people=200) as server,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        for shot in wanted:
            size = _take(browser, server, shot)
            print(f"{shot.name}.png {size // 1000} kB")
        browser.close()
    return 0


def _take(browser: Browser, server: Server, shot: Shot) -> int:
    """Take one picture and give its size in bytes; an error page is no picture."""
    context = browser.new_context(
        base_url=server.url,
        viewport=shot.size,  # type: ignore[arg-type]
        locale="vi-VN",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if shot.role:
        _sign_in(page, server, shot.role)
    shot.way(page)
    if page.locator("main .eyebrow", has_text="Lỗi").count():
        raise RuntimeError(f"{shot.name}: {page.url} answers with an error")
    if shot.top:
        page.locator(f"main {shot.top}").first.evaluate(
            "thing => scrollTo(0, thing.getBoundingClientRect().top + scrollY - 320)"
        )
    page.evaluate("document.fonts.ready")
    data = _small(page.screenshot(animations="disabled", caret="hide"))
    context.close()
    (IMAGES / f"{shot.name}.png").write_bytes(data)
    return len(data)


def _sign_in(page: Page, server: Server, role: str) -> None:
    account = server.accounts[role]
    page.goto("/sign-in")
    page.locator("main input[name=email]").fill(account["email"])
    page.locator("main input[name=password]").fill(account["password"])
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def _small(data: bytes) -> bytes:
    """The same picture with a palette: a fifth of the size, and the same bytes each time."""
    out = io.BytesIO()
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())

"""Every page that any role of the demo province reaches by links: sound HTML, no barrier."""

import os
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.browser.axe import OF_COLOUR, violations
from tests.browser.conftest import Opener, sign_in
from tests.lint import problems
from tools.served import DESK, Server

NARROW = {"width": 320, "height": 640}
_MOST = 300
_SLUGS = re.compile(
    r"^/(associations|rounds|consultations|verify|opinions|recognition/programmes)/[^/?]+"
)
_NOT_FOLLOWED = re.compile(r"^/(preferences|static|sign-out|mailbox)")


def _shape(address: str) -> str:
    """Addresses of the same shape are pages of the same template."""
    parts = urlsplit(address)
    path = _SLUGS.sub(r"/\1/…", re.sub(r"/\d+(-[^/]*)?", "/N", parts.path))
    return path + ("?" if parts.query else "")


def _links(text: str, here: str) -> Iterator[str]:
    for target in html.document_fromstring(text).xpath("//a/@href"):
        if target.startswith(("/", "?")) and not _NOT_FOLLOWED.match(target):
            yield urljoin(here, target).split("#")[0]


def _barriers(page: Page) -> list[str]:
    """What is wrong with the loaded page on a narrow phone and at a desk, dark and light."""
    wrong = []
    for size, theme, other in ((NARROW, "dark", "light"), (DESK, "light", "dark")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        found = [f"{theme}: {line}" for line in violations(page)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{wide} px wide"] if wide > size["width"] else []
        page.emulate_media(color_scheme=other)  # type: ignore[arg-type]
        found += [f"{other}: {line}" for line in violations(page, OF_COLOUR)]
        wrong += [f"at {size['width']} px, {line}" for line in found]
    return wrong


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bool]:
    """Whether a shape of page is new: no role has been there before, and no other worker."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    asked = folder / "looked-at"
    asked.mkdir(exist_ok=True)

    def ask(shape: str) -> bool:
        try:
            (asked / quote(shape, safe="")).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    return ask


def test_a_colour_too_faint_in_one_theme_is_found_at_both_widths(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        """<!doctype html><html lang="vi"><title>Faint</title>
        <style>:root { color-scheme: light dark }
        body { background: light-dark(#fff, #111); color: light-dark(#000, #333) }</style>
        <main><h1>Faint</h1><p>Faint in the dark.</p></main>"""
    )
    found = _barriers(page)
    page.close()
    assert len(found) == 2
    assert found[0].startswith("at 320 px, dark: color-contrast")
    assert found[1].startswith("at 1280 px, dark: color-contrast")


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "role",
    [
        "",
        "person",
        "member",
        "expert",
        "nominee",
        "people_officer",
        "association_secretary",
        "honours_secretary",
        "honours_approver",
        "drafting_officer",
        "drafting_approver",
        "moderator",
        "admin",
    ],
)
def test_every_page_a_role_reaches_is_sound_and_open_to_all(
    open_page: Opener, server: Server, first: Callable[[str], bool], role: str
) -> None:
    page = open_page(NARROW)
    if role:
        sign_in(page, server, role)
    found: dict[str, list[str]] = {}
    todo, seen = ["/", "/work"], set()
    while todo:
        assert len(seen) < _MOST, "pages without end"
        address = todo.pop(0)
        shape = _shape(address)
        if shape in seen:
            continue
        seen.add(shape)
        answer = page.request.get(address)
        assert answer.status < 500, address
        if "html" not in answer.headers.get("content-type", ""):
            continue
        wrong = problems(answer.text())
        if first(shape):
            page.goto(address)
            wrong += _barriers(page)
        if wrong:
            found[address] = wrong
        todo += _links(answer.text(), address)
    assert found == {}

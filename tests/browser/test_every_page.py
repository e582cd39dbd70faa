"""Every page that any role of the demo province reaches by links: sound HTML, no barrier."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import Opener, sign_in
from tests.lint import problems
from tools.served import DESK, Server

NARROW = {"width": 320, "height": 640}
_MOST = 90
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


def _barriers(page: Page, address: str, turn: int) -> list[str]:
    """Looked at dark on a narrow phone or light at a desk, page after page in turn."""
    size, theme = ((NARROW, "dark"), (DESK, "light"))[turn % 2]
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.goto(address)
    wide = page.evaluate("document.documentElement.scrollWidth")
    return violations(page) + ([f"{wide} px wide"] if wide > size["width"] else [])


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Shapes of pages that axe has been to for an earlier role."""
    return set()


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
    open_page: Opener, server: Server, known: set[str], role: str
) -> None:
    page = open_page(NARROW)
    if role:
        sign_in(page, server, role)
    found: dict[str, list[str]] = {}
    todo, seen = ["/", "/work"], set()
    while todo and len(seen) < _MOST:
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
        if shape not in known:
            known.add(shape)
            wrong += _barriers(page, address, len(known))
        if wrong:
            found[address] = wrong
        todo += _links(answer.text(), address)
    assert found == {}

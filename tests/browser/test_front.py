"""The public pages in a real browser: no barrier, no sideways scrolling, and the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import Opener
from tools.served import DESK

PAGES = (
    "/",
    "/people",
    "/associations",
    "/honours",
    "/rounds",
    "/consultations",
    "/search?q=y học",
    "/search?q=khongco",
    "/verify",
    "/verify/unknown",
    "/accessibility",
    "/privacy",
    "/styleguide",
    "/sign-in",
    "/register",
    "/no-such-page",
)
NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [NARROW, DESK], ids=["narrow", "desk"])
def test_no_public_page_has_a_barrier(open_page: Opener, size: dict[str, int], theme: str) -> None:
    page = open_page(size, theme=theme)
    found = {}
    for address in PAGES:
        page.goto(address)
        wrong = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            wrong.append(f"{wide} px wide")
        if wrong:
            found[address] = wrong
    assert found == {}


def test_the_keyboard_skips_to_the_content(open_page: Opener) -> None:
    page = open_page(DESK)
    page.goto("/people")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_without_scripts_the_summary_of_errors_takes_the_focus(open_page: Opener) -> None:
    page = open_page(scripts=False)
    page.goto("/register")
    page.locator("main form button[type=submit]").click()
    assert page.title().startswith("Lỗi: ")
    expect(page.locator("#error-summary")).to_be_focused()
    page.locator("#error-summary a").first.click()
    expect(page.locator("main form input:not([type=hidden])").first).to_be_focused()


def test_language_and_theme_change_by_plain_links_and_stay(open_page: Opener) -> None:
    page = open_page(scripts=False)
    page.goto("/people?sort=full")
    page.get_by_role("link", name="English").last.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/people?sort=full")
    page.get_by_role("link", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_newcomer_searches_from_the_first_page_and_opens_a_person(open_page: Opener) -> None:
    page = open_page(scripts=False)
    page.goto("/people")
    name = page.locator("main .chip .name").first.inner_text()
    page.goto("/")
    page.locator("main input[name=q]").fill(name)
    page.locator("main .search button").click()
    page.locator(".hits a", has_text=name).first.click()
    expect(page.locator("h1")).to_contain_text(name)


def test_nothing_is_asked_of_another_host(open_page: Opener) -> None:
    page = open_page(DESK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in PAGES:
        page.goto(address)
    home = page.url.split("/no-such")[0]
    assert [url for url in asked if not url.startswith((home, "data:", "blob:"))] == []

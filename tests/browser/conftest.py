"""A served demo province and a real browser; one of each for every worker."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import SHARED, database_url
from tools.served import CHROMIUM, CHROMIUM_FLAGS, PHONE, Server, served

Opener = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole journeys are long, and marked so that they can be left out."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(400))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on this machine")
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    instance = tmp_path_factory.mktemp("served")
    drafts = SHARED / "drafts" if SHARED.is_dir() else None
    database = database_url(instance, "browser")
    with served(instance, people=80, database=database, drafts=drafts) as server:
        yield server


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[Opener]:
    """Open a fresh reader: `open_page()` on a phone, `open_page(DESK)`, `scripts=False` …"""
    contexts = []

    def open_one(
        size: dict[str, int] = PHONE, *, scripts: bool = True, theme: str = "light"
    ) -> Page:
        context = browser.new_context(
            base_url=server.url,
            viewport=size,  # type: ignore[arg-type]
            locale="vi-VN",
            java_script_enabled=scripts,
            color_scheme=theme,  # type: ignore[arg-type]
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


def sign_in(page: Page, server: Server, role: str) -> None:
    """Sign in as the demo account of a role."""
    account = server.accounts[role]
    page.goto("/sign-in")
    page.locator("main input[name=email]").fill(account["email"])
    page.locator("main input[name=password]").fill(account["password"])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)

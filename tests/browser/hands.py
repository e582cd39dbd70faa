"""What a person does at a page: reads labels, writes, presses, follows links, and looks around."""

import io
import os
import re
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.browser.axe import violations

_SHOTS = os.environ.get("SHOTS")


class Hands:
    """One reader at one page; the words are those that stand on it."""

    def __init__(self, page: Page, *, scripts: bool = True) -> None:
        self.page = page
        self._scripts = scripts
        self._looks = 0

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def open(self, address: str) -> Response:
        answer = self.page.goto(address)
        assert answer is not None
        return answer

    def follow(self, words: str | re.Pattern[str], within: Locator | None = None) -> None:
        with self.page.expect_navigation():
            (within or self.main).get_by_role("link", name=words).first.click()

    def field(self, label: str) -> Locator:
        return self.main.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s*\(.*\))?\s*$")).first

    def fill(self, words: dict[str, str]) -> None:
        """Write into fields, or choose where the field is a list."""
        for label, text in words.items():
            control = self.field(label)
            if control.evaluate("node => node.tagName") == "SELECT":
                control.select_option(label=text)
            else:
                control.fill(text)

    def choose(self, *labels: str) -> None:
        """Tick boxes or radio buttons."""
        for label in labels:
            self.main.get_by_label(label, exact=True).first.check()

    def press(self, words: str, within: Locator | None = None) -> None:
        with self.page.expect_navigation():
            (within or self.main).get_by_role("button", name=words).first.click()

    def reads(self, *words: str) -> None:
        for text in words:
            expect(self.main).to_contain_text(text)

    def hears(self, words: str) -> None:
        """The sentence that says what has just been done."""
        expect(self.page.get_by_role("status").first).to_contain_text(words)

    def headed(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.locator("h1")).to_have_text(words)

    def is_told(self, *words: str) -> None:
        """The page came back with a summary of what is wrong, which says each of `words`."""
        for text in words:
            expect(self.page.locator("#error-summary")).to_contain_text(text)
        self.look()

    def look(self) -> None:
        """No barrier, nothing wider than the screen."""
        self._shoot()
        wrong = violations(self.page) if self._scripts else violations_without_scripts(self.page)
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > self.page.evaluate("innerWidth"):
            wrong.append(f"{width} px wide")
        assert wrong == [], f"{self.page.url}: {wrong}"

    def download(self, link: Locator) -> tuple[str, bytes]:
        """The name and the bytes of what a link or button gives."""
        with self.page.expect_download() as waiting:
            link.click()
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    def fetched(self, link: Locator) -> bytes:
        """The bytes behind a link whose file the browser would show itself."""
        answer = self.page.request.get(link.get_attribute("href") or "")
        assert answer.ok
        return answer.body()

    def mailed_link(self, address: str, pattern: str) -> str:
        """The newest link of a shape in the demo mailbox for an address."""
        self.open(f"/mailbox?to={address}")
        with self.page.expect_navigation():
            self.main.locator("tbody a").first.click()
        found = re.search(rf"https?://\S*({pattern})", self.main.inner_text())
        assert found, self.main.inner_text()
        return found[1]

    def _shoot(self) -> None:
        if _SHOTS:
            test = os.environ["PYTEST_CURRENT_TEST"].split("::")[1].split(" ")[0][:40]
            folder = Path(_SHOTS) / test
            folder.mkdir(parents=True, exist_ok=True)
            number = len(list(folder.iterdir()))
            self.page.screenshot(path=folder / f"{number:03}.png", full_page=True)


def violations_without_scripts(page: Page) -> list[str]:
    """The same page shown again in a window with scripts, where axe can run."""
    browser: Browser | None = page.context.browser
    assert browser is not None
    context = browser.new_context(viewport=page.viewport_size)
    twin = context.new_page()
    twin.route(
        page.url.split("#")[0],
        lambda route: route.fulfill(body=page.content(), content_type="text/html; charset=utf-8"),
    )
    twin.goto(page.url)
    found = violations(twin)
    context.close()
    return found


def pdf_text(data: bytes) -> str:
    """All the text of a PDF, its lines joined."""
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return " ".join(
        " ".join(document[n].get_textpage().get_text_bounded().split())
        for n in range(len(document))
    )

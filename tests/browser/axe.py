"""The accessibility check of a page in the browser."""

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules whose answer a theme can change; a width can change that of any rule."""
_RUN = """
options => new Promise(requestAnimationFrame).then(() => axe.run(options)).then(found =>
  found.violations.map(rule => `${rule.id}: ${rule.help} at `
    + rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join("; ")))
"""


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds wrong: one line a rule (all of them, or `rules`), with the first places.

    The page is looked at as it stands, so its width and theme may change between two looks.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options = {"runOnly": chosen, "resultTypes": ["violations"], "preload": False}
    found: list[str] = page.evaluate(_RUN, options)
    return found

"""The accessibility check of a page in the browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds wrong: one line a rule, with the first places where it is broken."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options)
    return [
        f"{rule['id']}: {rule['help']} at "
        + "; ".join(node["html"][:160] for node in rule["nodes"][:3])
        for rule in found.response["violations"]
    ]

"""What a browser calls itself, in words a person recognises."""

from flask_babel import gettext as _

_BROWSERS = (
    ("Edg/", "Microsoft Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def browser_name(agent: str) -> str:
    """As "Chrome, Windows", from a user agent; what is unknown is said to be so."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    device = next((name for mark, name in _DEVICES if mark in agent), "")
    return ", ".join(part for part in (browser, device) if part) or _("Unknown browser")

"""The forms of a page as a browser reads them: what they send, and which fields take words."""

from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from lxml import html

WORDS = ("text", "search", "tel", "url", "email", "number", "date")
_BY_NAME = {
    "email": "ai@example.vn",
    "sender_email": "ai@example.vn",
    "contact_email": "ai@example.vn",
    "person": "#{person}",
    "person_id": "#{person}",
    "home_unit": "Xã Đây",
    "unit": "Tỉnh Đây",
    "organisation": "Tỉnh Đây",
    "threshold": "2/3",
    "quorum": "2/3",
    "hour": "8:30",
    "closes_time": "17:00",
}
_KEPT = ("hour", "threshold", "quorum", "page")


@dataclass
class Sheet:
    """One form: where it goes and what it would send as it stands."""

    action: str
    fields: list[tuple[str, str]]
    words: list[str] = field(default_factory=list)
    """The names of fields into which anything can be typed."""
    files: list[str] = field(default_factory=list)

    def typed(self, text: str, keys: dict[str, object]) -> bytes:
        """The body with `text` in every field of words that is not kept to a form of its own."""
        pairs = [(name, self._value(name, value, text, keys)) for name, value in self.fields]
        return urlencode(pairs, errors="surrogatepass").encode()

    def _value(self, name: str, value: str, text: str, keys: dict[str, object]) -> str:
        if name not in self.words:
            return value
        if text.removeprefix("#").isdecimal():
            return text
        known = _BY_NAME.get(name)
        if known is not None:
            return value or known.format_map(keys)
        return value if _is_ruled(name, value) else text


def _is_ruled(name: str, value: str) -> bool:
    """Whether the field holds a number or a day, which words would only be refused in."""
    return name in _KEPT or (value != "" and value.replace("/", "").isdecimal())


def sheets_of(page: str, address: str) -> list[Sheet]:
    """The POST forms of a page."""
    found = []
    for form in html.fromstring(page.encode()).iterfind(".//form"):
        if form.get("method", "get").lower() != "post":
            continue
        sheet = Sheet(urlsplit(form.get("action") or "").path or address, [])
        for control in form.iter("input", "textarea", "select"):
            _read(sheet, control)
        found.append(sheet)
    return found


def _read(sheet: Sheet, control: html.HtmlElement) -> None:
    name, kind = control.get("name"), control.get("type", "text").lower()
    if not name:
        return
    if control.tag == "select":
        values = [option.get("value", "") for option in control.iter("option")]
        chosen = [
            o.get("value", "") for o in control.iter("option") if o.get("selected") is not None
        ]
        filled = [value for value in values if value]
        sheet.fields += [(name, value) for value in (chosen or filled or values)[:1]]
    elif control.tag == "textarea":
        sheet.fields.append((name, control.text or ""))
        sheet.words.append(name)
    elif kind == "file":
        sheet.files.append(name)
    elif kind in ("radio", "checkbox"):
        known = [given for given, _value in sheet.fields]
        if control.get("checked") is not None or name not in known:
            sheet.fields = [pair for pair in sheet.fields if pair[0] != name or kind == "checkbox"]
            sheet.fields.append((name, control.get("value", "y")))
    elif kind not in ("submit", "button", "image", "reset"):
        sheet.fields.append((name, control.get("value", "")))
        if kind in WORDS:
            sheet.words.append(name)

"""The forms of a Vietnamese name in CLDR (person name formatting, locale vi)."""

from portal.registry.names.parsing import ParsedName


def formal(name: ParsedName, credentials: str = "") -> str:
    """ "ĐBQH Nguyễn Văn Anh": in full, credentials first."""
    return _joined(credentials, name.family, name.middle, name.given)


def informal(name: ParsedName) -> str:
    """ "Nguyễn Anh": family and given name."""
    return _joined(name.family, name.given)


def medium(name: ParsedName) -> str:
    """ "Nguyễn V. Anh"."""
    return _joined(name.family, _initials(name.middle), name.given)


def short(name: ParsedName) -> str:
    """ "Nguyễn V. A."; a name of one word stays whole."""
    given = _initials(name.given) if name.family else name.given
    return _joined(name.family, _initials(name.middle), given)


def addressing(name: ParsedName, title: str = "") -> str:
    """ "Ông Anh": Vietnamese people are addressed by the given name."""
    return _joined(title, name.given)


def monogram(name: ParsedName) -> str:
    """ "NVA", for the place of a missing photo."""
    words = " ".join((name.family, name.middle, name.given)).split()
    return "".join(word[0].upper() for word in words)


def _initials(text: str) -> str:
    return " ".join(f"{word[0].upper()}." for word in text.split())


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)

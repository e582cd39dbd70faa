"""Identifiers in their normal form; one that has none is kept with the reason."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from flask_babel import gettext as _

from portal.registry.formats.identifiers import identifier
from portal.registry.formats.identifiers import normal_doi as doi_of
from portal.registry.formats.identifiers import normal_orcid as orcid_of
from portal.registry.models import IdentifierKind

WORK_NUMBERS = frozenset({"isbn", "issn", "patent", "pat", "pmid", "pmc", "arxiv", "handle"})
"""The words by which a typed line says what its number is."""


def normal_doi(text: str) -> str | None:
    """A DOI in lower case without a resolver's address; None where the text is not one."""
    return doi_of(text.strip()) or None


def normalise(kind: IdentifierKind, value: str) -> tuple[str | None, str]:
    """The normal form and, where there is none, a sentence that says what is wrong."""
    value = value.strip()
    if kind is IdentifierKind.ORCID:
        if orcid := orcid_of(value):
            return orcid, ""
        return None, _("The ORCID iD has a wrong digit or form; it is kept as you typed it.")
    if kind in (IdentifierKind.WEBSITE, IdentifierKind.GOOGLE_SCHOLAR):
        if value.startswith(("https://", "http://")):
            return value, ""
        return None, _("A web address begins with https://; it is kept as you typed it.")
    if kind is IdentifierKind.NATIONAL_ST:
        code = re.sub(r"[\s.-]", "", value)
        if re.fullmatch(r"[0-9A-Za-z]{6,20}", code):
            return code.upper(), ""
        return None, _("The S&T code has only digits and letters; it is kept as you typed it.")
    if kind is IdentifierKind.ISNI:
        if isni := orcid_of(value):  # one check digit for both, ISO 7064 mod 11-2
            return isni.replace("-", ""), ""
        return None, _("The ISNI has a wrong digit or form; it is kept as you typed it.")
    return value, ""


def identifier_line(line: str) -> dict[str, Any]:
    """A typed line such as "ISBN 978-…" as a work stores it; without a known first word: other."""
    first, _space, rest = line.strip().partition(" ")
    word = first.rstrip(":").lower()
    if word in WORK_NUMBERS and rest.strip():
        return asdict(identifier(word, rest.strip(": ")))
    return asdict(identifier("other-id", line.strip()))


def typed_numbers(identifiers: Iterable[dict[str, Any]]) -> str:
    """The lines from which `identifier_line` makes these identifiers; a DOI has its own field."""
    return "\n".join(
        one["value"] if one["type"] == "other-id" else f"{one['type'].upper()} {one['value']}"
        for one in identifiers
        if one["type"] != "doi"
    )

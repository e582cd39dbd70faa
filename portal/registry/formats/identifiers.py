"""Identifiers: normalised where that can be done, kept with their error where it cannot."""

import re
from collections.abc import Callable

import idutils
from stdnum import isbn, issn
from stdnum.exceptions import ValidationError

from portal.core.text import compose
from portal.registry.formats.shape import ParsedIdentifier

UNREADABLE = "8001"
"""ORCID's code for "cannot normalize"; used for every source."""

_ALIASES = {
    "pmcid": "pmc",
    "hdl": "handle",
    "patent": "pat",
    "issn-l": "issn",
    "eissn": "issn",
    "uri": "uri",
    "url": "uri",
}
_ADDRESS = re.compile(r"^(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|^(?:doi|DOI)\s*[:.]?\s*", re.I)


def identifier(
    type_: str, value: str, *, relationship: str = "self", url: str = "", error: str = ""
) -> ParsedIdentifier:
    """The identifier with its normal form; `error` is what the source itself says of it."""
    type_ = _ALIASES.get(type_.strip().lower(), type_.strip().lower())
    value = compose(value[:1_000])
    made = ParsedIdentifier(type_, value, relationship=relationship or "self", url=compose(url))
    try:
        made.normalised = _NORMALISERS.get(type_, compose)(value)
    except ValueError:
        made.normalised = ""
    if not made.normalised:
        made.error = error or f"{UNREADABLE}: Cannot normalize identifier value {type_}:{value}"
    return made


def normal_doi(value: str) -> str:
    """Lower case, without resolver or "doi:"; "" when it is no DOI."""
    bare = _ADDRESS.sub("", value.strip()).strip()
    match = re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*/\S+", bare)
    return bare.rstrip(".,;").lower() if match and idutils.is_doi(bare) else ""


def normal_orcid(value: str) -> str:
    """ "0000-0002-1825-0097"; "" when the check digit does not hold."""
    match = re.search(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx]", value)
    if not match:
        return ""
    digits = match[0].replace("-", "").upper()
    bare = "-".join(digits[place : place + 4] for place in range(0, 16, 4))
    return bare if idutils.is_orcid(bare) else ""


def _normal_isbn(value: str) -> str:
    try:
        return isbn.to_isbn13(isbn.validate(value))
    except ValidationError:
        return ""


def _normal_issn(value: str) -> str:
    try:
        return issn.format(issn.validate(value))
    except ValidationError:
        return ""


def _if_valid(check: Callable[[str], object], normal: Callable[[str], str]) -> Callable[[str], str]:
    return lambda value: normal(value) if check(value) else ""


_NORMALISERS: dict[str, Callable[[str], str]] = {
    "doi": normal_doi,
    "orcid": normal_orcid,
    "isbn": _normal_isbn,
    "issn": _normal_issn,
    "arxiv": _if_valid(idutils.is_arxiv, idutils.normalize_arxiv),
    "pmid": _if_valid(idutils.is_pmid, idutils.normalize_pmid),
    "pmc": _if_valid(idutils.is_pmcid, lambda value: value.upper()),
    "handle": _if_valid(idutils.is_handle, idutils.normalize_handle),
}

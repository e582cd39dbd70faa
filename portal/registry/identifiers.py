"""Identifiers in their normal form; one that has none is kept with the reason."""

from flask_babel import gettext as _

from portal.registry.formats.identifiers import normal_doi as doi_of
from portal.registry.formats.identifiers import normal_orcid as orcid_of
from portal.registry.models import IdentifierKind


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
    return value, ""

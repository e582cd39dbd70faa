"""The services that can be asked: a DOI for a work, ORCID's public record for a person."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from flask import current_app
from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.core.i18n import register_labels
from portal.registry.formats.identifiers import normal_doi, normal_orcid
from portal.registry.lookups.fetching import Limits, fetch
from portal.registry.lookups.origins import allowed_origins, origin_of


class Service(StrEnum):
    DOI = "doi"
    ORCID = "orcid"


register_labels({Service.DOI: "doi.org", Service.ORCID: "ORCID"})


@dataclass(frozen=True)
class _Kind:
    """Where a service is asked, and for which kind of answer."""

    setting: str
    path: str
    accept: str


_KINDS = {
    Service.DOI: _Kind(
        "LOOKUP_DOI_URL", "{}", "application/vnd.citationstyles.csl+json, application/json;q=0.5"
    ),
    Service.ORCID: _Kind("LOOKUP_ORCID_URL", "{}/record", "application/json"),
}


def offered() -> list[Service]:
    """The services whose own origin the operator lists; none unless somebody did."""
    allowed = allowed_origins(current_app.config["LOOKUPS"])
    return [one for one in Service if origin_of(_base(one)) in allowed]


def _base(service: Service) -> str:
    address: str = current_app.config[_KINDS[service].setting]
    return address.rstrip("/") + "/"


def recognised(text: str) -> tuple[Service, str]:
    """Which service knows this number, and the number's normal form."""
    if orcid := normal_orcid(text.strip()) if "10." not in text else "":
        return Service.ORCID, orcid
    if doi := normal_doi(text):
        return Service.DOI, doi
    raise RuleBroken(_("This is neither a DOI nor an ORCID iD; check its digits."), "number")


def ask(service: Service, number: str) -> bytes:
    """The service's answer about the number."""
    if service not in offered():
        raise RuleBroken(_("This service is not asked from here."), "number")
    kind = _KINDS[service]
    return fetch(
        _base(service) + kind.path.format(quote(number, safe="/")),
        accept=kind.accept,
        allowed=allowed_origins(current_app.config["LOOKUPS"]),
        limits=Limits(seconds=current_app.config["LOOKUP_SECONDS"]),
    )

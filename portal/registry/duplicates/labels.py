"""How reasons, states and what was moved read."""

from collections.abc import Collection, Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.i18n import label, register_labels
from portal.registry.duplicates.moving import Step
from portal.registry.duplicates.rules import Reason
from portal.registry.labels import PLURALS
from portal.registry.models import (
    ITEM_MODELS,
    Audience,
    CandidateState,
    DuplicateCandidate,
    Person,
)

register_labels(
    {
        Reason.SAME_NAME: _l("The same full name"),
        Reason.FOLDED_NAME: _l("The same name without diacritics"),
        Reason.OTHER_NAME: _l("The name of one is another name of the other"),
        Reason.OTHER_ORDER: _l("The same words of the name in another order"),
        Reason.INITIALS: _l("One name abbreviates the other"),
        Reason.BIRTH_DATE: _l("The same date of birth"),
        Reason.BIRTH_YEAR: _l("The same year of birth"),
        Reason.OTHER_BIRTH_DATE: _l("Different dates of birth"),
        Reason.OTHER_BIRTH_YEAR: _l("Different years of birth"),
        Reason.HOME_UNIT: _l("Looked after by the same unit"),
        Reason.WORKPLACE: _l("The same workplace"),
        Reason.COMMUNE: _l("The same commune"),
        Reason.EMAIL: _l("The same e-mail address"),
        Reason.PHONE: _l("The same telephone number"),
        Reason.IDENTIFIER: _l("The same scientific identifier"),
        Reason.OTHER_IDENTIFIER: _l("Different identifiers of one kind"),
        Reason.NATIONAL_ID: _l("The same personal identity number"),
        Reason.OTHER_NATIONAL_ID: _l("Different personal identity numbers"),
        Reason.CO_WORKS: _l("The same work on both"),
        Reason.CO_AUTHORS: _l("Several co-authors in common"),
        Reason.ON_ONE_WORK: _l("Two different authors of one work"),
    }
)
register_labels(
    {
        CandidateState.OPEN: _l("To be decided"),
        CandidateState.MERGED: _l("Made one record"),
        CandidateState.DISTINCT: _l("Two people"),
    }
)
BASIC_LABELS = {
    "full_name": _l("Name"),
    "headline": _l("What you do"),
    "bio": _l("About me"),
    "sector": _l("Sector"),
    "sex": _l("Sex"),
    "birth_date": _l("Date of birth"),
    "contact_email": _l("E-mail"),
    "contact_phone": _l("Telephone"),
    "home_unit": _l("Looked after by"),
    "commune": _l("Commune"),
    "photo": _l("Photo"),
    "availability": _l("Takes requests"),
}

_BY_CHOICE = {
    Reason.BIRTH_DATE: "birth_visibility",
    Reason.BIRTH_YEAR: "birth_visibility",
    Reason.OTHER_BIRTH_DATE: "birth_visibility",
    Reason.OTHER_BIRTH_YEAR: "birth_visibility",
    Reason.EMAIL: "contact_visibility",
    Reason.PHONE: "contact_visibility",
}
_SECRET = (Reason.NATIONAL_ID, Reason.OTHER_NATIONAL_ID)


def is_kept(person: Person, choice: str) -> bool:
    """Whether the owner keeps what `choice` governs from officers."""
    return person.account_id is not None and getattr(person, choice) is Audience.OWNER


def reasons_told(
    row: DuplicateCandidate, *, sensitive_units: Collection[int]
) -> list[tuple[str, int]]:
    """(text, points) of each reason, without a word on what either person keeps from officers.

    `sensitive_units`: where the reader may read identity numbers; elsewhere they have no name.
    """
    people = (row.low, row.high)
    told = []
    for line in row.reasons:
        reason, points = Reason(line["reason"]), line["points"]
        choice = _BY_CHOICE.get(reason)
        if reason in _SECRET and not all(one.home_unit_id in sensitive_units for one in people):
            told.append(
                (
                    _("A private number agrees") if points > 0 else _("A private number differs"),
                    points,
                )
            )
        elif choice and any(is_kept(one, choice) for one in people):
            told.append(
                (
                    _("A private detail agrees") if points > 0 else _("A private detail differs"),
                    points,
                )
            )
        else:
            told.append((label(reason), points))
    return told


def tables_told(steps: Iterable[Step]) -> list[tuple[str, int]]:
    """What a merge changed, in the words of the profile, with how many rows."""
    kinds = {model.__tablename__: str(PLURALS[kind]) for kind, model in _models()}
    names = kinds | {
        "person": _("Basics"),
        "evidence": _("Scans"),
        "verification": _("Decisions"),
        "item_source": _("Sources"),
        "membership": _("Memberships"),
        "member_number": _("Member numbers"),
        "honour": _("Honours"),
        "nomination": _("Nominations"),
        "council_member": _("Seats in councils"),
        "opinion": _("Opinions on drafts"),
    }
    counted: dict[str, set[str]] = {}
    for step in steps:
        name = names.get(step["table"], _("Other entries"))
        counted.setdefault(name, set()).add(f"{step['table']} {step['key']}")
    return [(name, len(rows)) for name, rows in counted.items()]


def _models() -> Iterable[tuple[Any, Any]]:
    return ITEM_MODELS.items()

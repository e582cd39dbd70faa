"""Whether a record is the person's: never assumed, asked where iD or name speak against it; pure."""

from collections.abc import Collection
from enum import StrEnum

from portal.registry.formats import Owner
from portal.registry.formats.identifiers import normal_orcid
from portal.registry.importing.authorship import abbreviates, words_of


class Doubt(StrEnum):
    """What speaks against it."""

    NONE = ""
    OTHER_ORCID = "other_orcid"
    """The profile has another ORCID iD."""
    OTHER_NAME = "other_name"
    """No name of the record is a name of the person."""


def doubt_about(owner: Owner, *, names: Collection[str], orcids: Collection[str]) -> Doubt:
    """By the iD where both have one, else by name: in any order, without diacritics, with initials."""
    orcid = normal_orcid(owner.orcid)
    if orcid and orcids:
        return Doubt.NONE if orcid in orcids else Doubt.OTHER_ORCID
    if not owner.names:
        return Doubt.OTHER_NAME if orcid else Doubt.NONE
    theirs, ours = [words_of(name) for name in owner.names], [words_of(name) for name in names]
    if any(_is_one_name(one, other) for one in theirs for other in ours):
        return Doubt.NONE
    return Doubt.OTHER_NAME


def _is_one_name(one: list[str], other: list[str]) -> bool:
    return sorted(one) == sorted(other) or abbreviates(one, other) or abbreviates(other, one)

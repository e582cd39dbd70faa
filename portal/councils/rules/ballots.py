"""Counting paper ballots: sums that must agree, and two counts that must be the same."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

COLUMNS = {
    "issued": _l("Ballots issued"),
    "returned": _l("Ballots returned"),
    "valid": _l("Valid ballots"),
    "blank": _l("Blank ballots"),
    "invalid": _l("Invalid ballots"),
    "yes": _l("Yes votes"),
    "no": _l("No votes"),
    "abstain": _l("No opinion"),
}


@dataclass(frozen=True)
class Counts:
    """What the counting team found in the box of one line."""

    issued: int
    returned: int
    valid: int
    blank: int
    invalid: int
    yes: int
    no: int
    abstain: int = 0

    def as_row(self) -> dict[str, int]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def faults(counts: Counts, *, electorate: int) -> dict[str, str]:
    """What does not add up, by the column to look at; empty when the sums agree.

    A ballot marked yes and no at once is invalid, an unmarked one is blank: neither is valid.
    """
    found: dict[str, str] = {}
    if any(number < 0 for number in counts.as_row().values()):
        found["issued"] = _("A number of ballots is never below zero.")
    if counts.issued > electorate:
        found["issued"] = _("Only %(n)s members may receive a ballot for this item.", n=electorate)
    if counts.returned > counts.issued:
        found["returned"] = _("More ballots were returned than issued.")
    parts = counts.valid + counts.blank + counts.invalid
    if parts != counts.returned:
        found["valid"] = _(
            "Valid + blank + invalid is %(sum)s, but %(returned)s ballots were returned.",
            sum=parts,
            returned=counts.returned,
        )
    votes = counts.yes + counts.no + counts.abstain
    if votes != counts.valid:
        found["yes"] = _(
            "Yes + no + no opinion is %(sum)s, but %(valid)s ballots are valid.",
            sum=votes,
            valid=counts.valid,
        )
    return found


def differences(first: Counts, second: Counts) -> Mapping[str, tuple[int, int]]:
    """The columns on which two independent counts disagree."""
    mine, theirs = first.as_row(), second.as_row()
    return {name: (mine[name], theirs[name]) for name in COLUMNS if mine[name] != theirs[name]}

"""The phases of a round: their order, their dates, and what must hold before each is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from flask_babel import gettext as _

from portal.core.errors import RuleBroken


class PhaseKind(StrEnum):
    """What is done in a phase."""

    SUBMISSION = "submission"
    SCREENING = "screening"
    REVIEW = "review"
    MEETING = "meeting"
    PUBLIC_COMMENT = "public_comment"
    PROPOSAL = "proposal"
    DECISION = "decision"
    HONOUR = "honour"


ORDER = tuple(PhaseKind)


class PhaseState(StrEnum):
    """At most one phase of a round is active."""

    PLANNED = "planned"
    ACTIVE = "active"
    DONE = "done"


class Dated(Protocol):
    """What the checks need of a phase."""

    kind: PhaseKind
    starts_on: date
    ends_on: date


def check_phases(phases: Sequence[Dated]) -> None:
    """Phases stand in their order, do not overlap, and begin with the submission."""
    if not phases or phases[0].kind is not PhaseKind.SUBMISSION:
        raise RuleBroken(_("A round begins with the phase in which nominations are handed in."))
    for phase in phases:
        if phase.ends_on < phase.starts_on:
            raise RuleBroken(_("A phase ends before it begins."))
    for before, after in pairwise(phases):
        if ORDER.index(after.kind) <= ORDER.index(before.kind):
            raise RuleBroken(_("The phases do not stand in their order."))
        if after.starts_on <= before.ends_on:
            raise RuleBroken(
                _(
                    "A phase begins on %(day)s, before the one before it has ended.",
                    day=after.starts_on.strftime("%d/%m/%Y"),
                )
            )


def check_new_end(ends_on: date, *, was: date, started: bool, today: date) -> None:
    """A deadline may be extended before it has passed; it is never shortened once open."""
    if started and ends_on < was:
        raise RuleBroken(_("A deadline is never shortened once the phase is open."), "ends_on")
    if started and today > was:
        raise RuleBroken(_("This deadline has passed and can no longer be moved."), "ends_on")


@dataclass(frozen=True)
class Figures:
    """What the guards of the phases look at."""

    today: date
    waiting_for_screening: int = 0
    under_review: int = 0
    lacking_sheets: int = 0
    on_ballot: int = 0
    open_ballots: int = 0
    unsigned_minutes: int = 0
    not_posted: int = 0
    posting_ends: date | None = None
    open_objections: int = 0
    not_proposed: int = 0
    without_decision: int = 0
    without_certificate: int = 0


def obstacles(kind: PhaseKind, ends_on: date, figures: Figures) -> list[str]:
    """What still stands in the way of closing a phase; empty when it may be closed."""
    match kind:
        case PhaseKind.SUBMISSION:
            return _if(
                figures.today <= ends_on, _("The deadline for nominations has not passed yet.")
            )
        case PhaseKind.SCREENING:
            return _some(figures.waiting_for_screening, _("nominations wait to be screened"))
        case PhaseKind.REVIEW:
            return _some(figures.lacking_sheets, _("nominations lack filed score sheets")) + _some(
                figures.under_review, _("nominations are still under review")
            )
        case PhaseKind.MEETING:
            return (
                _some(figures.open_ballots, _("ballots are not closed"))
                + _some(figures.unsigned_minutes, _("minutes are not issued"))
                + _some(figures.on_ballot, _("nominations wait for their vote"))
            )
        case PhaseKind.PUBLIC_COMMENT:
            return _posting(figures)
        case PhaseKind.PROPOSAL:
            return _some(
                figures.not_proposed, _("nominations are not yet in the submission letter")
            )
        case PhaseKind.DECISION:
            return _some(figures.without_decision, _("nominations wait for a decision"))
        case PhaseKind.HONOUR:
            return _some(figures.without_certificate, _("honours are not published yet"))


def _posting(figures: Figures) -> list[str]:
    early = figures.posting_ends is not None and figures.today <= figures.posting_ends
    return (
        _some(figures.not_posted, _("nominations passed but are not posted"))
        + _if(early, _("The public posting is not over."))
        + _some(figures.open_objections, _("comments are not answered"))
    )


def _some(number: int, words: str) -> list[str]:
    return [f"{number} {words}."] if number else []


def _if(condition: bool, sentence: str) -> list[str]:
    return [sentence] if condition else []

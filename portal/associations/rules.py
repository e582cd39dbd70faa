"""Rules of membership: pure; the day is an argument and nothing is read from anywhere."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from flask_babel import gettext as _

from portal.associations.models import (
    Application,
    ApplicationState,
    Association,
    Belonging,
    EndReason,
    Membership,
    MembershipType,
    Standing,
    Transfer,
)
from portal.core.errors import RuleBroken
from portal.units.models import Unit

State = ApplicationState

MOVES: dict[str, tuple[frozenset[ApplicationState], ApplicationState]] = {
    "approve": (frozenset({State.SUBMITTED}), State.APPROVED),
    "refuse": (frozenset({State.SUBMITTED}), State.REFUSED),
    "withdraw": (frozenset({State.SUBMITTED}), State.WITHDRAWN),
}
"""What may happen to an application: from which states, to which state."""

IN_GOOD_STANDING = frozenset({Standing.CANDIDATE, Standing.ACTIVE, Standing.IN_GRACE})
"""Standings in which a member has a valid card and is counted as a member."""


class Period(Protocol):
    """Anything with an inclusive first and an inclusive or open last day."""

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date | None: ...


def standing_of(membership: Membership, day: date) -> Standing:
    """What `membership` is on `day`, from its dates, its term and its suspensions alone."""
    if day < membership.starts_on:
        return Standing.UPCOMING
    if membership.ends_on is not None and day > membership.ends_on:
        return Standing.ENDED
    if any(covers(suspension, day) for suspension in membership.disciplines):
        return Standing.SUSPENDED
    if membership.grace_until is not None and day > membership.grace_until:
        return Standing.LAPSED
    if membership.valid_until is not None and day > membership.valid_until:
        return Standing.IN_GRACE
    return Standing.CANDIDATE if membership.belonging is Belonging.CANDIDATE else Standing.ACTIVE


def covers(period: Period, day: date) -> bool:
    """Whether `day` lies in the period, both ends included."""
    return period.starts_on <= day and (period.ends_on is None or day <= period.ends_on)


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day."""
    return (other.ends_on is None or one.starts_on <= other.ends_on) and (
        one.ends_on is None or other.starts_on <= one.ends_on
    )


def term_of(kind: MembershipType, starts_on: date) -> tuple[date | None, date | None]:
    """The last day of a term that begins on `starts_on`, and the last day of its grace."""
    if kind.term_months is None:
        return None, None
    last = add_months(starts_on, kind.term_months) - timedelta(days=1)
    return last, last + timedelta(days=kind.grace_days)


def next_term_start(valid_until: date, today: date, grace_until: date | None) -> date:
    """Where the next term begins: after the last one, or today once its grace has passed too."""
    after = valid_until + timedelta(days=1)
    return after if today <= (grace_until or valid_until) else today


def add_months(day: date, months: int) -> date:
    """The same day of the month later; the last day where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def member_number(prefix: str, count: int) -> str:
    """The number on the card, for example HYH-00042."""
    return f"{prefix}-{count:05d}"


def member_since(periods: Iterable[Membership]) -> date | None:
    """The first day of the first period: seniority counts across transfers."""
    return min((period.starts_on for period in periods), default=None)


def check_move(application: Application, move: str) -> ApplicationState:
    """The state after `move`, or RuleBroken where the application is already decided."""
    before, after = MOVES[move]
    if application.state not in before:
        raise RuleBroken(_("This application has already been decided or withdrawn."))
    return after


def check_may_apply(
    association: Association,
    kind: MembershipType,
    periods: Sequence[Membership],
    waiting: bool,
    day: date,
) -> None:
    """One who is a member, or whose application waits, does not apply again."""
    if not association.accepts_applications:
        raise RuleBroken(_("This association does not take applications here at present."))
    if kind.association_id != association.id or not kind.by_application:
        raise RuleBroken(_("This type of membership cannot be applied for."), "type")
    if waiting:
        raise RuleBroken(_("Your application to this association is already waiting."))
    if any(is_main(period) and not _is_over(period, day) for period in periods):
        raise RuleBroken(_("You are already a member of this association."))


def check_no_overlap(starts_on: date, periods: Sequence[Membership]) -> None:
    """A person has one main membership in an association on any day."""
    for period in periods:
        if is_main(period) and (period.ends_on is None or period.ends_on >= starts_on):
            raise RuleBroken(
                _("This person already has a membership here on that day."), "starts_on"
            )


def is_main(membership: Membership) -> bool:
    """Whether the period is more than an additional branch."""
    return membership.belonging is not Belonging.SECONDARY


def check_may_end(membership: Membership, ends_on: date, reason: EndReason) -> None:
    """Only an open period ends, not before it began; a transfer has its own way."""
    if membership.ends_on is not None:
        raise RuleBroken(_("This membership has already ended."))
    if ends_on < membership.starts_on:
        raise RuleBroken(_("The end is before the beginning."), "ends_on")
    if reason in (EndReason.TRANSFER, EndReason.MERGER):
        raise RuleBroken(_("Use the page for changing branch."), "reason")


def check_may_transfer(membership: Membership, branch_id: int, on: date) -> None:
    """A transfer goes to another branch and takes effect after the old period began."""
    if membership.ends_on is not None:
        raise RuleBroken(_("This membership has already ended."))
    if membership.branch_id == branch_id:
        raise RuleBroken(_("The member already belongs to this branch."), "branch")
    if on <= membership.starts_on:
        raise RuleBroken(
            _("The change of branch must come after the membership began."), "effective_on"
        )


def check_may_divide(
    branch: Unit, members: Sequence[Membership], targets: Mapping[int, Unit], on: date
) -> None:
    """Every open member has somewhere to go, nobody stays, and nobody came after that day."""
    if branch.ends_on is not None:
        raise RuleBroken(_("This branch has already been closed."))
    if {member.id for member in members} != set(targets):
        raise RuleBroken(_("The members of this branch have changed; check the list again."))
    if not targets:
        raise RuleBroken(_("This branch has no members to move."))
    if any(target.id == branch.id for target in targets.values()):
        raise RuleBroken(_("A closed branch keeps no member: choose another branch for each."))
    late = sum(member.starts_on >= on for member in members)
    if late:
        raise RuleBroken(
            _("%(n)s members joined this branch on or after that day: choose a later day.", n=late),
            "effective_on",
        )


def check_may_undo(transfer: Transfer) -> None:
    """A transfer is undone only while nothing came after it."""
    opened = transfer.to_membership
    if opened is None or opened.ends_on is not None:
        raise RuleBroken(_("Some members have changed since; the decision cannot be undone."))


def check_not_future(day: date, today: date, field: str) -> None:
    """A decision or an admission is not dated in the future."""
    if day > today:
        raise RuleBroken(_("This day has not come yet."), field)


def _is_over(period: Period, day: date) -> bool:
    return period.ends_on is not None and period.ends_on < day

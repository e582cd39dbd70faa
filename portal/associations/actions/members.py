"""A person becomes a member, stays one for another term, is suspended, and leaves."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import update

from portal.accounts.models import Account
from portal.associations import queries, rules
from portal.associations.actions.cards import revoke_cards
from portal.associations.models import (
    Association,
    Belonging,
    Discipline,
    EndReason,
    MemberNumber,
    Membership,
    MembershipType,
)
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken, check_version
from portal.registry.actions import create_person
from portal.registry.models import Person
from portal.units.models import Document, Unit


def admit(
    association: Association,
    person: Person,
    *,
    kind: MembershipType,
    starts_on: date,
    branch: Unit | None = None,
    document: Document | None = None,
    number: str = "",
    additional: bool = False,
    is_public: bool = True,
) -> Membership:
    """Open a period of membership; `additional` adds a branch beside the main one.

    A number given by hand is an old one the person already carries; else the next one is taken.
    """
    queries.lock(person)
    rules.check_not_future(starts_on, clock.today(), "starts_on")
    periods = queries.periods_of(association, person)
    _check_place(periods, starts_on, branch if additional else None, additional)
    term = rules.term_of(kind, starts_on)
    membership = Membership(
        association=association,
        person=person,
        number_row=_number_of(association, person, number),
        type=kind,
        branch=branch,
        belonging=Belonging.SECONDARY if additional else kind.belonging,
        starts_on=starts_on,
        valid_until=term[0],
        grace_until=term[1],
        document=document,
        is_public=is_public,
        disciplines=[],
    )
    db.session.add(membership)
    audit.record("admit_member", membership)
    return membership


def register_member(
    association: Association,
    *,
    person: Person | None,
    full_name: str = "",
    by: Account | None = None,
    **given: Any,
) -> Membership:
    """Enter a member who did not apply here: somebody of the registry, or a new record by name."""
    if (person is None) == (not full_name):
        raise RuleBroken(_("Give either a person of the registry or a new name."), "person")
    if person is None:
        person = create_person(full_name=full_name, home_unit=association.unit, by=by)
    return admit(association, person, **given)


def _check_place(
    periods: list[Membership], starts_on: date, branch: Unit | None, additional: bool
) -> None:
    if not additional:
        return rules.check_no_overlap(starts_on, periods)
    open_ones = [period for period in periods if period.ends_on is None]
    if not any(rules.is_main(period) for period in open_ones):
        raise RuleBroken(_("An additional branch needs a main membership first."), "additional")
    if branch is None or any(period.branch_id == branch.id for period in open_ones):
        raise RuleBroken(_("Choose a branch in which the person is not yet."), "branch")


def _number_of(association: Association, person: Person, number: str) -> MemberNumber:
    known = queries.number_of(association, person)
    if known is not None:
        if number and number != known.number:
            raise RuleBroken(
                _("This person already has the number %(number)s here.", number=known.number),
                "number",
            )
        return known
    if number and queries.number_is_taken(association, number):
        raise RuleBroken(_("Another member has this number."), "number")
    while not number or queries.number_is_taken(association, number):
        number = rules.member_number(association.number_prefix, _next_count(association))
    row = MemberNumber(association_id=association.id, person_id=person.id, number=number)
    db.session.add(row)
    db.session.flush()
    return row


def _next_count(association: Association) -> int:
    # A statement of its own: it locks the row and leaves the version to those who edit the facts.
    taken = db.session.execute(
        update(Association)
        .where(Association.id == association.id)
        .values(next_number=Association.next_number + 1)
        .returning(Association.next_number)
        .execution_options(synchronize_session=False)
    ).scalar_one()
    return taken - 1


def renew(membership: Membership, *, version: int | None = None) -> Membership:
    """Add one more term after the one that runs or ran out."""
    check_version(version, membership.version)
    if membership.ends_on is not None:
        raise RuleBroken(_("This membership has already ended."))
    if membership.valid_until is None:
        raise RuleBroken(_("This type of membership has no term to renew."))
    before = {"valid_until": membership.valid_until}
    start = rules.next_term_start(membership.valid_until, clock.today(), membership.grace_until)
    membership.valid_until, membership.grace_until = rules.term_of(membership.type, start)
    audit.record(
        "renew_membership",
        membership,
        before=before,
        after={"valid_until": membership.valid_until},
    )
    return membership


def suspend(
    membership: Membership,
    *,
    starts_on: date,
    ends_on: date,
    reason: str,
    document: Document | None,
) -> Discipline:
    """Suspend a member's rights between two days; it ends by itself."""
    if membership.ends_on is not None:
        raise RuleBroken(_("This membership has already ended."))
    if ends_on < starts_on:
        raise RuleBroken(_("The end is before the beginning."), "ends_on")
    row = Discipline(starts_on=starts_on, ends_on=ends_on, reason=reason, document=document)
    membership.disciplines.append(row)
    audit.record("suspend_member", membership)
    return row


def end_membership(
    membership: Membership,
    *,
    ends_on: date,
    reason: EndReason,
    document: Document | None = None,
    version: int | None = None,
) -> Membership:
    """Close the period with its last day and its reason; an additional branch ends with the main."""
    check_version(version, membership.version)
    rules.check_may_end(membership, ends_on, reason)
    rules.check_not_future(ends_on, clock.today(), "ends_on")
    closed = [membership]
    if rules.is_main(membership):
        closed += queries.open_additional(membership)
    for period in closed:
        period.ends_on = max(ends_on, period.starts_on)
        period.end_reason = reason
        period.end_document = document
        revoke_cards(period)
        audit.record("end_membership", period, reason=reason.value)
    return membership


def show_publicly(membership: Membership, *, shown: bool) -> None:
    """Let the member decide whether the public sees this membership on their page."""
    membership.is_public = shown
    audit.record("show_membership", membership, after={"is_public": shown})

"""A member changes branch: the old period closes the day before the new one opens."""

from datetime import date, timedelta

from flask_babel import gettext as _

from portal.associations import queries, rules
from portal.associations.actions.cards import issue_card, revoke_cards
from portal.associations.actions.decisions import decision
from portal.associations.models import (
    Discipline,
    EndReason,
    MassMove,
    Membership,
    Transfer,
)
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.units.models import Document, Unit


def transfer(
    membership: Membership,
    *,
    branch: Unit,
    effective_on: date,
    document: Document,
    mass_move: MassMove | None = None,
) -> Membership:
    """Move one member; the number, the type and the term go along, the card is issued anew."""
    rules.check_may_transfer(membership, branch.id, effective_on)
    if mass_move is None:
        rules.check_not_future(effective_on, clock.today(), "effective_on")
        if not queries.is_branch_of(membership.association, branch, effective_on):
            raise RuleBroken(_("Choose a branch of this association."), "branch")
        if queries.is_open_in(membership, branch):
            raise RuleBroken(_("The member already belongs to this branch."), "branch")
    had_card = bool(revoke_cards(membership))
    opened = _continue(membership, branch, effective_on, document)
    membership.ends_on = effective_on - timedelta(days=1)
    membership.end_reason = EndReason.MERGER if mass_move else EndReason.TRANSFER
    membership.end_document = document
    db.session.flush()  # the index allows one open main period: the old one closes first
    db.session.add(opened)
    db.session.add(
        Transfer(
            mass_move=mass_move,
            from_membership=membership,
            to_membership=opened,
            from_branch_id=membership.branch_id,
            to_branch=branch,
            effective_on=effective_on,
            document=document,
        )
    )
    audit.record("transfer_member", opened)
    if had_card and rules.standing_of(opened, clock.today()) in rules.IN_GOOD_STANDING:
        issue_card(opened)
    return opened


def transfer_by_decision(
    membership: Membership, *, branch: Unit | None, effective_on: date, number: str, issued_on: date
) -> Membership:
    """Move one member by a decision of the association, which is entered in the register."""
    if branch is None:
        raise RuleBroken(_("Choose a branch of this association."), "branch")
    rules.check_not_future(issued_on, clock.today(), "issued_on")
    document = decision(
        membership.association,
        number=number,
        issued_on=issued_on,
        subject=_("Change of branch of members"),
    )
    return transfer(membership, branch=branch, effective_on=effective_on, document=document)


def _continue(old: Membership, branch: Unit, on: date, document: Document) -> Membership:
    with db.session.no_autoflush:
        return Membership(
            association_id=old.association_id,
            association=old.association,
            person=old.person,
            number_row=old.number_row,
            type=old.type,
            branch=branch,
            belonging=old.belonging,
            starts_on=on,
            valid_until=old.valid_until,
            grace_until=old.grace_until,
            previous=old,
            document=document,
            is_public=old.is_public,
            disciplines=[
                Discipline(
                    starts_on=max(on, row.starts_on),
                    ends_on=row.ends_on,
                    reason=row.reason,
                    document=row.document,
                )
                for row in old.disciplines
                if row.ends_on >= on
            ],
        )

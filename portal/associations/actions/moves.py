"""A branch ends and its members go to its successors by one decision, which can be undone."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from flask_babel import gettext as _

from portal.associations import queries, rules
from portal.associations.actions.decisions import decision
from portal.associations.actions.transfers import transfer
from portal.associations.models import Association, MassMove, Membership, Transfer
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.units.actions import merge_units
from portal.units.models import Unit


def divide_branch(
    association: Association,
    branch: Unit,
    *,
    targets: Mapping[int, Unit],
    effective_on: date,
    number: str,
    issued_on: date,
    by_id: int | None,
) -> MassMove:
    """End `branch` the day before and move each of its open memberships to its target.

    `targets` names a branch for every open membership: one successor is a merger, several a division.
    """
    queries.lock(association)
    rules.check_not_future(issued_on, clock.today(), "issued_on")
    members = queries.open_in_branch(association, branch)
    rules.check_may_divide(branch, members, targets, effective_on)
    _check_branches(association, targets.values(), effective_on)
    document = decision(
        association,
        number=number,
        issued_on=issued_on,
        subject=_("Reorganisation of %(branch)s", branch=branch.name),
    )
    move = MassMove(
        association=association,
        from_branch=branch,
        effective_on=effective_on,
        document=document,
        made_by_id=by_id,
    )
    db.session.add(move)
    db.session.flush()
    for member in members:
        transfer(
            member,
            branch=targets[member.id],
            effective_on=effective_on,
            document=document,
            mass_move=move,
        )
    _succeed(move, targets.values())
    audit.record("divide_branch", move)
    return move


def _check_branches(association: Association, targets: Iterable[Unit], day: date) -> None:
    open_ones = {row.unit_id for row in queries.branches_of(association, day)}
    if any(target.id not in open_ones for target in targets):
        raise RuleBroken(_("Choose a branch of this association."))


def _succeed(move: MassMove, targets: Iterable[Unit]) -> None:
    successors = {target.id: target for target in targets}
    branch = move.from_branch
    whole = len(successors) == 1
    shares: dict[int, Decimal | None] | None = None if whole else {branch.id: None}
    for _id, target in sorted(successors.items()):
        merge_units([branch], target, on=move.effective_on, shares=shares, document=move.document)


def undo_move(move: MassMove, *, reason: str) -> MassMove:
    """Put every member back where they were and reopen the branch, unless somebody moved on since.

    The periods that the decision opened go; the transfers stay and say that they were undone.
    """
    queries.lock(move)
    if move.undone_at is not None:
        raise RuleBroken(_("This decision has already been undone."))
    transfers = queries.transfers_of(move)
    for row in transfers:
        rules.check_may_undo(row)
        if queries.has_followers(row.to_membership):
            raise RuleBroken(_("Some members have changed since; the decision cannot be undone."))
    move.undone_at, move.undone_reason = clock.now(), reason
    for row in transfers:
        _undo_one(row)
    _reopen(move)
    audit.record("undo_move", move, reason=reason)
    return move


def _undo_one(row: Transfer) -> None:
    opened, old = row.to_membership, row.from_membership
    row.to_membership = None
    row.undone_at = clock.now()
    db.session.flush()
    if opened is not None:
        revoked_on = opened.starts_on
        _forget(opened)
        for card in queries.cards_of(old):
            if card.revoked_on and card.revoked_on >= revoked_on:
                card.revoked_on = None
    old.ends_on = old.end_reason = old.end_document = None


def _forget(opened: Membership) -> None:
    for card in queries.cards_of(opened):
        db.session.delete(card)
    for discipline in opened.disciplines:
        db.session.delete(discipline)
    db.session.flush()
    db.session.delete(opened)
    db.session.flush()


def _reopen(move: MassMove) -> None:
    branch = move.from_branch
    branch.version_on(move.effective_on - timedelta(days=1)).ends_on = None
    branch.ends_on = None
    for succession in queries.successions_of(move):
        db.session.delete(succession)
    db.session.flush()

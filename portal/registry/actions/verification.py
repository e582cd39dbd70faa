"""An officer decides on an item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from portal.accounts.models import Account
from portal.core import audit
from portal.core.db import db
from portal.core.errors import EditConflict, RuleBroken, check_version
from portal.core.mail import send_mail
from portal.registry import rules
from portal.registry.actions.history import revise, snapshot
from portal.registry.lines import line_of
from portal.registry.models import Item, ItemKind, Verification
from portal.registry.queries.verification import items_at
from portal.registry.rules import Move
from portal.registry.visibility import decides_on, visible_to
from portal.units.powers import Power


def take(item: Item, *, verifier: Account) -> None:
    """Say that one checks the item now; the queue names who, and any other officer may still decide."""
    before = snapshot(item)
    item.state = rules.moved(item.state, Move.TAKE)
    revise("take_item", item, actor_id=verifier.id, before=before)


def decide(
    item: Item,
    move: Move,
    *,
    verifier: Account,
    method: str = "",
    reason: str = "",
    valid_until: date | None = None,
    seen: int | None = None,
) -> Verification:
    """Confirm or refuse an item; the person is told by mail and may mend and hand it in again.

    `seen` is the version of the item that was read: one that was changed since is not decided on.
    """
    check_version(seen, item.version)
    rules.check_decision(
        verifier_id=verifier.id,
        owner_id=item.person.account_id,
        stated_by_id=item.stated_by_id,
        move=move,
        reason=reason,
    )
    before = snapshot(item)
    item.state = rules.moved(item.state, move)
    decision = Verification(
        person_id=item.person_id,
        item_kind=item.kind,
        item_id=item.id,
        decision=item.state,
        verifier_id=verifier.id,
        method=method,
        reason=reason,
        valid_until=valid_until,
        unit_id=_in_whose_name(item, verifier),
    )
    db.session.add(decision)
    revise(f"{move.value}_item", item, actor_id=verifier.id, before=before, reason=reason)
    audit.record("registry.decide", decision, actor_id=verifier.id)
    _tell(item, reason)
    return decision


def _in_whose_name(item: Item, verifier: Account) -> int | None:
    """The body that decides: where the verifier holds the right that was made use of."""
    asked = verifier.acts_from(Power.APPROVE_PEOPLE, item.asked_unit_id)
    return asked or verifier.acts_from(Power.EDIT_PEOPLE, item.person.home_unit_id)


@dataclass(frozen=True)
class Ticked:
    """One line that was ticked in the queue, with the version of the item that was read there."""

    kind: ItemKind
    id: int
    seen: int


@dataclass(frozen=True)
class Left:
    """A line that could not be decided, and why; no item where it may not be named any more."""

    ticked: Ticked
    item: Item | None
    sentence: str


def decide_many(
    ticked: Sequence[Ticked], move: Move, *, verifier: Account, **given: Any
) -> tuple[int, list[Left]]:
    """Decide alike on several items, each as if it were alone: how many, and what was left."""
    found = items_at([(one.kind, one.id) for one in ticked])
    left = []
    for one in ticked:
        item = found.get((one.kind, one.id))
        if item is None or not decides_on(verifier, item):
            shown = item if item is not None and visible_to(verifier, item) else None
            left.append(Left(one, shown, _("This item no longer waits for you.")))
            continue
        try:
            with db.session.begin_nested():
                decide(item, move, verifier=verifier, seen=one.seen, **given)
        except (EditConflict, StaleDataError):
            sentence = _("It was changed since you opened this page. Read it again.")
            left.append(Left(one, item, sentence))
        except RuleBroken as broken:
            left.append(Left(one, item, broken.message))
    return len(ticked) - len(left), left


def _tell(item: Any, reason: str) -> None:
    account = item.person.account
    if account is None:
        return
    send_mail(
        to=account.email,
        subject=_("A decision on your profile"),
        template="registry/decision.txt",
        name=account.full_name,
        item=line_of(item).title,
        state=item.state,
        reason=reason,
    )


def expire(item: Item) -> None:
    """End a confirmation whose last day has passed; the person may hand the item in anew."""
    before = snapshot(item)
    item.state = rules.moved(item.state, Move.EXPIRE)
    revise("expire_item", item, actor_id=None, before=before)
    _tell(item, "")

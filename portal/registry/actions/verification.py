"""An officer decides on an item."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.accounts.models import Account
from portal.core import audit
from portal.core.db import db
from portal.core.mail import send_mail
from portal.registry import rules
from portal.registry.actions.history import revise, snapshot
from portal.registry.lines import line_of
from portal.registry.models import Item, Verification
from portal.registry.rules import Move


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
) -> Verification:
    """Confirm or refuse an item; the person is told by mail and may mend and hand it in again."""
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
    )
    db.session.add(decision)
    revise(f"{move.value}_item", item, actor_id=verifier.id, before=before, reason=reason)
    audit.record("registry.decide", decision, actor_id=verifier.id)
    _tell(item, reason)
    return decision


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

"""A work or a project belongs to several people: what one changes, the entries of others rest on."""

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from portal.accounts.models import Account
from portal.core.errors import RuleBroken
from portal.core.mail import send_mail
from portal.registry import rules
from portal.registry.actions.history import revise, snapshot
from portal.registry.lines import line_of
from portal.registry.models import ClaimState, Contribution, Item, ItemState
from portal.registry.rules import Move
from portal.registry.visibility import WAITING
from portal.units.powers import Power

_TAKEN = (ClaimState.MINE, ClaimState.PENDING)


def may_change_shared(others: Sequence[Item], actor: Account) -> bool:
    """Whether no entry of another is confirmed but of people whom `actor` edits as an officer."""
    return all(
        actor.can(Power.EDIT_PEOPLE, one.person.home_unit_id)
        for one in others
        if one.state is ItemState.VERIFIED and _stands(one)
    )


def check_shared(others: Sequence[Item], actor: Account) -> None:
    """Refuse a change under a confirmed entry of another, but to an officer of that person."""
    if not may_change_shared(others, actor):
        raise RuleBroken(
            _("Somebody's entry of the same is confirmed; ask an officer to change it.")
        )


def reopen_shared(
    others: Sequence[Item],
    actor: Account,
    *,
    shared: Any = None,
    before: dict[str, Any] | None = None,
    but: Collection[Item] = (),
) -> None:
    """What others handed in or had confirmed said something else: it is open again, and they are told.

    `before` is what `shared` said. Entries that stay as they are, such as those in `but`, get a new
    version all the same: whoever has one of them open on a page has read what holds no more.
    """
    for one in others:
        if one.state not in (*WAITING, ItemState.VERIFIED) or one in but:
            flag_modified(one, "state")
            continue
        was = snapshot(one) | (before or {})
        one.state = rules.moved(one.state, Move.REOPEN)
        revise("reopen_shared", one, actor_id=actor.id, before=was, shared=shared)
        if _stands(one):
            _tell(one, actor)


def _stands(item: Item) -> bool:
    """Whether the entry is on a profile: neither disowned nor left behind by a merge."""
    taken = not isinstance(item, Contribution) or item.claim in _TAKEN
    return taken and item.person.merged_into_id is None


def _tell(item: Item, actor: Account) -> None:
    account = item.person.account
    if account is not None and account.id != actor.id:
        send_mail(
            to=account.email,
            subject=_("A work or project you share was changed"),
            template="registry/reopened.txt",
            name=account.full_name,
            item=line_of(item).title,
        )

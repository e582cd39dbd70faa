"""A work or a project belongs to several people: what one changes, the entries of others rest on."""

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.accounts.models import Account
from portal.core.errors import RuleBroken
from portal.core.mail import send_mail
from portal.registry import rules
from portal.registry.actions.history import revise, snapshot
from portal.registry.lines import line_of
from portal.registry.models import Item, ItemState
from portal.registry.rules import Move
from portal.registry.visibility import WAITING
from portal.units.powers import Power


def check_shared(others: Sequence[Item], actor: Account) -> None:
    """Refuse a change under a confirmed entry of another, but to an officer of that person."""
    for one in others:
        is_confirmed = one.state is ItemState.VERIFIED
        if is_confirmed and not actor.can(Power.EDIT_PEOPLE, one.person.home_unit_id):
            raise RuleBroken(
                _("Somebody's entry of the same is confirmed; ask an officer to change it.")
            )


def reopen_shared(others: Sequence[Item], actor: Account) -> None:
    """What others handed in or had confirmed said something else: it is open again, and they are told."""
    for one in others:
        if one.state in (*WAITING, ItemState.VERIFIED):
            before = snapshot(one)
            one.state = rules.moved(one.state, Move.REOPEN)
            revise("reopen_shared", one, actor_id=actor.id, before=before)
            _tell(one, actor)


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

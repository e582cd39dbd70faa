"""Saying who stands behind a name on a work, and that something is not one's own."""

from typing import Any

from flask_babel import gettext as _

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.mail import send_mail
from portal.registry import rules
from portal.registry.actions.history import revise, snapshot
from portal.registry.actions.items import remove_item
from portal.registry.importing.models import Refusal
from portal.registry.lines import line_of
from portal.registry.models import (
    Audience,
    ClaimState,
    Contribution,
    ItemState,
    Person,
    SourceKind,
)
from portal.registry.plain import said_by
from portal.registry.rules import Move
from portal.registry.sameness import fingerprint
from portal.registry.visibility import WAITING


def link_line(line: Contribution, person: Person, *, actor: Account) -> None:
    """Put a person behind the name. Another's word waits until the person says that it is theirs.

    A person without an account cannot say so: whoever looks after the record speaks for them.
    """
    own = person.account_id == actor.id
    _check_free(line, person)
    refusal = db.session.get(Refusal, (person.id, _key(line)))
    if refusal is not None and not own:
        raise RuleBroken(_("The person has said that this work is not theirs."), "person")
    if refusal is not None:
        db.session.delete(refusal)
    before = snapshot(line)
    line.person_id = person.id
    line.claim = ClaimState.MINE if own or person.account_id is None else ClaimState.PENDING
    line.visibility = Audience.OWNER if own else Audience.OFFICERS
    line.source = SourceKind.SELF if own else SourceKind.OFFICER
    line.state, line.stated_by_id = ItemState.DRAFT, actor.id
    line.is_featured = False
    revise("link_work", line, actor_id=actor.id, before=before)
    db.session.refresh(line)
    if line.claim is ClaimState.PENDING:
        _ask(line)


def _check_free(line: Contribution, person: Person) -> None:
    if line.person_id is not None and line.claim is not ClaimState.NOT_MINE:
        raise RuleBroken(_("This name cannot be linked here. Ask the officer in charge."), "person")
    if any(one.person_id == person.id and one is not line for one in line.work.contributions):
        raise RuleBroken(_("The person stands on this work already."), "person")


def _key(line: Contribution) -> str:
    """As an import remembers what was refused: a list does not bring the work back either."""
    work = line.work
    told = work.doi or f"{work.folded}|{(work.issued or '')[:4]}"
    return f"work|{told}"[:400]


def take_line(line: Contribution, *, actor: Account) -> None:
    """Say that the work is one's own."""
    before = snapshot(line)
    line.claim = ClaimState.MINE
    refusal = db.session.get(Refusal, (line.person_id, _key(line)))
    if refusal is not None:
        db.session.delete(refusal)
    revise("take_work", line, actor_id=actor.id, before=before)


def disown(item: Any, *, actor: Account) -> None:
    """Say that an item is not one's own: at once nobody sees it, and it is never proposed again.

    A work keeps its line with the answer and no longer waits; anything else leaves the record, and
    the history keeps what it said. Whoever had stated it is told.
    """
    title, stated_by = line_of(item).title, item.stated_by_id
    person = item.person
    is_work = isinstance(item, Contribution)
    key = _key(item) if is_work else fingerprint(item.kind, said_by(item))
    if db.session.get(Refusal, (person.id, key)) is None:
        db.session.add(Refusal(person_id=person.id, key=key, by_id=actor.id))
    if isinstance(item, Contribution):
        before = snapshot(item)
        item.claim, item.is_featured = ClaimState.NOT_MINE, False
        if item.state in WAITING:
            item.state = rules.moved(item.state, Move.WITHDRAW)
        revise("disown_work", item, actor_id=actor.id, before=before)
    else:
        remove_item(item, actor=actor)
    author = db.session.get(Account, stated_by) if stated_by else None
    if author is not None and author.id != actor.id:
        _tell(author, person, title)


def _tell(officer: Account, person: Person, title: str) -> None:
    send_mail(
        to=officer.email,
        subject=_("An item is not the person's"),
        template="registry/disowned.txt",
        name=officer.full_name,
        person=person.full_name,
        item=title,
    )


def _ask(line: Contribution) -> None:
    account = line.person.account
    send_mail(
        to=account.email,
        subject=_("Is this work yours?"),
        template="registry/is_it_yours.txt",
        name=account.full_name,
        item=line.work.title,
        printed=line.name,
    )

"""Accepting rows: each compared anew, taken over, and given its lines of source."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.importing import item_writing, writing
from portal.registry.importing.basics import ComparedBasics, take_over_basics
from portal.registry.importing.comparing import Compared, RowStatus
from portal.registry.importing.diff import compare_rows
from portal.registry.importing.forms import Decision
from portal.registry.importing.handing_in import begin_import, check_whose, confirm_whose
from portal.registry.importing.items import ComparedItem
from portal.registry.importing.models import RowState
from portal.registry.importing.refusing import bring_back, refuse
from portal.registry.models import Audience, ItemKind, Person, Work

__all__ = [
    "OTHER",
    "Outcome",
    "accept",
    "begin_import",
    "bring_back",
    "confirm_whose",
    "refuse",
]

OTHER = "other"
"""The answer "I am none of these names": the person is added behind them."""


class Done(Enum):
    """What accepting a row did."""

    ADDED = "added"
    CHANGED = "changed"
    SOURCED = "sourced"
    NOTHING = "nothing"


@dataclass
class Outcome:
    """How many rows ended how."""

    added: int = 0
    changed: int = 0
    sourced: int = 0
    refused: int = 0


def accept(
    person: Person,
    decisions: Sequence[Decision],
    *,
    actor: Account,
    visibility: Audience | None = None,
) -> Outcome:
    """Take the rows over, each compared anew; what cannot be taken keeps its reason on the row.

    A row that was taken before and still stands as it was changes nothing.
    """
    for task in {decision.row.task for decision in decisions}:
        check_whose(task)
    outcome = Outcome()
    for decision in decisions:
        row = decision.row
        try:
            made, done = _accept_safely(decision, person, actor, visibility)
        except RuleBroken as broken:
            row.error = broken.message
            outcome.refused += 1
            continue
        if isinstance(made, Work):
            row.work = made
        elif made is not None:
            row.item_id = made.id
        row.state, row.error, row.processed_at = RowState.ACCEPTED, "", clock.now()
        outcome.added += done is Done.ADDED
        outcome.changed += done is Done.CHANGED
        outcome.sourced += done is Done.SOURCED
    return outcome


def _accept_safely(
    decision: Decision, person: Person, actor: Account, visibility: Audience | None
) -> tuple[Any, Done]:
    """Accept one row; if somebody stored the same meanwhile, compare again and join that."""
    try:
        with db.session.begin_nested():
            return _accept_one(decision, person, actor, visibility)
    except IntegrityError:
        with db.session.begin_nested():
            return _accept_one(decision, person, actor, visibility)


def _accept_one(
    decision: Decision, person: Person, actor: Account, visibility: Audience | None
) -> tuple[Any, Done]:
    (compared,) = compare_rows([decision.row], person)
    if isinstance(compared, ComparedBasics):
        take_over_basics(compared, person, actor=actor)
        return None, Done.CHANGED if compared.differences else Done.NOTHING
    if isinstance(compared, ComparedItem):
        return _accept_item(compared, decision.answer, person, actor, visibility)
    return _accept_work(compared, decision.me, person, actor, visibility)


def _accept_item(
    compared: ComparedItem,
    answer: str,
    person: Person,
    actor: Account,
    visibility: Audience | None,
) -> tuple[Any, Done]:
    parsed, item, done = compared.parsed, compared.item, Done.NOTHING
    if item is None and compared.status is RowStatus.SAME:
        return None, done
    if item is None:
        kind, values = _what_it_is(compared, answer)
        item = item_writing.add_item(
            person, kind, values, parsed, actor=actor, visibility=visibility
        )
        done = Done.ADDED
    elif compared.status is RowStatus.CHANGED:
        item_writing.take_over_item(compared, actor=actor)
        done = Done.CHANGED
    elif item_writing.tells_more(item, parsed):
        done = Done.SOURCED
    item_writing.add_item_sources(item, parsed, actor=actor)
    return item, done


def _what_it_is(compared: ComparedItem, answer: str) -> tuple[ItemKind, dict[str, Any]]:
    """As the source says, or, where it leaves that open, as the person says."""
    parsed = compared.parsed
    if not parsed.choices:
        return compared.kind, parsed.values
    if answer not in parsed.choices:
        raise RuleBroken(_("Choose what this line is."))
    chosen = parsed.choices[answer]
    return ItemKind(chosen["kind"]), chosen["values"]


def _accept_work(
    compared: Compared, me: str, person: Person, actor: Account, visibility: Audience | None
) -> tuple[Work, Done]:
    work, parsed, done = compared.work, compared.parsed, Done.NOTHING
    if work is None or compared.status is RowStatus.KNOWN:
        place = _place_of(me, compared)
        work = work or writing.new_work(parsed, compared.title)
        writing.put_on_profile(work, person, parsed, me=place, actor=actor, visibility=visibility)
        done = Done.ADDED
    elif compared.status is RowStatus.CHANGED:
        writing.take_over(work, person, compared, actor=actor)
        done = Done.CHANGED
    elif writing.is_told_otherwise(work, parsed):
        done = Done.SOURCED
    writing.add_sources(work, parsed, actor=actor)
    return work, done


def _place_of(answer: str, compared: Compared) -> int | None:
    """The contributor who is the person; None for one who is not among them."""
    contributors = compared.parsed.contributors
    if not contributors or answer == OTHER:
        return None
    if answer.isdecimal() and int(answer) < len(contributors):
        return int(answer)
    raise RuleBroken(_("Choose which of the authors you are."))

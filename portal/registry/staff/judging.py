"""Whom each row means and what it would do: the one way in which rows are compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core.db import db
from portal.registry.importing.models import (
    ImportRow,
    ImportTask,
    RowAction,
    RowStanding,
    RowState,
)
from portal.registry.staff.facts import Facts, facts_of
from portal.registry.staff.people import NOBODY, Match, People, folded, look_elsewhere
from portal.registry.staff.plans import Plan, plan_of
from portal.registry.staff.values import Told

NEW = "new"
"""The answer "none of these people"; another answer is p and a record, or r and a row."""


@dataclass
class Asked:
    """A row to be compared: what it says, its key, and what somebody answered about it."""

    number: int
    told: Told
    key: str
    answer: str = ""
    sentence: str = ""
    """What is wrong with it beside its cells: another row contradicts it."""


@dataclass
class Verdict:
    """How the row stands, whom it means, and what it would do."""

    asked: Asked
    standing: RowStanding
    match: Match = NOBODY
    plan: Plan | None = None
    errors: list[str] = field(default_factory=list)


def row_key(told: Told) -> str:
    """What makes two rows of two files the same: identifiers and address, else name and birth."""
    parts = [told.orcid, told.national_id_key, told.email, folded(told.name), told.birth]
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def judge(
    task: ImportTask, people: People, rows: Sequence[Asked], *, lock: bool = False
) -> list[Verdict]:
    """Compare rows with the registry; those who are made by earlier rows are found by later ones.

    `lock` holds who is meant as they are, for the verdicts to be acted upon in the same transaction.
    """
    look_elsewhere(people, [asked.told for asked in rows])
    matches = [_match(task, people, asked) for asked in rows]
    known = {match.person_id for match in matches if match.person_id is not None}
    facts = facts_of({id for id in known if id > 0}, lock=lock)
    return [_verdict(asked, match, facts) for asked, match in zip(rows, matches, strict=True)]


def _match(task: ImportTask, people: People, asked: Asked) -> Match:
    told = asked.told
    if told.problems or asked.sentence or told.action is RowAction.SKIP:
        return NOBODY
    match = people.match(told)
    if asked.answer and match.candidates and not match.is_wrong:
        match = _answered(asked.answer, match)
    elif match.candidates or told.action is RowAction.ADD:
        earlier = _taken_before(task, asked.key)
        if earlier in people.by_id:
            match = Match(earlier)
    if match.person_id is not None:
        people.add_told(match.person_id, told)
    elif not match.sentence and told.action is not RowAction.CHANGE:
        people.add_told(-asked.number, told)
    return match


def _answered(answer: str, match: Match) -> Match:
    if answer == NEW:
        return NOBODY
    number = int(answer[1:]) if answer[1:].isdecimal() else 0
    chosen = -number if answer[0] == "r" else number
    return Match(chosen) if chosen in match.candidates else match


def _verdict(asked: Asked, match: Match, facts: Mapping[int, Facts]) -> Verdict:
    told = asked.told
    if told.action is RowAction.SKIP:
        return Verdict(asked, RowStanding.SKIPPED)
    errors = [f"{one['column']}: {one['sentence']}" for one in told.problems]
    errors += [
        sentence
        for sentence in (asked.sentence, match.sentence if match.is_wrong else "")
        if sentence
    ]
    if (
        told.action is RowAction.CHANGE
        and not errors
        and match.person_id is None
        and not match.candidates
    ):
        errors.append(_("Nobody of the unit is this person: a change needs somebody to change."))
    if errors:
        return Verdict(asked, RowStanding.WRONG, match._replace(person_id=None), errors=errors)
    if match.candidates:
        return Verdict(asked, RowStanding.UNSURE, match, errors=[match.sentence])
    plan = plan_of(told, facts.get(match.person_id or 0))
    return Verdict(asked, plan.standing, match, plan)


def _taken_before(task: ImportTask, key: str) -> int | None:
    """Whom a row of this key meant, or made, when it was last taken over in this unit."""
    query = (
        select(ImportRow.person_id)
        .join(ImportTask, ImportTask.id == ImportRow.task_id)
        .where(
            ImportRow.key == key,
            ImportTask.unit_id == task.unit_id,
            ImportRow.state == RowState.ACCEPTED,
            ImportRow.person_id.is_not(None),
        )
        .order_by(ImportRow.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def told_of(parsed: Mapping[str, Any]) -> Told:
    """What a stored row says."""
    return Told(**{**parsed["told"], "action": RowAction(parsed["told"]["action"])})

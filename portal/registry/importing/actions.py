"""Handing in a list and accepting its rows."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import Enum
from hashlib import sha256

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.formats import parse_works
from portal.registry.importing import writing
from portal.registry.importing.comparing import Compared, RowStatus, compare
from portal.registry.importing.forms import Decision
from portal.registry.importing.models import ImportRow, ImportTask, RowState
from portal.registry.importing.queries import task_of_content
from portal.registry.models import Audience, Person, Work

_LIFE = timedelta(days=60)
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


def begin_import(
    person: Person, content: bytes | str, *, actor: Account, name: str = ""
) -> ImportTask:
    """Read a list and keep its rows for a decision; the same list again is the same task."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    digest = sha256(data).hexdigest()
    known = task_of_content(person, actor, digest)
    if known is not None:
        known.expires_at = clock.now() + _LIFE
        return known
    result = parse_works(content)
    if not result.works:
        raise RuleBroken(
            _nothing(result.errors, bool(result.affiliations)), "file" if name else "text"
        )
    task = ImportTask(
        person=person,
        started_by_id=actor.id,
        sha256=digest,
        format=result.format,
        name=name,
        errors=result.errors,
        left_out=len(result.affiliations),
        expires_at=clock.now() + _LIFE,
        rows=[
            ImportRow(number=number, parsed=asdict(work))
            for number, work in enumerate(result.works, start=1)
        ],
    )
    try:
        with db.session.begin_nested():
            db.session.add(task)
    except IntegrityError:  # the same list was handed in at the same moment
        return _known_now(person, actor, digest)
    audit.record("registry.begin_import", task, actor_id=actor.id)
    return task


def _known_now(person: Person, actor: Account, digest: str) -> ImportTask:
    task = task_of_content(person, actor, digest)
    if task is None:
        raise RuleBroken(_("The list could not be stored. Please send it again."))
    return task


def _nothing(errors: list[str], has_affiliations: bool) -> str:
    if has_affiliations:
        return _(
            "This ORCID file tells of study, work or membership, not of works;"
            " state those lines on the profile."
        )
    return " ".join(errors[:3])


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
    outcome = Outcome()
    for decision in decisions:
        row = decision.row
        try:
            row.work, done = _accept_safely(decision, person, actor, visibility)
        except RuleBroken as broken:
            row.error = broken.message
            outcome.refused += 1
            continue
        row.state, row.error, row.processed_at = RowState.ACCEPTED, "", clock.now()
        outcome.added += done is Done.ADDED
        outcome.changed += done is Done.CHANGED
        outcome.sourced += done is Done.SOURCED
    return outcome


def _accept_safely(
    decision: Decision, person: Person, actor: Account, visibility: Audience | None
) -> tuple[Work, Done]:
    """Accept one row; if somebody stored its DOI meanwhile, compare again and join that work."""
    try:
        with db.session.begin_nested():
            return _accept_one(decision, person, actor, visibility)
    except IntegrityError:
        with db.session.begin_nested():
            return _accept_one(decision, person, actor, visibility)


def _accept_one(
    decision: Decision, person: Person, actor: Account, visibility: Audience | None
) -> tuple[Work, Done]:
    (compared,) = compare([decision.row], person)
    work, parsed, done = compared.work, compared.parsed, Done.NOTHING
    if work is None or compared.status is RowStatus.KNOWN:
        me = _place_of(decision.me, compared)
        work = work or writing.new_work(parsed, compared.title)
        writing.put_on_profile(work, person, parsed, me=me, actor=actor, visibility=visibility)
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

"""Suggestions that somebody refused: remembered by what they say, whatever file brings them again."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select, update

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.db import db
from portal.core.text import fold
from portal.registry.formats import ParsedItem, ParsedWork
from portal.registry.importing.comparing import shown_title
from portal.registry.importing.models import ImportRow, ImportTask, Refusal, RowState
from portal.registry.models import ItemKind, Person
from portal.registry.sameness import fingerprint


def key_of_work(work: ParsedWork) -> str:
    """By its DOI, else by its title and year."""
    if work.doi:
        return f"work|{work.doi}"[:400]
    return f"work|{fold(shown_title(work))[:300]}|{work.issued[:4]}"


def key_of_item(item: ParsedItem) -> str:
    return fingerprint(ItemKind(item.kind), item.values)


def refused_keys(person: Person) -> set[str]:
    query = select(Refusal.key).where(Refusal.person_id == person.id)
    return set(db.session.scalars(query))


def first_state(key: str, refused: set[str]) -> RowState:
    """How a row of a new file begins."""
    return RowState.REFUSED if key and key in refused else RowState.WAITING


def refuse(person: Person, rows: Iterable[ImportRow], *, actor: Account) -> int:
    """Never suggest these again, in this file or another; what was taken over stays."""
    waiting = [row for row in rows if row.state is not RowState.ACCEPTED]
    fresh = {row.key for row in waiting if row.key} - refused_keys(person)
    db.session.add_all(
        Refusal(person_id=person.id, key=key, by_id=actor.id) for key in sorted(fresh)
    )
    for row in waiting:
        row.state, row.error, row.processed_at = RowState.REFUSED, "", clock.now()
    _move_elsewhere(person, fresh, RowState.WAITING, RowState.REFUSED)
    if waiting:
        audit.record("registry.refuse_suggestions", person, actor_id=actor.id)
    return len(waiting)


def bring_back(person: Person, rows: Sequence[ImportRow], *, actor: Account) -> int:
    """Suggest these again, here and in every file to come."""
    keys = {row.key for row in rows if row.key}
    db.session.execute(delete(Refusal).where(Refusal.person_id == person.id, Refusal.key.in_(keys)))
    for row in rows:
        row.state, row.processed_at = RowState.WAITING, None
    _move_elsewhere(person, keys, RowState.REFUSED, RowState.WAITING)
    if rows:
        audit.record("registry.bring_back_suggestions", person, actor_id=actor.id)
    return len(rows)


def _move_elsewhere(person: Person, keys: set[str], start: RowState, end: RowState) -> None:
    """The same suggestions in the person's other files."""
    db.session.flush()
    tasks = select(ImportTask.id).where(ImportTask.person_id == person.id)
    db.session.execute(
        update(ImportRow)
        .where(ImportRow.task_id.in_(tasks), ImportRow.key.in_(keys), ImportRow.state == start)
        .values(state=end)
        .execution_options(synchronize_session="fetch")
    )

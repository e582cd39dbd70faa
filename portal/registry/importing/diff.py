"""The diff of a file against a profile: one list for works, items and the person as such."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.core.db import db
from portal.core.paging import Page
from portal.registry.formats import Format
from portal.registry.importing.basics import ComparedBasics, compare_basics
from portal.registry.importing.comparing import Compared, RowStatus, compare
from portal.registry.importing.items import ComparedItem, compare_items, held_by
from portal.registry.importing.models import ImportRow, ImportTask, RowState
from portal.registry.importing.queries import count_refused, rows_of
from portal.registry.lines import Line, line_of
from portal.registry.models import Contribution, ItemKind, Person, Work

AnyCompared = Compared | ComparedItem | ComparedBasics
WHOLE = 400
"""Files of so many rows are compared whole, so that the page can say what only the profile has."""


@dataclass
class Group:
    """The rows of one kind on the page: what there is to decide, and what the profile says already."""

    kind: ItemKind | None
    """None: the person as such."""
    rows: list[AnyCompared]

    @property
    def to_decide(self) -> list[AnyCompared]:
        return [one for one in self.rows if one.status is not RowStatus.SAME or one.row.error]

    @property
    def same(self) -> list[AnyCompared]:
        return [one for one in self.rows if one.status is RowStatus.SAME and not one.row.error]


@dataclass
class Diff:
    """What the page shows."""

    page: Page[ImportRow]
    groups: list[Group]
    refused: int
    counts: Counter[RowStatus] | None = None
    """By status over the whole file; None where it is too long to be compared at once."""
    only_here: list[Line] = field(default_factory=list)


def compare_rows(rows: Sequence[ImportRow], person: Person) -> list[AnyCompared]:
    """Each row compared by what it tells of, in the order given."""
    of_works = [row for row in rows if row.kind is None and not row.is_basics]
    of_items = [row for row in rows if row.kind is not None]
    found: dict[int, AnyCompared] = {}
    for one in (*(compare(of_works, person) if of_works else ()), *_items(of_items, person)):
        found[one.row.number] = one
    for row in rows:
        if row.is_basics:
            found[row.number] = compare_basics(row, person)
    return [found[row.number] for row in rows]


def _items(rows: Sequence[ImportRow], person: Person) -> Sequence[ComparedItem]:
    return compare_items(rows, person) if rows else ()


def diff_of(task: ImportTask, *, page: int, refused: bool = False) -> Diff:
    """One page of the file's rows in groups; those refused apart."""
    rows = rows_of(task, page, refused=refused)
    compared = compare_rows(rows.items, task.person)
    result = Diff(rows, list(_grouped(compared)), count_refused(task))
    if refused or rows.total > WHOLE:
        return result
    if rows.last > 1:
        compared = compare_rows(_all_rows(task), task.person)
    result.counts = Counter(one.status for one in compared)
    if task.record.get("is_whole"):
        result.only_here = only_here(task, compared)
    return result


def _all_rows(task: ImportTask) -> Sequence[ImportRow]:
    query = select(ImportRow).where(
        ImportRow.task_id == task.id, ImportRow.state != RowState.REFUSED
    )
    return db.session.scalars(query.order_by(ImportRow.number)).all()


def _grouped(compared: Sequence[AnyCompared]) -> Iterator[Group]:
    for kind, rows in groupby(compared, key=_kind):
        yield Group(kind, list(rows))


def _kind(one: AnyCompared) -> ItemKind | None:
    return ItemKind.CONTRIBUTION if isinstance(one, Compared) else one.kind


def only_here(task: ImportTask, compared: Sequence[AnyCompared]) -> list[Line]:
    """What the profile has from this source and the source no longer names."""
    named = {id(one.item) for one in compared if isinstance(one, ComparedItem)}
    works = {one.work.id for one in compared if isinstance(one, Compared) and one.work}
    mark = _mark(task)
    held = held_by(task.person, [kind for kind in ItemKind if kind is not ItemKind.CONTRIBUTION])
    lines = [
        line_of(item)
        for kind, found in held.by_kind.items()
        for item in found
        if id(item) not in named
        and (
            mark is None
            or any(one.reference.startswith(mark) for one in held.sources.get((kind, item.id), ()))
        )
    ]
    return lines + [line_of(one) for one in _works_from(task) if one.work_id not in works]


def _mark(task: ImportTask) -> str | None:
    """How references of this record begin; None for the portal's own, which tells of everything."""
    if task.format == Format.PROFILE:
        return None
    return f"/{task.record.get('orcid') or '-'}/"


def _works_from(task: ImportTask) -> Sequence[Contribution]:
    query = (
        select(Contribution)
        .join(Work)
        .where(Contribution.person_id == task.person_id)
        .options(
            joinedload(Contribution.work).options(
                selectinload(Work.contributions), selectinload(Work.sources)
            )
        )
        .order_by(Contribution.id)
    )
    found = db.session.scalars(query).all()
    if task.format == Format.PROFILE:
        return found
    return [one for one in found if any(line.format == task.format for line in one.work.sources)]

"""Reads over units: by day, by name (old ones too), up and down the hierarchy."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased, joinedload, selectinload

from portal.core import clock
from portal.core.db import db
from portal.core.text import fold
from portal.units.models import Document, Unit, UnitKind, UnitSuccession, UnitVersion

TERRITORIES = [kind for kind in UnitKind if kind.is_territory]
_DEEPEST = 32


def as_of(day: date | ColumnElement[date], table: Any = UnitVersion) -> ColumnElement[bool]:
    """The rows of a dated table in force on that day: both ends inclusive, None is open."""
    return and_(
        or_(table.starts_on.is_(None), table.starts_on <= day),
        or_(table.ends_on.is_(None), table.ends_on >= day),
    )


def name_of(unit: Unit, on: date | None = None) -> str:
    """What the unit was called on that day (today if not given)."""
    return unit.version_on(on or clock.today()).name


def unit_by_slug(slug: str) -> Unit | None:
    """The unit with that slug; where several carry it, the one still open, then the newest."""
    query = select(Unit).where(Unit.slug == slug).order_by(Unit.ends_on.is_(None).desc())
    return db.session.scalars(query.order_by(Unit.id.desc()).limit(1)).one_or_none()


def below(unit_id: int, on: date | None = None) -> Select[int]:
    """The ids of the unit and of everything under it in the hierarchy valid that day."""
    day = on or clock.today()
    reached = select(Unit.id.label("id")).where(Unit.id == unit_id).cte(recursive=True)
    child = aliased(UnitVersion)
    reached = reached.union(
        select(child.unit_id)
        .join(reached, child.parent_id == reached.c.id)
        .where(as_of(day, child))
    )
    return select(reached.c.id)


def taken_over(day: date, succession: Any, ended: Any) -> ColumnElement[bool]:
    """Whether the unit had ended and another one had taken it over as a whole.

    What belongs to such a unit is in its successor's charge. Territories are only remembered.
    """
    return and_(
        succession.share == 1,
        succession.effective_on <= day,
        ended.ends_on < day,
        ended.kind.not_in(TERRITORIES),
    )


class Step(NamedTuple):
    """One unit on the way up; `ended` says that the next one is its successor, not its superior."""

    unit_id: int
    kind: UnitKind
    ended: bool


def ancestors(unit_id: int, on: date | None = None) -> list[tuple[int, UnitKind]]:
    """The unit and all above it on that day, nearest first, each with its kind."""
    return [(step.unit_id, step.kind) for step in way_up(unit_id, on)]


def way_up(unit_id: int, on: date | None = None) -> list[Step]:
    """The same, telling successors from superiors: a unit that has ended leads to its successor.

    Only the unit asked for, and those that took it over, are followed so; one statement.
    """
    day = on or clock.today()
    steps: list[Step] = []
    at: int | None = unit_id
    lower = False
    nodes = _nodes_above(unit_id, day)
    while at is not None and at in nodes and len(steps) < _DEEPEST:
        kind, parent, successor = nodes[at]
        ended = parent is None and successor is not None and not lower
        steps.append(Step(at, kind, ended))
        lower = lower or not ended
        at = successor if ended else parent
    return steps


def _nodes_above(unit_id: int, day: date) -> dict[int, tuple[UnitKind, int | None, int | None]]:
    """Every unit the way up may pass: id → kind, parent's id, successor's id."""
    rows = db.session.execute(_way_up(), {"unit_id": unit_id, "day": day})
    return {row.id: (UnitKind(row.kind), row.parent_id, row.successor_id) for row in rows}


@cache
def _way_up() -> Select[Any]:
    """The statement behind it, built once: rights are asked all the time."""
    day: Any = bindparam("day", type_=Date())
    unit, version, succession = aliased(Unit), aliased(UnitVersion), aliased(UnitSuccession)
    columns = (
        unit.id.label("id"),
        unit.kind.label("kind"),
        version.parent_id.label("parent_id"),
        succession.to_unit_id.label("successor_id"),
    )

    def told(query: Any) -> Any:
        over = and_(succession.from_unit_id == unit.id, taken_over(day, succession, unit))
        return query.outerjoin(
            version, and_(version.unit_id == unit.id, as_of(day, version))
        ).outerjoin(succession, over)

    first = told(select(*columns).select_from(unit)).where(unit.id == bindparam("unit_id"))
    chain = first.cte(recursive=True)
    upper = func.coalesce(chain.c.parent_id, chain.c.successor_id)
    chain = chain.union(told(select(*columns).select_from(chain).join(unit, unit.id == upper)))
    return select(chain)


def named(day: date, *, kinds: Sequence[UnitKind] = ()) -> Select[UnitVersion]:
    """The versions in force that day with their units, in Vietnamese order."""
    query = (
        select(UnitVersion)
        .join(UnitVersion.unit)
        .options(joinedload(UnitVersion.unit))
        .where(as_of(day))
        .order_by(UnitVersion.sort_key, UnitVersion.id)
    )
    return query.where(Unit.kind.in_(kinds)) if kinds else query


def children(unit_id: int, day: date) -> Sequence[UnitVersion]:
    """What stands directly under the unit that day."""
    return db.session.scalars(named(day).where(UnitVersion.parent_id == unit_id)).all()


def provinces(day: date) -> Sequence[UnitVersion]:
    """The provinces of that day, in Vietnamese order."""
    return db.session.scalars(named(day, kinds=[UnitKind.PROVINCE])).all()


def tree(unit_id: int, day: date) -> dict[int | None, list[UnitVersion]]:
    """Everything under the unit that day: parent's id → versions, in order."""
    versions = db.session.scalars(named(day).where(UnitVersion.unit_id.in_(below(unit_id, day))))
    branches: dict[int | None, list[UnitVersion]] = {}
    for version in versions:
        branches.setdefault(version.parent_id, []).append(version)
    return branches


def search_names(text: str, *, on: date | None = None) -> Select[UnitVersion]:
    """Versions whose name, short name or official code the text finds; old ones unless `on`."""
    words = fold(text).split()
    query = (
        select(UnitVersion)
        .join(UnitVersion.unit)
        .options(
            joinedload(UnitVersion.unit).selectinload(Unit.versions),
            joinedload(UnitVersion.parent).selectinload(Unit.versions),
        )
        .order_by(
            case((UnitVersion.keywords.contains(" ".join(words), autoescape=True), 0), else_=1),
            Unit.ends_on.is_(None).desc(),
            UnitVersion.ends_on.is_(None).desc(),
            UnitVersion.sort_key,
            UnitVersion.id,
        )
    )
    if on is not None:
        query = query.where(as_of(on))
    if text.isdecimal():
        return query.where(UnitVersion.official_code == text)
    for word in words:
        query = query.where(UnitVersion.keywords.contains(word, autoescape=True))
    return query


def unit_named(text: str, *, on: date, kinds: Sequence[UnitKind] = ()) -> list[Unit]:
    """The units that bore exactly this name on that day, accents aside."""
    query = named(on, kinds=kinds).where(UnitVersion.folded == fold(text))
    return [version.unit for version in db.session.scalars(query)]


def unit_by_code(code: str, *, on: date, kind: UnitKind) -> Unit | None:
    """The unit with that official code on that day: codes are re-used, so the day is part of it."""
    query = named(on, kinds=[kind]).where(UnitVersion.official_code == code)
    version = db.session.scalars(query).one_or_none()
    return version.unit if version else None


def successors(unit_id: int) -> Sequence[UnitSuccession]:
    """Who took over from the unit."""
    return _successions(UnitSuccession.from_unit_id == unit_id, UnitSuccession.to_unit)


def predecessors(unit_id: int) -> Sequence[UnitSuccession]:
    """From whom the unit took over."""
    return _successions(UnitSuccession.to_unit_id == unit_id, UnitSuccession.from_unit)


def _successions(criterion: Any, shown: Any) -> Sequence[UnitSuccession]:
    query = (
        select(UnitSuccession)
        .where(criterion)
        .options(joinedload(shown).selectinload(Unit.versions), joinedload(UnitSuccession.document))
        .order_by(UnitSuccession.effective_on, UnitSuccession.id)
    )
    return db.session.scalars(query).all()


def documents(text: str = "") -> Select[Document]:
    """The register, newest first; the text looks into number, subject and issuer."""
    query = select(Document).order_by(Document.issued_on.desc(), Document.id.desc())
    for word in fold(text).split():
        query = query.where(Document.folded.contains(word, autoescape=True))
    return query


def document_numbered(number: str) -> Document | None:
    """The newest document with exactly that number."""
    query = select(Document).where(Document.number == number)
    return db.session.scalars(query.order_by(Document.issued_on.desc()).limit(1)).one_or_none()


def with_versions() -> Any:
    """The loader option for lists that show unit names."""
    return selectinload(Unit.versions)

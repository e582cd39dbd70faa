"""Reads over units: by day, by name (old ones too), up and down the hierarchy."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from portal.core import clock
from portal.core.db import db
from portal.core.text import fold
from portal.units.models import Document, Unit, UnitKind, UnitSuccession, UnitVersion


def as_of(day: date, table: Any = UnitVersion) -> ColumnElement[bool]:
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


def ancestors(unit_id: int, on: date | None = None) -> list[tuple[int, UnitKind]]:
    """The unit and all above it on that day, nearest first, each with its kind."""
    chain: list[tuple[int, UnitKind]] = []
    current: int | None = unit_id
    day = on or clock.today()
    parents = parent_chain(unit_id, day)
    while current is not None and current in parents and len(chain) < 32:
        kind, parent = parents[current]
        chain.append((current, kind))
        current = parent
    return chain


def parent_chain(unit_id: int, day: date) -> dict[int, tuple[UnitKind, int | None]]:
    """In one statement, the unit and those above it: id → (kind, parent's id)."""
    version = aliased(UnitVersion)
    start = (
        select(Unit.id.label("id"), Unit.kind.label("kind"), version.parent_id.label("parent_id"))
        .outerjoin(version, and_(version.unit_id == Unit.id, as_of(day, version)))
        .where(Unit.id == unit_id)
        .cte("chain", recursive=True)
    )
    unit, upper = aliased(Unit), aliased(UnitVersion)
    chain = start.union(
        select(unit.id, unit.kind, upper.parent_id)
        .join(start, unit.id == start.c.parent_id)
        .outerjoin(upper, and_(upper.unit_id == unit.id, as_of(day, upper)))
    )
    rows = db.session.execute(select(chain.c.id, chain.c.kind, chain.c.parent_id))
    return {row.id: (UnitKind(row.kind), row.parent_id) for row in rows}


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

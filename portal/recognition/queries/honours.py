"""The honour roll."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from portal.core.db import db
from portal.core.paging import Page, paginate
from portal.recognition.models import (
    AwardTitle,
    Certificate,
    Decision,
    Honour,
    HonourState,
    Round,
)
from portal.registry.models import Person


def _roll() -> Any:
    return (
        select(Honour)
        .join(Certificate, Certificate.honour_id == Honour.id)
        .where(Honour.state != HonourState.REVOKED)
        .options(
            joinedload(Honour.title),
            joinedload(Honour.round),
            joinedload(Honour.person),
            joinedload(Honour.certificate),
            joinedload(Honour.decision).joinedload(Decision.document),
        )
    )


def honour_page(*, page: int, year: int | None = None, title_id: int | None = None) -> Page[Honour]:
    """The roll, the latest year first and then by Vietnamese name; revoked ones are not on it."""
    query = _roll().order_by(Honour.year.desc(), Honour.title_id, Honour.sort_given, Honour.id)
    if year is not None:
        query = query.where(Honour.year == year)
    if title_id is not None:
        query = query.where(Honour.title_id == title_id)
    return paginate(query, page=page, size=60)


def honours_of(person: Person) -> Sequence[Honour]:
    """A person's honours, the latest first."""
    return db.session.scalars(_honours_of(), {"person_id": person.id}).all()


@cache
def _honours_of() -> Any:
    """Put together once, not for every page."""
    query = _roll().where(Honour.person_id == bindparam("person_id"))
    return query.order_by(Honour.awarded_on.desc(), Honour.id)


def honours_in(round: Round) -> Sequence[Honour]:
    """Everybody honoured in a round, by title and Vietnamese name."""
    query = _roll().where(Honour.round_id == round.id)
    return db.session.scalars(query.order_by(Honour.title_id, Honour.sort_given, Honour.id)).all()


def latest_honours(limit: int = 6) -> Sequence[Honour]:
    """The newest honours: for the home page."""
    query = _roll().order_by(Honour.awarded_on.desc(), Honour.id.desc()).limit(limit)
    return db.session.scalars(query).all()


def years() -> list[tuple[int, int]]:
    """The years of the roll with their numbers."""
    query = (
        select(Honour.year, func.count(Honour.id))
        .where(Honour.state != HonourState.REVOKED)
        .group_by(Honour.year)
        .order_by(Honour.year.desc())
    )
    return [tuple(row) for row in db.session.execute(query)]  # type: ignore[misc]


def titles() -> list[tuple[int, str, int]]:
    """The titles of the roll with their numbers."""
    query = (
        select(AwardTitle.id, AwardTitle.name, func.count(Honour.id))
        .join(Honour, Honour.title_id == AwardTitle.id)
        .where(Honour.state != HonourState.REVOKED)
        .group_by(AwardTitle.id, AwardTitle.name)
        .order_by(AwardTitle.name, AwardTitle.id)
    )
    return [tuple(row) for row in db.session.execute(query)]  # type: ignore[misc]

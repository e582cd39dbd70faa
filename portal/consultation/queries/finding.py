"""Finding consultations, versions, units and opinions by what an address says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.accounts.queries import visible_units
from portal.consultation.models import (
    ACCEPTING_STATES,
    PUBLIC_STATES,
    Consultation,
    DocumentRule,
    DossierDocument,
    DraftVersion,
    Opinion,
    Provision,
    Question,
)
from portal.core import clock
from portal.core.db import db
from portal.core.requests import row_number
from portal.units.models import Unit
from portal.units.powers import Power


@cache
def _by_slug() -> Select[Consultation]:
    """Put together once, not for every page; not before all models are known."""
    query = select(Consultation).where(Consultation.slug == bindparam("slug"))
    return query.options(
        joinedload(Consultation.unit).selectinload(Unit.versions),
        joinedload(Consultation.rule),
        selectinload(Consultation.versions),
    )


def consultation_of(slug: str) -> Consultation | None:
    """The consultation of an address, with its unit and versions."""
    return db.session.scalars(_by_slug(), {"slug": slug}).one_or_none()


def version_of(slug: str, number: int) -> DraftVersion | None:
    """A version by the number in its address."""
    query = select(DraftVersion).join(DraftVersion.consultation)
    return db.session.scalars(
        query.where(Consultation.slug == slug, DraftVersion.number == number)
    ).one_or_none()


@dataclass(frozen=True)
class VersionPair:
    """Two published versions that follow one another."""

    consultation: Consultation
    old: DraftVersion
    new: DraftVersion

    @property
    def is_public(self) -> bool:
        return self.consultation.is_public

    @property
    def scope_unit_id(self) -> int:
        return self.consultation.unit_id


def two_versions(slug: str, old: int, new: int) -> VersionPair | None:
    """A pair of neighbouring published versions, else None."""
    one, other = version_of(slug, old), version_of(slug, new)
    if one is None or other is None or new != old + 1 or not other.is_published:
        return None
    return VersionPair(one.consultation, one, other)


def document_of(slug: str, document: int) -> DossierDocument | None:
    """A file of the dossier of this consultation."""
    query = select(DossierDocument).join(DossierDocument.consultation)
    return db.session.scalars(
        query.where(Consultation.slug == slug, DossierDocument.id == document)
    ).one_or_none()


def unit_of(slug: str, number: int, unit: int) -> Provision | None:
    """A unit of a version of a consultation; None where the three do not belong together."""
    query = select(Provision).join(Provision.version).join(DraftVersion.consultation)
    return db.session.scalars(
        query.where(Consultation.slug == slug, DraftVersion.number == number, Provision.id == unit)
    ).one_or_none()


def published_unit(consultation: Consultation, text: str | None) -> Provision | None:
    """The unit of a published version that a query string names by its number, else None."""
    number = row_number(text)
    unit = db.session.get(Provision, number) if number is not None else None
    if unit is None or unit.version.consultation_id != consultation.id:
        return None
    return unit if unit.version.is_published else None


def question_of(consultation: Consultation, text: str | None) -> Question | None:
    """The question of this consultation that a query string names, else None."""
    number = row_number(text)
    question = db.session.get(Question, number) if number is not None else None
    return question if question and question.consultation_id == consultation.id else None


def opinion_of(code: str) -> Opinion | None:
    """An opinion by its code, however it was typed."""
    known = code.strip().upper().replace(" ", "")
    return db.session.scalars(select(Opinion).where(Opinion.code == known)).one_or_none()


def public_consultations() -> Select[Consultation]:
    """What the public sees: those open for opinions first, the nearest deadline on top."""
    now = clock.now()
    is_open = and_(
        Consultation.state.in_(ACCEPTING_STATES),
        or_(Consultation.closes_at.is_(None), Consultation.closes_at > now),
    )
    return (
        select(Consultation)
        .where(Consultation.state.in_(PUBLIC_STATES))
        .options(joinedload(Consultation.unit).selectinload(Unit.versions))
        .order_by(
            case((is_open, 0), else_=1),
            case((is_open, Consultation.closes_at)),
            Consultation.closes_at.desc(),
            Consultation.id.desc(),
        )
    )


def desks_of(account: Any) -> Select[Consultation]:
    """The consultations of the units whose drafts the account may read, newest first."""
    return (
        select(Consultation)
        .where(Consultation.unit_id.in_(visible_units(account, Power.READ_DRAFTS)))
        .options(joinedload(Consultation.unit).selectinload(Unit.versions))
        .order_by(Consultation.id.desc())
    )


def rules_on(day: date) -> Sequence[DocumentRule]:
    """The rules of document kinds in force that day, by name."""
    query = select(DocumentRule).where(
        or_(DocumentRule.starts_on.is_(None), DocumentRule.starts_on <= day),
        or_(DocumentRule.ends_on.is_(None), DocumentRule.ends_on >= day),
    )
    return db.session.scalars(query.order_by(DocumentRule.name)).all()


def past_deadline() -> Sequence[Consultation]:
    """Consultations still marked open whose deadline has passed."""
    query = select(Consultation).where(
        Consultation.state.in_(ACCEPTING_STATES), Consultation.closes_at <= clock.now()
    )
    return db.session.scalars(query).all()


@dataclass(frozen=True)
class AskedReport:
    """A consultation's report in one of its forms."""

    consultation: Consultation
    form: str

    @property
    def scope_unit_id(self) -> int:
        return self.consultation.unit_id


def consultation_in_form(slug: str, form: str) -> AskedReport | None:
    """What an address of a report asks for."""
    consultation = consultation_of(slug)
    return AskedReport(consultation, form) if consultation else None

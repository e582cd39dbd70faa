"""The items of profiles, loaded with what showing them needs."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from portal.core.db import db
from portal.registry.models import (
    ITEM_MODELS,
    AcademicRank,
    Appointment,
    Audience,
    ClaimState,
    Contribution,
    Credential,
    Degree,
    Distinction,
    Evidence,
    HonoraryTitle,
    Item,
    ItemKind,
    LanguageSkill,
    Person,
    PersonField,
    ProjectRole,
    ResearchField,
    Revision,
    Supervision,
    Training,
    Verification,
    Work,
)
from portal.registry.models.item import ProofMixin
from portal.registry.visibility import (
    is_withheld,
    items_seen_from,
    items_shown_to,
    standing_of,
)
from portal.units.queries import with_versions

_ORDERS: dict[ItemKind, tuple[Any, ...]] = {
    ItemKind.APPOINTMENT: (Appointment.starts.desc(),),
    ItemKind.DEGREE: (Degree.awarded.desc(),),
    ItemKind.RANK: (AcademicRank.year.desc(),),
    ItemKind.TITLE: (HonoraryTitle.year.desc(),),
    ItemKind.CREDENTIAL: (Credential.issued.desc(),),
    ItemKind.TRAINING: (Training.starts.desc(),),
    ItemKind.DISTINCTION: (Distinction.awarded.desc(),),
    ItemKind.LANGUAGE: (LanguageSkill.language,),
    ItemKind.SUPERVISION: (Supervision.year.desc(),),
}


def item_of(kind: ItemKind, id: int) -> Item | None:
    """The item of that kind and number."""
    found: Item | None = db.session.get(ITEM_MODELS[kind], id)
    return found


def items_of(person: Person, *, actor: Any) -> dict[ItemKind, Sequence[Any]]:
    """All items of a person that `actor` may see, by kind; one statement a kind, or two."""
    standing = standing_of(actor, person)
    return {
        kind: db.session.scalars(
            items(kind).where(model.person_id == person.id, items_seen_from(standing, model))
        ).all()
        for kind, model in _models()
    }


def items_for(person: Person, audience: Audience) -> dict[ItemKind, Sequence[Any]]:
    """All items of a person shown to those who stand in the circle `audience`, by kind.

    A work that the person has not taken for theirs waits on the record: it is on no page and no CV.
    """
    which = {"person_id": person.id}
    held = set(db.session.scalars(_kinds_shown_to(audience), which))
    return {
        kind: db.session.scalars(_items_shown_to(kind, audience), which).all()
        for kind in ITEM_MODELS
        if kind.value in held
    }


OFFERED = (ItemKind.APPOINTMENT, ItemKind.DEGREE, ItemKind.CONTRIBUTION)
"""What readers look for first: offered together to one who publishes a profile."""


def offered_to_the_public(person: Person) -> list[Item]:
    """The person's appointments, degrees and works that the public could see and does not yet."""
    return [
        item
        for kind in OFFERED
        for item in db.session.scalars(items(kind).where(ITEM_MODELS[kind].person_id == person.id))
        if not is_withheld(item) and item.visibility is not Audience.PUBLIC
    ]


@cache
def _kinds_shown_to(audience: Audience) -> Any:
    """Which kinds of items a person has at all: most people have few, and one statement tells."""
    return union_all(
        *(
            select(literal(kind.value)).where(
                select(model.id)
                .where(model.person_id == bindparam("person_id"), items_shown_to(audience, model))
                .exists()
            )
            for kind, model in _models()
        )
    )


@cache
def _items_shown_to(kind: ItemKind, audience: Audience) -> Select[Any]:
    """Built once: making a statement costs as much as running it."""
    model: Any = ITEM_MODELS[kind]
    shown = items(kind).where(
        model.person_id == bindparam("person_id"), items_shown_to(audience, model)
    )
    if kind is ItemKind.CONTRIBUTION:
        shown = shown.where(Contribution.claim == ClaimState.MINE)
    return shown


def _models() -> Iterable[tuple[ItemKind, Any]]:
    return ITEM_MODELS.items()


def items(kind: ItemKind) -> Select[Any]:
    """Items of one kind in the order in which they are shown, with what showing them needs."""
    model: Any = ITEM_MODELS[kind]
    query = select(model)
    if kind in (ItemKind.APPOINTMENT, ItemKind.DEGREE):
        query = query.options(joinedload(model.unit).options(with_versions()))
    elif kind is ItemKind.FIELD:
        query = query.join(ResearchField).options(joinedload(PersonField.field))
        return query.order_by(ResearchField.code)
    elif kind is ItemKind.CONTRIBUTION:
        work = joinedload(Contribution.work).options(selectinload(Work.contributions))
        query = query.join(Work).options(work)
        return query.order_by(
            Contribution.is_featured.desc(), Work.year.desc().nulls_last(), Contribution.id
        )
    elif kind is ItemKind.PROJECT_ROLE:
        query = query.options(joinedload(ProjectRole.project))
    order = (column.nulls_last() for column in _ORDERS.get(kind, ()))
    return query.order_by(*order, model.id)


def evidence_of(item: Item) -> Sequence[Evidence]:
    """The scans that prove an item, the oldest first."""
    query = _proof(Evidence, item).options(joinedload(Evidence.file))
    return db.session.scalars(query.order_by(Evidence.id)).all()


def verifications_of(item: Item) -> Sequence[Verification]:
    """The decisions on an item, the newest first."""
    query = _proof(Verification, item).options(joinedload(Verification.verifier))
    return db.session.scalars(query.order_by(Verification.id.desc())).all()


def _proof(model: type[ProofMixin], item: Item) -> Select[Any]:
    return select(model).where(model.item_kind == item.kind, model.item_id == item.id)


def evidence_counts(person: Person) -> dict[tuple[ItemKind, int], int]:
    """How many scans lie under each of a person's items."""
    query = (
        select(Evidence.item_kind, Evidence.item_id, func.count())
        .where(Evidence.person_id == person.id)
        .group_by(Evidence.item_kind, Evidence.item_id)
    )
    return {(kind, id): number for kind, id, number in db.session.execute(query)}


def last_reasons(person: Person) -> dict[tuple[ItemKind, int], str]:
    """The reason of the latest decision on each of a person's items."""
    query = select(Verification).where(Verification.person_id == person.id)
    decisions = db.session.scalars(query.order_by(Verification.id))
    return {(one.item_kind, one.item_id): one.reason for one in decisions}


def revisions_of(person: Person) -> Select[Revision]:
    """The history of a record, the newest first."""
    query = select(Revision).where(Revision.person_id == person.id)
    return query.options(joinedload(Revision.actor)).order_by(Revision.id.desc())


def research_fields() -> Sequence[ResearchField]:
    """All fields by their code."""
    return db.session.scalars(select(ResearchField).order_by(ResearchField.code)).all()


def featured_count(person: Person) -> int:
    """How many works of the person stand first."""
    query = (
        select(func.count())
        .select_from(Contribution)
        .where(Contribution.person_id == person.id, Contribution.is_featured.is_(True))
    )
    with db.session.no_autoflush:
        return db.session.scalar(query) or 0


def work_by_doi(doi: str) -> Work | None:
    """The work with that DOI, given in lower case without an address."""
    return db.session.scalars(select(Work).where(Work.doi == doi)).one_or_none()

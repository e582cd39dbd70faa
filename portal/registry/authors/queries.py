"""The authors of a work as one reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.accounts.queries import visible_units
from portal.core.db import db
from portal.registry.formats import ParsedContributor
from portal.registry.importing.authorship import likely_author
from portal.registry.models import ClaimState, Contribution, Person, Work
from portal.registry.visibility import visible_items
from portal.units.powers import Power


@dataclass(frozen=True)
class Author:
    """One line of a work: the name it prints, and the person where the reader may know them."""

    line: Contribution
    person: Person | None
    is_likely_me: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody the reader may know of stands behind the name."""
        return self.person is None


def authors_of(work: Work, actor: Any, me: Person | None) -> list[Author]:
    """The lines of a work in their order; one that became another's in a merge is left out.

    A line of somebody whom the reader may not know of looks like one of nobody.
    """
    query = (
        select(Contribution)
        .where(Contribution.work_id == work.id, Contribution.claim != ClaimState.IGNORED)
        .options(joinedload(Contribution.person))
        .order_by(Contribution.order, Contribution.id)
    )
    lines = db.session.scalars(query).all()
    shown = _shown(work, actor)
    likely = _likely(lines, me)
    return [
        Author(line, line.person if line.id in shown else None, at == likely)
        for at, line in enumerate(lines)
    ]


def _shown(work: Work, actor: Any) -> set[int]:
    query = (
        select(Contribution.id)
        .join(Person, Person.id == Contribution.person_id)
        .where(
            Contribution.work_id == work.id,
            Contribution.claim == ClaimState.MINE,
            visible_items(actor, Contribution),
        )
    )
    return set(db.session.scalars(query))


def _likely(lines: Sequence[Contribution], me: Person | None) -> int | None:
    if me is None or any(line.person_id == me.id for line in lines):
        return None
    printed = [ParsedContributor(name=line.name) for line in lines]
    return likely_author(printed, names=[me.full_name], orcids=())


def disowned(actor: Any) -> Select[Contribution]:
    """Works that people of this officer said are not theirs, the latest first."""
    return (
        select(Contribution)
        .join(Person, Person.id == Contribution.person_id)
        .where(
            Contribution.claim == ClaimState.NOT_MINE,
            Person.merged_into_id.is_(None),
            Person.home_unit_id.in_(visible_units(actor, Power.EDIT_PEOPLE)),
        )
        .options(joinedload(Contribution.person), joinedload(Contribution.work))
        .order_by(Contribution.id.desc())
    )

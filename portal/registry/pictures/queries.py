"""Whom a person worked with, as one reader may know."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from portal.core.db import db
from portal.registry.models import Audience, Contribution, Person
from portal.registry.visibility import items_shown_to, visible_people

MOST = 24
"""How many co-authors a picture holds."""


def co_workers(person: Person, audience: Audience) -> list[tuple[int, str, str, int]]:
    """(id, name, address, common works) of public people, those with most common works first.

    A work counts where the reader sees it on the person's profile and the public sees it on theirs.
    """
    mine: Any = aliased(Contribution)
    own = select(mine.work_id).where(mine.person_id == person.id, items_shown_to(audience, mine))
    number = func.count(Contribution.id)
    query = (
        select(Person, number)
        .join(Contribution, Contribution.person_id == Person.id)
        .where(
            Person.id != person.id,
            visible_people(None),
            items_shown_to(Audience.PUBLIC, Contribution),
            Contribution.work_id.in_(own),
        )
        .group_by(Person.id)
        .order_by(number.desc(), Person.sort_given, Person.id)
        .limit(MOST)
    )
    return [(one.id, one.full_name, one.url, works) for one, works in db.session.execute(query)]

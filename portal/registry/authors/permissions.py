"""Who may see the authors of a work, and say who stands behind a name."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core.access import predicate, reading, signed_in, writing
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.models import Contribution, Person, Work
from portal.registry.permissions import is_not_merged, looks_after, owns_the_profile
from portal.registry.visibility import visible_items
from portal.units.permissions import holds_anywhere
from portal.units.powers import Power


@predicate
def is_shown_the_work(actor: Any, thing: Any) -> bool:
    work_id = thing.id if isinstance(thing, Work) else thing.work_id
    query = (
        select(Contribution.id)
        .join(Person, Person.id == Contribution.person_id)
        .where(Contribution.work_id == work_id, visible_items(actor, Contribution))
    )
    return db.session.scalar(query.limit(1)) is not None


LIST_DISOWNED = reading(holds_anywhere(Power.EDIT_PEOPLE))
SHOW_AUTHORS = reading(is_shown_the_work, hidden=True)
CLAIM_LINE = writing(signed_in & is_shown_the_work, hidden=True)
LINK_LINE = writing(holds_anywhere(Power.EDIT_PEOPLE) & is_shown_the_work, hidden=True)
ANSWER_LINE = writing(owns_the_profile & is_not_merged, hidden=True)


def check_may_link(actor: Any, person: Person) -> None:
    """Raise unless the officer looks after the person."""
    if not looks_after(actor, person):
        raise RuleBroken(_("You do not look after this person."), "person")

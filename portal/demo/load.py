"""Loading the demo: everything in one transaction, so that it is there whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from sqlalchemy import select, update

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core import audit
from portal.core.db import db
from portal.core.mail import MailState, OutboxMessage
from portal.demo import (
    consultations,
    leaders,
    memberships,
    officers,
    province,
    registry_desk,
    residents,
    rounds,
)
from portal.demo.bulk import Rows
from portal.demo.invented import Place
from portal.demo.people import invent_people
from portal.registry.facets import refresh_facets
from portal.units.models import Unit

BATCH = 1_000
Progress = Callable[[int, int], None]


def is_loaded() -> bool:
    """Whether the invented province is in this database."""
    return db.session.scalar(select(Unit.id).filter_by(code=province.CODE)) is not None


def load(*, people: int, seed: int, drafts: Path | None, progress: Progress) -> list[str]:
    """Load the province with so many people; the same seed gives the same province.

    Gives a line for each real draft in `drafts` that could not be read.
    """
    rng = Random(seed)
    place = province.found_province()
    founded = memberships.found_associations(place)
    offices = officers.open_offices(place, rng)
    rolls = memberships.Rolls(founded, place, rng)
    _people(rng, people, _place(place, offices), rolls, progress)
    rolls.close()
    memberships.divide_a_branch(founded["hoi_y_hoc"], place)
    leaders.elect_leaders(founded)
    leaders.let_the_chair_in(founded["hoi_y_hoc"], offices[Role.ASSOCIATION_CHAIR])
    leaders.hang_portraits(founded, rng, offices[Role.PEOPLE_OFFICER])
    people_in = residents.let_residents_in(founded, rng)
    rounds.play_rounds(place, offices, founded["hoi_y_hoc"].unit, people_in, rng)
    unread = consultations.open_consultations(place, offices, people_in, drafts)
    registry_desk.fill_the_desk(offices[Role.PEOPLE_OFFICER], place.unit, founded["hoi_y_hoc"].unit)
    _take_letters_as_sent()
    audit.record("load_demo", place.unit, actor_id=None, reason=f"{people} people, seed {seed}")
    return unread


def _take_letters_as_sent() -> None:
    # The actions wrote them on days long past; nobody waits for them now.
    waiting = update(OutboxMessage).where(OutboxMessage.state == MailState.QUEUED)
    sent = waiting.values(state=MailState.SENT, sent_at=OutboxMessage.created_at)
    db.session.execute(sent.execution_options(synchronize_session=False))


def _place(place: province.Province, offices: dict[Role, Account]) -> Place:
    return Place(
        communes=tuple(commune.id for commune in place.communes),
        workplaces=place.workplaces,
        fields=province.research_fields(),
        officer_id=offices[Role.PEOPLE_OFFICER].id,
    )


def _people(
    rng: Random, number: int, place: Place, rolls: memberships.Rolls, progress: Progress
) -> None:
    rows, batch = Rows(), []
    progress(0, number)
    for done, person in enumerate(invent_people(rows, rng, number, place), start=1):
        rolls.enrol(rows, person)
        batch.append(person.id)
        if done % BATCH == 0 or done == number:
            rows.write()
            refresh_facets(db.session, batch)
            batch.clear()
            progress(done, number)
    rows.finish()

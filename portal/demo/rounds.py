"""Rounds of recognition: one over, one taking nominations, one before its council."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from sqlalchemy import ColumnElement, and_, case, func, select

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.demo.finished_round import play_finished
from portal.demo.province import Province
from portal.demo.residents import SEATED
from portal.demo.review_round import NOMINEES, play_to_review
from portal.demo.stage import Stage, draw_up, hand_in, nominate_for, on, set_stage
from portal.registry.models import Degree, DegreeLevel, Person, Sector
from portal.units.models import Unit

SEATS, FEWEST_SEATS, ELDERS, YOUNG = 9, 5, 4, 2


_HIGHEST = (DegreeLevel.DOCTOR, DegreeLevel.DOCTOR_OF_SCIENCE, DegreeLevel.SPECIALIST_2)


_CARE = (Sector.HEALTH, Sector.EDUCATION)


_HIGH = (DegreeLevel.MASTER, DegreeLevel.SPECIALIST_1)


def play_rounds(
    province: Province,
    offices: Mapping[Role, Account],
    association: Unit,
    residents: Mapping[str, Person],
    rng: Random,
) -> None:
    """Play the rounds; a province too small to seat a council has none."""
    taken = {person.id for person in residents.values()}
    taken |= set(db.session.scalars(select(Person.id).where(Person.account_id.is_not(None))))
    young = [one for one in _public_people(Person.birth_year >= 1989) if one.id not in taken][
        :YOUNG
    ]
    taken |= {person.id for person in young}
    elders = [one for one in _public_people(Person.birth_year < 1982) if one.id not in taken]
    if len(elders) < FEWEST_SEATS + ELDERS or len(young) < YOUNG:
        return
    rest = elders[ELDERS:]
    members = [*(residents[seat] for seat in SEATED), *rest][:SEATS]
    with on(date(2025, 9, 15)):
        stage = set_stage(province, offices, association, members)
    play_finished(stage, elders[:ELDERS], young, rng)
    _running(stage, [*rest[SEATS:], *elders[:ELDERS]], residents)
    seated = {person.id for person in members}
    free = [one for one in _carers() if one.id not in taken | seated]
    fitting = [one for one in free if one.sector in _CARE]
    people = fitting if len(fitting) >= NOMINEES else [*free, *elders[:ELDERS]]
    play_to_review(stage, members, people)


def _carers() -> Sequence[Person]:
    """Those who heal or teach, the young before others; then anybody else."""
    cares = Person.sector.in_(_CARE)
    return _public_people(and_(cares, Person.birth_year >= 1984), cares)


def _public_people(*first: ColumnElement[bool]) -> Sequence[Person]:
    """Public people: those who fit `first`, then those of the highest degrees."""
    height = case((Degree.level.in_(_HIGHEST), 2), (Degree.level.in_(_HIGH), 1), else_=0)
    query = (
        select(Person)
        .join(Degree, Degree.person_id == Person.id)
        .where(Person.is_public.is_(True))
        .group_by(Person.id)
        .order_by(*(one.desc() for one in first), func.max(height).desc(), Person.id)
        .limit(60)
    )
    return db.session.scalars(query).all()


def _running(stage: Stage, people: Sequence[Person], residents: Mapping[str, Person]) -> None:
    opens_on = clock.today() - timedelta(days=12)
    round = draw_up(stage, year=clock.today().year, opens_on=opens_on, notice="131/TB-SM")
    with on(opens_on + timedelta(days=4)):
        for person in people[:2]:
            hand_in(stage, nominate_for(stage, round, person, stage.titles[0]))
        nominate_for(stage, round, residents["nominee"], stage.titles[0])

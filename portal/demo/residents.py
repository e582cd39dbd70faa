"""People who sign in as themselves: an intellectual, an expert, a member, a council, a citizen."""

from collections.abc import Mapping
from random import Random
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from portal.accounts.actions import give_consent
from portal.accounts.models import ConsentPurpose
from portal.associations import actions as association_actions
from portal.associations import queries
from portal.associations.models import Application, Association, Membership
from portal.core.db import db
from portal.demo.officers import PEOPLE, open_account
from portal.demo.words.names import person_name
from portal.registry.actions import link_account
from portal.registry.models import Degree, DegreeLevel, Person, Sector, Sex
from portal.registry.notice import publication_notice

_MASTERLY = (
    DegreeLevel.MASTER,
    DegreeLevel.SPECIALIST_1,
    DegreeLevel.SPECIALIST_2,
    DegreeLevel.DOCTOR,
)

SEATED = ("councillor", "council_deputy", "council_secretary", "council_member")
"""Those of the council who sign in, in the order of their seats."""


def let_residents_in(associations: Mapping[str, Association], rng: Random) -> dict[str, Person]:
    """Give accounts to people who fit; where a small province has nobody who fits, anybody will do."""
    medical = associations["hoi_y_hoc"]
    member = exists().where(
        Membership.person_id == Person.id, Membership.association_id == medical.id
    )
    learned = exists().where(Degree.person_id == Person.id, Degree.level.in_(_MASTERLY))
    healthy = Person.sector == Sector.HEALTH
    residents = {
        "member": _resident("member", member),
        "person": _resident("person", healthy, learned, ~member),
        "expert": _resident("expert", learned, ~healthy),
        "nominee": _resident("nominee", learned),
        **{seat: _resident(seat, learned) for seat in SEATED},
    }
    open_account(PEOPLE["citizen"][0], person_name(rng, Sex.FEMALE))
    _use_association(medical, residents)
    return residents


def _resident(role: str, *fitting: ColumnElement[bool]) -> Person:
    free = [Person.is_public.is_(True), Person.account_id.is_(None)]
    person = _first(*free, *fitting) or _first(Person.account_id.is_(None))
    account = open_account(PEOPLE[role][0], person.full_name)
    words, number = publication_notice()
    give_consent(account, ConsentPurpose.PUBLIC_PROFILE, words, notice_number=number)
    return link_account(person, account, actor_id=account.id)


def _first(*criteria: ColumnElement[bool]) -> Any:
    query = select(Person).where(*criteria).order_by(Person.id).limit(1)
    return db.session.scalars(query).one_or_none()


def _use_association(medical: Association, residents: Mapping[str, Person]) -> None:
    for period in queries.memberships_of(residents["member"]):
        if period.association_id == medical.id and period.ends_on is None:
            association_actions.issue_card(period)
            break
    candidates = select(Person).where(
        Person.sector == Sector.HEALTH,
        Person.account_id.is_(None),
        ~exists().where(Membership.person_id == Person.id),
        ~exists().where(Application.person_id == Person.id),
    )
    for person in db.session.scalars(candidates.order_by(Person.id).limit(3)):
        association_actions.apply(
            medical,
            person,
            kind=medical.types[0],
            branch=None,
            letter="Tôi công tác trong ngành y, xin được vào hội để trao đổi chuyên môn (đơn mẫu).",
        )

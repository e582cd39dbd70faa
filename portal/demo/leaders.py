"""Who leads the associations, and whose profiles have a portrait."""

from collections.abc import Mapping
from random import Random

from sqlalchemy import case, select

from portal.accounts.actions import change_settings, give_consent
from portal.accounts.models import Account, ConsentPurpose
from portal.associations.models import Association, Membership
from portal.core.db import db
from portal.demo.scans import portrait
from portal.registry.actions import link_account, set_photo
from portal.registry.models import Appointment, AppointmentKind, Audience, Person, SourceKind
from portal.registry.notice import publication_notice

_POSTS = ("Chủ tịch", "Phó Chủ tịch", "Uỷ viên Thường vụ, Thư ký")
PORTRAITS = 18


def elect_leaders(associations: Mapping[str, Association]) -> None:
    """Give each association its first public members as leaders, those of ripe age before others."""
    for association in associations.values():
        query = (
            select(Person)
            .join(Membership, Membership.person_id == Person.id)
            .where(
                Membership.association_id == association.id,
                Membership.ends_on.is_(None),
                Person.is_public.is_(True),
            )
            .order_by(case((Person.birth_year < 1982, 0), else_=1), Membership.id)
            .limit(len(_POSTS))
        )
        people = db.session.scalars(query).unique().all()
        for role, person in zip(_POSTS, people, strict=False):
            post = Appointment(
                person=person,
                unit=association.unit,
                organisation=association.unit.name,
                appointment_kind=AppointmentKind.SERVICE,
                role=role,
                starts="2024-10",
                visibility=Audience.PUBLIC,
                source=SourceKind.OFFICER,
            )
            db.session.add(post)
    db.session.flush()


def let_the_chair_in(association: Association, account: Account) -> None:
    """Make the account of the chair that of the person whom the association's page names as chair."""
    query = (
        select(Person)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Appointment.unit_id == association.unit_id, Appointment.role == _POSTS[0])
        .order_by(Appointment.id.desc())
    )
    person = db.session.scalars(query).first()
    if person is None:
        return
    change_settings(
        account, full_name=person.full_name, language=account.language, theme=account.theme
    )
    words, number = publication_notice()
    give_consent(account, ConsentPurpose.PUBLIC_PROFILE, words, notice_number=number)
    link_account(person, account, actor_id=account.id)


def hang_portraits(associations: Mapping[str, Association], rng: Random, officer: Account) -> None:
    """Draw portraits for the leaders and a few others; most profiles have none, as in life."""
    units = [association.unit_id for association in associations.values()]
    led = select(Appointment.person_id).where(Appointment.unit_id.in_(units))
    query = (
        select(Person)
        .where(Person.is_public.is_(True))
        .order_by(Person.id.in_(led).desc(), Person.account_id.is_(None), Person.id)
        .limit(PORTRAITS)
    )
    for person in db.session.scalars(query).all():
        set_photo(person, portrait(rng), actor=officer)

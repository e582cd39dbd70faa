"""Founding a council and seating its members."""

from datetime import date, timedelta

from flask_babel import gettext as _

from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.councils.models import Council, CouncilArea, CouncilMember, MemberRole
from portal.registry.models import Person
from portal.units.models import Document, Unit


def create_council(
    *,
    name: str,
    unit: Unit,
    starts_on: date,
    area: CouncilArea = CouncilArea.HONOURS,
    document: Document | None = None,
    conflict_years: int = 3,
) -> Council:
    """Found a council; it has no members yet."""
    council = Council(
        name=name,
        unit=unit,
        scope_unit_id=unit.id,
        starts_on=starts_on,
        area=area,
        document=document,
        conflict_years=conflict_years,
    )
    db.session.add(council)
    db.session.flush()
    audit.record("council.create", council, after={"name": name})
    return council


def seat_member(
    council: Council, person: Person, *, role: MemberRole, starts_on: date
) -> CouncilMember:
    """Give a person a seat; one chair at a time, one seat a person."""
    serving = council.serving(starts_on)
    if any(member.person_id == person.id for member in serving):
        raise RuleBroken(
            _("%(name)s already sits on this council.", name=person.full_name), "person"
        )
    if role is MemberRole.CHAIR and any(member.role is role for member in serving):
        raise RuleBroken(_("The council already has a chair."), "role")
    if starts_on < council.starts_on:
        raise RuleBroken(_("The seat begins before the council does."), "starts_on")
    member = CouncilMember(
        council=council,
        person=person,
        role=role,
        starts_on=starts_on,
        position=len(council.members),
    )
    db.session.add(member)
    db.session.flush()
    audit.record("council.seat", member, after={"person": person.id, "role": role.value})
    return member


def end_seat(member: CouncilMember, *, on: date, reason: str) -> None:
    """End a seat with that day; a seat that never began ends the day it began."""
    last = max(member.starts_on, on)
    if member.ends_on is not None and member.ends_on <= last:
        raise RuleBroken(_("This seat has already ended."))
    if last - member.starts_on < timedelta(0):
        raise RuleBroken(_("The seat ends before it begins."), "ends_on")
    member.ends_on = last
    audit.record("council.unseat", member, reason=reason)

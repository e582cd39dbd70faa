"""Members: a person's periods, and the filtered list of those who look after them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from portal.accounts.queries import visible_units
from portal.associations.models import (
    Association,
    Belonging,
    Discipline,
    MemberCard,
    MemberNumber,
    Membership,
    Standing,
)
from portal.core.db import db
from portal.core.forms import clean
from portal.core.paging import Page, paginate
from portal.core.text import fold
from portal.registry.models import Person
from portal.units.models import Unit
from portal.units.powers import Power
from portal.units.queries import as_of


@dataclass(frozen=True)
class MemberFilter:
    """What a list of members is narrowed to; without a standing it shows all who have not ended."""

    branch_id: int | None = None
    type_id: int | None = None
    standing: Standing | None = None
    name: str = ""
    sort: str = "given"

    def arguments(self) -> dict[str, str]:
        """The filter as the query string that gives it back."""
        pairs = {
            "branch": str(self.branch_id or ""),
            "type": str(self.type_id or ""),
            "standing": self.standing.value if self.standing else "",
            "name": self.name,
            "sort": self.sort if self.sort != "given" else "",
        }
        return {key: value for key, value in pairs.items() if value}


def member_filter(arguments: Mapping[str, str]) -> MemberFilter:
    """The filter a query string asks for; what makes no sense in it is left out."""
    standings = {standing.value: standing for standing in Standing}
    return MemberFilter(
        branch_id=_number(arguments.get("branch")),
        type_id=_number(arguments.get("type")),
        standing=standings.get(arguments.get("standing", "")),
        name=(clean(arguments.get("name")) or "")[:100],
        sort="full" if arguments.get("sort") == "full" else "given",
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def standing_expression(day: date) -> ColumnElement[str]:
    """`rules.standing_of` said in SQL, for filters; a test holds the two together."""
    suspended = exists().where(
        Discipline.membership_id == Membership.id,
        Discipline.starts_on <= day,
        Discipline.ends_on >= day,
    )
    return case(
        (Membership.starts_on > day, Standing.UPCOMING.value),
        (Membership.ends_on < day, Standing.ENDED.value),
        (suspended, Standing.SUSPENDED.value),
        (Membership.grace_until < day, Standing.LAPSED.value),
        (Membership.valid_until < day, Standing.IN_GRACE.value),
        (Membership.belonging == Belonging.CANDIDATE, Standing.CANDIDATE.value),
        else_=Standing.ACTIVE.value,
    )


def within(actor: Any, power: Power) -> ColumnElement[bool]:
    """Memberships of an association or a branch over which the actor holds `power`."""
    units = visible_units(actor, power)
    return or_(
        Membership.branch_id.in_(units),
        Membership.association_id.in_(select(Association.id).where(Association.unit_id.in_(units))),
    )


def members_of(
    association: Association, wanted: MemberFilter, actor: Any, day: date
) -> Select[tuple[Membership]]:
    """The memberships the actor may see, narrowed and in Vietnamese order."""
    key = Person.sort_full if wanted.sort == "full" else Person.sort_given
    query = (
        select(Membership)
        .join(Membership.person)
        .join(Membership.number_row)
        .where(Membership.association_id == association.id, within(actor, Power.READ_MEMBERS))
        .options(
            joinedload(Membership.person),
            selectinload(Membership.branch).selectinload(Unit.versions),
            joinedload(Membership.association),
        )
        .order_by(key, Membership.person_id, Membership.starts_on, Membership.id)
    )
    standing = standing_expression(day)
    if wanted.standing:
        query = query.where(standing == wanted.standing.value)
    else:
        query = query.where(standing != Standing.ENDED.value)
    if wanted.branch_id:
        query = query.where(Membership.branch_id == wanted.branch_id)
    if wanted.type_id:
        query = query.where(Membership.type_id == wanted.type_id)
    return _named(query, wanted.name)


def _named(query: Select[Any], name: str) -> Select[Any]:
    matches = [Person.folded.contains(word, autoescape=True) for word in fold(name).split()]
    if not matches:
        return query
    return query.where(or_(and_(*matches), MemberNumber.number == name.strip().upper()))


def member_page(query: Select[tuple[Membership]], page: int) -> Page[Membership]:
    """One page of the list."""
    return paginate(query, page=page)


def people_in(query: Select[tuple[Membership]]) -> int:
    """How many people the list holds; one with two branches is one person."""
    people = query.order_by(None).with_only_columns(Membership.person_id).distinct().subquery()
    return db.session.scalar(select(func.count()).select_from(people)) or 0


def all_rows(query: Select[tuple[Membership]]) -> Iterator[Membership]:
    """The whole list, streamed, for an export."""
    return iter(db.session.scalars(query.execution_options(yield_per=1_000)))


def own_membership(association: Association, account: Any, day: date) -> Membership | None:
    """The main membership that an account's own person has here on that day."""
    if account is None:
        return None
    query = (
        select(Membership)
        .join(Membership.person)
        .where(
            Membership.association_id == association.id,
            Person.account_id == account.id,
            Membership.starts_on <= day,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
            Membership.belonging != Belonging.SECONDARY,
        )
        .order_by(Membership.id.desc())
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def periods_of(association: Association, person: Person) -> list[Membership]:
    """Every period of a person in the association, from the first."""
    query = (
        select(Membership)
        .filter_by(association_id=association.id, person_id=person.id)
        .options(selectinload(Membership.branch).selectinload(Unit.versions))
        .order_by(Membership.starts_on, Membership.id)
    )
    return list(db.session.scalars(query))


def memberships_of(person: Person) -> Sequence[Membership]:
    """All periods of a person in all associations, open ones first."""
    query = _of_person().options(
        joinedload(Membership.association).joinedload(Association.unit).selectinload(Unit.versions),
        selectinload(Membership.branch).selectinload(Unit.versions),
    )
    return db.session.scalars(query, {"person_id": person.id}).unique().all()


def public_memberships_of(person: Person, day: date) -> Sequence[Membership]:
    """Periods in force that day that the member lets everyone see, with names; one statement."""
    which = {"person_id": person.id, "day": day}
    return db.session.scalars(_public_of_person(), which).unique().all()


def shown_on(day: ColumnElement[date]) -> ColumnElement[bool]:
    """The memberships of that day that everyone sees."""
    return and_(
        Membership.is_public.is_(True),
        as_of(day, Membership),
        or_(Membership.grace_until.is_(None), Membership.grace_until >= day),
    )


@cache
def _public_of_person() -> Select[Any]:
    """Put together once, not for every page."""
    return (
        _of_person()
        .where(shown_on(bindparam("day", type_=Date())))
        .options(
            joinedload(Membership.association)
            .joinedload(Association.unit)
            .joinedload(Unit.versions),
            joinedload(Membership.branch).joinedload(Unit.versions),
            lazyload(Membership.disciplines),
        )
    )


def _of_person() -> Select[Any]:
    return (
        select(Membership)
        .where(Membership.person_id == bindparam("person_id"))
        .order_by(
            Membership.ends_on.is_not(None), Membership.starts_on.desc(), Membership.id.desc()
        )
    )


def open_in_branch(association: Association, branch: Unit) -> Sequence[Membership]:
    """The open memberships in a branch, by given name."""
    query = (
        select(Membership)
        .join(Membership.person)
        .filter(
            Membership.association_id == association.id,
            Membership.branch_id == branch.id,
            Membership.ends_on.is_(None),
        )
        .options(joinedload(Membership.person))
        .order_by(Person.sort_given, Membership.id)
    )
    return db.session.scalars(query).unique().all()


def open_additional(membership: Membership) -> Sequence[Membership]:
    """The open additional branches beside a main membership."""
    query = select(Membership).filter_by(
        association_id=membership.association_id,
        person_id=membership.person_id,
        belonging=Belonging.SECONDARY,
        ends_on=None,
    )
    return db.session.scalars(query.order_by(Membership.id)).all()


def is_open_in(membership: Membership, branch: Unit) -> bool:
    """Whether the same person already has an open period in that branch."""
    query = select(Membership.id).filter_by(
        association_id=membership.association_id,
        person_id=membership.person_id,
        branch_id=branch.id,
        ends_on=None,
    )
    return db.session.scalar(query.limit(1)) is not None


def number_of(association: Association, person: Person) -> MemberNumber | None:
    """The number the association once gave the person."""
    query = select(MemberNumber).filter_by(association_id=association.id, person_id=person.id)
    return db.session.scalars(query).one_or_none()


def number_is_taken(association: Association, number: str) -> bool:
    """Whether somebody carries this number here."""
    query = select(MemberNumber.id).filter_by(association_id=association.id, number=number)
    return db.session.scalar(query) is not None


def cards_of(membership: Membership) -> Sequence[MemberCard]:
    """The cards issued for a period, the newest first."""
    query = select(MemberCard).filter_by(membership_id=membership.id)
    return db.session.scalars(query.order_by(MemberCard.id.desc())).all()


def live_cards(membership: Membership) -> list[MemberCard]:
    """Those of them that are not withdrawn."""
    return [card for card in cards_of(membership) if card.revoked_on is None]


def has_followers(membership: Membership | None) -> bool:
    """Whether a later period continues this one."""
    if membership is None:
        return False
    query = select(Membership.id).filter_by(previous_id=membership.id).limit(1)
    return db.session.scalar(query) is not None

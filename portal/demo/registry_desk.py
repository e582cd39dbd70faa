"""What waits for those who look after profiles: due days, corrections, a twin, a claim, lists."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, insert, literal, select, update

from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import db
from portal.core.files import store_bytes
from portal.core.working_days import after_working_days
from portal.demo.officers import PEOPLE, open_account
from portal.demo.scans import blank_scan
from portal.registry.actions.claims import claim_profile
from portal.registry.actions.receipts import ask_correction, issue_claim_code
from portal.registry.duplicates.scan import check_people
from portal.registry.lists.actions import add_people, begin_list, write_note
from portal.registry.models import (
    Audience,
    Credential,
    Degree,
    Evidence,
    EvidenceKind,
    ItemKind,
    ItemState,
    Person,
    RuleKey,
    Sector,
    SourceKind,
)
from portal.registry.queries.rule_values import rule_value
from portal.units.models import Unit

_WAITING_DAYS = (27, 13, 11, 8, 6, 4, 2, 1)
"""How long ago items were handed in; the first are overdue."""
_LICENCE_DAYS = (9, 24, 41, 400, 900, 1500)
"""How long the licences of the demo are still good."""
_SILENT = timedelta(days=3 * 366)


def fill_the_desk(officer: Account, province: Unit, medical: Unit) -> None:
    """Give the officer of the province something of every kind to do; needs no chance."""
    _hand_in(medical)
    _prove()
    _license()
    unsaid = _people(3, Person.is_public.is_(False), Person.account_id.is_(None))
    for person in unsaid[:1]:
        _say_what_is_wrong(person, officer)
    for person in unsaid[1:2]:
        _bring_in_twice(person)
    for person in unsaid[2:3]:
        claimant = open_account(PEOPLE["claimant"][0], person.full_name)
        claim_profile(person, account=claimant, message="Tôi khai bản giấy hồi tháng 3 (mẫu).")
    _leave_alone(
        _people(
            5,
            Person.is_public.is_(True),
            Person.account_id.is_(None),
            Person.sector != Sector.HEALTH,
        )
    )
    _keep_lists(officer, province)


def _people(number: int, *criteria: ColumnElement[bool]) -> list[Any]:
    query = select(Person).where(*criteria).order_by(Person.id).limit(number)
    return list(db.session.scalars(query))


def _hand_in(medical: Unit) -> None:
    """Spread the days on which degrees were handed in; the medical association is asked about some."""
    days, period = clock.today(), rule_value(RuleKey.VERIFICATION_DAYS)
    for at, ago in enumerate(_WAITING_DAYS):
        handed_in: date = days - timedelta(days=ago)
        some = (
            update(Degree)
            .where(Degree.state == ItemState.SUBMITTED, Degree.id % len(_WAITING_DAYS) == at)
            .execution_options(synchronize_session=False)
        )
        submitted_at = clock.now() - timedelta(days=ago)
        due_on = after_working_days(handed_in, period)
        db.session.execute(some.values(submitted_at=submitted_at, due_on=due_on))
    doctors = select(Person.id).where(Person.sector == Sector.HEALTH)
    asked = update(Degree).where(
        Degree.state == ItemState.SUBMITTED, Degree.id % 3 == 0, Degree.person_id.in_(doctors)
    )
    db.session.execute(
        asked.values(asked_unit_id=medical.id).execution_options(synchronize_session=False)
    )


def _prove() -> None:
    """One sample scan stands for the diploma of every degree that waits: nobody confirms without."""
    scan = store_bytes(blank_scan(), name="ban-quet-mau.png", media_type="image/png")
    db.session.flush()
    kind = literal(ItemKind.DEGREE, Evidence.item_kind.type)
    given: dict[str, Any] = {
        "person_id": Degree.person_id,
        "item_kind": kind,
        "item_id": Degree.id,
        "evidence_kind": literal(EvidenceKind.DIPLOMA, Evidence.evidence_kind.type),
        "file_id": literal(scan.id),
        "note": literal(""),
        "added_at": literal(clock.now(), Evidence.added_at.type),
    }
    waiting = select(*given.values()).where(Degree.state == ItemState.SUBMITTED)
    db.session.execute(insert(Evidence).from_select([*given], waiting))


def _license() -> None:
    doctors = _people(
        len(_LICENCE_DAYS), Person.sector == Sector.HEALTH, Person.is_public.is_(True)
    )
    for person, days in zip(doctors, _LICENCE_DAYS, strict=False):
        until = clock.today() + timedelta(days=days)
        licence = Credential(
            person=person,
            name="Giấy phép hành nghề khám bệnh, chữa bệnh",
            issuer="Sở Y tế tỉnh Sơn Mẫu",
            number=f"{person.id:06d}/SM-GPHN",
            issued=until.replace(year=until.year - 5, day=min(until.day, 28)).isoformat(),
            valid_until=until.isoformat(),
            visibility=Audience.PUBLIC,
            source=SourceKind.OFFICER,
        )
        db.session.add(licence)


def _say_what_is_wrong(person: Person, officer: Account) -> None:
    code = issue_claim_code(person, actor=officer)
    ask_correction(code, note="Năm tốt nghiệp ghi sai, đúng là muộn hơn một năm (mẫu).", network="")


def _bring_in_twice(person: Person) -> None:
    """A second record of the same person, written without diacritics as old lists have it."""
    twin = Person(
        full_name=person.folded.title(),
        home_unit_id=person.home_unit_id,
        headline=person.headline,
        sector=person.sector,
        sex=person.sex,
        birth_date=str(person.birth_year),
        birth_year=person.birth_year,
        source=SourceKind.OFFICER,
        created_by_id=person.created_by_id,
    )
    db.session.add(twin)
    db.session.flush()
    check_people([twin.id])


def _leave_alone(people: list[Any]) -> None:
    long_ago = clock.now() - _SILENT
    theirs = update(Person).where(Person.id.in_([one.id for one in people]))
    db.session.execute(theirs.values(created_at=long_ago, updated_at=long_ago))


def _keep_lists(officer: Account, province: Unit) -> None:
    chosen = begin_list(
        owner=officer, name="Bác sĩ dự kiến mời tập huấn", note="Danh sách mẫu.", unit=province
    )
    doctors = _people(5, Person.sector == Sector.HEALTH, Person.is_public.is_(True))
    add_people(chosen, doctors)
    db.session.flush()
    if doctors:
        write_note(chosen, doctors[0].id, "Đã hẹn qua điện thoại.")
    begin_list(
        owner=officer, name="Trí thức ngành giáo dục", query={"sector": [Sector.EDUCATION.value]}
    )

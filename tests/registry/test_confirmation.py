"""Who decides on an item, by when, several at once; who is reminded; which records grow stale."""

from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts import actions as accounts
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.core.errors import EditConflict, RuleBroken
from portal.core.files import store_bytes
from portal.core.working_days import after_working_days
from portal.registry import actions
from portal.registry.models import (
    Audience,
    Degree,
    EvidenceKind,
    Item,
    ItemSource,
    ItemState,
    Person,
    SourceKind,
    Verification,
)
from portal.registry.queries.asked import bodies_for
from portal.registry.rules import MOVES, Move
from portal.registry.visibility import (
    decides_on,
    items_decided_by,
    items_seen_from,
    person_visible_to,
    reach_of,
    standing_of,
    visible_items,
    visible_to,
)
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import (
    make_appointment,
    make_contribution,
    make_degree,
    make_person,
    make_project_role,
)
from tests.factories.units import make_unit

ACTORS = (
    "home",
    "asked",
    "superior",
    "secretary",
    "owner",
    "helper",
    "absent",
    "citizen",
    "nobody",
)

# (asked body, state): who may decide
TABLE = {
    ("", "submitted"): "home",
    ("", "under_review"): "home",
    ("university", "submitted"): "home asked superior",
    ("university", "under_review"): "home asked superior",
    ("association", "submitted"): "home secretary",
    ("university", "draft"): "",
    ("university", "verified"): "",
    ("university", "rejected"): "",
    ("university", "expired"): "",
}


@pytest.fixture
def actors(
    owner: Account, officer: Account, university: Unit, association: Unit
) -> dict[str, Account | None]:
    ministry = university.current.parent
    assert ministry is not None
    helper, absent = (make_account(Role.PEOPLE_OFFICER, officer.grants[0].unit) for _n in "12")
    accounts.add_delegate(owner, helper, ends_on=None)
    absent.suspended_at = clock.now()
    db.session.commit()
    return {
        "home": officer,
        "asked": make_account(Role.UNIT_LEADER, university),
        "superior": make_account(Role.UNIT_LEADER, ministry),
        "secretary": make_account(Role.ASSOCIATION_SECRETARY, association),
        "owner": owner,
        "helper": helper,
        "absent": absent,
        "citizen": make_account(),
        "nobody": None,
    }


def in_the_database(actor: Account | None, item: Item) -> bool:
    if actor is None or not actor.is_active:
        return False
    model = type(item)
    query = select(model.id).join(Person, Person.id == model.person_id)
    decided = items_decided_by(actor, model, reach_of(actor))
    return db.session.scalar(query.where(model.id == item.id, decided)) is not None


@pytest.mark.parametrize(("case", "expected"), TABLE.items())
def test_an_item_is_decided_on_by_exactly_these(
    case: tuple[str, str],
    expected: str,
    actors: dict[str, Account | None],
    person: Person,
    university: Unit,
    association: Unit,
) -> None:
    bodies = {"": None, "university": university, "association": association}
    degree = make_degree(
        person,
        visibility=Audience.OWNER,
        state=ItemState(case[1]),
        asked_unit=bodies[case[0]],
    )
    assert [name for name in ACTORS if decides_on(actors[name], degree)] == expected.split()
    assert [name for name in ACTORS if in_the_database(actors[name], degree)] == expected.split()
    for name, actor in actors.items():
        seen = select(Degree.id).where(items_seen_from(standing_of(actor, person), Degree))
        assert (db.session.scalar(seen) is not None) is visible_to(actor, degree), name


def test_the_body_asked_sees_the_item_and_nothing_else(
    client: FlaskClient, actors: dict[str, Account | None], person: Person, university: Unit
) -> None:
    degree = make_degree(
        person, visibility=Audience.OWNER, state=ItemState.SUBMITTED, asked_unit=university
    )
    other = make_degree(person, visibility=Audience.OFFICERS, discipline="Kín đáo")
    person.bio = "Chuyện riêng"
    scan = store_bytes(b"%PDF-1.4", name="bang.pdf", media_type="application/pdf")
    proof = actions.add_evidence(degree, scan, actor=person.account)
    hidden = actions.add_evidence(other, scan, actor=person.account)
    db.session.commit()
    asked = actors["asked"]
    assert asked is not None
    assert visible_to(asked, degree)
    assert not visible_to(asked, other)
    assert not person_visible_to(asked, person)
    query = select(Degree.id).join(Person).where(visible_items(asked, Degree))
    assert db.session.scalars(query).all() == [degree.id]
    sign_in(client, asked)
    page = client.get(f"/verification/degree/{degree.id}").text
    assert person.full_name in page
    assert "Bác sĩ" in page
    assert "Kín đáo" not in page
    assert "Chuyện riêng" not in page
    assert client.get(f"/evidence/{proof.id}").status_code == 200
    assert client.get(f"/evidence/{hidden.id}").status_code == 404
    for path in (f"{person.url}", f"/people/{person.id}/record", f"/items/degree/{degree.id}"):
        assert client.get(path).status_code == 404, path
    degree.state = ItemState.VERIFIED
    db.session.commit()
    assert client.get(f"/verification/degree/{degree.id}").status_code == 404
    assert client.get(f"/evidence/{proof.id}").status_code == 404


def test_only_bodies_where_somebody_else_can_decide_are_offered(
    person: Person, university: Unit, association: Unit, officer: Account
) -> None:
    make_unit(name="Viện Không Ai", kind=UnitKind.INSTITUTION)
    degree = make_degree(person, unit_id=university.id, organisation=university.name)
    assert bodies_for(degree) == ([], [])
    make_account(Role.UNIT_LEADER, university)
    make_account(Role.ASSOCIATION_SECRETARY, association)
    assert bodies_for(degree) == ([university], [association])


def test_the_owner_alone_at_a_body_is_nobody_who_could_decide(
    person: Person, university: Unit
) -> None:
    accounts.grant(person.account, Role.UNIT_LEADER, university)
    degree = make_degree(person, unit_id=university.id)
    assert bodies_for(degree) == ([], [])


@pytest.mark.usefixtures("request_context")
def test_submitting_names_the_body_and_the_day(person: Person, university: Unit) -> None:
    appointment = make_appointment(person, state=ItemState.DRAFT)
    with pytest.raises(RuleBroken) as broken:
        actions.submit_item(appointment, actor=person.account, asked=university)
    assert broken.value.field == "asked"
    make_account(Role.UNIT_LEADER, university)
    with clock.frozen(datetime(2027, 4, 26, 3, tzinfo=UTC)):
        actions.submit_item(appointment, actor=person.account, asked=university)
    assert appointment.asked_unit is university
    assert appointment.submitted_at == datetime(2027, 4, 26, 3, tzinfo=UTC)
    assert appointment.due_on == after_working_days(date(2027, 4, 26), 15)


def test_weekends_and_holidays_do_not_count() -> None:
    assert after_working_days(date(2026, 11, 25), 3) == date(2026, 11, 30)
    assert after_working_days(date(2026, 4, 29), 1) == date(2026, 5, 4)


@pytest.mark.usefixtures("request_context")
def test_a_decision_names_the_body_that_decided(
    actors: dict[str, Account | None], person: Person, university: Unit, province: Unit
) -> None:
    asked, home = actors["asked"], actors["home"]
    assert asked is not None
    assert home is not None
    first = make_degree(person, state=ItemState.SUBMITTED, asked_unit=university)
    second = make_degree(person, state=ItemState.SUBMITTED, asked_unit=university)
    assert actions.decide(first, Move.VERIFY, verifier=asked).unit_id == university.id
    assert actions.decide(second, Move.VERIFY, verifier=home).unit_id == province.id


@pytest.mark.usefixtures("request_context")
def test_an_item_changed_since_it_was_read_is_not_decided_on(
    person: Person, officer: Account
) -> None:
    degree = make_degree(person, state=ItemState.SUBMITTED)
    with pytest.raises(EditConflict):
        actions.decide(degree, Move.VERIFY, verifier=officer, seen=degree.version - 1)
    assert degree.state is ItemState.SUBMITTED


REOPENED = sorted(MOVES[Move.REOPEN][0])


@pytest.mark.usefixtures("request_context")
@pytest.mark.parametrize("state", REOPENED)
def test_changing_a_work_or_project_reopens_it(state: ItemState, person: Person) -> None:
    part = make_contribution(person, state=state)
    actions.save_work(part, {"title": "Tên mới"}, contributors=[], values={}, actor=person.account)
    role = make_project_role(person, state=state)
    actions.save_project(role, {"name": "Đề tài mới"}, values={}, actor=person.account)
    assert (part.state, role.state) == (ItemState.DRAFT, ItemState.DRAFT)


@pytest.mark.usefixtures("request_context")
def test_taking_a_scan_away_opens_what_waits_or_is_confirmed(person: Person) -> None:
    for state in (ItemState.SUBMITTED, ItemState.UNDER_REVIEW, ItemState.VERIFIED):
        degree = make_degree(person)
        scan = store_bytes(b"%PDF-1.4", name="bang.pdf", media_type="application/pdf")
        proof = actions.add_evidence(degree, scan, actor=person.account)
        assert proof.evidence_kind is EvidenceKind.DIPLOMA
        degree.state = state
        actions.remove_evidence(proof, degree, actor=person.account)
        assert degree.state is ItemState.DRAFT


def test_the_public_reads_by_whom_and_when_an_item_was_confirmed(
    client: FlaskClient, commune: Unit, officer: Account, province: Unit
) -> None:
    person = make_person(home_unit=commune)
    degree = make_degree(person, state=ItemState.VERIFIED)
    make_appointment(person)
    confirmed = Verification(
        person_id=person.id,
        item_kind=degree.kind,
        item_id=degree.id,
        decision=ItemState.VERIFIED,
        verifier_id=officer.id,
        at=datetime(2026, 3, 4, 3, tzinfo=UTC),
        unit_id=province.id,
    )
    db.session.add(confirmed)
    db.session.commit()
    page = client.get(person.url).text
    assert "Tỉnh Sông Hương xác nhận ngày 04/03/2026" in page
    assert officer.full_name not in page
    assert page.count("Người đó tự khai") + page.count("Tự khai") >= 1


def test_those_who_work_on_a_record_read_every_source(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    degree = make_degree(person, visibility=Audience.OFFICERS)
    source = ItemSource(
        person_id=person.id,
        item_kind=degree.kind,
        item_id=degree.id,
        source=SourceKind.ORGANISATION,
        organisation="Trường Đại học Mẫu",
        on_behalf_of="Phòng Đào tạo",
        stated_by_id=officer.id,
    )
    db.session.add(source)
    db.session.commit()
    page = sign_in(client, person.account).get(f"/people/{person.id}/record").text
    assert "Trường Đại học Mẫu" in page
    assert "Phòng Đào tạo" in page

"""Who decides on an item, by when, several at once; who is reminded; which records grow stale."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.accounts import actions as accounts
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.core.errors import EditConflict, RuleBroken
from portal.core.files import store_bytes
from portal.core.jobs.running import run_job
from portal.core.mail import OutboxMessage
from portal.core.unit_of_work import Portal
from portal.core.working_days import after_working_days
from portal.registry import actions
from portal.registry.jobs import ask_owners, remind
from portal.registry.models import (
    Audience,
    Degree,
    EvidenceKind,
    Item,
    ItemSource,
    ItemState,
    Person,
    RegistryRule,
    Revision,
    RuleKey,
    SourceKind,
    Verification,
)
from portal.registry.queries.asked import bodies_for
from portal.registry.queries.freshness import is_stale
from portal.registry.queries.rule_values import rule_value
from portal.registry.queries.verification import Narrowed, verification_queue
from portal.registry.rules import MOVES, Move, check_rule_value, months_before
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
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import (
    make_appointment,
    make_contribution,
    make_degree,
    make_keyword,
    make_person,
    make_project_role,
)
from tests.factories.units import make_unit
from tests.registry.conftest import Counter

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
def university() -> Unit:
    ministry = make_unit(name="Bộ Giáo dục và Đào tạo")
    return make_unit(ministry, name="Trường Đại học Mẫu", kind=UnitKind.INSTITUTION)


@pytest.fixture
def association(province: Unit) -> Unit:
    return make_unit(province, name="Hội Khoa học Mẫu", kind=UnitKind.ASSOCIATION)


@pytest.fixture
def owner() -> Account:
    return make_account(full_name="Trần Thị Hà")


@pytest.fixture
def person(owner: Account, commune: Unit) -> Person:
    return make_person(account=owner, home_unit=commune, is_public=False, headline="Bác sĩ")


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


@pytest.fixture
def request_context(app: Portal) -> Iterator[None]:
    with app.test_request_context():
        yield


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


def waiting(person: Person, number: int, **given: object) -> list[Degree]:
    return [make_degree(person, state=ItemState.SUBMITTED, **given) for _n in range(number)]


def row(item: Item) -> str:
    return f"{item.kind}-{item.id}-{item.version}"


def test_what_is_due_first_stands_first_and_the_late_can_be_asked_for(
    person: Person, officer: Account
) -> None:
    today = clock.today()
    (later,) = waiting(person, 1, due_on=today + timedelta(days=3))
    (late,) = waiting(person, 1, due_on=today - timedelta(days=1))
    (old,) = waiting(person, 1)
    found = verification_queue(officer).items
    assert [one.item for one in found] == [late, later, old]
    assert [one.is_overdue for one in found] == [True, False, False]
    assert [one.item for one in verification_queue(officer, Narrowed(overdue=True)).items] == [late]


def test_several_are_decided_at_once_and_what_could_not_be_stays_ticked(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    first, stale, gone = waiting(person, 3)
    mine = make_degree(person, state=ItemState.SUBMITTED, stated_by_id=officer.id)
    ticked = [row(one) for one in (first, stale, gone, mine)]
    stale.discipline = "Dược học"
    gone.state = ItemState.VERIFIED
    db.session.commit()
    page = sign_in(client, officer).get("/verification")
    data = {"csrf_token": csrf_of(page), "rows": ticked, "method": "scan", "decision": "verify"}
    answer = client.post("/verification", data=data)
    assert (first.state, stale.state, mine.state) == (
        ItemState.VERIFIED,
        ItemState.SUBMITTED,
        ItemState.SUBMITTED,
    )
    decided = db.session.scalars(select(Verification.item_id)).all()
    assert decided == [first.id]
    for left in (stale, mine):
        box = f'id="row-degree-{left.id}"'
        line = next(part for part in answer.text.split("<tr>") if box in part)
        assert " checked" in line
    assert answer.text.count('class="why"') == 2


def test_returning_several_asks_for_the_reason_once(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    degrees = waiting(person, 2)
    db.session.commit()
    page = sign_in(client, officer).get("/verification")
    data = {
        "csrf_token": csrf_of(page),
        "rows": [row(one) for one in degrees],
        "method": "scan",
        "decision": "reject",
    }
    client.post("/verification", data=data)
    assert {one.state for one in degrees} == {ItemState.SUBMITTED}
    answer = client.post("/verification", data=data | {"reason": "Bản quét mờ."})
    assert answer.status_code == 302
    assert {one.state for one in degrees} == {ItemState.REJECTED}


@pytest.mark.parametrize("rows", [[], ["nonsense"], ["degree-x-1"], ["degree-999999999-1"]])
def test_a_list_of_nothing_decides_nothing(
    client: FlaskClient, officer: Account, rows: list[str]
) -> None:
    page = sign_in(client, officer).get("/settings")
    data = {"csrf_token": csrf_of(page), "rows": rows, "method": "scan", "decision": "verify"}
    assert client.post("/verification", data=data).status_code in (200, 422)
    assert db.session.scalar(select(func.count(Verification.id))) == 0


@pytest.mark.parametrize("path", ["/verification", "/registry/desk"])
def test_the_officers_lists_take_as_many_statements_for_thirty_as_for_one(
    client: FlaskClient, person: Person, officer: Account, statements: Counter, path: str
) -> None:
    def count() -> int:
        db.session.commit()
        client.get(path)
        db.session.expunge_all()
        with statements() as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    sign_in(client, officer)
    home, asked = person.home_unit_id, make_unit(kind=UnitKind.INSTITUTION).id
    waiting(person, 1, asked_unit_id=asked, due_on=clock.today())
    one = count()
    for _n in range(29):
        other = make_person(home_unit_id=home, account=make_account())
        waiting(other, 1, asked_unit_id=asked, due_on=clock.today())
    assert count() == one


WORKING_MORNING = datetime(2090, 3, 7, 2, tzinfo=UTC)
"""A Tuesday after every grant that a test makes today has begun."""


def letters(kind: str) -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).filter_by(kind=kind)))


def test_each_officer_gets_one_letter_a_day_without_names(
    person: Person, officer: Account, university: Unit
) -> None:
    leader = make_account(Role.UNIT_LEADER, university)
    idle = make_account(Role.UNIT_LEADER, make_unit(kind=UnitKind.INSTITUTION))
    with clock.frozen(WORKING_MORNING):
        today = clock.today()
        waiting(person, 1, due_on=today - timedelta(days=1))
        waiting(person, 1, due_on=today + timedelta(days=3), asked_unit=university)
        waiting(person, 1, due_on=today + timedelta(days=9))
        db.session.commit()
        for _again in range(3):
            remind()
            db.session.commit()
            run_the_jobs()
        told = {letter.to: letter.text for letter in letters("registry/due")}
        assert set(told) == {officer.email, leader.email}
        assert idle.email not in told
        assert len(letters("registry/due")) == 2
        assert ": 2" in told[officer.email]
        assert not any(person.full_name in text or "Y học" in text for text in told.values())
    with clock.frozen(WORKING_MORNING + timedelta(days=1)):
        remind()
        db.session.commit()
        run_the_jobs()
        assert len(letters("registry/due")) == 4


def run_the_jobs() -> None:
    """What a worker does after the commit."""
    from_the_table = db.session.execute(
        db.text("SELECT id FROM job WHERE kind = 'registry.write_reminders' AND state = 'queued'")
    ).scalars()
    for job_id in list(from_the_table):
        run_job(job_id)


def test_nobody_is_reminded_on_a_sunday_or_at_night() -> None:
    for instant in (datetime(2090, 3, 5, 2, tzinfo=UTC), datetime(2090, 3, 7, 20, tzinfo=UTC)):
        with clock.frozen(instant):
            remind()
    assert db.session.execute(db.text("SELECT count(*) FROM job")).scalar() == 0


def old(person: Person, months: int = 14) -> None:
    person.updated_at = clock.now() - timedelta(days=31 * months)
    db.session.commit()


@pytest.mark.usefixtures("request_context")
def test_a_record_is_stale_until_somebody_changes_or_confirms_it(
    person: Person, officer: Account
) -> None:
    old(person)
    assert is_stale(person)
    version = person.version
    keyword = make_keyword(person)
    actions.save_item(keyword, {"word": "nội tiết"}, actor=person.account)
    assert not is_stale(person)
    assert person.version == version, "an open form of the basics stays good"
    old(person)
    actions.confirm_record(person, actor=person.account)
    assert not is_stale(person)
    assert person.confirmed_at is not None


@pytest.mark.usefixtures("request_context")
def test_an_officers_word_makes_a_paper_record_fresh_but_is_not_the_persons(
    commune: Unit, officer: Account
) -> None:
    person = make_person(home_unit=commune)
    old(person)
    actions.confirm_record(person, actor=officer)
    assert not is_stale(person)
    assert person.confirmed_at is None


def test_owners_of_stale_records_are_asked_once_a_year(person: Person) -> None:
    make_person(home_unit=person.home_unit)
    old(person)
    for _again in range(2):
        ask_owners()
        db.session.commit()
    assert [letter.to for letter in letters("registry/still_right")] == [person.account.email]
    assert is_stale(person), "being asked makes nothing fresh"
    asked = db.session.scalars(select(Revision).filter_by(action="ask_still_right")).one()
    asked.at = clock.now() - timedelta(days=370)
    db.session.commit()
    ask_owners()
    assert len(letters("registry/still_right")) == 2


def test_the_owner_presses_still_right_and_an_officer_does_not_for_them(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    db.session.commit()
    page = sign_in(client, person.account).get(f"/people/{person.id}/record")
    assert "Vẫn đúng" in page.text
    url = f"/people/{person.id}/still-right"
    assert client.post(url, data={"csrf_token": csrf_of(page)}).status_code == 302
    assert person.confirmed_at is not None
    page = sign_in(client, officer).get("/settings")
    assert client.post(url, data={"csrf_token": csrf_of(page)}).status_code == 404


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


VALUES = [
    (RuleKey.VERIFICATION_DAYS, 10, 0, None),
    (RuleKey.VERIFICATION_DAYS, 0, 0, "value"),
    (RuleKey.SMALLEST_CELL, 2, 0, "value"),
    (RuleKey.STALE_MONTHS, 10**9, 0, "value"),
    (RuleKey.STALE_MONTHS, 6, -1, "starts_on"),
]


@pytest.mark.parametrize(("key", "value", "away", "field"), VALUES)
def test_a_rules_value_makes_sense_and_rewrites_no_past(
    key: RuleKey, value: int, away: int, field: str | None
) -> None:
    today = date(2026, 11, 25)
    if field is None:
        check_rule_value(key, value, starts_on=today, today=today)
        return
    with pytest.raises(RuleBroken) as broken:
        check_rule_value(key, value, starts_on=today + timedelta(days=away), today=today)
    assert broken.value.field == field


def test_the_administrator_adds_a_value_and_the_sample_stays_in_the_list(
    client: FlaskClient, province: Unit
) -> None:
    admin = make_account(Role.ADMIN, province)
    page = sign_in(client, admin).get("/registry/rules/new")
    begins = clock.today() + timedelta(days=30)
    data = {
        "csrf_token": csrf_of(page),
        "key": "verification_days",
        "value": "10",
        "starts_on": begins.strftime("%d/%m/%Y"),
        "legal_basis": "Quyết định 12/QĐ-UBND",
    }
    assert client.post("/registry/rules/new", data=data).status_code == 302
    assert client.post("/registry/rules/new", data=data).status_code == 422
    assert len(db.session.scalars(select(RegistryRule)).all()) == 1
    page = client.get("/registry/rules").text
    assert "Quyết định 12/QĐ-UBND" in page
    assert "Mẫu: thời hạn nội bộ" in page
    assert rule_value(RuleKey.VERIFICATION_DAYS) == 15
    assert rule_value(RuleKey.VERIFICATION_DAYS, day=begins) == 10


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 25), 12, date(2025, 11, 25)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_before_a_day(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected

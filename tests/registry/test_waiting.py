"""What waits for those who decide: the first due first, several at once, one letter a day."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.core.jobs.running import run_job
from portal.core.mail import OutboxMessage
from portal.registry.jobs import remind
from portal.registry.models import (
    Degree,
    Item,
    ItemState,
    Person,
    Verification,
)
from portal.registry.queries.verification import Narrowed, verification_queue
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import (
    make_degree,
    make_person,
)
from tests.factories.units import make_unit
from tests.registry.conftest import Counter


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

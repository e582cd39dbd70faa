"""A paper form read again by its person: one code, no account, used once."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.accounts.models import Account, SignInAttempt
from portal.accounts.secrets import keyed
from portal.core import clock
from portal.core.db import db
from portal.registry import actions
from portal.registry.models import Audience, Degree, Person, RegistryRule, Revision, RuleKey
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_degree, make_person

WRONG = "AAAA-BBBB-CCCC-DDDD"


@pytest.fixture
def person(commune: Unit) -> Person:
    return make_person(full_name="Già Hồ", home_unit=commune, is_public=False, birth_date="1940")


@pytest.fixture
def code(person: Person, officer: Account) -> str:
    make_degree(person, discipline="Khèn bè", visibility=Audience.OWNER)
    code = actions.issue_claim_code(person, actor=officer)
    db.session.commit()
    return code


def send(client: FlaskClient, code: str, to: str = "", **data: str) -> TestResponse:
    token = csrf_of(client.get("/people/confirm"))
    data = {"csrf_token": token, "code": code, **data}
    return client.post(f"/people/confirm{to}", data=data)


def test_the_person_reads_everything_and_confirms_once(
    client: FlaskClient, person: Person, code: str, officer: Account
) -> None:
    page = send(client, code.lower().replace("-", " "))
    assert page.status_code == 200
    assert "Khèn bè" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert person.confirmed_at is None
    assert send(client, code, "/right").location == "/people/confirm/right"
    assert person.confirmed_at is not None
    assert send(client, code).status_code == 422
    assert send(client, code, "/right").status_code == 422
    sign_in(client, officer)
    told = client.get(f"/people/{person.id}/history").text
    assert "Người khai xác nhận bằng mã trên giấy biên nhận" in told


def test_wrong_expired_and_spent_codes_get_one_answer(
    client: FlaskClient, person: Person, code: str
) -> None:
    def words(answer: TestResponse) -> str:
        assert answer.status_code == 422
        return re.sub(r'value="[^"]{9,}"', "", answer.text.split("<main")[1])

    wrong = words(send(client, WRONG))
    person.claim_expires_at = clock.now() - timedelta(seconds=1)
    db.session.commit()
    assert words(send(client, code)) == wrong
    person.claim_expires_at = clock.now() + timedelta(days=1)
    db.session.commit()
    send(client, code, "/right")
    assert words(send(client, code)) == wrong
    assert len(db.session.scalars(select(SignInAttempt)).all()) == 3


def test_a_network_that_guesses_is_stopped_and_learns_nothing(
    client: FlaskClient, code: str
) -> None:
    for _n in range(60):
        db.session.add(SignInAttempt(account_key="x", address_key=_key()))
    db.session.commit()
    answer = send(client, code)
    assert answer.status_code == 422
    assert "Khèn bè" not in answer.text


def _key() -> str:
    from_here = "127.0.0.0/24"
    return keyed("sign-in network", from_here)


def test_what_is_wrong_reaches_the_officer_and_the_code_stays(
    client: FlaskClient, person: Person, code: str, officer: Account
) -> None:
    assert send(client, code, "/wrong", note="").status_code == 422
    answer = send(client, code, "/wrong", note="Tôi sinh năm 1941")
    assert answer.location == "/people/confirm/wrong"
    sign_in(client, officer)
    for path in (f"/people/{person.id}/record", "/registry/claims"):
        assert "Tôi sinh năm 1941" in client.get(path).text
    token = csrf_of(client.get("/settings"))
    client.post(f"/people/{person.id}/correction/close", data={"csrf_token": token})
    assert person.correction_asked == ""
    assert send(client, code).status_code == 200


def test_the_life_of_a_code_is_a_rule(person: Person, officer: Account) -> None:
    db.session.add(RegistryRule(key=RuleKey.CLAIM_CODE_DAYS, value=7, starts_on=clock.today()))
    actions.issue_claim_code(person, actor=officer)
    assert person.claim_expires_at is not None
    assert (
        clock.now() + timedelta(days=6)
        < person.claim_expires_at
        < (clock.now() + timedelta(days=8))
    )


def test_a_new_receipt_ends_the_one_before(
    client: FlaskClient, person: Person, code: str, officer: Account
) -> None:
    actions.issue_claim_code(person, actor=officer)
    db.session.commit()
    assert send(client, code).status_code == 422


def test_the_code_also_gives_the_record_to_an_account(
    client: FlaskClient, person: Person, code: str
) -> None:
    account = make_account()
    sign_in(client, account)
    token = csrf_of(client.get("/profile/claim"))
    wrong = client.post("/profile/claim", data={"csrf_token": token, "code": WRONG})
    assert wrong.status_code == 422
    assert len(db.session.scalars(select(SignInAttempt)).all()) == 1
    data = {"csrf_token": token, "code": code}
    assert client.post("/profile/claim", data=data).status_code == 302
    assert person.account_id == account.id
    assert send(client, code).status_code == 422


def test_an_item_from_paper_says_who_wrote_it_and_whether_it_was_confirmed(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    actions.save_item(Degree(person=person, level="doctor"), {}, actor=officer)
    code = actions.issue_claim_code(person, actor=officer)
    db.session.commit()
    sign_in(client, officer)
    path = f"/people/{person.id}/record"
    before = client.get(path).text
    assert f"{officer.full_name} ghi thay Già Hồ" in before
    assert "chưa xác nhận" in before
    send(client, code, "/right")
    after = client.get(path).text
    assert "đã xác nhận ngày" in after
    revision = db.session.scalars(
        select(Revision).where(Revision.action == "confirm_by_code")
    ).one()
    assert revision.actor_id is None

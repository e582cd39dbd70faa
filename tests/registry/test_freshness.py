"""A record that nobody touched for long: found, asked about, said to be still right."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import db
from portal.registry import actions
from portal.registry.jobs import ask_owners
from portal.registry.models import (
    Person,
    Revision,
)
from portal.registry.queries.freshness import is_stale
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, sign_in
from tests.factories.registry import make_keyword, make_person
from tests.registry.test_waiting import letters


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

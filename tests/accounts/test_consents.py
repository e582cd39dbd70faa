"""Consents: purpose by purpose, in exact words, given and taken back with effect at once."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.accounts import actions, queries
from portal.accounts.models import Account, Consent, ConsentPurpose
from portal.accounts.notices import notice_of, shipped_notices, standings_of, wording
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.models import Person
from portal.registry.queries.consents import agrees_to, consents_withdrawn, has_declined
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_person
from tests.factories.units import make_unit

PURPOSES = (
    ConsentPurpose.PUBLIC_PROFILE,
    ConsentPurpose.EXPERT_INVITATIONS,
    ConsentPurpose.HONOUR_PUBLICATION,
    ConsentPurpose.STATISTICS,
    ConsentPurpose.NATIONAL_SHARING,
)
STATISTICS = ConsentPurpose.STATISTICS


def post(client: FlaskClient, path: str, **data: str) -> TestResponse:
    token = csrf_of(client.get("/settings"))
    return client.post(path, data={"csrf_token": token, **data})


def new_version(purpose: ConsentPurpose, words: str = "Lời mới") -> None:
    actions.enter_notice(
        purpose, starts_on=clock.today(), text_vi=words, text_en=words, legal_basis="Luật"
    )
    db.session.commit()


@pytest.mark.parametrize("purpose", PURPOSES)
def test_each_purpose_ships_a_notice_with_what_the_law_asks(purpose: ConsentPurpose) -> None:
    notice = shipped_notices()[purpose]
    assert len(notice.text_vi.split("\n\n")) == len(notice.text_en.split("\n\n")) == 4
    assert "Quyền của ông/bà" in notice.text_vi
    assert "91/2025" in notice.legal_basis
    assert notice.is_sample


def test_the_version_in_force_is_the_newest_that_has_begun() -> None:
    shipped = shipped_notices()[STATISTICS]
    later = clock.today() + timedelta(days=5)
    assert notice_of(STATISTICS) is shipped
    actions.enter_notice(
        STATISTICS, starts_on=later, text_vi="Sau", text_en="Later", legal_basis="Luật"
    )
    db.session.flush()
    assert notice_of(STATISTICS) is shipped
    future = notice_of(STATISTICS, day=later)
    assert future is not None
    assert (future.number, future.text_vi) == (2, "Sau")
    with pytest.raises(RuleBroken):
        actions.enter_notice(
            STATISTICS,
            starts_on=clock.today() - timedelta(days=1),
            text_vi="x",
            text_en="x",
            legal_basis="x",
        )


def test_a_consent_keeps_the_exact_words_and_their_version(client: FlaskClient) -> None:
    account = make_account()
    sign_in(client, account)
    answer = post(client, "/settings/consents/statistics/give", number="1")
    assert answer.status_code == 302
    consent = db.session.scalars(select(Consent)).one()
    assert consent.wording == wording(shipped_notices()[STATISTICS], "vi")
    assert (consent.notice_number, consent.channel) == (1, "web")
    assert post(client, "/settings/consents/nomination/give", number="1").status_code == 404


def test_words_that_changed_meanwhile_are_read_again(client: FlaskClient) -> None:
    account = make_account()
    new_version(STATISTICS)
    sign_in(client, account)
    post(client, "/settings/consents/statistics/give", number="1")
    assert db.session.scalars(select(Consent)).all() == []


def test_older_words_stay_in_force_and_are_marked_until_agreed_anew(client: FlaskClient) -> None:
    account = make_account()
    actions.agree(account, STATISTICS, seen=1)
    new_version(STATISTICS)
    sign_in(client, account)
    assert "theo nội dung cũ" in client.get("/settings/consents").text
    post(client, "/settings/consents/statistics/give", number="2")
    page = client.get("/settings/consents").text
    assert "theo nội dung cũ" not in page
    assert wording(shipped_notices()[STATISTICS], "vi").split("\n\n")[0] in page
    last = queries.consents_of(account)[0]
    assert post(client, f"/settings/consents/{last.id}/withdraw").status_code == 302
    assert queries.consents_in_force(account.id, STATISTICS) == []


@pytest.fixture
def person() -> Person:
    return make_person(account=make_account(), home_unit=make_unit(), is_public=False)


def test_agreeing_publishes_and_withdrawing_hides_in_the_same_request(
    client: FlaskClient, person: Person
) -> None:
    sign_in(client, person.account)
    post(client, "/settings/consents/public_profile/give", number="1")
    assert person.is_public
    assert client.application.test_client().get(person.url).status_code == 200
    consent = db.session.scalars(select(Consent)).one()
    post(client, f"/settings/consents/{consent.id}/withdraw")
    assert not person.is_public
    assert client.application.test_client().get(person.url).status_code == 404


def included(purpose: ConsentPurpose) -> set[int]:
    return set(db.session.scalars(select(Person.id).where(agrees_to(purpose))))


def left_out(purpose: ConsentPurpose) -> set[int]:
    return set(db.session.scalars(consents_withdrawn(purpose)))


def test_who_says_no_is_left_out_at_once_whether_asked_before_or_not(person: Person) -> None:
    account: Account = person.account
    assert (included(STATISTICS), left_out(STATISTICS)) == (set(), set())
    actions.agree(account, STATISTICS, seen=1)
    assert (included(STATISTICS), left_out(STATISTICS)) == ({person.id}, set())
    actions.refuse(account, STATISTICS)
    assert (included(STATISTICS), left_out(STATISTICS)) == (set(), {person.id})
    actions.refuse(account, ConsentPurpose.EXPERT_INVITATIONS)
    assert has_declined(person, ConsentPurpose.EXPERT_INVITATIONS)
    actions.agree(account, ConsentPurpose.EXPERT_INVITATIONS, seen=1)
    assert not has_declined(person, ConsentPurpose.EXPERT_INVITATIONS)


def test_a_no_is_no_consent_and_reads_so() -> None:
    account = make_account()
    actions.refuse(account, STATISTICS)
    (line,) = [one for one in standings_of(account) if one.purpose is STATISTICS]
    assert line.is_refused
    assert not line.is_given


def test_the_administrator_enters_a_version_by_form(client: FlaskClient) -> None:
    sign_in(client, make_account("admin", make_unit()))
    page = client.get("/notices/new?purpose=statistics")
    assert "Điều được dùng" in page.text
    words = "Điều được dùng: tuổi. " * 10
    data = {"purpose": "statistics", "text_vi": words, "text_en": words, "legal_basis": "Luật"}
    sent = post(client, "/notices/new", starts_on=clock.today().isoformat(), **data)
    assert sent.status_code == 302, sent.text
    notice = notice_of(STATISTICS)
    assert notice is not None
    assert notice.number == 2
    assert post(client, "/notices/new", starts_on="01/01/2020", **data).status_code == 422
    assert "phiên bản 2" in client.get("/notices").text

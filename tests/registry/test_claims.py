"""This profile is me: who may say it, who decides, and what the claimant learns."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.mail import OutboxMessage
from portal.registry.actions.claims import (
    accept_claim,
    claim_profile,
    refuse_claim,
    withdraw_claim,
)
from portal.registry.models import Audience, Person, ProfileClaim, ProfileClaimState
from portal.registry.rules import check_claim
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_degree, make_person
from tests.factories.units import make_unit

WHY = "Tôi làm ở bệnh viện tỉnh, xin gọi 0905"


@pytest.fixture
def person(commune: Unit) -> Person:
    return make_person(full_name="Lò Thị Mai", home_unit=commune)


def post(client: FlaskClient, path: str, **data: str) -> TestResponse:
    token = csrf_of(client.get("/settings"))
    return client.post(path, data={"csrf_token": token, **data})


@pytest.mark.parametrize(
    ("has_owner", "has_profile", "is_waiting", "message", "allowed"),
    [
        (False, False, False, WHY, True),
        (True, False, False, WHY, False),
        (False, True, False, WHY, False),
        (False, False, True, WHY, False),
        (False, False, False, "  ", False),
    ],
)
def test_who_may_claim(
    has_owner: bool, has_profile: bool, is_waiting: bool, message: str, allowed: bool
) -> None:
    try:
        check_claim(
            has_owner=has_owner, has_profile=has_profile, is_waiting=is_waiting, message=message
        )
    except RuleBroken:
        assert not allowed
    else:
        assert allowed


def test_a_claim_goes_from_the_page_to_the_owner(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    claimant = make_account()
    sign_in(client, claimant)
    assert f"/people/{person.id}/claim" in client.get(person.url).text
    assert post(client, f"/people/{person.id}/claim", message=WHY).status_code == 302
    assert post(client, f"/people/{person.id}/claim", message=WHY).status_code == 422
    claim = db.session.scalars(select(ProfileClaim)).one()
    sign_in(client, officer)
    assert "/registry/claims" in client.get("/work").text
    assert person.full_name in client.get("/registry/claims").text
    path = f"/registry/claims/{claim.id}"
    assert WHY in client.get(path).text
    assert post(client, path, decision="accept", reason="").status_code == 422
    assert person.account_id is None
    assert post(client, path, decision="accept", reason="Đã gọi bệnh viện").status_code == 302
    assert person.account_id == claimant.id
    assert claim.state is ProfileClaimState.ACCEPTED
    letters = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == claimant.email))
    assert "Đã gọi bệnh viện" in letters.one().text


def test_a_claim_tells_nothing_of_what_is_hidden(client: FlaskClient, person: Person) -> None:
    make_degree(person, discipline="Điều kín", visibility=Audience.OFFICERS)
    hidden = make_person(is_public=False, home_unit=person.home_unit)
    db.session.commit()
    sign_in(client, make_account())
    post(client, f"/people/{person.id}/claim", message=WHY)
    for path in (f"/people/{person.id}/claim", "/profile/claims", person.url):
        assert "Điều kín" not in client.get(path).text
    assert client.get(f"/people/{person.id}/record").status_code == 404
    assert client.get(f"/people/{hidden.id}/claim").status_code == 404
    assert client.get("/people/999999/claim").status_code == 404


def test_one_who_has_a_profile_or_a_profile_with_an_owner_is_refused(
    client: FlaskClient, person: Person
) -> None:
    account = make_account()
    owned = make_person(account=account)
    db.session.commit()
    with pytest.raises(RuleBroken):
        claim_profile(person, account=account, message=WHY)
    with pytest.raises(RuleBroken):
        claim_profile(owned, account=make_account(), message=WHY)
    sign_in(client, account)
    assert client.get(f"/people/{owned.id}/claim").status_code == 404


def test_two_claim_one_profile_and_only_one_gets_it(person: Person, officer: Account) -> None:
    person.contact_email = "mai@example.vn"
    first, second = make_account(), make_account()
    one = claim_profile(person, account=first, message=WHY)
    two = claim_profile(person, account=second, message=WHY)
    accept_claim(two, by=officer, reason="Đúng")
    assert (one.state, two.state) == (ProfileClaimState.REFUSED, ProfileClaimState.ACCEPTED)
    assert person.account_id == second.id
    told = set(db.session.scalars(select(OutboxMessage.to)))
    assert {first.email, second.email, "mai@example.vn"} <= told
    with pytest.raises(RuleBroken):
        accept_claim(one, by=officer, reason="Đúng")


def test_the_other_claims_of_the_accepted_account_end(person: Person, officer: Account) -> None:
    claimant = make_account()
    other = claim_profile(make_person(), account=claimant, message=WHY)
    accept_claim(claim_profile(person, account=claimant, message=WHY), by=officer, reason="Đúng")
    assert other.state is ProfileClaimState.WITHDRAWN


def test_nobody_decides_on_a_claim_of_their_own_or_of_another_unit(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    own = claim_profile(person, account=officer, message=WHY)
    theirs = claim_profile(make_person(home_unit=make_unit()), account=make_account(), message=WHY)
    db.session.commit()
    sign_in(client, officer)
    for claim in (own, theirs):
        assert client.get(f"/registry/claims/{claim.id}").status_code == 404
    with pytest.raises(RuleBroken):
        accept_claim(own, by=officer, reason="Đúng")
    assert "Lò Thị Mai" not in client.get("/registry/claims").text


def test_a_claim_is_taken_back_by_its_maker_alone(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    claimant = make_account()
    claim = claim_profile(person, account=claimant, message=WHY)
    db.session.commit()
    sign_in(client, officer)
    assert post(client, f"/profile/claims/{claim.id}/withdraw").status_code == 404
    sign_in(client, claimant)
    assert post(client, f"/profile/claims/{claim.id}/withdraw").status_code == 302
    assert claim.state is ProfileClaimState.WITHDRAWN
    with pytest.raises(RuleBroken):
        withdraw_claim(claim, actor=claimant)
    claim_profile(person, account=claimant, message=WHY)


def test_a_claim_of_a_merged_profile_follows_it(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    claimant = make_account()
    claim = claim_profile(person, account=claimant, message=WHY)
    survivor = make_person(home_unit=person.home_unit)
    person.merged_into_id, person.is_public = survivor.id, False
    db.session.commit()
    sign_in(client, officer)
    path = f"/registry/claims/{claim.id}"
    assert survivor.full_name in client.get(path).text
    assert post(client, path, decision="accept", reason="Đúng").status_code == 302
    assert (survivor.account_id, person.account_id) == (claimant.id, None)


def test_a_refusal_says_why(person: Person, officer: Account) -> None:
    claimant = make_account()
    claim = claim_profile(person, account=claimant, message=WHY)
    with pytest.raises(RuleBroken):
        refuse_claim(claim, by=officer, reason=" ")
    refuse_claim(claim, by=officer, reason="Ngày sinh không khớp")
    letter = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == claimant.email))
    assert "Ngày sinh không khớp" in letter.one().text
    claim_profile(person, account=claimant, message=WHY)

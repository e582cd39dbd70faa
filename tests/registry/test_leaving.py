"""An account is no person: when it is closed, the record stays without an owner (rule 3.8)."""

from datetime import timedelta

from flask.testing import FlaskClient

from portal.accounts import actions as accounts
from portal.accounts.models import Account, ConsentPurpose
from portal.core import clock
from portal.core.db import db
from portal.registry import actions
from portal.registry.actions.claims import claim_profile
from portal.registry.duplicates.merging import merge
from portal.registry.invariants import public_without_consent
from portal.registry.models import Availability, ItemState, Person, ProfileClaimState
from portal.registry.queries import person_of
from portal.registry.queries.consents import has_declined
from portal.registry.statistics.queries import people_counted
from portal.units.models import Unit
from tests.accounts.test_entry import send
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import make_degree, make_person


def owned(commune: Unit, **given: str) -> tuple[Account, Person]:
    """An account with a public profile that rests on its consent."""
    account = make_account()
    accounts.give_consent(account, ConsentPurpose.PUBLIC_PROFILE, "Đồng ý")
    return account, make_person(account=account, home_unit=commune, **given)


def test_the_record_is_unlinked_hidden_and_kept(
    client: FlaskClient, commune: Unit, officer: Account
) -> None:
    account, person = owned(commune)
    degree = make_degree(person, state=ItemState.VERIFIED)
    assert client.get(person.url).status_code == 200
    sign_in(client, account)
    page = client.get("/settings/close").text
    assert f"/people/{person.id}/held" in page
    assert commune.name in page
    assert send(client, "/settings/close", sure="y").location == "/"
    assert client.get(person.url).status_code == 404
    db.session.refresh(person)
    assert (person.account_id, person.former_account_id) == (None, account.id)
    assert (degree.state, degree.person_id) == (ItemState.VERIFIED, person.id)
    assert public_without_consent() == []
    sign_in(client, officer)
    assert degree.discipline in client.get(f"/people/{person.id}/record").text
    assert "Chủ hồ sơ đã đóng tài khoản" in client.get(f"/people/{person.id}/history").text


def test_a_person_takes_the_record_up_again_with_a_code(commune: Unit, officer: Account) -> None:
    account, person = owned(commune)
    accounts.close_account(account)
    again = make_account()
    code = actions.issue_claim_code(person, actor=officer)
    actions.claim_person(code, account=again)
    assert person_of(again) is person
    assert not person.is_public


def test_what_was_refused_stays_refused_also_after_a_merge(commune: Unit, officer: Account) -> None:
    account, person = owned(commune, full_name="Lò Văn Cũ")
    before = people_counted()
    accounts.refuse(account, ConsentPurpose.STATISTICS)
    accounts.close_account(account)
    assert has_declined(person, ConsentPurpose.STATISTICS)
    assert people_counted() == before - 1
    other = make_person(full_name="Lò Văn Cũ", home_unit=commune)
    merge(other, person, actor=officer)
    assert has_declined(other, ConsentPurpose.STATISTICS)


def test_a_claim_of_the_account_is_taken_back(commune: Unit) -> None:
    account = make_account()
    claim = claim_profile(
        make_person(home_unit=commune), account=account, message="Là tôi, xin gọi 0905 để hỏi"
    )
    accounts.close_account(account)
    assert claim.state is ProfileClaimState.WITHDRAWN


def test_the_day_of_availability_ends_with_the_owner(commune: Unit) -> None:
    account, person = owned(commune)
    person.availability = Availability.OPEN
    person.availability_until = clock.today() + timedelta(days=30)
    accounts.close_account(account)
    assert (person.availability, person.availability_until) == (None, None)

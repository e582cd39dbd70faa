"""Closing one's account: what goes at once, what stays, and who may not."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.accounts import actions, queries
from portal.accounts.models import (
    Account,
    AccountSession,
    Consent,
    ConsentPurpose,
    EmailToken,
    RecoveryCode,
)
from portal.accounts.roles import Role
from portal.accounts.soundness import closed_accounts_are_out
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.mail import NO_MAILBOX, send_mail
from tests.accounts.test_entry import is_signed_in, letters, send
from tests.accounts.test_settings import enrol
from tests.factories.accounts import PASSWORD, make_account, sign_in
from tests.factories.units import make_unit

YES = {"sure": "y"}


def test_it_is_closed_for_good_by_its_holder(client: FlaskClient) -> None:
    account = make_account()
    address = account.email
    other = sign_in(client.application.test_client(), account)
    sign_in(client, account)
    enrol(client)
    send(client, "/settings/email", email="moi@example.vn")
    page = client.get("/settings/security").text
    assert 'href="/settings/close"' in page
    assert send(client, "/settings/close", **YES).location == "/"
    assert not is_signed_in(client)
    assert not is_signed_in(other)
    for model in (AccountSession, EmailToken, RecoveryCode):
        rows = select(func.count()).select_from(model).where(model.account_id == account.id)
        assert db.session.scalar(rows) == 0, model
    db.session.refresh(account)
    assert (account.password_hash, account.totp_secret) == (None, None)
    assert queries.account_by_email(address) is None
    assert [letter.kind for letter in letters()[-1:]] == ["accounts/closed"]
    assert letters()[-1].to == address
    assert closed_accounts_are_out() == []
    fresh = client.application.test_client()
    assert send(fresh, "/sign-in", email=address, password=PASSWORD).status_code == 422


def test_the_box_must_be_ticked_and_the_password_fresh(client: FlaskClient) -> None:
    account = make_account()
    sign_in(client, account)
    assert send(client, "/settings/close").status_code == 422
    with clock.frozen(clock.now() + timedelta(minutes=20)):
        answer = client.get("/settings/close")
        assert answer.location.startswith("/settings/prove?next=/settings/close")
    assert account.closed_at is None


def test_its_address_is_free_again_and_the_new_account_is_another(client: FlaskClient) -> None:
    account = make_account()
    address = account.email
    actions.close_account(account)
    again = make_account(email=address)
    assert again.id != account.id
    assert queries.account_by_email(address) is again


def test_general_consents_end_and_the_proof_of_one_thing_stays() -> None:
    account = make_account()
    actions.give_consent(account, ConsentPurpose.STATISTICS, "Đồng ý thống kê")
    actions.give_consent(account, ConsentPurpose.NOMINATION, "Đồng ý", subject="nomination 12")
    actions.close_account(account)
    standing = select(Consent.purpose).where(Consent.withdrawn_at.is_(None))
    assert list(db.session.scalars(standing)) == [ConsentPurpose.NOMINATION]


def test_rights_and_delegations_end_on_both_sides() -> None:
    unit = make_unit()
    account, helper, helped = make_account(Role.PEOPLE_OFFICER, unit), *make_two()
    actions.add_delegate(account, helper, ends_on=None)
    actions.add_delegate(helped, account, ends_on=None)
    actions.close_account(account)
    assert [grant.is_active(clock.today()) for grant in account.grants] == [False]
    assert not queries.acts_for(helper, account.id)
    assert not queries.acts_for(account, helped.id)
    assert queries.delegations_around(account) == []


def make_two() -> list[Account]:
    return [make_account(), make_account()]


def test_the_last_who_manages_rights_hands_them_on_first(client: FlaskClient) -> None:
    unit = make_unit(name="Xã Một Mình")
    account = make_account(Role.ADMIN, unit)
    sign_in(client, account)
    answer = send(client, "/settings/close", **YES)
    assert answer.status_code == 422
    assert "Xã Một Mình" in answer.text
    assert account.closed_at is None
    make_account(Role.ADMIN, unit)
    assert send(client, "/settings/close", **YES).location == "/"


def test_the_last_one_is_the_last_one_without_a_second_factor_too() -> None:
    account = make_account(Role.ADMIN, make_unit())
    account.second_factor_is_required = True  # type: ignore[misc]
    assert account.owes_second_factor
    with pytest.raises(RuleBroken):
        actions.close_account(account)


def test_an_address_asked_for_before_is_not_given_to_a_closed_account() -> None:
    account = make_account()
    actions.close_account(account)
    before = len(letters())
    actions.mail_new_email(email="moi@example.vn", account_id=account.id)
    assert len(letters()) == before


def test_nobody_lets_a_closed_account_in_again(client: FlaskClient) -> None:
    unit = make_unit()
    closed, admin = make_account(), make_account(Role.ADMIN, unit)
    actions.close_account(closed)
    with pytest.raises(RuleBroken):
        actions.unsuspend(closed, reason="nhầm")
    page = sign_in(client, admin).get(f"/accounts/{closed.id}").text
    assert "chủ tài khoản đã đóng" in page
    assert f"/accounts/{closed.id}/suspend" not in page
    assert f"/accounts/{closed.id}/link" not in page
    sign_in(client, make_account())
    answer = send(client, "/settings/delegates", delegate=closed.email)
    assert answer.status_code == 422
    assert queries.delegations_around(closed) == []


def test_nothing_is_written_to_where_nobody_is() -> None:
    account = make_account()
    actions.close_account(account)
    before = len(letters())
    assert account.email.endswith(f"@{NO_MAILBOX}")
    send_mail(
        to=account.email, subject="Tin", template="accounts/changed.txt", account=account, what=""
    )
    assert len(letters()) == before

"""One's own account: settings, security, consents, delegates."""

import re
from datetime import timedelta

import pyotp
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.accounts import actions, queries
from portal.accounts.models import AccountSession, Consent, ConsentPurpose
from portal.core import clock
from portal.core.db import db
from portal.core.mail import OutboxMessage
from tests.accounts.test_entry import is_signed_in, letters, link_in, send
from tests.factories.accounts import PASSWORD, csrf_of, make_account, sign_in

NEW = {"password": "suối chảy qua bản", "again": "suối chảy qua bản"}


def test_a_new_password_signs_all_other_browsers_out(client: FlaskClient) -> None:
    account = make_account()
    other = sign_in(client.application.test_client(), account)
    sign_in(client, account)
    assert send(client, "/settings/password", **NEW).location == "/settings/security"
    assert is_signed_in(client)
    assert not is_signed_in(other)
    assert letters()[-1].to == account.email


def test_what_matters_asks_for_the_password_again(client: FlaskClient) -> None:
    sign_in(client, make_account())
    with clock.frozen(clock.now() + timedelta(minutes=20)):
        answer = client.get("/settings/password")
        assert answer.location.startswith("/settings/prove?next=/settings/password")
        assert send(client, answer.location, password="không phải").status_code == 422
        typed = {"password": PASSWORD, "next": "/settings/password"}
        assert send(client, answer.location, **typed).location == "/settings/password"
        assert client.get("/settings/password").status_code == 200


def test_a_new_address_counts_once_its_mailbox_answered(client: FlaskClient) -> None:
    account = make_account()
    old = account.email
    sign_in(client, account)
    send(client, "/settings/email", email="moi@example.vn")
    assert letters()[-1].to == "moi@example.vn"
    assert account.email == old
    link = link_in(letters()[-1])
    assert send(client, link).status_code == 302
    db.session.refresh(account)
    assert account.email == "moi@example.vn"
    assert letters()[-1].to == old
    assert client.get(link).status_code == 404


def test_a_taken_address_reads_like_a_free_one(client: FlaskClient) -> None:
    account, other = make_account(), make_account()
    sign_in(client, account)
    free = send(client, "/settings/email", email="moi@example.vn")
    taken = send(client, "/settings/email", email=other.email)
    assert (free.status_code, free.location) == (taken.status_code, taken.location)
    assert letters()[-1].kind == "accounts/known"


def enrol(client: FlaskClient) -> tuple[pyotp.TOTP, list[str]]:
    page = client.get("/settings/second-factor")
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)
    assert found
    totp = pyotp.TOTP(found[1].replace(" ", ""))
    answer = send(client, "/settings/second-factor", code=totp.at(clock.now()))
    return totp, re.findall(r"<code>([0-9a-f]{6}-[0-9a-f]{6})</code>", answer.text)


def test_the_second_factor_is_asked_and_each_code_counts_once(client: FlaskClient) -> None:
    account = make_account()
    totp, codes = enrol(sign_in(client, account))
    assert len(codes) == 10
    fresh = client.application.test_client()
    later = clock.now() + timedelta(minutes=2)
    with clock.frozen(later):
        answer = send(fresh, "/sign-in", email=account.email, password=PASSWORD)
        assert answer.location == "/sign-in/code"
        assert not is_signed_in(fresh)
        assert send(fresh, "/sign-in/code", code="000000").status_code == 422
        assert send(fresh, "/sign-in/code", code=totp.at(later)).status_code == 302
        assert is_signed_in(fresh)
        again = client.application.test_client()
        send(again, "/sign-in", email=account.email, password=PASSWORD)
        assert send(again, "/sign-in/code", code=totp.at(later)).status_code == 422
        assert send(again, "/sign-in/code", code=codes[0]).status_code == 302
        third = client.application.test_client()
        send(third, "/sign-in", email=account.email, password=PASSWORD)
        assert send(third, "/sign-in/code", code=codes[0]).status_code == 422


def test_a_password_alone_waits_only_ten_minutes_for_its_code(client: FlaskClient) -> None:
    account = make_account()
    _totp, _codes = enrol(sign_in(client, account))
    fresh = client.application.test_client()
    send(fresh, "/sign-in", email=account.email, password=PASSWORD)
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert fresh.get("/sign-in/code").location == "/sign-in"


def test_the_second_factor_can_be_switched_off(client: FlaskClient) -> None:
    account = make_account()
    enrol(sign_in(client, account))
    assert send(client, "/settings/second-factor/off").status_code == 302
    db.session.refresh(account)
    assert not account.has_second_factor
    assert queries.recovery_codes_left(account) == 0


def test_browsers_are_listed_and_signed_out_one_by_one(client: FlaskClient) -> None:
    account, stranger = make_account(), make_account()
    other = sign_in(client.application.test_client(), account)
    sign_in(client, account)
    page = client.get("/settings/security")
    [other_session, _here] = sorted(queries.sessions_of(account), key=lambda row: row.id)
    path = f"/settings/sessions/{other_session.id}/end"
    assert path in page.text
    thief = sign_in(client.application.test_client(), stranger)
    token = csrf_of(thief.get("/settings"))
    assert thief.post(path, data={"csrf_token": token}).status_code == 404
    client.post(path, data={"csrf_token": csrf_of(page)})
    assert not is_signed_in(other)
    assert is_signed_in(client)


def test_signing_out_everywhere_else(client: FlaskClient) -> None:
    account = make_account()
    others = [sign_in(client.application.test_client(), account) for _number in range(3)]
    sign_in(client, account)
    token = csrf_of(client.get("/settings/security"))
    client.post("/settings/sessions/end", data={"csrf_token": token})
    assert [is_signed_in(other) for other in others] == [False] * 3
    assert is_signed_in(client)


def test_language_and_appearance_follow_the_account(client: FlaskClient) -> None:
    account = make_account()
    sign_in(client, account)
    typed = {"full_name": account.full_name, "language": "en", "theme": "dark"}
    send(client, "/settings", **typed)
    page = client.get("/settings").text
    assert 'lang="en"' in page
    assert 'data-theme="dark"' in page


def test_a_consent_is_kept_in_its_words_and_withdrawn_once(client: FlaskClient) -> None:
    account = make_account()
    heard: list[Consent] = []

    def listen(consent: Consent) -> None:
        heard.append(consent)

    actions.consent_withdrawn.connect(listen)
    wording = "Tôi đồng ý công khai hồ sơ."
    consent = actions.give_consent(account, ConsentPurpose.PUBLIC_PROFILE, wording)
    assert actions.give_consent(account, ConsentPurpose.PUBLIC_PROFILE, wording) is consent
    db.session.commit()
    sign_in(client, account)
    page = client.get("/settings/consents")
    assert wording in page.text
    path = f"/settings/consents/{consent.id}/withdraw"
    assert client.post(path, data={"csrf_token": csrf_of(page)}).status_code == 302
    assert heard == [consent]
    assert queries.consent_in_force(account, ConsentPurpose.PUBLIC_PROFILE) is None
    assert wording in client.get("/settings/consents").text


def test_a_delegate_acts_until_ended(client: FlaskClient) -> None:
    account, helper = make_account(), make_account()
    sign_in(client, account)
    send(client, "/settings/delegates", delegate=helper.email)
    assert queries.acts_for(helper, account.id)
    assert not queries.acts_for(account, helper.id)
    assert send(client, "/settings/delegates", delegate=account.email).status_code == 422
    [row] = queries.delegates_of(account)
    token = csrf_of(client.get("/settings/delegates"))
    client.post(f"/settings/delegates/{row.id}/end", data={"csrf_token": token})
    assert not queries.acts_for(helper, account.id)


def test_looking_writes_nothing(client: FlaskClient) -> None:
    account = make_account()
    sign_in(client, account)
    for path in ("/settings", "/settings/security", "/settings/second-factor", "/settings/grants"):
        assert client.get(path).status_code == 200
    rows = db.session.scalar(select(func.count(AccountSession.id)))
    assert rows == 1
    assert db.session.scalar(select(func.count(OutboxMessage.id))) == 0

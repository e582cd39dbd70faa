"""Accounts for tests, and how a test's client signs in."""

import re
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.accounts import actions
from portal.accounts.identity import COOKIE_KEY
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.units.models import Unit

PASSWORD = "rừng xanh núi đỏ 45"
_numbers = count(1)


def make_account(role: Role | str | None = None, unit: Unit | None = None, **given: Any) -> Account:
    """A confirmed account; with `role` and `unit` it holds that grant from long ago."""
    number = next(_numbers)
    given = {
        "email": f"nguoi{number}@example.vn",
        "full_name": f"Nguyễn Thị Người {number}",
        "password": PASSWORD,
    } | given
    account = actions.create_account(**given)
    if role is not None and unit is not None:
        actions.grant(account, Role(role), unit)
    db.session.commit()
    return account


def sign_in(client: FlaskClient, account: Account) -> FlaskClient:
    """Sign the client in as the account, without the sign-in page."""
    token = actions.open_session(account)
    db.session.commit()
    with client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = token
    return client


def csrf_of(response: TestResponse) -> str:
    """The CSRF token in a page's first form."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', response.text)
    assert found, "the page has no form with a CSRF token"
    return found[1]

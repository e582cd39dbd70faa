"""Who reaches which page: one table written by hand from the specification."""

import pytest
from flask.testing import FlaskClient

from portal.core.db import db
from tests.factories.accounts import make_account, sign_in
from tests.factories.units import make_document, make_unit

PUBLIC = (200, 200, 200, 200, 200)
OWN = (302, 200, 200, 200, 200)
OFFICERS = (302, 403, 200, 200, 200)
SYSTEM = (302, 403, 403, 200, 200)
HERE = (302, 403, 403, 403, 200)
HERE_HIDDEN = (404, 404, 404, 404, 200)
WAY_IN = (200, 302, 302, 302, 302)

TABLE = {
    "/units": PUBLIC,
    "/units/{unit}-{slug}": PUBLIC,
    "/register": PUBLIC,
    "/register/sent": PUBLIC,
    "/forgotten": PUBLIC,
    "/sign-in": WAY_IN,
    "/settings": OWN,
    "/settings/email": OWN,
    "/settings/close": OWN,
    "/settings/password": OWN,
    "/settings/security": OWN,
    "/settings/second-factor": OWN,
    "/settings/second-factor/off": OWN,
    "/settings/recovery-codes": OWN,
    "/settings/grants": OWN,
    "/settings/consents": OWN,
    "/settings/delegates": OWN,
    "/settings/prove": OWN,
    "/documents": OWN,
    "/documents/{document}": OWN,
    "/documents/new": OFFICERS,
    "/grants": SYSTEM,
    "/grants/new": SYSTEM,
    "/notices": SYSTEM,
    "/notices/new": SYSTEM,
    "/accounts": SYSTEM,
    "/accounts/{account}": SYSTEM,
    "/accounts/{account}/suspend": HERE,
    "/grants/{grant}/end": HERE_HIDDEN,
    "/units/new": SYSTEM,
    "/units/{unit}/rename": HERE,
    "/units/{unit}/move": HERE,
    "/units/{unit}/merge": HERE,
}
"""Anonymous, member, officer, administrator of another unit, administrator of this one."""


@pytest.mark.parametrize("path", TABLE)
def test_a_page_opens_to_whom_the_table_says(client: FlaskClient, path: str) -> None:
    here, elsewhere = make_unit(), make_unit()
    holder = make_account("treasurer", here)
    address = path.format(
        unit=here.id,
        slug=here.slug,
        document=make_document().id,
        account=holder.id,
        grant=holder.grants[0].id,
    )
    db.session.commit()
    actors = [
        make_account(),
        make_account("people_officer", here),
        make_account("admin", elsewhere),
        make_account("admin", here),
    ]
    answers = [client.get(address).status_code]
    for actor in actors:
        browser = sign_in(client.application.test_client(), actor)
        answers.append(browser.get(address).status_code)
    assert tuple(answers) == TABLE[path]


def test_every_page_of_accounts_and_units_is_in_the_table_or_takes_a_token(
    client: FlaskClient,
) -> None:
    known = {path.split("?")[0] for path in TABLE}
    left = []
    for rule in client.application.url_map.iter_rules():
        if rule.endpoint.split(".")[0] not in ("accounts", "units") or "GET" not in rule.methods:
            continue
        plain = rule.rule.replace("<int:id>-<slug>", "{unit}-{slug}")
        names = {"units": "unit", "documents": "document", "accounts": "account"}
        kind = names.get(rule.rule.split("/")[1], "grant")
        if plain.replace("<int:id>", "{" + kind + "}") not in known and "<token>" not in plain:
            left.append(rule.rule)
    assert sorted(left) == ["/documents/<int:id>/file", "/sign-in/code", "/units/<int:id>"]

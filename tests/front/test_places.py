"""The work page leads everyone to the places where they work."""

import re

import pytest
from flask.testing import FlaskClient

from portal.accounts.roles import Role
from portal.core.db import db
from tests.factories.accounts import make_account, sign_in
from tests.factories.associations import make_association
from tests.factories.associations import make_member as make_association_member
from tests.factories.councils import make_council, make_member
from tests.factories.registry import make_person


def test_a_secretary_finds_the_association_and_a_councillor_the_council(
    client: FlaskClient,
) -> None:
    association = make_association(name="Hội Y học")
    account = make_account(Role.ASSOCIATION_SECRETARY, association.unit)
    council = make_council(name="Hội đồng xét tôn vinh")
    make_member(council, make_person(account_id=account.id))
    db.session.commit()
    page = sign_in(client, account).get("/work").text
    assert re.search(rf'href="/associations/{association.slug}">\s*Hội Y học', page)
    assert f'href="/councils/{council.id}">Hội đồng xét tôn vinh' in page


@pytest.mark.parametrize("role", [Role.TREASURER, Role.INSPECTOR])
def test_treasurer_and_inspector_read_the_list_of_members_and_change_nothing(
    client: FlaskClient, role: Role
) -> None:
    association = make_association(name="Hội Y học")
    member = make_association_member(association)
    account = make_account(role, association.unit)
    db.session.commit()
    sign_in(client, account)
    address = f"/associations/{association.slug}/members"
    assert f'href="{address}">Hội viên Hội Y học' in client.get("/work").text
    shown = client.get(address)
    assert member.person.full_name in shown.text
    assert "Nhập hội viên" not in shown.text
    for page in (f"{address}/new", f"/memberships/{member.id}/end"):
        assert client.get(page).status_code == 404


def test_a_person_without_office_sees_no_such_place(client: FlaskClient) -> None:
    make_association(name="Hội Y học")
    account = make_account()
    db.session.commit()
    assert "Hội Y học" not in sign_in(client, account).get("/work").text

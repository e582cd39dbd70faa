"""The fields of science: shipped once, corrected by the operator, chosen by people."""

from flask.testing import FlaskClient

from portal.accounts.roles import Role
from portal.core.db import db
from portal.core.unit_of_work import Portal
from portal.registry.fields import load_fields
from portal.registry.models import ResearchField
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in


def test_the_shipped_fields_are_entered_once() -> None:
    first = load_fields()
    assert first > 40
    assert load_fields() == 0
    field = db.session.query(ResearchField).filter_by(code="302").one()
    assert (field.name, field.is_sample) == ("Y học lâm sàng", True)


def test_the_operator_enters_and_corrects_fields(
    client: FlaskClient, app: Portal, province: Unit
) -> None:
    load_fields()
    db.session.commit()
    sign_in(client, make_account(Role.ADMIN, province))
    assert client.get("/fields").status_code == 200
    data = {"csrf_token": csrf_of(client.get("/fields/0")), "code": "302", "name": "Trùng"}
    assert client.post("/fields/0", data=data).status_code == 422
    assert client.post("/fields/0", data=data | {"code": "3x"}).status_code == 422
    assert client.post("/fields/0", data=data | {"code": "307"}).status_code == 302
    assert "Trùng" in client.get("/fields").text
    member = sign_in(app.test_client(), make_account())
    assert member.get("/fields").status_code == 403
    assert member.get("/fields/0").status_code == 403

"""One field for a person in any form: by number, address or name, with candidates."""

import pytest
from flask.testing import FlaskClient

from portal.core.db import db
from portal.core.forms import PortalForm
from portal.core.unit_of_work import Portal
from portal.registry.forms import PersonField
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import make_person


class OneForm(PortalForm):
    class Meta(PortalForm.Meta):
        csrf = False

    person = PersonField()


def read(app: Portal, typed: str) -> OneForm:
    with app.test_request_context(method="POST", data={"person": typed}):
        form = OneForm()
        form.validate()
        return form


def test_a_number_an_address_and_a_unique_name_all_lead_to_the_person(app: Portal) -> None:
    person = make_person(full_name="Trần Thị Hoà")
    make_person(full_name="Lê Văn Nam")
    db.session.commit()
    for typed in (
        f"#{person.id}",
        f"#{person.id} Trần Thị Hoà – Bác sĩ",
        f"https://tri-thuc.example.vn{person.url}",
        "Trần Thị Hòa",
        "tran  thi hoa",
    ):
        form = read(app, typed)
        assert form.person.data is person, typed
        assert not form.errors


def test_namesakes_are_offered_with_their_numbers(app: Portal) -> None:
    people = [make_person(full_name="Nguyễn Văn An", headline=text) for text in ("Kỹ sư", "Bác sĩ")]
    db.session.commit()
    form = read(app, "nguyen van an")
    assert form.person.data is None
    assert form.person.candidates == people
    assert all(f"#{person.id}" in form.person.errors[0] for person in people)


@pytest.mark.parametrize("typed", ["#999999", "Không Có Ai", "/people/0", "'; DROP TABLE person"])
def test_nobody_is_said_in_a_sentence(app: Portal, typed: str) -> None:
    form = read(app, typed)
    assert form.person.data is None
    assert len(form.person.errors) == 1


def test_hidden_people_are_neither_found_nor_offered(app: Portal, client: FlaskClient) -> None:
    hidden = make_person(full_name="Đỗ Thị Kín", is_public=False)
    db.session.commit()
    assert read(app, f"#{hidden.id}").person.data is None
    assert read(app, "Đỗ Thị Kín").person.candidates == []
    assert client.get("/people/look-up?q=kin").status_code == 302
    sign_in(client, make_account())
    assert client.get("/people/look-up?q=do thi").json == []


def test_an_empty_field_is_simply_empty(app: Portal) -> None:
    form = read(app, "  ")
    assert form.person.data is None
    assert not form.errors

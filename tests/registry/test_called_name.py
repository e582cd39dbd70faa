"""The person, and no machine, says under which words of the name to sort."""

import pytest
from flask.testing import FlaskClient

from portal.core.db import db
from portal.core.invariants import broken
from portal.core.text import sort_key
from portal.registry.models import Person, called_and_rest, given_key
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_person
from tests.factories.units import make_unit


@pytest.mark.parametrize(
    ("full", "called", "parts"),
    [
        ("H'Hen Niê", "H’hen", ("H'Hen", "Niê")),
        ("Y Moan Ênuôl", "y moan", ("Y Moan", "Ênuôl")),
        ("Nguyễn Trần Khánh Vân", "Khánh Vân", ("Khánh Vân", "Nguyễn Trần")),
        ("Lò Thị Hương", "", None),
        ("Lò Thị Hương", "Hoa", None),
        ("Lò Thị Hương", "Lò Hương", None),
    ],
)
def test_the_chosen_words_must_stand_in_the_name(
    full: str, called: str, parts: tuple[str, str] | None
) -> None:
    assert called_and_rest(full, called) == parts


def test_without_a_choice_the_last_syllable_rules() -> None:
    for name in ("H'Hen Niê", "Lò Thị Hương", "Nguyễn Trần Khánh Vân"):
        assert given_key(name) == sort_key(name, by="given")
    assert given_key("Lò Thị Hương", "Hương") == given_key("Lò Thị Hương")


def test_the_directory_sorts_by_the_choice() -> None:
    names = {"H'Hen Niê": "H'Hen", "Lò Văn Mạnh": "", "Đinh Văn An": ""}
    for full, called in names.items():
        make_person(full_name=full, called_name=called)
    db.session.commit()
    query = db.select(Person.full_name).order_by(Person.sort_given)
    assert list(db.session.scalars(query)) == ["Đinh Văn An", "H'Hen Niê", "Lò Văn Mạnh"]
    assert not broken()["names sort and fold as they are written"]


def test_the_owner_chooses_on_the_basics_page(client: FlaskClient) -> None:
    account, unit = make_account(), make_unit(name="Xã Thử")
    person = make_person(account=account, full_name="H'Hen Niê", home_unit=unit)
    db.session.commit()
    url = f"/people/{person.id}/basics"
    page = sign_in(client, account).get(url)
    data = {
        "csrf_token": csrf_of(page),
        "version": person.version,
        "full_name": "H'Hen Niê",
        "home_unit": "Xã Thử",
        "birth_visibility": "owner",
        "sex_visibility": "owner",
        "contact_visibility": "owner",
    }
    wrong = client.post(url, data=data | {"called_name": "Hoa"})
    assert wrong.status_code == 422
    assert "Xin viết những chữ có trong họ và tên" in wrong.text
    assert client.post(url, data=data | {"called_name": "H'Hen"}).status_code == 302
    assert person.sort_given == given_key("H'Hen Niê", "H'Hen") != given_key("H'Hen Niê")

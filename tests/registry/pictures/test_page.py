"""Whom the picture shows: public people, by works that both of them show."""

from flask.testing import FlaskClient

from portal.core.db import db
from portal.registry.models import Audience, Person
from portal.registry.pictures.queries import co_workers
from tests.factories.registry import (
    make_appointment,
    make_contribution,
    make_degree,
    make_person,
    make_work,
)
from tests.registry.conftest import Counter


def together(*people: Person) -> None:
    make_work(*people, issued="2020")


def names(person: Person, audience: Audience = Audience.PUBLIC) -> list[tuple[str, int]]:
    return [(name, works) for _id, name, _url, works in co_workers(person, audience)]


def test_the_closest_come_first() -> None:
    me, near, far = (make_person(full_name=name) for name in ("Tôi", "Lò Gần", "Hà Xa"))
    together(me, near)
    together(me, near, far)
    assert names(me) == [("Lò Gần", 2), ("Hà Xa", 1)]


def test_a_hidden_work_makes_no_tie_and_an_unpublished_person_is_no_node() -> None:
    me, other = make_person(), make_person(full_name="Lò Gần")
    unpublished = make_person(is_public=False)
    together(me, unpublished)
    work = make_work(other)
    make_contribution(me, work=work, order=1, visibility=Audience.OWNER)
    assert names(me) == []
    assert names(me, Audience.OWNER) == [("Lò Gần", 1)]
    shared = make_work(me)
    make_contribution(other, work=shared, order=1, visibility=Audience.REGISTERED)
    assert names(me) == []


def test_the_page_draws_what_the_reader_sees(client: FlaskClient, statements: Counter) -> None:
    me = make_person(full_name="Lò Thị Hương")
    make_appointment(me, role="Trưởng khoa", starts="2015")
    make_degree(me, discipline="Giấu kín", visibility=Audience.OWNER, awarded="2000")
    together(me, make_person(full_name="Hà Văn Bạn"))
    db.session.commit()
    page = client.get(f"/people/{me.id}/pictures")
    assert page.status_code == 200
    text = page.get_data(as_text=True)
    assert "Trưởng khoa" in text
    assert "Hà Văn Bạn" in text
    assert "Giấu kín" not in text
    counts, url = [], f"/people/{me.id}/pictures"
    for _n in range(2):
        for _m in range(10):
            together(me, make_person())
        db.session.commit()
        with statements() as seen:
            client.get(url)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_an_empty_profile_says_so_and_a_hidden_one_is_unknown(client: FlaskClient) -> None:
    nobody, hidden = make_person(), make_person(is_public=False)
    db.session.commit()
    assert "empty" in client.get(f"/people/{nobody.id}/pictures").text
    assert client.get(f"/people/{hidden.id}/pictures").status_code == 404

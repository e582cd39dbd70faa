"""What signed-in readers share: never a stale byte after a commit, and nothing of one reader."""

from collections.abc import Callable, Hashable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.accounts.roles import Role
from portal.consultation.models import Consultation
from portal.core import clock
from portal.core.db import db
from portal.core.fragments import Fragments
from portal.core.unit_of_work import Portal
from portal.registry.models import Person
from tests.factories.accounts import make_account, sign_in
from tests.factories.consultation import make_open, make_opinion
from tests.factories.recognition import make_honour
from tests.factories.registry import make_person

READER = "Lò Thị Người Đọc"


class Watched(Fragments):
    """Fragments that remember what they gave."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[Any] = []

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        part = super().get(key, make)
        self.given.append(part)
        return part


@pytest.fixture(autouse=True)
def kept(app: Portal, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """The fragments of this test alone."""
    fragments = Watched()
    monkeypatch.setitem(app.config, "PAGE_CACHE", True)
    monkeypatch.setitem(app.extensions, "fragments", fragments)
    return fragments


def _rename_person(person: Person) -> str:
    person.full_name = "Quàng Văn Tên Mới"
    return person.full_name


def _rename_draft(consultation: Consultation) -> str:
    consultation.title = "Dự thảo mang tên mới"
    return consultation.title


def _honour_another(_person: Person) -> str:
    return make_honour().full_name


def _say_on(consultation: Consultation) -> str:
    return make_opinion(consultation, "I/2/p1", reason="Nên ghi rõ bao nhiêu người.").reason


CHANGES: list[tuple[str, Callable[[], object], Callable[..., str]]] = [
    ("/", make_open, _rename_draft),
    ("/", lambda: make_honour().person, _honour_another),
    ("/people", make_person, _rename_person),
    ("/consultations/{0.slug}", make_open, _rename_draft),
    ("/consultations/{0.slug}", make_open, _say_on),
]


@pytest.mark.parametrize(("address", "make", "change"), CHANGES)
def test_a_signed_in_reader_never_reads_what_a_commit_has_changed(
    client: FlaskClient,
    address: str,
    make: Callable[[], object],
    change: Callable[..., str],
) -> None:
    thing = make()
    db.session.commit()
    sign_in(client, make_account())
    address = address.format(thing)
    before = client.get(address).text
    now_there = change(thing)
    db.session.commit()
    assert now_there not in before
    assert now_there in client.get(address).text


@pytest.mark.parametrize("address", ["/", "/people", "/consultations/{0.slug}"])
def test_a_fragment_holds_nothing_of_the_reader_who_made_it(
    client: FlaskClient, kept: Watched, address: str
) -> None:
    consultation = make_open()
    address = address.format(consultation)
    officer = make_account(Role.DRAFTING_OFFICER, consultation.unit, full_name=READER)
    sign_in(client, officer)
    assert READER in client.get(address).text
    assert kept.given
    held = " ".join(str(part) for part in kept.given)
    for trace in (READER, officer.email, "csrf_token", "/desk", 'name="once"'):
        assert trace not in held


def test_the_desk_shows_to_its_officers_after_the_public_has_read(
    app: Portal, client: FlaskClient
) -> None:
    consultation = make_open()
    address = f"/consultations/{consultation.slug}"
    desk = f"{address}/desk"
    assert desk not in sign_in(client, make_account()).get(address).text
    officer = make_account(Role.DRAFTING_OFFICER, consultation.unit)
    assert desk in sign_in(app.test_client(), officer).get(address).text


@pytest.mark.parametrize("address", ["/", "/people", "/consultations/{0.slug}"])
def test_each_language_has_its_own_fragment(client: FlaskClient, address: str) -> None:
    address = address.format(make_open())
    sign_in(client, make_account())
    assert '<html lang="vi"' in client.get(address).text
    vietnamese = client.get(address).text.split("<main")[1]
    client.set_cookie("lang", "en")
    assert client.get(address).text.split("<main")[1] != vietnamese


def test_a_fragment_ends_at_the_deadline_it_shows(client: FlaskClient) -> None:
    consultation = make_open()
    address = f"/consultations/{consultation.slug}"
    sign_in(client, make_account())
    assert "opinions/new" in client.get(address).text
    with clock.frozen(clock.now() + timedelta(days=12)):
        assert "opinions/new" not in client.get(address).text

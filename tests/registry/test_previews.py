"""Looking at one's own page as others do: page, what waits before those who decide, directory entry."""

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.registry.facets import refresh_facets
from portal.registry.models import Audience, ItemState, Person, Sector
from portal.registry.previews import OFFERED, Preview
from portal.registry.visibility import WAITING, visible_to
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import make_degree, make_distinction, make_person, make_work
from tests.factories.units import make_unit


@pytest.fixture
def person(commune: Unit) -> Person:
    return make_person(
        full_name="Trần Thị Hà", account=make_account(), home_unit=commune, is_public=True
    )


@pytest.fixture
def association() -> Unit:
    return make_unit(name="Hội Y học", kind=UnitKind.ASSOCIATION)


def seen_as(client: FlaskClient, person: Person, preview: Preview) -> str:
    return client.get(f"/people/{person.id}/preview/{preview}").text


def test_each_preview_shows_what_such_a_reader_sees_in_truth(
    client: FlaskClient, person: Person, officer: Account, association: Unit
) -> None:
    """A line for each audience and state, those that wait with and without a body that was asked."""
    lines = [
        make_distinction(
            person,
            name=f"Giải {audience.value} {state.value} {'hội' if asked else 'không'}.",
            visibility=audience,
            state=state,
            asked_unit=asked,
        )
        for audience in Audience
        for state in ItemState
        for asked in ((None, association) if state in WAITING else (None,))
    ]
    db.session.commit()
    readers = {
        Preview.PUBLIC: None,
        Preview.REGISTERED: make_account(),
        Preview.ASSOCIATION: make_account(Role.ASSOCIATION_SECRETARY, association),
        Preview.OFFICERS: officer,
        Preview.OWNER: person.account,
    }
    truly = {
        preview: {line.name for line in lines if visible_to(reader, line)}
        for preview, reader in readers.items()
    }
    assert len(set(map(frozenset, truly.values()))) == len(Preview)
    sign_in(client, person.account)
    for preview, names in truly.items():
        page = seen_as(client, person, preview)
        assert {line.name for line in lines if line.name in page} == names, preview


def test_what_was_decided_no_longer_waits_before_the_association(
    client: FlaskClient, person: Person, association: Unit
) -> None:
    make_degree(
        person,
        discipline="Nhi khoa",
        visibility=Audience.OWNER,
        state=ItemState.VERIFIED,
        asked_unit=association,
    )
    db.session.commit()
    sign_in(client, person.account)
    assert "Nhi khoa" not in seen_as(client, person, Preview.ASSOCIATION)


def test_the_directory_entry_shows_public_values_only_whoever_looks(
    client: FlaskClient, person: Person
) -> None:
    person.headline, person.sector = "Bác sĩ", Sector.HEALTH
    make_degree(person, visibility=Audience.OWNER)
    make_work(person, title="Công trình")
    db.session.flush()
    refresh_facets(db.session, [person.id])
    db.session.commit()
    sign_in(client, person.account)
    for preview in OFFERED:
        entry = seen_as(client, person, preview).partition('id="directory-entry"')[2]
        assert "Bác sĩ" in entry
        assert "sector=health" in entry
        assert "level=" not in entry


def test_an_unpublished_profile_is_said_to_be_in_no_list(
    client: FlaskClient, person: Person
) -> None:
    person.is_public, person.sector = False, Sector.HEALTH
    db.session.commit()
    sign_in(client, person.account)
    entry = seen_as(client, person, Preview.PUBLIC).partition('id="directory-entry"')[2]
    assert "sector=" not in entry
    assert 'class="list people-list"' not in entry


def test_a_stranger_looks_through_nobodys_eyes(client: FlaskClient, person: Person) -> None:
    stranger: Account = make_account()
    db.session.commit()
    sign_in(client, stranger)
    for preview in Preview:
        assert client.get(f"/people/{person.id}/preview/{preview}").status_code == 404

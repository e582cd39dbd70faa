"""Where a person lives is theirs to show: the directory knows only what everyone may read."""

from flask.testing import FlaskClient

from portal.core.db import db
from portal.registry.models import Audience, Availability, PersonFacet
from portal.registry.models.facet import FacetName
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_person


def localities() -> int:
    query = db.select(db.func.count()).select_from(PersonFacet)
    return db.session.scalar(query.where(PersonFacet.name == FacetName.LOCALITY)) or 0


def test_a_place_is_shown_and_counted_only_where_its_owner_shows_it(
    client: FlaskClient, commune: Unit
) -> None:
    person = make_person(commune=commune, commune_visibility=Audience.OWNER)
    db.session.commit()
    assert localities() == 0
    assert commune.name not in client.get(person.url).text
    person.commune_visibility = Audience.PUBLIC
    db.session.commit()
    assert localities() == 2
    assert commune.name in client.get(person.url).text


def test_the_basics_keep_place_and_availability_as_they_stand(
    client: FlaskClient, commune: Unit
) -> None:
    owner = make_account()
    person = make_person(
        account=owner, home_unit=commune, commune=commune, availability=Availability.LIMITED
    )
    db.session.commit()
    page = sign_in(client, owner).get(f"/people/{person.id}/basics")
    assert f'value="{commune.name}"' in page.text
    data = {
        "csrf_token": csrf_of(page),
        "version": person.version,
        "full_name": person.full_name,
        "home_unit": commune.name,
        "commune": commune.name,
        "commune_visibility": "registered",
        "availability": "limited",
        "birth_visibility": "owner",
        "sex_visibility": "owner",
        "contact_visibility": "owner",
    }
    assert client.post(f"/people/{person.id}/basics", data=data).status_code == 302
    assert person.commune_id == commune.id
    assert person.commune_visibility is Audience.REGISTERED
    assert person.availability is Availability.LIMITED

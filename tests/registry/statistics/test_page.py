"""The pictures of the registry: who is counted, and what stays hidden."""

from flask.testing import FlaskClient

from portal.accounts.actions import give_consent, withdraw_consent
from portal.accounts.models import ConsentPurpose
from portal.core.db import db
from portal.registry.models import DegreeLevel, Sector, Sex
from portal.registry.statistics import queries
from tests.factories.accounts import make_account
from tests.factories.registry import make_contribution, make_degree, make_person
from tests.registry.conftest import Counter


def people(number: int, **given: object) -> None:
    for _n in range(number):
        person = make_person(
            birth_date="1980", sex=Sex.MALE, sector=Sector.HEALTH, is_public=False, **given
        )
        make_degree(person, level=DegreeLevel.MASTER)
        make_degree(person, level=DegreeLevel.BACHELOR)


def test_everybody_is_counted_once_by_the_highest_degree() -> None:
    people(6)
    make_person(sector=Sector.LAW)
    sectors, levels, counted = queries.by_sector_and_level()
    assert (sectors, levels) == ([Sector.HEALTH], [queries.Schooling.SECOND])
    assert (counted.table, counted.unplaced) == ([[6]], 1)


def test_who_took_the_consent_back_is_counted_nowhere() -> None:
    account = make_account()
    people(6)
    make_person(account=account, birth_date="1980", sex=Sex.FEMALE)
    assert queries.by_age_and_sex(year=2026).table[2] == [6, 1]
    withdraw_consent(give_consent(account, ConsentPurpose.STATISTICS, "Tôi đồng ý"))
    db.session.flush()
    assert queries.by_age_and_sex(year=2026).table[2] == [6, 0]
    assert queries.people_counted() == 6


def test_a_small_group_is_not_told(client: FlaskClient) -> None:
    people(4)
    db.session.commit()
    page = client.get("/people/statistics").get_data(as_text=True)
    assert "&lt; 5" in page
    assert ">4<" not in page


def test_a_hidden_work_is_not_counted() -> None:
    make_contribution(make_person()).work.issued = "2020"
    make_contribution(make_person(is_public=False)).work.issued = "2020"
    db.session.flush()
    assert queries.works_by_year(since=2014) == [(2020, 1)]


def test_the_pictures_take_as_many_statements_for_many_as_for_one(
    client: FlaskClient, statements: Counter
) -> None:
    counts = []
    for number in (1, 29):
        people(number)
        db.session.commit()
        with statements() as seen:
            assert client.get("/people/statistics").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12

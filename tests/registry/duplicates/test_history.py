"""The history of a merged record: the winner's leads to it, and nobody reads more than before."""

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.registry.actions.items import save_item
from portal.registry.actions.people import edit_basics
from portal.registry.duplicates.merging import Choices, merge
from portal.registry.duplicates.parting import undo
from portal.registry.models import Audience, Merge, Person
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import make_distinction, make_person
from tests.factories.units import make_unit


@pytest.fixture
def two(commune: Unit, officer: Account) -> tuple[Person, Person]:
    """An owned record, and an officer's own of the same person with a change on it."""
    winner = make_person(full_name="Trần Thị Hòa", home_unit=commune, account=make_account())
    loser = make_person(full_name="Tran Thi Hoa", home_unit=commune)
    edit_basics(loser, {"headline": "Nghệ nhân chè"}, actor=officer, seen=None)
    return winner, loser


@pytest.fixture
def merged(two: tuple[Person, Person], officer: Account) -> Merge:
    done = merge(*two, actor=officer, choices=Choices(reason="Cùng một người"))
    db.session.commit()
    return done


def history(client: FlaskClient, person: Person) -> str:
    answer = client.get(f"/people/{person.id}/history")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("reader", ["owner", "officer"])
def test_the_winners_history_tells_the_merge_and_leads_to_the_losers(
    client: FlaskClient, merged: Merge, officer: Account, reader: str
) -> None:
    sign_in(client, officer if reader == "officer" else merged.winner.account)
    page = history(client, merged.winner)
    assert f"Tran Thi Hoa (#{merged.loser_id})" in page
    assert "Cùng một người" in page
    assert f"/people/{merged.loser_id}/history" in page
    assert (f"/registry/merges/{merged.id}" in page) is (reader == "officer")
    beyond = history(client, merged.loser)
    assert "Nghệ nhân chè" in beyond
    assert f"/people/{merged.winner_id}/history" in beyond


def test_after_the_undo_both_tell_of_it(
    client: FlaskClient, merged: Merge, officer: Account
) -> None:
    undo(merged, actor=officer)
    db.session.commit()
    sign_in(client, officer)
    assert "Đã tách lại" in history(client, merged.winner)
    sign_in(client, merged.winner.account)
    assert client.get(f"/people/{merged.loser_id}/history").status_code == 404


def test_a_stranger_and_an_officer_over_one_of_the_two_read_nothing(
    client: FlaskClient, merged: Merge
) -> None:
    away = make_unit(name="Tỉnh Khác", kind=UnitKind.PROVINCE)
    merged.loser.home_unit = away
    for reader in (
        None,
        make_account(),
        make_account(Role.PEOPLE_OFFICER, away),
        make_account(Role.PEOPLE_OFFICER, merged.winner.home_unit),
    ):
        if reader is not None:
            sign_in(client, reader)
        answer = client.get(f"/people/{merged.loser_id}/history")
        assert answer.status_code in (302, 404)


def test_what_the_owner_kept_from_officers_does_not_come_out_by_the_merge(
    client: FlaskClient, commune: Unit, officer: Account
) -> None:
    """The account goes to the winner: the record that it leaves is not read like one of nobody."""
    winner = make_person(home_unit=commune)
    loser = make_person(home_unit=commune, account=make_account())
    kept = make_distinction(loser, name="Điều giữ riêng", visibility=Audience.OWNER)
    save_item(kept, {"name": "Điều giữ riêng hai"}, actor=loser.account)
    edit_basics(loser, {"birth_date": "1961-02-03"}, actor=loser.account, seen=None)
    account = loser.account
    merge(winner, loser, actor=officer)
    db.session.commit()
    sign_in(client, officer)
    page = history(client, loser)
    assert "Điều giữ riêng" not in page
    assert "03/02/1961" not in page
    sign_in(client, account)
    assert "03/02/1961" in history(client, loser)
    assert "Điều giữ riêng hai" in history(client, loser)


def test_an_account_that_keeps_the_profile_does_not_read_what_the_other_one_did(
    client: FlaskClient, two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    loser.account = make_account()
    merge(winner, loser, actor=officer, choices=Choices(kept_account_id=winner.account_id))
    db.session.commit()
    sign_in(client, winner.account)
    assert client.get(f"/people/{loser.id}/history").status_code == 404
    assert f"/people/{loser.id}/history" not in history(client, winner)


def test_a_chain_leads_to_the_last_record_in_one_step(
    client: FlaskClient, commune: Unit, officer: Account
) -> None:
    first, second, third = (
        make_person(full_name=f"Lò Thị {name}", home_unit=commune) for name in ("An", "Bình", "Cả")
    )
    merge(second, first, actor=officer)
    merge(third, second, actor=officer)
    db.session.commit()
    for old in (first, second):
        answer = client.get(f"/people/{old.id}-{old.slug}")
        assert (answer.status_code, answer.headers["Location"]) == (301, third.url)
        assert client.get(f"/people/{old.id}/works.bib").status_code == 200
    sign_in(client, officer)
    assert f"/people/{second.id}/history" in history(client, third)
    assert f"/people/{first.id}/history" in history(client, second)

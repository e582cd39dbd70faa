"""Chains, loops and the way back: what came since stays, and is told."""

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Account
from portal.core import invariants
from portal.core.db import db
from portal.core.errors import EditConflict, RuleBroken
from portal.registry.duplicates.merging import Choices, merge
from portal.registry.duplicates.parting import undo
from portal.registry.models import Person
from portal.units.models import Unit
from tests.factories.registry import make_degree, make_distinction, make_person
from tests.registry.duplicates.records import all_rows

# --- chains, loops, two at once --------------------------------------------------------------------


def test_a_loop_cannot_be_made(two: tuple[Person, Person], officer: Account) -> None:
    winner, loser = two
    merge(winner, loser, actor=officer)
    told = "Một trong hai hồ sơ đã được hợp nhất"
    for one, other in ((loser, winner), (winner, loser)):
        with pytest.raises(RuleBroken, match=told):
            merge(one, other, actor=officer)
    with pytest.raises(RuleBroken, match="với chính nó"):
        merge(winner, winner, actor=officer)


def test_a_loop_made_by_hand_breaks_an_invariant_and_no_page(
    client: FlaskClient, two: tuple[Person, Person]
) -> None:
    one, other = two
    one.is_public = other.is_public = False
    one.merged_into_id, other.merged_into_id = other.id, one.id
    db.session.flush()
    assert invariants.broken()["redirects of merged records end at a living one"]
    assert client.get(f"/people/{one.id}").status_code == 404


def test_merges_are_undone_in_the_order_in_which_they_came(
    two: tuple[Person, Person], officer: Account, commune: Unit
) -> None:
    one, other = two
    third = make_person(full_name="Trần Thị Hoa", home_unit=commune)
    for person in (one, other, third):
        make_degree(person)
    before = all_rows(one, other, third)
    first = merge(one, other, actor=officer)
    second = merge(third, one, actor=officer)
    with pytest.raises(RuleBroken, match="Trần Thị Hòa"):
        undo(first, actor=officer)
    undo(second, actor=officer)
    undo(first, actor=officer)
    assert all_rows(one, other, third) == before
    with pytest.raises(RuleBroken):
        undo(first, actor=officer)


def test_who_looked_at_an_older_version_is_asked_to_look_again(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    seen = (winner.version, loser.version)
    loser.headline = "Đã đổi"
    db.session.flush()
    with pytest.raises(EditConflict):
        merge(winner, loser, actor=officer, seen=seen)


# --- what changed since ---------------------------------------------------------------------------


def test_what_came_since_stays_and_what_was_changed_since_is_told(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    winner.headline, loser.headline = "Giáo viên", "Nhà giáo"
    moved = make_distinction(loser)
    merged = merge(winner, loser, actor=officer, choices=Choices(take=frozenset({"headline"})))
    since = make_distinction(winner)
    winner.headline = "Hiệu trưởng"
    moved.name = "Giải khác"
    db.session.flush()
    kept = undo(merged, actor=officer)
    assert [step["table"] for step in kept] == ["person"]
    assert winner.headline == "Hiệu trưởng"
    assert (moved.person_id, moved.name) == (loser.id, "Giải khác")
    assert since.person_id == winner.id


def test_an_item_removed_since_is_told_and_nothing_else_is_lost(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    gone, stays = make_distinction(loser), make_distinction(loser, name="Giải nhì")
    merged = merge(winner, loser, actor=officer)
    db.session.delete(gone)
    db.session.flush()
    assert [step["table"] for step in undo(merged, actor=officer)] == ["distinction"]
    assert stays.person_id == loser.id

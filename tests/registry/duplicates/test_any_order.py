"""Merges and their undoing in any order: no row is ever lost, and all undone all is as it was."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal.accounts.models import Account
from portal.core import invariants
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.duplicates.merging import BASICS, Choices, merge
from portal.registry.duplicates.parting import undo
from portal.registry.models import Audience, Merge, Person, SensitiveFacts
from portal.units.models import Unit
from tests.factories.accounts import make_account
from tests.factories.associations import make_association, make_member
from tests.factories.registry import (
    make_appointment,
    make_contribution,
    make_degree,
    make_keyword,
    make_person,
    make_work,
)
from tests.registry.duplicates.records import all_rows, verified

NAMES = ("Trần Thị Hòa", "Tran Thi Hoa", "Trần Thị Hoà", "Hoà Trần")
SIDES = st.integers(0, len(NAMES) - 1)
MERGE = st.tuples(
    st.just("merge"), SIDES, SIDES, st.frozensets(st.sampled_from(sorted(BASICS))), st.booleans()
)
UNDO = st.tuples(st.just("undo"), st.integers(0, 5))
Rows = dict[str, list[dict[str, Any]]]


@dataclass
class World:
    """Four records, two of them owned, that share a work and an association."""

    people: list[Person]
    officer: Account
    merges: list[Merge] = field(default_factory=list)

    def rows(self) -> Rows:
        return all_rows(*self.people)

    def act(self, act: tuple[Any, ...]) -> str:
        """Merge two records or undo a merge; the words of the refusal, if it is refused."""
        try:
            if act[0] == "merge":
                self._merge(*act[1:])
            elif self.merges:
                undo(self.merges[act[1] % len(self.merges)], actor=self.officer)
        except RuleBroken as refusal:
            return str(refusal)
        return ""

    def _merge(self, winner: int, loser: int, take: frozenset[str], keeps_own: bool) -> None:
        one, other = self.people[winner], self.people[loser]
        kept = one.account_id if keeps_own else other.account_id
        chosen = Choices(take=take, kept_account_id=kept)
        self.merges.append(merge(one, other, actor=self.officer, choices=chosen))

    def undo_all(self) -> None:
        for merged in reversed(self.merges):
            if merged.undone_at is None:
                assert undo(merged, actor=self.officer) == []


def numbers(rows: Rows) -> set[tuple[str, Any]]:
    """Which rows there are, whosever they are; what is derived is made anew."""
    return {
        (table.partition(".")[0], one.get("id", f"row {at}"))
        for table, found in rows.items()
        for at, one in enumerate(found)
        if not table.startswith("person_facet")
    }


@pytest.fixture
def worlds(commune: Unit, officer: Account) -> Callable[[], World]:
    def make() -> World:
        people = [
            make_person(full_name=name, home_unit=commune, headline=f"Nghề {n}", birth_date="1960")
            for n, name in enumerate(NAMES)
        ]
        for person in people[:2]:
            person.account = make_account()
            person.is_public = False
        for person in people[2:]:
            person.paper_consent_on = date(2026, 1, 5)
        work, association = make_work(), make_association()
        for n, person in enumerate(people):
            make_contribution(person, work=work, order=n)
            make_degree(person, visibility=list(Audience)[n])
            if n % 2:
                verified(make_degree(person, visibility=list(Audience)[3 - n]), officer)
            make_keyword(person, word="chè")
            make_appointment(person, role=f"Việc {n % 2}")
        for person in people[1:3]:
            make_member(association, person)
            db.session.add(SensitiveFacts(person=person, ethnicity="Tày"))
        db.session.flush()
        return World(people, officer)

    return make


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=st.lists(st.one_of(MERGE, MERGE, UNDO), min_size=1, max_size=6))
def test_whatever_is_merged_and_parted_nothing_is_lost_and_all_comes_back(
    worlds: Callable[[], World], acts: list[tuple[Any, ...]]
) -> None:
    world = worlds()
    before = now = world.rows()
    for act in acts:
        earlier, refusal = now, world.act(act)
        now = world.rows()
        assert numbers(before) <= numbers(now)
        assert not refusal or now == earlier
    assert not any(invariants.broken().values())
    world.undo_all()
    assert world.rows() == before

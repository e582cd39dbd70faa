"""Fragments: kept until something they show changes or their time is over, and never too many."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.core import clock
from portal.core.changes import note_change
from portal.core.fragments import Fragments, Made

NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)


class Maker:
    """Makes a new text each time it is asked."""

    def __init__(self, letters: int = 1, until: datetime | None = None) -> None:
        self.times, self._letters, self._until = 0, letters, until

    def __call__(self) -> Made[str]:
        self.times += 1
        return Made(str(self.times) * self._letters, [("person", 1), ("round", "*")], self._until)


def test_a_kept_fragment_is_given_again() -> None:
    fragments, make = Fragments(), Maker()
    assert [fragments.get("a", make) for _ in range(3)] == ["1", "1", "1"]


@pytest.mark.parametrize(("kind", "key"), [("person", 1), ("round", 7)])
def test_a_change_of_what_it_shows_drops_it(kind: str, key: int) -> None:
    fragments, make = Fragments(), Maker()
    fragments.get("a", make)
    note_change(kind, key)
    assert fragments.get("a", make) == "2"


def test_a_change_of_something_else_does_not() -> None:
    fragments, make = Fragments(), Maker()
    fragments.get("a", make)
    note_change("person", 2)
    assert fragments.get("a", make) == "1"


def test_it_ends_at_its_instant_and_after_an_hour_at_the_latest() -> None:
    fragments, timed, untimed = Fragments(), Maker(until=NOON + timedelta(minutes=5)), Maker()
    for minutes, seen in ((0, ("1", "1")), (4, ("1", "1")), (5, ("2", "1")), (60, ("3", "2"))):
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            assert (fragments.get("a", timed), fragments.get("b", untimed)) == seen


def test_the_oldest_go_when_there_are_too_many_letters() -> None:
    fragments = Fragments(most_letters=100)
    makers = [Maker(letters=40) for _ in range(3)]
    for key in (0, 1, 2, 1, 2, 0):
        fragments.get(key, makers[key])
    assert [make.times for make in makers] == [2, 1, 1]

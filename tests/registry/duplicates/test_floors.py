"""What the upper floors hold of two people who become one: refused, or settled and given back."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.accounts.models import Account
from portal.associations.models import EndReason, MemberNumber, Membership
from portal.core import invariants
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.duplicates.merging import merge
from portal.registry.duplicates.parting import undo
from portal.registry.models import Person
from tests.factories.associations import make_association, make_member
from tests.factories.councils import make_council
from tests.factories.councils import make_member as make_seat
from tests.factories.recognition import make_nomination, make_running_round

# --- upper floors ----------------------------------------------------------------------------------


def test_a_member_twice_of_one_association_keeps_the_winners_membership(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    association = make_association()
    own, other = make_member(association, winner), make_member(association, loser)
    merged = merge(winner, loser, actor=officer)
    assert (own.person_id, own.ends_on) == (winner.id, None)
    assert (other.person_id, other.end_reason) == (loser.id, EndReason.SECOND_RECORD)
    assert db.session.scalar(select(MemberNumber.id).filter_by(person_id=loser.id))
    undo(merged, actor=officer)
    assert (other.ends_on, other.end_reason) == (None, None)


def test_an_earlier_membership_comes_under_the_winners_number(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    association = make_association()
    own = make_member(association, winner, starts_on=date(2023, 1, 1))
    earlier = make_member(association, loser)
    earlier.ends_on, earlier.end_reason = date(2021, 1, 1), EndReason.RESIGNATION
    db.session.flush()
    merge(winner, loser, actor=officer)
    periods = db.session.scalars(select(Membership).filter_by(person_id=winner.id)).all()
    assert {one.number_id for one in periods} == {own.number_id}
    assert len(periods) == 2
    assert not any(invariants.broken().values())


def test_two_seats_on_one_council_are_refused(two: tuple[Person, Person], officer: Account) -> None:
    council = make_council(name="Hội đồng xét tặng")
    for person in two:
        make_seat(council, person)
    with pytest.raises(RuleBroken, match="Hội đồng xét tặng"):
        merge(*two, actor=officer)


def test_two_nominations_for_one_title_are_refused(
    two: tuple[Person, Person], officer: Account
) -> None:
    round = make_running_round()
    for person in two:
        make_nomination(round, person=person, state="submitted")
    with pytest.raises(RuleBroken, match=round.name):
        merge(*two, actor=officer)

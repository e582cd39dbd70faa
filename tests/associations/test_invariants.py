"""The invariants find what the actions never write."""

from datetime import date

from portal.associations import invariants
from portal.associations.models import Membership
from portal.core.db import db
from tests.factories.associations import make_association, make_member


def test_an_overlap_and_a_foreign_number_are_found() -> None:
    association = make_association()
    member, other = make_member(association), make_member(association)
    assert invariants.main_memberships_that_overlap() == []
    db.session.add(
        Membership(
            association=association,
            person=member.person,
            number_row=other.number_row,
            type=member.type,
            branch=association.unit,
            belonging=member.belonging,
            starts_on=date(2019, 1, 1),
            ends_on=date(2020, 1, 1),
            end_reason="resignation",
        )
    )
    db.session.flush()
    assert len(invariants.main_memberships_that_overlap()) == 1
    assert len(invariants.numbers_of_somebody_else()) == 1
    assert len(invariants.branches_that_are_none()) == 1
    assert invariants.approvals_without_effect() == []
    assert invariants.transfers_with_a_gap() == []

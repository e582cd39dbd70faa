"""Two associations; everything of the one here, a member of the other there."""

from datetime import date

from portal.accounts.roles import Role
from portal.associations import actions
from portal.associations.models import Association, MassMove
from portal.core.db import db
from portal.units.models import UnitKind
from tests.factories.accounts import make_account
from tests.factories.associations import (
    make_application,
    make_association,
    make_branch,
    make_member,
)
from tests.factories.registry import make_person
from tests.factories.units import make_document, make_unit
from tests.trust.world.base import World
from tests.trust.world.people import arrive


def add_associations(world: World) -> None:
    here = _association(world, "association", "here", "Hội Đây")
    there = _association(world, "association_there", "there", "Hội Kia")
    for name, role, association in (
        ("secretary", Role.ASSOCIATION_SECRETARY, here),
        ("chair", Role.ASSOCIATION_CHAIR, here),
        ("secretary_there", Role.ASSOCIATION_SECRETARY, there),
    ):
        arrive(world, name, make_account(role, association.unit))
    branch = make_branch(here)
    world.keep("branch", branch)
    world.keep("branch_there", make_branch(there))
    owner, neighbour = world.thing("person"), world.thing("hidden_person")
    member = world.keep("membership", make_member(here, owner, branch=branch))
    world.keep("card", actions.issue_card(member))
    other = world.keep("membership_there", make_member(there, neighbour))
    world.keep("card_there", actions.issue_card(other))
    applicant = make_person(full_name="Người Xin Vào", account=make_account())
    arrive(world, "applicant", applicant.account)
    world.keep("application", make_application(here, person=applicant))
    move = MassMove(
        association=here,
        from_branch=branch,
        effective_on=date(2025, 7, 1),
        document=make_document(),
    )
    db.session.add(move)
    world.keep("move", move)


def _association(world: World, name: str, unit: str, title: str) -> Association:
    below = make_unit(world.thing(unit), name=title, kind=UnitKind.ASSOCIATION)
    association = make_association(unit=below)
    return world.keep(name, association, association.slug)  # type: ignore[no-any-return]

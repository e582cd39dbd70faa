"""Units, and the people who act: one of every role here, some of them elsewhere."""

from datetime import timedelta
from typing import Any

from portal.accounts import actions
from portal.accounts.actions.letters import issue_link
from portal.accounts.models import Account, AccountSession, ConsentPurpose, TokenPurpose
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.core.jobs import Job, JobState
from portal.core.mail import OutboxMessage
from portal.units.models import UnitKind
from tests.factories.accounts import make_account
from tests.factories.units import make_document, make_unit
from tests.trust.world.base import World, paper

HERE = {
    "officer": Role.PEOPLE_OFFICER,
    "honours": Role.HONOURS_SECRETARY,
    "approver": Role.HONOURS_APPROVER,
    "drafter": Role.DRAFTING_OFFICER,
    "signer": Role.DRAFTING_APPROVER,
    "moderator": Role.MODERATOR,
    "leader": Role.UNIT_LEADER,
    "auditor": Role.AUDITOR,
    "admin": Role.ADMIN,
}
THERE = {
    "officer_there": Role.PEOPLE_OFFICER,
    "honours_there": Role.HONOURS_SECRETARY,
    "drafter_there": Role.DRAFTING_OFFICER,
    "admin_there": Role.ADMIN,
}
CITIZENS = (
    "citizen",
    "owner",
    "neighbour",
    "helper",
    "nominator",
    "councillor",
    "recused",
    "presider",
    "keeper",
    "counter",
)
EVERY_ROLE = ("suspended", "demoted")
"""They hold every role over everything here, until `take_rights_away`."""

LINKS = {
    "confirm": TokenPurpose.CONFIRM,
    "reset": TokenPurpose.RESET,
    "new_email": TokenPurpose.CHANGE_EMAIL,
}


def add_actors(world: World) -> None:
    here = world.keep("here", make_unit(name="Tỉnh Đây", kind=UnitKind.PROVINCE))
    there = world.keep("there", make_unit(name="Tỉnh Kia", kind=UnitKind.PROVINCE))
    world.keep("commune", make_unit(here, name="Xã Đây", kind=UnitKind.COMMUNE))
    world.keep("commune_there", make_unit(there, name="Xã Kia", kind=UnitKind.COMMUNE))
    world.keys["here_slug"] = here.slug
    for name, role in HERE.items():
        arrive(world, name, make_account(role, here))
    for name, role in THERE.items():
        arrive(world, name, make_account(role, there))
    for name in CITIZENS:
        arrive(world, name, make_account())
    for name in EVERY_ROLE:
        account = make_account()
        for role in Role:
            actions.grant(account, role, here)
        arrive(world, name, account)


def arrive(world: World, name: str, account: Account) -> None:
    """Let an account act under a name, signed in."""
    world.keep(f"{name}_account", account)
    world.accounts[name] = account.id
    world.tokens[name] = actions.open_session(account)


def add_own_things(world: World) -> None:
    """What belongs to one's account, and what administrators look after."""
    owner, here = world.account("owner"), world.thing("here")
    officer = make_account(Role.TREASURER, here)
    world.keep("account", officer)
    world.keep("grant", officer.grants[0])
    consent = actions.give_consent(owner, ConsentPurpose.STATISTICS, "Tôi đồng ý.")
    world.keep("consent", consent)
    world.keep("delegate", actions.add_delegate(owner, world.account("helper"), ends_on=None))
    actions.open_session(owner)
    query = db.select(AccountSession).filter_by(account_id=owner.id)
    world.keep("session", db.session.scalars(query.order_by(AccountSession.id.desc())).first())
    world.keep("document", make_document(file=paper(), issuer=here))
    world.keep("job", _added(Job(kind="x", payload={}, state=JobState.DONE, owner_id=owner.id)))
    letter = OutboxMessage(kind="x", to="a@b.vn", subject="Thư", text="Thư", message_id="<x@y>")
    world.keep("message", _added(letter))
    for name, purpose in LINKS.items():
        link = issue_link(world.account("citizen"), purpose)
        world.keys[f"{name}_token"] = link.rsplit("/", 1)[1]


def _added(row: Any) -> Any:
    db.session.add(row)
    return row


def take_rights_away(world: World) -> None:
    """Suspend one account and end every grant of another, both with open browsers."""
    world.account("suspended").suspended_at = clock.now() - timedelta(seconds=1)
    for grant in world.account("demoted").grants:
        actions.end_grant(grant, reason="Chuyển công tác")

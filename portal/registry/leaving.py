"""The account of an owner is closed: the record stays, without an owner."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.accounts.closing import Remains, outlives
from portal.accounts.models import Account
from portal.registry.actions import unlink_account
from portal.registry.actions.claims import withdraw_claim
from portal.registry.queries import person_of
from portal.registry.queries.ownership import waiting_claims_of


@outlives
def profile(account: Any) -> Iterable[Remains]:
    """The profile: not deleted, no longer public, no longer anybody's."""
    person = person_of(account)
    if person is not None and person.home_unit is not None:
        yield Remains(
            _(
                "Your profile leaves the public pages. The record with its confirmed items stays "
                "at %(unit)s, seen by its officers only; a code from them makes it yours again.",
                unit=person.home_unit.name,
            ),
            url_for("registry.held", id=person.id),
            _("First download everything held about you"),
        )


def let_go(account: Account) -> None:
    """Unlink the record of the account that is being closed, and take back its claims."""
    for claim in waiting_claims_of(account):
        withdraw_claim(claim, actor=account)
    person = person_of(account)
    if person is not None:
        unlink_account(person, actor_id=account.id)

"""What waits for the holder of an account."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from portal.accounts.models import Account
from portal.core.worklist import WorkItem, waits_for


@waits_for
def second_factor(account: Account) -> Iterator[WorkItem]:
    """An officer without a second factor is asked to switch it on."""
    if account.is_officer and not account.has_second_factor:
        yield WorkItem(
            _("Protect your account with a second factor"), 1, url_for("accounts.security")
        )

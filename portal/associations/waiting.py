"""What of this feature waits for a person."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.associations import queries
from portal.core.worklist import WorkItem, waits_for
from portal.units.powers import Power


@waits_for
def applications_to_decide(account: Any) -> Iterable[WorkItem]:
    """The applications that wait for a secretary or a chair, one line an association."""
    if not any(
        account.can_anywhere(power) for power in (Power.EDIT_MEMBERS, Power.APPROVE_MEMBERS)
    ):
        return
    for association, count in queries.waiting_count(account).items():
        yield WorkItem(
            text=_("Applications to join %(association)s", association=association.unit.name),
            count=count,
            url=url_for("associations.applications", slug=association.slug),
        )

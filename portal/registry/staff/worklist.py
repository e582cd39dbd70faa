"""What of staff lists waits for an officer."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.core.worklist import WorkItem, waits_for
from portal.registry.staff.queries import waiting_lists


@waits_for
def undecided_lists(account: Any) -> Iterable[WorkItem]:
    """Lists the officer handed in whose rows wait for a decision."""
    text = _("Staff lists with rows to decide on")
    yield WorkItem(text, waiting_lists(account), url_for("registry.staff_lists"))

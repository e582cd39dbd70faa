"""Pairs that wait for an officer."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.core.worklist import WorkItem, waits_for
from portal.registry.duplicates.queries import waiting_pairs


@waits_for
def possible_duplicates(account: Any) -> Iterable[WorkItem]:
    """Records that may be of one person."""
    yield WorkItem(
        _("Records that may be of one person"),
        waiting_pairs(account),
        url_for("registry.duplicates"),
    )

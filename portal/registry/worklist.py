"""What waits for a person in the registry."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.core.db import db
from portal.core.worklist import WorkItem, waits_for
from portal.registry.models import ITEM_MODELS, ItemState
from portal.registry.queries import person_of
from portal.registry.queries.ownership import claims_count, corrections_count
from portal.registry.queries.verification import tally_of
from portal.units.powers import Power


@waits_for
def decisions(account: Any) -> Iterable[WorkItem]:
    """Items on which this account decides, by the first day due."""
    tally = tally_of(account)
    url = url_for("registry.queue")
    yield WorkItem(_("Items to confirm"), tally.total, url, tally.first_due)


@waits_for
def ownership(account: Any) -> Iterable[WorkItem]:
    """Claims and corrections that wait for this officer."""
    if account.can_anywhere(Power.EDIT_PEOPLE):
        url = url_for("registry.profile_claims")
        yield WorkItem(_("Profiles that somebody says are theirs"), claims_count(account), url)
        yield WorkItem(
            _("Records that their people want corrected"), corrections_count(account), url
        )


@waits_for
def refused_items(account: Any) -> Iterable[WorkItem]:
    """One's own items that came back with a reason."""
    person = person_of(account)
    if person is not None:
        counts = (
            select(func.count())
            .select_from(model)
            .where(model.person_id == person.id, model.state == ItemState.REJECTED)
            .scalar_subquery()
            for model in ITEM_MODELS.values()
        )
        number = sum(db.session.execute(select(*counts)).one())
        url = url_for("registry.record", id=person.id)
        yield WorkItem(_("Items of yours that were not confirmed"), number, url)

"""A look-up runs behind the answer: the question costs time that no page waits for."""

from datetime import timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.jobs import Job, Progress, enqueue, job
from portal.registry.importing.actions import begin_import
from portal.registry.importing.models import ImportTask
from portal.registry.lookups.services import Service, ask, recognised
from portal.registry.models import Person

KIND = "registry.look_up"
_MINUTE = timedelta(minutes=1)
MOST_A_MINUTE, MOST_OF_ONE = 30, 6
"""Questions from the whole portal, and from one account."""


def ask_later(person: Person, text: str, *, actor: Account) -> Job:
    """Have the service asked that knows this number; bounded, so that no service is flooded."""
    service, number = recognised(text)
    since = clock.now() - _MINUTE
    recent = select(func.count()).where(Job.kind == KIND, Job.created_at > since)
    everybody = db.session.scalar(recent) or 0
    own = db.session.scalar(recent.where(Job.owner_id == actor.id)) or 0
    if everybody >= MOST_A_MINUTE or own >= MOST_OF_ONE:
        raise RuleBroken(_("Too many look-ups in a minute. Please wait a little."), "number")
    return enqueue(
        KIND,
        owner_id=actor.id,
        service=service.value,
        number=number,
        person_id=person.id,
        account_id=actor.id,
        preview=url_for("registry.import_preview", id=0),
        url=url_for("registry.ask_elsewhere", id=person.id),
    )


@job(KIND, title=_l("Look-up"), tries=1)
def look_up(
    _progress: Progress,
    *,
    service: str,
    number: str,
    person_id: int,
    account_id: int,
    preview: str,
    url: str,
) -> dict[str, Any]:
    """Ask first, with no transaction open; then keep the answer like a file that was handed in.

    `url` is where to ask again when it failed, which the job's page offers.
    """
    answer = ask(Service(service), number)
    person = db.session.get_one(Person, person_id)
    actor = db.session.get_one(Account, account_id)
    task = begin_import(person, answer, actor=actor, name=number)
    _check_it_is_what_was_asked(task, Service(service), number)
    db.session.flush()
    return {"url": preview.replace("/0", f"/{task.id}")}


def _check_it_is_what_was_asked(task: ImportTask, service: Service, number: str) -> None:
    """Raise for the record of another person; say so where a work goes by another DOI, as some do."""
    works = [row.parsed_work for row in task.rows if row.kind is None and not row.is_basics]
    found = [task.record["orcid"]] if service is Service.ORCID else [one.doi for one in works]
    if number in found:
        return
    told = _(
        "The service answered about %(found)s, not about %(asked)s.",
        found=", ".join(one for one in found[:3] if one) or _("something without a number"),
        asked=number,
    )
    if service is Service.ORCID:
        raise RuleBroken(told, "number")
    task.errors = [*(one for one in task.errors if one != told), told]

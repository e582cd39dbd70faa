"""An officer's work with profiles: each part counts what waits and shows the first of it.

Another part is one more writer under `desk_part`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Select

from portal.core.clock import local
from portal.core.dates import show_partial_date
from portal.core.paging import Page, paginate
from portal.registry.lines import line_of
from portal.registry.models import Person
from portal.registry.queries.freshness import (
    expiring_credentials,
    people_to_correct,
    people_without_consent,
    stale_people,
)
from portal.registry.queries.verification import Narrowed, Waiting, verification_queue
from portal.units.powers import Power


@dataclass(frozen=True)
class Row:
    """One thing that waits, where it is worked on, and what an officer may confirm at once."""

    text: str
    url: str
    detail: str = ""
    confirms: int | None = None
    """The number of the person whose record on paper is said to be still right."""


@dataclass(frozen=True)
class DeskPart:
    """One kind of work: `url` shows all of it."""

    name: str
    title: str
    hint: str
    page: Page[Row]
    url: str


Writer = Callable[[Any, int, int], DeskPart]
_writers: dict[str, tuple[tuple[Power, ...], Writer]] = {}


def desk_part(name: str, *powers: Power) -> Callable[[Writer], Writer]:
    """Register `writer(account, page, size)`, asked for accounts that hold one of the powers somewhere."""

    def register(writer: Writer) -> Writer:
        _writers[name] = (powers, writer)
        return writer

    return register


def parts_of(account: Any, *, name: str = "", page: int = 1) -> list[DeskPart]:
    """The parts of this account's desk, a few rows of each; or one part whole, page by page."""
    open_to = {
        key: writer
        for key, (powers, writer) in _writers.items()
        if any(account.can_anywhere(power) for power in powers)
    }
    if name in open_to:
        return [open_to[name](account, page, 30)]
    return [writer(account, 1, 5) for writer in open_to.values()]


_DECIDING = (Power.EDIT_PEOPLE, Power.APPROVE_PEOPLE)


def _desk_url(name: str) -> str:
    return url_for("registry.desk", part=name)


def _waiting(account: Any, narrowed: Narrowed, size: int) -> Page[Row]:
    page = verification_queue(account, narrowed, size=size)
    return Page([_waiting_row(one) for one in page.items], 1, size, page.total)


def _waiting_row(waiting: Waiting) -> Row:
    due = waiting.item.due_on
    return Row(
        line_of(waiting.item).title,
        url_for("registry.decide", kind=waiting.kind, item_id=waiting.item.id),
        f"{waiting.person.full_name} · {_due(due)}" if due else waiting.person.full_name,
    )


def _due(day: date) -> str:
    return _("Due %(day)s", day=day.strftime("%d/%m/%Y"))


@desk_part("waiting", *_DECIDING)
def waiting(account: Any, _page: int, size: int) -> DeskPart:
    """What this account is asked to decide."""
    hint = _("Handed in by people you look after, or asked of a body for which you decide.")
    page = _waiting(account, Narrowed(), size)
    return DeskPart("waiting", _("Items to confirm"), hint, page, url_for("registry.queue"))


@desk_part("overdue", *_DECIDING)
def overdue(account: Any, _page: int, size: int) -> DeskPart:
    """What it should have decided already."""
    page = _waiting(account, Narrowed(overdue=True), size)
    url = url_for("registry.queue", overdue=1)
    hint = _("The day by which it should have been decided has passed.")
    return DeskPart("overdue", _("Overdue"), hint, page, url)


@desk_part("corrections", Power.EDIT_PEOPLE)
def corrections(account: Any, page: int, size: int) -> DeskPart:
    """What people without an account say is wrong."""
    hint = _("Said by the person with the code on the receipt.")
    found = _people(people_to_correct(account), page, size, lambda one: one.correction_asked)
    return DeskPart("corrections", _("Said to be wrong"), hint, found, _desk_url("corrections"))


@desk_part("expiring", Power.EDIT_PEOPLE)
def expiring(account: Any, page: int, size: int) -> DeskPart:
    """Certificates that end soon."""
    found = paginate(expiring_credentials(account), page=page, size=size)
    rows = [
        Row(
            one.name,
            url_for("registry.record", id=one.person_id, _anchor="credential"),
            f"{one.person.full_name} · "
            + _("valid until %(day)s", day=show_partial_date(one.valid_until)),
        )
        for one in found.items
    ]
    hint = _("Ask the person for the new one before this one ends.")
    page_of_rows = Page(rows, page, size, found.total)
    return DeskPart(
        "expiring", _("Certificates about to end"), hint, page_of_rows, _desk_url("expiring")
    )


@desk_part("consent", Power.EDIT_PEOPLE)
def consent(account: Any, page: int, size: int) -> DeskPart:
    """Records that are not public for want of a consent."""
    hint = _("They stay out of the public's sight until the person agrees.")
    found = _people(people_without_consent(account), page, size, _consent_wanted)
    return DeskPart("consent", _("Consent is missing"), hint, found, _desk_url("consent"))


@desk_part("stale", Power.EDIT_PEOPLE)
def stale(account: Any, page: int, size: int) -> DeskPart:
    """Records that nobody confirmed or changed for long."""
    hint = _("Owners are asked by mail once a year; records on paper are yours to check.")
    found = _people(stale_people(account), page, size, _last_touched, confirmable=True)
    return DeskPart("stale", _("Stale profiles"), hint, found, _desk_url("stale"))


def _people(
    query: Select[Person],
    page: int,
    size: int,
    detail: Callable[[Person], str],
    *,
    confirmable: bool = False,
) -> Page[Row]:
    found = paginate(query, page=page, size=size)
    rows = [
        Row(
            one.full_name,
            url_for("registry.record", id=one.id),
            detail(one),
            one.id if confirmable and one.account_id is None else None,
        )
        for one in found.items
    ]
    return Page(rows, page, size, found.total)


def _consent_wanted(person: Person) -> str:
    if person.account_id is None:
        return _("No signed consent yet")
    if person.paper_consent_file_id is not None:
        return _("Taken over by its owner, who has not agreed yet")
    return _("The person took the consent back")


def _last_touched(person: Person) -> str:
    latest = max(person.updated_at, person.confirmed_at or person.updated_at)
    return _("Last changed or confirmed on %(day)s", day=local(latest).strftime("%d/%m/%Y"))

"""A record as its owner or an officer works on it: what is done, what waits, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.core.i18n import label
from portal.registry.labels import PLURALS
from portal.registry.lines import Line, line_of
from portal.registry.models import Audience, ItemKind, ItemState, Person
from portal.registry.profile import profile_of
from portal.registry.queries.items import evidence_counts, items_of, last_reasons
from portal.registry.queries.verification import is_overdue
from portal.registry.rules import COUNTED, MOVES, NEEDS_EVIDENCE, VERIFIABLE, Move
from portal.registry.sources import sources_on
from portal.registry.visibility import speaks_for
from portal.registry.written import writers_of, written

ORDER = (
    ItemKind.APPOINTMENT,
    ItemKind.DEGREE,
    ItemKind.RANK,
    ItemKind.TITLE,
    ItemKind.FIELD,
    ItemKind.KEYWORD,
    ItemKind.CONTRIBUTION,
    ItemKind.PROJECT_ROLE,
    ItemKind.DISTINCTION,
    ItemKind.SUPERVISION,
    ItemKind.LANGUAGE,
    ItemKind.CREDENTIAL,
    ItemKind.TRAINING,
    ItemKind.IDENTIFIER,
    ItemKind.NAME,
)


@dataclass(frozen=True)
class Entry:
    """One item on the work page."""

    line: Line
    scans: int
    reason: str
    written: str = ""
    """By whom and in whose name, where that is not the person."""
    sources: Sequence[str] = ()
    """Who else says the same, one line a source."""

    @property
    def item(self) -> Any:
        return self.line.item

    @property
    def lacks_evidence(self) -> bool:
        return self.item.kind in NEEDS_EVIDENCE and not self.scans

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.item)

    @property
    def can_be_submitted(self) -> bool:
        starts, _end = MOVES[Move.SUBMIT]
        return self.item.kind in VERIFIABLE and self.item.state in starts


@dataclass(frozen=True)
class Part:
    """All items of one kind."""

    kind: ItemKind
    title: str
    entries: Sequence[Entry]
    add_url: str


@dataclass(frozen=True)
class Task:
    """One line of the task list: its status as (text, tone)."""

    text: str
    url: str
    status: tuple[str, str]


@dataclass(frozen=True)
class Record:
    tasks: Sequence[Task]
    parts: Sequence[Part]

    @property
    def done(self) -> int:
        return sum(task.status[1] == "ok" for task in self.tasks)

    @property
    def counted(self) -> tuple[int, int]:
        """How many of the items shown are confirmed, and how many are only stated."""
        facts = [
            entry.item for part in self.parts for entry in part.entries if part.kind in COUNTED
        ]
        verified = sum(item.is_verified for item in facts)
        return verified, len(facts) - verified


def record_of(person: Person, actor: Any) -> Record:
    """The record as `actor` may see it."""
    items = items_of(person, actor=actor)
    scans, reasons = evidence_counts(person), last_reasons(person)
    writers = writers_of(item for found in items.values() for item in found)
    sources = sources_on(person)
    parts = [
        Part(
            kind,
            str(PLURALS[kind]),
            [
                Entry(
                    line_of(item),
                    scans.get((kind, item.id), 0),
                    reasons.get((kind, item.id), ""),
                    written(item, writers),
                    sources.get((kind, item.id), ()),
                )
                for item in items[kind]
            ],
            add_url(person, kind),
        )
        for kind in ORDER
    ]
    return Record(_tasks(person, parts, may_publish=not speaks_for(actor, person)), parts)


def parts_on_paper(person: Person) -> list[tuple[str, list[Line]]]:
    """The whole record in words, for the person it is about: each kind with its lines."""
    shown = profile_of(person, Audience.OWNER)
    return [(str(PLURALS[kind]), shown.of(kind)) for kind in ORDER if shown.of(kind)]


def add_url(person: Person, kind: ItemKind) -> str:
    """Where an item of that kind is stated."""
    if kind is ItemKind.KEYWORD:
        return url_for("registry.add_keywords", id=person.id)
    if kind in (ItemKind.CONTRIBUTION, ItemKind.PROJECT_ROLE):
        return url_for(f"registry.new_{kind.value}", id=person.id)
    return url_for("registry.new_item", id=person.id, kind=kind.value)


def _tasks(person: Person, parts: Sequence[Part], *, may_publish: bool) -> list[Task]:
    by_kind = {part.kind: part for part in parts}
    basics = bool(person.headline and person.sector)
    yes, no = (_("Done"), "ok"), (_("Not begun"), "off")
    tasks = [
        Task(_("Basics"), _url("basics", person), yes if basics else (_("Incomplete"), "wait")),
        Task(_("Photo"), _url("edit_photo", person), yes if person.photo_small else no),
    ]
    for kind in ORDER[:2] + ORDER[4:7]:
        part = by_kind[kind]
        url = f"#{kind.value}" if part.entries else part.add_url
        tasks.append(Task(str(PLURALS[kind]), url, _status(part)))
    if not may_publish:
        return tasks
    published = (_("Public"), "ok") if person.is_public else (_("Not public"), "off")
    return [*tasks, Task(_("Publish the profile"), _url("publication", person), published)]


def _url(endpoint: str, person: Person) -> str:
    return url_for(f"registry.{endpoint}", id=person.id)


def _status(part: Part) -> tuple[str, str]:
    states = [entry.item.state for entry in part.entries]
    if not states:
        return _("Not begun"), "off"
    if ItemState.REJECTED in states:
        return label(ItemState.REJECTED), "bad"
    if part.kind not in VERIFIABLE:
        return _("Done"), "ok"
    if ItemState.SUBMITTED in states or ItemState.UNDER_REVIEW in states:
        return _("Waiting for confirmation"), "wait"
    if all(state is ItemState.VERIFIED for state in states):
        return _("Confirmed"), "ok"
    return _("To be submitted"), "wait"

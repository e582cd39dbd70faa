"""A file or an answer from elsewhere is read and kept, row by row, for a decision."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.formats import ParsedItem, ParsedWorks, parse_works
from portal.registry.formats.identifiers import normal_orcid
from portal.registry.importing.comparing import known_of
from portal.registry.importing.models import ImportRow, ImportTask
from portal.registry.importing.places import place_written
from portal.registry.importing.queries import task_of_content
from portal.registry.importing.refusing import (
    first_state,
    key_of_item,
    key_of_work,
    refused_keys,
)
from portal.registry.importing.whose import Doubt, doubt_about
from portal.registry.models import ItemKind, Person, RuleKey
from portal.registry.queries.rule_values import rule_value

_ORDER = tuple(ItemKind)


def begin_import(
    person: Person, content: bytes | str, *, actor: Account, name: str = ""
) -> ImportTask:
    """Read a list or record and keep its rows for a decision; the same again is the same task."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    digest = sha256(data).hexdigest()
    known = task_of_content(person, actor, digest)
    if known is not None:
        known.expires_at = _end()
        return known
    result = parse_works(content)
    if not (result.works or result.items or result.asides or result.owner.basics):
        told = " ".join(result.errors[:3]) or _("Nothing that a profile keeps was found in it.")
        raise RuleBroken(told, "file" if name else "text")
    task = ImportTask(
        person=person,
        started_by_id=actor.id,
        sha256=digest,
        format=result.format,
        name=name,
        errors=[*result.errors, *_unknown_places(result.owner.basics)],
        left_out=len(result.asides),
        record=_record(result, person),
        expires_at=_end(),
        rows=list(_rows(result, person)),
    )
    try:
        with db.session.begin_nested():
            db.session.add(task)
    except IntegrityError:  # the same list was handed in at the same moment
        return _known_now(person, actor, digest)
    audit.record("registry.begin_import", task, actor_id=actor.id)
    return task


def _unknown_places(basics: dict[str, Any]) -> list[str]:
    """A sentence for a place of living that cannot be told here: never guessed, never lost in silence."""
    written = str(basics.get("commune", ""))[:200]
    if not written or place_written(written):
        return []
    return [_("No commune, or more than one, is called “%(name)s” here today.", name=written)]


def _end() -> Any:
    return clock.now() + timedelta(days=rule_value(RuleKey.IMPORT_DAYS))


def _record(result: ParsedWorks, person: Person) -> dict[str, Any]:
    known = known_of(person)
    return {
        "orcid": normal_orcid(result.owner.orcid) or result.owner.orcid[:100],
        "names": [one[:200] for one in result.owner.names[:5]],
        "is_whole": result.is_whole,
        "doubt": doubt_about(result.owner, names=known.names, orcids=known.orcids).value,
        "shown": [asdict(one) for one in result.asides],
    }


def _rows(result: ParsedWorks, person: Person) -> Iterator[ImportRow]:
    """The person as such, the items kind by kind in the order of the source, then the works."""
    refused = refused_keys(person)
    number = 0
    if result.owner.basics:
        number += 1
        yield ImportRow(number=number, key="basics", parsed={"basics": result.owner.basics})
    for item in sorted(result.items, key=_place):
        number += 1
        key = key_of_item(item)
        yield ImportRow(
            number=number,
            kind=ItemKind(item.kind),
            key=key,
            state=first_state(key, refused),
            parsed=asdict(item),
        )
    for work in result.works:
        number += 1
        key = key_of_work(work)
        state = first_state(key, refused)
        yield ImportRow(number=number, key=key, state=state, parsed=asdict(work))


def _place(item: ParsedItem) -> int:
    return _ORDER.index(ItemKind(item.kind))


def _known_now(person: Person, actor: Account, digest: str) -> ImportTask:
    task = task_of_content(person, actor, digest)
    if task is None:
        raise RuleBroken(_("The list could not be stored. Please send it again."))
    return task


def confirm_whose(task: ImportTask, *, actor: Account) -> None:
    """The one who handed it in says, being asked, that the record is this person's all the same."""
    if not task.record.get("doubt"):
        return
    task.record = task.record | {"doubt": Doubt.NONE.value, "confirmed_by": actor.id}
    audit.record("registry.confirm_whose_record", task, actor_id=actor.id)


def check_whose(task: ImportTask) -> None:
    """Raise while it is in doubt whether the record is the person's."""
    if task.record.get("doubt"):
        raise RuleBroken(_("Say first that this record is the person's."))

"""How an accepted row becomes an item of a profile, with a line for each of its sources."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.text import fold
from portal.registry import rules
from portal.registry.actions.items import first_audience, save_item
from portal.registry.actions.works import save_project
from portal.registry.formats import Format, ParsedItem
from portal.registry.importing.items import ComparedItem
from portal.registry.models import (
    ITEM_MODELS,
    Audience,
    Item,
    ItemKind,
    ItemSource,
    Keyword,
    Person,
    Project,
    ProjectRole,
    SourceKind,
)
from portal.registry.plain import built, is_complete, typed
from portal.registry.queries.items import research_fields


def add_item(
    person: Person,
    kind: ItemKind,
    values: dict[str, Any],
    parsed: ParsedItem,
    *,
    actor: Account,
    visibility: Audience | None,
) -> Item:
    """State it as imported; shown to whom the owner says now, or as the owner's own export says."""
    read: Any = built(kind, values, fields=research_fields() if kind is ItemKind.FIELD else ())
    if not is_complete(read):
        raise RuleBroken(_("Something that this kind of item needs is missing."))
    _check_room(person, kind)
    shown_to = audience_for(person, parsed.flags, actor=actor, visibility=visibility)
    if kind is ItemKind.PROJECT_ROLE:
        item: Item = _add_project(person, values, shown_to, actor)
    else:
        model: Any = ITEM_MODELS[kind]
        item = model(person=person)
        said = {"field": read.field} if kind is ItemKind.FIELD else typed(kind, values)
        if kind is ItemKind.IDENTIFIER:
            said |= {"normal": read.normal, "error": read.error}
        save_item(item, said | {"visibility": shown_to}, actor=actor)
    first = parsed.sources[0] if parsed.sources else None
    item.source = SourceKind.IMPORT
    item.source_note = " · ".join(filter(None, (first.format if first else "", parsed.note)))[:300]
    if first and first.on_behalf_of:
        item.on_behalf_of = first.on_behalf_of
    db.session.flush()
    return item


def audience_for(
    person: Person, flags: dict[str, Any], *, actor: Account, visibility: Audience | None
) -> Audience | None:
    """Whom the new item is shown to; only its owner decides, and None leaves it as items begin."""
    if person.account_id != actor.id:
        return first_audience(person, actor)
    told = flags.get("visibility")
    return Audience(told) if told in set(Audience) else visibility


def _check_room(person: Person, kind: ItemKind) -> None:
    if kind is ItemKind.KEYWORD:
        query = select(Keyword.folded).where(Keyword.person_id == person.id)
        rules.check_keywords([*db.session.scalars(query), ""])


def _add_project(
    person: Person, values: dict[str, Any], visibility: Audience | None, actor: Account
) -> ProjectRole:
    """The part in a project; one that the registry knows by code and name is joined, not doubled."""
    own = {"role"}
    said = typed(ItemKind.PROJECT_ROLE, values)
    part = {name: value for name, value in said.items() if name in own}
    part["visibility"] = visibility
    known = _known_project(said)
    if known is not None and all(one.person_id != person.id for one in known.roles):
        role = ProjectRole(person=person, project=known)
        db.session.add(role)
        save_item(role, part, actor=actor)
        return role
    project = {name: value for name, value in said.items() if name not in own}
    role = ProjectRole(person=person)
    save_project(role, project, values=part, actor=actor)
    return role


def _known_project(said: dict[str, Any]) -> Project | None:
    if not said.get("code"):
        return None
    query = select(Project).where(
        Project.folded == fold(said["name"]), Project.code == said["code"]
    )
    return db.session.scalars(query.order_by(Project.id).limit(1)).one_or_none()


def take_over_item(compared: ComparedItem, *, actor: Account) -> None:
    """Change what the item says to what the source says; who may see it stays as it is."""
    item, kind = compared.item, compared.item.kind
    values = typed(kind, {name: read for name, _stored, read in compared.differences})
    if kind is ItemKind.PROJECT_ROLE:
        part = {"role": values.pop("role")} if "role" in values else {}
        save_project(item, values, values=part, actor=actor, seen=item.version)
    else:
        save_item(item, values, actor=actor, seen=item.version)


def tells_more(item: Item, parsed: ParsedItem) -> bool:
    """Whether a source of the row is not yet among the item's."""
    known = _known_sources(item)
    return any(_sign(one) not in known for one in parsed.sources if one.format)


def add_item_sources(item: Item, parsed: ParsedItem, *, actor: Account) -> None:
    """One line for each source that is not among the item's yet."""
    known = _known_sources(item)
    for one in parsed.sources:
        if _sign(one) in known:
            continue
        known.add(_sign(one))
        db.session.add(
            ItemSource(
                person_id=item.person_id,
                item_kind=item.kind,
                item_id=item.id,
                source=SourceKind.IMPORT,
                organisation=one.stated_by or one.format or Format.PROFILE,
                on_behalf_of=one.on_behalf_of,
                reference=one.reference,
                stated_by_id=actor.id,
            )
        )
    db.session.flush()


def _sign(one: Any) -> tuple[str, str, str]:
    return (one.stated_by or one.format or Format.PROFILE, one.on_behalf_of, one.reference)


def _known_sources(item: Item) -> set[tuple[str, str, str]]:
    query = select(ItemSource.organisation, ItemSource.on_behalf_of, ItemSource.reference).where(
        ItemSource.item_kind == item.kind, ItemSource.item_id == item.id
    )
    return {(row[0], row[1], row[2]) for row in db.session.execute(query)}

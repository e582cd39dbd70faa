"""What is done to one item of a profile: stated, changed, shown, removed, handed in."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import check_version
from portal.core.text import fold
from portal.core.working_days import after_working_days
from portal.registry import rules
from portal.registry.actions.history import revise, snapshot
from portal.registry.models import (
    Audience,
    Evidence,
    EvidenceKind,
    Item,
    ItemSource,
    ItemState,
    Keyword,
    Person,
    RuleKey,
    SourceKind,
    Verification,
)
from portal.registry.queries.asked import can_be_asked
from portal.registry.queries.items import evidence_of
from portal.registry.queries.rule_values import rule_value
from portal.registry.rules import Move
from portal.registry.visibility import speaks_for
from portal.units.models import Unit
from portal.units.queries import unit_named


def save_item(
    item: Any, values: dict[str, Any], *, actor: Account, seen: int | None = None
) -> None:
    """Store a new or changed item. Changing one that was handed in or confirmed reopens it."""
    is_new = item.id is None
    before = None if is_new else snapshot(item)
    if is_new:
        _sign(item, actor)
    else:
        check_version(seen, item.version)
    _set_visibility(item, values.pop("visibility", None), actor)
    for name, value in values.items():
        setattr(item, name, value)
    if hasattr(item, "unit_id"):
        item.unit_id = _unit_id(item.organisation)
    if not is_new and item.state is not ItemState.DRAFT and snapshot(item) != before:
        item.state = rules.moved(item.state, Move.REOPEN)
    db.session.add(item)
    revise("state_item" if is_new else "edit_item", item, actor_id=actor.id, before=before)


def _sign(item: Item, actor: Account) -> None:
    item.visibility = first_audience(item.person, actor)
    item.source = SourceKind.SELF if item.visibility is Audience.OWNER else SourceKind.OFFICER
    item.stated_by_id = actor.id
    item.on_behalf_of = name_written_for(item.person, actor)
    item.state = ItemState.DRAFT


def first_audience(person: Person, actor: Account) -> Audience:
    """Who sees what `actor` states of the person, until its owner says otherwise."""
    own = person.account_id == actor.id
    return Audience.OWNER if own or speaks_for(actor, person) else Audience.OFFICERS


def name_written_for(person: Person, actor: Account) -> str:
    """In whose name the actor states something: a delegate's, or one's who came with a paper form."""
    on_paper = person.account_id is None
    return person.full_name if on_paper or speaks_for(actor, person) else ""


def _set_visibility(item: Item, visibility: Audience | None, actor: Account) -> None:
    if visibility is None or visibility is item.visibility:
        return
    rules.check_visibility_change(actor_id=actor.id, owner_id=item.person.account_id)
    item.visibility = visibility


def _unit_id(organisation: str) -> int | None:
    """The unit of exactly this name, so that facets and scopes know it; several give none."""
    if not organisation:
        return None
    found = unit_named(organisation, on=clock.today())
    return found[0].id if len(found) == 1 else None


def add_keywords(
    person: Person, words: Iterable[str], *, visibility: Audience | None, actor: Account
) -> None:
    """State several keywords; one that the person has already (diacritics aside) stays as it is."""
    known = set(db.session.scalars(db.select(Keyword.folded).filter_by(person_id=person.id)))
    fresh = {fold(word): word for word in words if fold(word) and fold(word) not in known}
    rules.check_keywords({*known, *fresh})
    for word in fresh.values():
        save_item(Keyword(person=person), {"word": word, "visibility": visibility}, actor=actor)


def show_item_to(item: Item, audience: Audience, *, actor: Account) -> None:
    """Change who may see the item; its state stays, for nothing it says has changed."""
    before = snapshot(item)
    _set_visibility(item, audience, actor)
    revise("show_item_to", item, actor_id=actor.id, before=before)


def show_items_to(items: Iterable[Item], audience: Audience, *, actor: Account) -> int:
    """Change who may see several items; gives how many."""
    chosen = list(items)
    for item in chosen:
        show_item_to(item, audience, actor=actor)
    return len(chosen)


def remove_item(item: Item, *, actor: Account) -> None:
    """Take an item off the profile with its scans; the history keeps what it said."""
    before = snapshot(item)
    revise("remove_item", item, actor_id=actor.id, before=before, removed=True)
    for proof in (Evidence, ItemSource, Verification):
        db.session.execute(
            delete(proof).where(proof.item_kind == item.kind, proof.item_id == item.id)
        )
    db.session.delete(item)
    db.session.flush()


def submit_item(item: Item, *, actor: Account, asked: Unit | None = None) -> None:
    """Hand the item in; `asked` is the body that is to decide, None the officers of the home unit."""
    rules.check_submission(item.kind, has_evidence=bool(evidence_of(item)))
    if asked is not None and asked.id == item.person.home_unit_id:
        asked = None
    rules.check_asked(can_decide=asked is None or can_be_asked(asked, item.person))
    before = snapshot(item)
    item.state = rules.moved(item.state, Move.SUBMIT)
    item.asked_unit = asked
    item.submitted_at = clock.now()
    item.due_on = after_working_days(clock.today(), rule_value(RuleKey.VERIFICATION_DAYS))
    revise("submit_item", item, actor_id=actor.id, before=before)


def withdraw_item(item: Item, *, actor: Account) -> None:
    """Take the item back before it is decided on."""
    before = snapshot(item)
    item.state = rules.moved(item.state, Move.WITHDRAW)
    revise("withdraw_item", item, actor_id=actor.id, before=before)


def add_evidence(
    item: Item,
    file: Any,
    *,
    actor: Account,
    note: str = "",
    evidence_kind: EvidenceKind | None = None,
) -> Evidence:
    """Attach a scan. A new paper under a decided item reopens it."""
    evidence = Evidence(
        person_id=item.person_id,
        item_kind=item.kind,
        item_id=item.id,
        evidence_kind=evidence_kind or rules.EVIDENCE_FOR.get(item.kind, EvidenceKind.OTHER),
        file=file,
        note=note,
        added_by_id=actor.id,
    )
    db.session.add(evidence)
    if item.state is not ItemState.SUBMITTED:
        _reopen(item, "add_evidence", actor)
    audit.record("registry.add_evidence", evidence, actor_id=actor.id)
    return evidence


def remove_evidence(evidence: Evidence, item: Item, *, actor: Account) -> None:
    """Take a scan away; an item that rested on it, or waits with it, is open again."""
    audit.record("registry.remove_evidence", evidence, actor_id=actor.id)
    db.session.delete(evidence)
    _reopen(item, "remove_evidence", actor)


def _reopen(item: Item, action: str, actor: Account) -> None:
    if item.state is ItemState.DRAFT:
        return
    before = snapshot(item)
    item.state = rules.moved(item.state, Move.REOPEN)
    revise(action, item, actor_id=actor.id, before=before)

"""Finding conflicts in the registry, declaring them, deciding about them."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.councils.backgrounds import backgrounds_of
from portal.councils.models import (
    AgendaItem,
    AgendaItemPerson,
    ConflictFinding,
    Council,
    CouncilMember,
    FindingSource,
    FindingStatus,
    PersonPart,
)
from portal.councils.rules.conflicts import CERTAIN, ConflictKind, Suspicion, suspicions
from portal.registry.models import Person

Found = tuple[CouncilMember, AgendaItem, Suspicion]


def find_conflicts(council: Council) -> list[ConflictFinding]:
    """Compare every member with everybody an item concerns; give the findings that are new.

    A finding that was dismissed is found again and stays dismissed.
    """
    known = {
        (row.member_id, row.item_id, row.kind, row.evidence)
        for row in db.session.scalars(
            select(ConflictFinding).join(AgendaItem).where(AgendaItem.council_id == council.id)
        )
    }
    fresh = [
        _finding(member, item, suspicion, FindingSource.REGISTRY)
        for member, item, suspicion in _search(council)
        if (member.id, item.id, suspicion.kind, suspicion.evidence) not in known
    ]
    db.session.add_all(fresh)
    db.session.flush()
    audit.record("conflicts.find", council, after={"new": len(fresh)})
    return fresh


def _search(council: Council) -> Iterable[Found]:
    today = clock.today()
    members = council.serving(today)
    people = [line.person_id for item in council.items for line in item.people]
    known = backgrounds_of({member.person_id for member in members} | set(people))
    for item in council.items:
        for member in members:
            for line in item.people:
                if line.part is not PersonPart.NOMINEE:
                    if line.person_id == member.person_id:
                        evidence = f"{line.part.value}:{line.person_id}"
                        yield member, item, Suspicion(ConflictKind.PROPOSED, evidence)
                    continue
                judge, other = known[member.person_id], known[line.person_id]
                for one in suspicions(judge, other, on=today, years=council.conflict_years):
                    yield member, item, one


def _finding(
    member: CouncilMember,
    item: AgendaItem,
    suspicion: Suspicion,
    source: FindingSource,
    note: str = "",
) -> ConflictFinding:
    certain = suspicion.kind in CERTAIN or source is FindingSource.MEMBER
    return ConflictFinding(
        member=member,
        item=item,
        kind=suspicion.kind,
        evidence=suspicion.evidence,
        source=source,
        note=note,
        status=FindingStatus.CONFIRMED if certain else FindingStatus.SUSPECTED,
    )


def declare_conflict(
    member: CouncilMember,
    item: AgendaItem,
    *,
    kind: ConflictKind,
    note: str,
    source: FindingSource,
    by: Any,
) -> ConflictFinding:
    """Declare a conflict: a member's own word holds at once, anybody else's is to be decided."""
    if item.council_id != member.council_id:
        raise RuleBroken(_("This item is not before that council."))
    if not note.strip():
        raise RuleBroken(_("Say in a few words what the conflict is."), "note")
    evidence = f"declared:{by.id}"
    query = select(ConflictFinding).filter_by(
        member_id=member.id, item_id=item.id, kind=kind, evidence=evidence
    )
    if db.session.scalars(query).first() is not None:
        raise RuleBroken(_("You have declared this already."), "kind")
    finding = _finding(member, item, Suspicion(kind, evidence), source, note)
    db.session.add(finding)
    db.session.flush()
    audit.record("conflict.declare", finding, after={"kind": kind.value})
    return finding


def decide_conflict(finding: ConflictFinding, *, stands: bool, reason: str, by: Any) -> None:
    """Confirm or dismiss a finding, with the reason; dismissing needs one."""
    if not stands and not reason.strip():
        raise RuleBroken(_("State why this is no conflict of interest."), "reason")
    if not stands and finding.kind is ConflictKind.SAME_PERSON:
        raise RuleBroken(_("Nobody judges himself: this conflict cannot be dismissed."))
    before = {"status": finding.status.value}
    finding.status = FindingStatus.CONFIRMED if stands else FindingStatus.DISMISSED
    finding.reason = reason.strip()
    finding.decided_at = clock.now()
    finding.decided_by_id = by.id
    audit.record("conflict.decide", finding, before=before, after={"status": finding.status.value})


def put_before(
    council: Council, *, title: str, people: Iterable[tuple[Person, PersonPart]]
) -> AgendaItem:
    """Bring a matter before a council; the caller points to the item from its own table."""
    item = AgendaItem(council=council, title=title, position=len(council.items))
    db.session.add(item)
    db.session.flush()
    add_people(item, people)
    return item


def add_people(item: AgendaItem, people: Iterable[tuple[Person, PersonPart]]) -> None:
    """Note whom an item concerns; the same part is noted once."""
    noted = {(line.person_id, line.part) for line in item.people}
    for person, part in people:
        if (person.id, part) not in noted:
            noted.add((person.id, part))
            item.people.append(AgendaItemPerson(person_id=person.id, part=part))
    db.session.flush()

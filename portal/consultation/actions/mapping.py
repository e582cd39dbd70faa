"""Comparing a version in preparation with the last published one: nothing moves unseen."""

from sqlalchemy import select

from portal.consultation.alignment import Match, Unit, align
from portal.consultation.models import (
    DraftVersion,
    Provision,
    ProvisionMapping,
    Relation,
    new_lineage,
)
from portal.consultation.outline.flat import Row, parents_of
from portal.core import clock
from portal.core.db import db


def mappings_of(version: DraftVersion) -> list[ProvisionMapping]:
    """Where the units of the version before went, in the order of this one."""
    query = select(ProvisionMapping).where(ProvisionMapping.version_id == version.id)
    return list(db.session.scalars(query.order_by(ProvisionMapping.id)))


def map_to_previous(version: DraftVersion) -> bool:
    """Compare with the last published version unless that is done; True when no pair is in doubt."""
    found = mappings_of(version)
    if not found:
        previous = version.consultation.current
        matches = align(_units(previous.provisions), _units(version.provisions))
        found = [_mapping(version, match) for match in matches]
        db.session.add_all(found)
        db.session.flush()
    return not any(mapping.needs_confirming for mapping in found)


def _units(provisions: list[Provision]) -> list[Unit]:
    above = parents_of(
        Row(one.kind, one.number, one.title, one.text, one.depth, one.key) for one in provisions
    )
    ids = {one.key: one.id for one in provisions}
    return [
        Unit(
            one.id,
            ids.get(above[one.key] or ""),
            one.title or one.text,
            is_heading=bool(one.title),
            label=one.number,
        )
        for one in provisions
    ]


def _mapping(version: DraftVersion, match: Match) -> ProvisionMapping:
    return ProvisionMapping(
        version_id=version.id,
        old_id=match.old.key if match.old else None,
        new_id=match.new.key if match.new else None,
        relation=match.relation,
        score=round(match.score, 4),
        needs_confirming=match.needs_confirming,
    )


def confirm_mapping(mapping: ProvisionMapping, *, by_id: int | None) -> None:
    """A person says that the two are the same unit."""
    mapping.needs_confirming = False
    mapping.confirmed_by_id, mapping.at = by_id, clock.now()


def refuse_mapping(mapping: ProvisionMapping, *, by_id: int | None) -> None:
    """A person says that the two are different: the old unit is gone, the other one is new."""
    new = ProvisionMapping(
        version_id=mapping.version_id,
        new_id=mapping.new_id,
        relation=Relation.NEW,
        confirmed_by_id=by_id,
    )
    mapping.new_id, mapping.relation, mapping.score = None, Relation.REMOVED, 0.0
    confirm_mapping(mapping, by_id=by_id)
    db.session.add(new)


def settle_lineages(version: DraftVersion) -> None:
    """Give every unit the lineage of the one it continues; of a split, the first part carries it on."""
    taken: set[str] = set()
    for mapping in mappings_of(version):
        if mapping.old is None or mapping.new is None or mapping.relation is Relation.MERGED:
            continue
        if mapping.old.lineage not in taken:
            mapping.new.lineage = mapping.old.lineage
            taken.add(mapping.old.lineage)
        else:
            mapping.new.lineage = new_lineage()

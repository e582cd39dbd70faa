"""Versions of the draft: imported, mended row by row, compared with the last one, published."""

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import delete

from portal.consultation.actions.mapping import map_to_previous, settle_lineages
from portal.consultation.models import (
    Consultation,
    DraftVersion,
    Provision,
    ProvisionMapping,
)
from portal.consultation.outline.checks import Finding, sequence_faults
from portal.consultation.outline.flat import Row, flatten, placed, unflatten
from portal.consultation.outline.markers import marker_of
from portal.consultation.outline.slips import slips
from portal.consultation.outline.source import Source, check_not_secret, no_structure
from portal.consultation.outline.tree import BODY, Kind, Outline
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken


def import_draft(
    consultation: Consultation, source: Source, *, created_by_id: int | None = None
) -> DraftVersion:
    """Make the recognised text the version in preparation; an earlier unpublished one gives way."""
    check_not_secret(source.outline)
    _drop_working(consultation)
    outline = source.outline
    rows = flatten(outline)
    warnings = list(source.warnings)
    if not rows:
        warnings.append(no_structure())
        rows = placed(Row(Kind.PARA, text=text) for text in outline.preamble)
        outline.preamble = []
    version = DraftVersion(
        consultation=consultation,
        number=len(consultation.published) + 1,
        doc_type=outline.doc_type,
        subject=outline.subject,
        preamble="\n".join(outline.preamble),
        closing=outline.closing.as_json(),
        left_over=[*outline.header, *outline.left_over],
        warnings=warnings,
        created_by_id=created_by_id,
    )
    version.provisions = [_provision(row, position) for position, row in enumerate(rows)]
    db.session.add(version)
    audit.record("consultation.import_draft", consultation)
    return version


def _drop_working(consultation: Consultation) -> None:
    working = consultation.working
    if working is None:
        return
    db.session.execute(delete(ProvisionMapping).where(ProvisionMapping.version_id == working.id))
    db.session.delete(working)
    consultation.versions.remove(working)
    db.session.flush()


def _provision(row: Row, position: int) -> Provision:
    return Provision(
        position=position,
        depth=row.depth,
        kind=row.kind,
        number=row.number,
        title=row.title,
        text=row.text,
        key=row.key,
    )


def rows_of(provisions: Iterable[Provision]) -> list[Row]:
    """The stored units as rows."""
    return [Row(p.kind, p.number, p.title, p.text, p.depth, p.key) for p in provisions]


def findings_in(version: DraftVersion) -> list[Finding]:
    """What the preview warns of: breaks in the numbering and drafting slips."""
    outline = Outline(
        subject=version.subject,
        preamble=version.preamble.split("\n"),
        nodes=unflatten(rows_of(version.provisions)),
    )
    return [*sequence_faults(outline), *slips(outline)]


def _check_unpublished(version: DraftVersion) -> None:
    if version.is_published:
        raise RuleBroken(
            _("This version is published and does not change. Import a new version to correct it.")
        )


def change_unit(unit: Provision, *, kind: Kind, number: str, title: str, text: str) -> None:
    """Mend one unit: its kind, number, title and text."""
    _check_unpublished(unit.version)
    if kind in BODY:
        text = f"{title} {text}".strip() if title else text
        number = title = ""
    if not (number or title or text):
        raise RuleBroken(
            _("The unit would be empty. Merge it with the one before instead."), "text"
        )
    unit.kind, unit.number, unit.title, unit.text = kind, number.rstrip("."), title, text
    _settle(unit.version)


def merge_with_previous(unit: Provision) -> Provision:
    """Put the unit's words at the end of the one before it."""
    version = unit.version
    _check_unpublished(version)
    index = version.provisions.index(unit)
    if index == 0:
        raise RuleBroken(_("There is nothing before the first unit."))
    before = version.provisions[index - 1]
    words = _whole(unit)
    if before.text or before.is_body:
        before.text = f"{before.text} {words}".strip()
    else:
        before.title = f"{before.title} {words}".strip()
    version.provisions.remove(unit)
    _settle(version)
    return before


def _whole(unit: Provision) -> str:
    """The unit's words with its number, as they would stand inside a sentence."""
    number = f"{unit.number}." if unit.number else ""
    return " ".join(piece for piece in (number, unit.title, unit.text) if piece)


def split_unit(unit: Provision, text: str) -> Provision:
    """Part the unit's text at its first line break: what follows becomes a unit after it."""
    _check_unpublished(unit.version)
    first, _break, rest = text.strip().partition("\n")
    if not rest.strip():
        raise RuleBroken(_("Put a line break where the new unit begins."), "text")
    marker = marker_of(rest.strip())
    new = Provision(
        kind=marker.kind if marker else Kind.PARA,
        number=marker.number if marker else "",
        text=marker.rest if marker else rest.strip(),
        position=0,
    )
    if unit.text:
        unit.text = first.strip()
    else:
        unit.title = first.strip()
    provisions = unit.version.provisions
    provisions.insert(provisions.index(unit) + 1, new)
    _settle(unit.version)
    return new


def unmark_unit(unit: Provision) -> None:
    """Make a heading that was none a paragraph: its number becomes part of the text."""
    _check_unpublished(unit.version)
    unit.text = _whole(unit)
    unit.kind, unit.number, unit.title = Kind.PARA, "", ""
    _settle(unit.version)


def drop_unit(unit: Provision) -> None:
    """Take a stray line out of the tree; it stays listed beside the draft."""
    version = unit.version
    _check_unpublished(version)
    version.left_over = [*version.left_over, _whole(unit)]
    version.provisions.remove(unit)
    _settle(version)


def _settle(version: DraftVersion) -> None:
    """Give all rows their place and key anew; what was compared before is compared again."""
    for position, (unit, row) in enumerate(
        zip(version.provisions, placed(rows_of(version.provisions)), strict=True)
    ):
        unit.position, unit.depth = position, row.depth
        unit.key = f"{row.key}\n"
    db.session.execute(delete(ProvisionMapping).where(ProvisionMapping.version_id == version.id))
    db.session.flush()
    for unit in version.provisions:
        unit.key = unit.key.strip()
    db.session.flush()


def publish(version: DraftVersion, *, by_id: int | None) -> bool:
    """Publish the version, or compare it with the last one where that leaves doubtful pairs.

    Gives False when a person has to look at the pairs first; nothing is published then.
    """
    _check_unpublished(version)
    if not version.provisions:
        raise RuleBroken(_("The draft has no unit."))
    if version.consultation.current is not None and not map_to_previous(version):
        return False
    settle_lineages(version)
    db.session.flush()
    version.published_at, version.published_by_id = clock.now(), by_id
    audit.record("consultation.publish_version", version.consultation, actor_id=by_id)
    return True

"""What is done to units; each change is a new version or a succession, nothing is overwritten."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from portal.core import audit
from portal.core.db import db
from portal.core.files import StoredFile
from portal.core.text import fold, slug, sort_key
from portal.units import queries, rules
from portal.units.models import (
    Document,
    DocumentKind,
    Unit,
    UnitKind,
    UnitSuccession,
    UnitVersion,
)


def create_unit(
    *,
    name: str,
    kind: UnitKind,
    parent: Unit | None = None,
    area: Unit | None = None,
    short_name: str = "",
    official_code: str = "",
    code: str | None = None,
    starts_on: date | None = None,
    document: Document | None = None,
) -> Unit:
    """Found a unit with its first version; no `starts_on` means since a day that is not known."""
    unit = Unit(kind=kind, slug=slug(name), code=code, starts_on=starts_on)
    unit.versions.append(
        _version(
            name=name,
            short_name=short_name,
            official_code=official_code,
            parent_id=parent.id if parent else None,
            area_id=area.id if area else None,
            starts_on=starts_on,
            document_id=document.id if document else None,
        )
    )
    db.session.add(unit)
    db.session.flush()
    audit.record("unit.created", unit, after={"name": name, "kind": kind.value})
    return unit


def _version(*, name: str, short_name: str = "", **given: object) -> UnitVersion:
    return UnitVersion(
        name=name,
        short_name=short_name,
        folded=fold(name),
        keywords=fold(f"{name} {short_name}".strip()),
        sort_key=sort_key(rules.bare_name(name), by="full"),
        **given,
    )


def rename_unit(
    unit: Unit, *, name: str, on: date, short_name: str = "", document: Document | None = None
) -> UnitVersion:
    """Call the unit otherwise from that day on."""
    return _new_version(unit, on=on, document=document, name=name, short_name=short_name)


def move(
    unit: Unit, *, parent: Unit | None, on: date, document: Document | None = None
) -> UnitVersion:
    """Put the unit below another one from that day on."""
    if parent is not None:
        rules.check_no_circle([id for id, _kind in queries.ancestors(parent.id, on)], unit.id)
    return _new_version(unit, on=on, document=document, parent_id=parent.id if parent else None)


def _new_version(
    unit: Unit, *, on: date, document: Document | None, **changed: object
) -> UnitVersion:
    rules.check_after_start(unit, on)
    before = unit.version_on(on)
    rules.check_new_day(before, on)
    kept = {
        name: getattr(before, name)
        for name in ("name", "short_name", "official_code", "parent_id", "area_id")
    }
    version = _version(
        **(kept | changed),
        starts_on=on,
        ends_on=before.ends_on,
        document_id=document.id if document else None,
    )
    before.ends_on = on - timedelta(days=1)
    rules.check_one_version_a_day([*unit.versions, version])
    unit.versions.append(version)
    db.session.flush()
    db.session.expire(unit, ["versions"])
    unit.slug = slug(unit.name)
    audit.record("unit.changed", unit, after=kept | changed | {"starts_on": on})
    return version


def close_unit(unit: Unit, *, on: date) -> None:
    """End the unit and its last version with that day."""
    rules.check_after_start(unit, on)
    unit.ends_on = on
    unit.version_on(on).ends_on = on
    db.session.flush()
    audit.record("unit.closed", unit, after={"ends_on": on})


def merge_units(
    sources: Iterable[Unit],
    target: Unit,
    *,
    on: date,
    shares: dict[int, Decimal | None] | None = None,
    document: Document | None = None,
) -> list[UnitSuccession]:
    """Let `target` take over from the sources on that day; each source ends the day before.

    A source that is the target itself goes on. What stood below a source stands below the target
    from then on. `shares` by unit id, whole where not said.
    """
    rows = []
    for source in sources:
        if source.id == target.id:
            continue
        rules.check_after_start(target, on)
        for part in queries.children(source.id, on):
            move(part.unit, parent=target, on=on, document=document)
        close_unit(source, on=on - timedelta(days=1))
        share = (shares or {}).get(source.id, Decimal(1))
        rows.append(
            UnitSuccession(
                from_unit=source, to_unit=target, effective_on=on, share=share, document=document
            )
        )
    db.session.add_all(rows)
    db.session.flush()
    return rows


def register_document(
    *,
    number: str,
    issued_on: date,
    subject: str,
    issuer: Unit | str = "",
    kind: DocumentKind = DocumentKind.DECISION,
    file: StoredFile | None = None,
) -> Document:
    """Enter a document in the register; the issuer is a unit or, for an outside body, its name."""
    number = " ".join(number.split())
    issuer_text = queries.name_of(issuer, issued_on) if isinstance(issuer, Unit) else issuer
    rules.check_not_registered(queries.document_numbered(number), issued_on, issuer_text)
    document = Document(
        number=number,
        issued_on=issued_on,
        issuer_unit_id=issuer.id if isinstance(issuer, Unit) else None,
        issuer_text=issuer_text,
        subject=subject,
        kind=kind,
        file=file,
        folded=fold(f"{number} {subject} {issuer_text}"),
    )
    db.session.add(document)
    db.session.flush()
    audit.record("document.registered", document, after={"number": number})
    return document

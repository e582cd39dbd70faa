"""The table of the report, born from what is stored."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.consultation.models import (
    COUNTED_STATES,
    Consultation,
    Opinion,
    Provision,
    Stance,
    Submission,
)
from portal.consultation.queries.board import places_in, provisions_of
from portal.consultation.queries.figures import counted_opinions
from portal.consultation.rules.places import place_of
from portal.consultation.rules.synthesis import Table, TableRow
from portal.core.db import db
from portal.core.i18n import label


def table_of(consultation: Consultation) -> Table:
    """The report's table: opinions on the whole first, then by unit in document order."""
    opinions = _opinions(consultation)
    order = _order(consultation)
    rows = sorted(opinions, key=lambda one: (order.get(one.provision_id or 0, -1), one.id))
    agreeing = _agreeing(consultation)
    return Table(
        subject=_subject(consultation),
        agency=consultation.unit.name,
        asked=len(consultation.asked_bodies),
        received=_received(consultation),
        rows=[_row(one) for one in rows],
        agreeing=agreeing,
        silent=[body.name for body in consultation.asked_bodies if not body.submissions],
        silence_counts=consultation.rule.silence_counts,
        submitters=len({one.submitter_name for one in opinions} | set(agreeing)),
    )


def _subject(consultation: Consultation) -> str:
    version = consultation.current
    if version is None or not version.subject:
        return consultation.title
    return f"{version.doc_type.lower()} {version.subject}".strip()


def _opinions(consultation: Consultation) -> Sequence[Opinion]:
    query = counted_opinions(consultation).options(
        joinedload(Opinion.provision),
        joinedload(Opinion.question),
        joinedload(Opinion.response),
        joinedload(Opinion.submission),
        joinedload(Opinion.group),
    )
    return db.session.scalars(query).all()


def codes_of(consultation: Consultation) -> list[str]:
    """The codes that the table must hold, asked of the database apart from the table."""
    query = select(Opinion.code).where(
        Opinion.consultation_id == consultation.id, Opinion.state.in_(COUNTED_STATES)
    )
    return list(db.session.scalars(query))


def _received(consultation: Consultation) -> int:
    query = select(func.count(Opinion.id)).where(
        Opinion.consultation_id == consultation.id, Opinion.state.in_(COUNTED_STATES)
    )
    return db.session.scalar(query) or 0


def _order(consultation: Consultation) -> dict[int, int]:
    """For each unit of any version its position in the current one; unknown units come first."""
    version = consultation.current
    if version is None:
        return {}
    provisions = provisions_of(version)
    positions: dict[int, int] = {one.id: one.position for one in provisions}
    places = places_in(consultation, provisions)
    return {old: positions[place] for old, place in places.items()}


def _agreeing(consultation: Consultation) -> list[str]:
    query = select(Submission.sender_name).where(
        Submission.consultation_id == consultation.id, Submission.agrees.is_(True)
    )
    return sorted(set(db.session.scalars(query)))


def _row(opinion: Opinion) -> TableRow:
    response = opinion.response
    return TableRow(
        code=opinion.code,
        place=_place(opinion),
        submitter=_submitter(opinion),
        content=_content(opinion),
        answer=f"{label(response.disposition)}. {response.reason}".strip() if response else "",
        disposition=response.disposition if response else None,
        is_late=opinion.is_late,
    )


def _place(opinion: Opinion) -> str:
    if opinion.question is not None:
        return opinion.question.text
    unit: Provision | None = opinion.provision
    place = place_of(unit.key if unit else "")
    return f"{opinion.group.title} – {place}" if opinion.group else place


def _submitter(opinion: Opinion) -> str:
    letter = opinion.submission
    if letter is None or not letter.reference:
        return f"{opinion.submitter_name} ({label(opinion.submitter_kind)})"
    day = f", {letter.dated_on:%d/%m/%Y}" if letter.dated_on else ""
    return f"{opinion.submitter_name} ({letter.reference}{day})"


def _content(opinion: Opinion) -> str:
    pieces = [label(opinion.stance) + "." if opinion.stance is not Stance.COMMENT else ""]
    pieces.append(opinion.reason)
    if opinion.proposed_text:
        pieces.append(f"→ “{opinion.proposed_text}”")
    return "\n".join(piece for piece in pieces if piece)

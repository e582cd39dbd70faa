"""Preparing a consultation: what it is about, its dossier, its questions, whom to ask."""

from collections.abc import Iterable
from itertools import count

from flask_babel import gettext as _
from sqlalchemy import select

from portal.consultation.models import (
    AskedBody,
    Consultation,
    DocumentRule,
    DossierDocument,
    DossierKind,
    Question,
)
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.files import StoredFile
from portal.core.text import slug
from portal.units.models import Unit


def create_consultation(
    unit: Unit,
    rule: DocumentRule,
    *,
    title: str,
    summary: str = "",
    questions: Iterable[str] = (),
    checks_before: bool = False,
    created_by_id: int | None = None,
) -> Consultation:
    """Begin a consultation; the bodies its rule names are put on the list of those to ask."""
    consultation = Consultation(
        slug=_free_slug(title),
        title=title,
        summary=summary,
        unit=unit,
        rule=rule,
        checks_before=checks_before,
        created_by_id=created_by_id,
    )
    db.session.add(consultation)
    db.session.flush()
    set_questions(consultation, questions)
    for name in rule.bodies:
        ask_body(consultation, name)
    audit.record("consultation.create", consultation, actor_id=created_by_id)
    return consultation


def _free_slug(title: str) -> str:
    base = slug(title)[:80].rstrip("-") or "du-thao"
    query = select(Consultation.slug).where(Consultation.slug.startswith(base))
    taken = set(db.session.scalars(query)) | _RESERVED
    if base not in taken:
        return base
    return next(one for n in count(2) if (one := f"{base}-{n}") not in taken)


_RESERVED = frozenset({"new", "manage", "moderation"})


def edit_consultation(
    consultation: Consultation,
    *,
    title: str,
    summary: str,
    rule: DocumentRule,
    questions: Iterable[str],
    checks_before: bool,
) -> None:
    """Change what the consultation says about itself; its address stays."""
    before = {"title": consultation.title, "summary": consultation.summary}
    consultation.title, consultation.summary = title, summary
    consultation.rule, consultation.checks_before = rule, checks_before
    set_questions(consultation, questions)
    after = {"title": title, "summary": summary}
    audit.record("consultation.edit", consultation, before=before, after=after)


def set_questions(consultation: Consultation, texts: Iterable[str]) -> None:
    """Make these the questions. One that stays keeps its opinions; one that goes must have none."""
    wanted = [text.strip() for text in texts if text.strip()]
    existing = {question.text: question for question in consultation.questions}
    for text, question in existing.items():
        if text not in wanted:
            if consultation.is_public:
                raise RuleBroken(_("A question that the public has seen stays."), "questions")
            db.session.delete(question)
    for position, text in enumerate(dict.fromkeys(wanted)):
        question = existing.get(text) or Question(consultation=consultation, text=text)
        question.position = position
        db.session.add(question)


def add_document(
    consultation: Consultation, *, kind: DossierKind, title: str, file: StoredFile
) -> DossierDocument:
    """Add a file to the dossier."""
    document = DossierDocument(consultation=consultation, kind=kind, title=title, file=file)
    db.session.add(document)
    audit.record("consultation.add_document", consultation, after={"title": title})
    return document


def ask_body(consultation: Consultation, name: str) -> AskedBody:
    """Note that a body was asked in writing; asking twice is once."""
    known = next((body for body in consultation.asked_bodies if body.name == name), None)
    if known is not None:
        return known
    body = AskedBody(consultation=consultation, name=name)
    db.session.add(body)
    db.session.flush()
    return body

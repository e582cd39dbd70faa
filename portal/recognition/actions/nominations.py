"""Drafting a nomination, its papers and endorsements, consent, handing in."""

import hashlib
import json
from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken, check_version
from portal.core.files import StoredFile
from portal.recognition import guards
from portal.recognition.actions.steps import transition
from portal.recognition.models import (
    AwardTitle,
    ConsentWay,
    Endorsement,
    EndorsementKind,
    Nomination,
    NominationPaper,
    NominationSource,
    NominationVersion,
    NomineeConsent,
    PaperKind,
    Round,
)
from portal.recognition.rules.states import State
from portal.registry.models import Person
from portal.units.models import Unit

CONSENT_TEXT = "2026-1"
"""The version of the text a nominee agrees to; a changed text takes a new one."""


def nominate(
    round: Round,
    person: Person,
    *,
    title: AwardTitle,
    source: NominationSource,
    by: Any,
    organisation: Unit | None = None,
    summary: str = "",
    achievements: str = "",
) -> Nomination:
    """Begin a nomination as a draft; it is kept even when the round takes none now."""
    if all(line.title_id != title.id for line in round.titles):
        raise RuleBroken(_("This title is not conferred in this round."), "title")
    if source is NominationSource.SELF and person.account_id != by.id:
        raise RuleBroken(_("You can nominate only yourself this way."), "person")
    if source is NominationSource.ORGANISATION and organisation is None:
        raise RuleBroken(_("Say which organisation nominates."), "organisation")
    nomination = Nomination(
        round=round,
        title=title,
        person=person,
        source=source,
        nominator_id=by.id,
        organisation=organisation,
        summary=summary,
        achievements=achievements,
    )
    with db.session.no_autoflush:
        nomination.nominator = by
    db.session.add(nomination)
    db.session.flush()
    guards.check_no_seat(nomination)
    guards.check_no_other(nomination)
    audit.record("nomination.draft", nomination, after={"person": person.id, "title": title.id})
    return nomination


def save_text(
    nomination: Nomination, *, summary: str, achievements: str, seen: int | None
) -> str | None:
    """Keep what was typed; gives a sentence when it can no longer be handed in."""
    if not nomination.is_editable and nomination.state is not State.EXPIRED:
        raise RuleBroken(_("This nomination has been handed in and can no longer be changed."))
    check_version(seen, nomination.version)
    before = {"summary": nomination.summary, "achievements": nomination.achievements}
    nomination.summary, nomination.achievements = summary, achievements
    nomination.saved_at = clock.now()
    audit.record(
        "nomination.save",
        nomination,
        before=before,
        after={"summary": summary, "achievements": achievements},
    )
    late = nomination.state is not State.RETURNED and not nomination.round.takes_nominations(
        clock.today()
    )
    return guards.late_sentence(nomination) if late else None


def send_for_consent(nomination: Nomination, *, by: Any) -> None:
    """Ask the nominee; a self-nomination goes straight on."""
    own = nomination.source is NominationSource.SELF
    transition(nomination, "prepare" if own else "ask_consent", actor=by)


def answer_consent(nomination: Nomination, *, agreed: bool, by: Any, reason: str = "") -> None:
    """The nominee agrees or declines, to the text in force."""
    _note_consent(nomination, agreed=agreed, way=ConsentWay.ONLINE, by=by)
    transition(nomination, "consent" if agreed else "decline", actor=by, reason=reason)


def record_paper_consent(nomination: Nomination, file: StoredFile, *, by: Any) -> None:
    """Enter a consent that was signed on paper: by the nominee, or the family after a death."""
    _note_consent(nomination, agreed=True, way=ConsentWay.ON_PAPER, by=by, file=file)
    transition(nomination, "consent", actor=by)


def _note_consent(
    nomination: Nomination,
    *,
    agreed: bool,
    way: ConsentWay,
    by: Any,
    file: StoredFile | None = None,
) -> None:
    if nomination.state is not State.AWAITING_CONSENT:
        raise RuleBroken(_("There is nothing to agree to now."))
    consent = NomineeConsent(
        nomination=nomination,
        agreed=agreed,
        text_version=CONSENT_TEXT,
        way=way,
        file_id=file.id if file else None,
        recorded_by_id=by.id,
    )
    db.session.add(consent)
    audit.record("nomination.answer", nomination, after={"agreed": agreed, "way": way.value})


def add_paper(
    nomination: Nomination, file: StoredFile, *, kind: PaperKind, title: str
) -> NominationPaper:
    """Add a paper while the nomination may be changed."""
    _check_editable(nomination)
    paper = NominationPaper(
        nomination=nomination, kind=kind, title=title or file.name, file_id=file.id
    )
    db.session.add(paper)
    db.session.flush()
    audit.record("nomination.paper", nomination, after={"file": file.sha256})
    return paper


def remove_paper(paper: NominationPaper) -> None:
    """Take a paper out; versions handed in before keep naming it."""
    _check_editable(paper.nomination)
    paper.removed_at = clock.now()
    audit.record("nomination.paper_out", paper.nomination, before={"paper": paper.id})


def endorse(
    nomination: Nomination,
    *,
    kind: EndorsementKind,
    name: str,
    text: str,
    person: Person | None,
    by: Any,
    vote: tuple[int, int, int] | None = None,
) -> Endorsement:
    """Add an endorsement; a confidence vote states total, present and yes."""
    _check_editable(nomination)
    if kind is EndorsementKind.CONFIDENCE_VOTE:
        if vote is None:
            raise RuleBroken(_("State how many were entitled, present and in favour."), "total")
        total, present, yes = vote
        if not 0 <= yes <= present <= total or not total:
            raise RuleBroken(_("In favour ≤ present ≤ entitled must hold."), "yes")
    else:
        vote = None
    endorsement = Endorsement(
        nomination=nomination,
        kind=kind,
        name=name,
        text=text,
        person=person,
        by_id=by.id,
        total=vote[0] if vote else None,
        present=vote[1] if vote else None,
        yes=vote[2] if vote else None,
    )
    db.session.add(endorsement)
    db.session.flush()
    audit.record("nomination.endorse", nomination, after={"kind": kind.value})
    return endorsement


def _check_editable(nomination: Nomination) -> None:
    if not nomination.is_editable:
        raise RuleBroken(_("This nomination has been handed in and can no longer be changed."))


def hand_in(nomination: Nomination, *, by: Any) -> NominationVersion:
    """Hand the nomination in: text and papers are frozen as a version."""
    transition(nomination, "submit", actor=by)
    content = frozen_content(nomination)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    version = NominationVersion(
        nomination_id=nomination.id,
        number=len(nomination.versions) + 1,
        content=content,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        by_id=by.id,
    )
    nomination.versions.append(version)
    db.session.flush()
    audit.record("nomination.freeze", version, after={"sha256": version.sha256})
    return version


def frozen_content(nomination: Nomination) -> dict[str, Any]:
    """What a version keeps: the words, and each paper with the hash of its file."""
    return {
        "person": nomination.person_id,
        "title": nomination.title_id,
        "summary": nomination.summary,
        "achievements": nomination.achievements,
        "papers": [
            {
                "paper": paper.id,
                "kind": paper.kind.value,
                "title": paper.title,
                "sha256": paper.file.sha256,
            }
            for paper in nomination.kept_papers
        ],
        "endorsements": [line.id for line in nomination.endorsements],
    }


def withdraw(nomination: Nomination, *, reason: str, by: Any) -> None:
    """Take the nomination back, at any time before the decision."""
    transition(nomination, "withdraw", actor=by, reason=reason)


def day_after(days: int) -> date:
    """The calendar day so many days from today."""
    return date.fromordinal(clock.today().toordinal() + days)

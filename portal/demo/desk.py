"""The drafting desk of the invented province: its sample rules, and a draft put before the public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib.resources import files

from sqlalchemy import select

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.consultation.actions.drafting import import_draft, publish
from portal.consultation.actions.moving import approve, open_consultation
from portal.consultation.actions.preparing import create_consultation
from portal.consultation.actions.speaking import Author, Words
from portal.consultation.models import Consultation, DocumentRule, Provision
from portal.consultation.outline.source import Source, source_of_text
from portal.core import clock
from portal.core.db import db
from portal.demo.officers import PEOPLE, account_named
from portal.demo.province import Province
from portal.demo.words.opinions import Voice
from portal.registry.models import Person

PLAN_RULE = "Kế hoạch của tỉnh (văn bản hành chính)"
REGULATION_RULE = "Quy chế của tỉnh (văn bản hành chính)"
OPEN_FOR, OPEN_SINCE = timedelta(days=30), timedelta(days=9)


@dataclass(frozen=True)
class Placard:
    """What a consultation says of itself, and how it is held."""

    title: str
    summary: str
    questions: Sequence[str] = ()
    rule: str = PLAN_RULE
    checks_before: bool = False
    is_demo: bool = True
    since: timedelta = OPEN_SINCE
    """How long ago it opened."""
    lasts: timedelta = OPEN_FOR
    """From today to its last day; less than nothing where that has passed."""


def text_of(name: str) -> Source:
    """One of the invented drafts that come with the demo."""
    return source_of_text(files("portal.demo").joinpath(f"texts/{name}.txt").read_text("utf-8"))


def put_before_the_public(
    source: Source, placard: Placard, province: Province, offices: Mapping[Role, Account]
) -> Consultation:
    """Prepare, approve and open a draft on the day on which the placard says it opened."""
    drafter, approver = offices[Role.DRAFTING_OFFICER].id, offices[Role.DRAFTING_APPROVER].id
    last_minute = datetime.combine(clock.today() + placard.lasts, time(17), clock.VIETNAM)
    with clock.frozen(clock.now() - placard.since):
        consultation = create_consultation(
            province.unit,
            _rule(placard.rule),
            title=placard.title,
            summary=placard.summary,
            questions=placard.questions,
            checks_before=placard.checks_before,
            created_by_id=drafter,
        )
        consultation.is_demo = placard.is_demo
        version = import_draft(consultation, source, created_by_id=drafter)
        db.session.flush()
        publish(version, by_id=drafter)
        approve(consultation, by_id=approver)
        open_consultation(consultation, opens_at=clock.now(), closes_at=last_minute, by_id=drafter)
        db.session.flush()
    return consultation


def _rule(name: str) -> DocumentRule:
    known = db.session.scalars(select(DocumentRule).filter_by(name=name)).first()
    if known is not None:
        return known
    rule = DocumentRule(
        name=name,
        minimum_days=10,
        bodies=["Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp"],
        legal_basis="Quy định mẫu của tỉnh Sơn Mẫu; chưa đối chiếu với văn bản pháp luật",
        is_sample=True,
    )
    db.session.add(rule)
    db.session.flush()
    return rule


def author_of(voice: Voice, residents: Mapping[str, Person]) -> Author:
    """The account that speaks: a resident's, else the citizen's."""
    person = residents.get(voice.who)
    account = person.account if person else account_named(PEOPLE["citizen"][0])
    return Author(name=account.full_name, name_is_public=voice.is_named, account=account)


def words_on(consultation: Consultation, voice: Voice) -> Words:
    """What the voice says, on the unit of the draft that holds the words it is about."""
    return Words(
        stance=voice.stance,
        reason=voice.reason,
        proposed_text=voice.proposed,
        provision=_clause(consultation, voice.about) if voice.about else None,
    )


def _clause(consultation: Consultation, words: str) -> Provision | None:
    current = consultation.current
    units: Sequence[Provision] = current.provisions if current else ()
    return next((unit for unit in units if words in f"{unit.title} {unit.text}"), None)

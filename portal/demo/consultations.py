"""A consultation on a plan of the invented province, and real drafts from a folder beside."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from importlib.resources import files
from pathlib import Path

from sqlalchemy import select

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.consultation.actions.answering import answer, sign
from portal.consultation.actions.drafting import import_draft, publish
from portal.consultation.actions.inviting import invite, reply
from portal.consultation.actions.moving import approve, open_consultation
from portal.consultation.actions.preparing import create_consultation
from portal.consultation.actions.recording import record_submission
from portal.consultation.actions.speaking import Author, Words, react, send_opinion
from portal.consultation.models import (
    Channel,
    Consultation,
    Disposition,
    DocumentRule,
    Opinion,
    Provision,
    ReactionValue,
    SubmitterKind,
)
from portal.consultation.outline.source import Source, source_of_file, source_of_text
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.demo.officers import PEOPLE, account_named
from portal.demo.province import Province
from portal.demo.words.opinions import ANSWERED, LETTER, VOICES, Voice
from portal.registry.models import Person

RULE = "Kế hoạch của tỉnh (văn bản hành chính)"
_SUMMARY = (
    "Tỉnh dự kiến thu hút, đào tạo và tôn vinh trí thức như thế nào từ nay đến năm 2030. Dự thảo"
    " liên quan tới"
    " viên chức trẻ, chuyên gia về làm việc ở xã vùng cao, các hội nghề nghiệp và người dân các xã."
    " Đây là dự thảo mẫu của một tỉnh không có thật."
)
_QUESTIONS = (
    "Mức và cách hỗ trợ người có trình độ cao về làm việc ở xã vùng cao đã hợp lý chưa?",
    "Xã, phường nơi ông/bà sống cần chuyên gia ở lĩnh vực nào nhất?",
)
_READ = {".txt", ".md", ".docx"}
OPEN_FOR, OPEN_SINCE = timedelta(days=30), timedelta(days=9)


def open_consultations(
    province: Province,
    offices: Mapping[Role, Account],
    residents: Mapping[str, Person],
    drafts: Path | None,
) -> list[str]:
    """Open the invented plan, and each real draft found in `drafts`; names what could not be read."""
    rule = _rule()
    text = files("portal.demo").joinpath("texts/plan.txt").read_text("utf-8")
    plan = _opened(
        source_of_text(text),
        province,
        offices,
        rule,
        title="Kế hoạch thu hút, trọng dụng trí thức tỉnh Sơn Mẫu giai đoạn 2027 – 2030",
        summary=_SUMMARY,
        questions=_QUESTIONS,
    )
    with clock.frozen(clock.now() - OPEN_SINCE + timedelta(days=2)):
        _speak(plan, offices, residents)
    _answer(plan, offices)
    return [
        fault
        for path in sorted(drafts.iterdir() if drafts else [])
        if path.suffix.lower() in _READ
        and (fault := _open_real(path, province, offices, rule)) is not None
    ]


def _rule() -> DocumentRule:
    known = db.session.scalars(select(DocumentRule).filter_by(name=RULE)).first()
    if known is not None:
        return known
    rule = DocumentRule(
        name=RULE,
        minimum_days=10,
        bodies=["Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp"],
        legal_basis="Quy định mẫu của tỉnh Sơn Mẫu; chưa đối chiếu với văn bản pháp luật",
        is_sample=True,
    )
    db.session.add(rule)
    db.session.flush()
    return rule


def _opened(
    source: Source,
    province: Province,
    offices: Mapping[Role, Account],
    rule: DocumentRule,
    *,
    title: str,
    summary: str,
    questions: Sequence[str] = (),
    is_demo: bool = True,
) -> Consultation:
    drafter, approver = offices[Role.DRAFTING_OFFICER].id, offices[Role.DRAFTING_APPROVER].id
    now = clock.now()
    with clock.frozen(now - OPEN_SINCE):
        consultation = create_consultation(
            province.unit,
            rule,
            title=title,
            summary=summary,
            questions=questions,
            created_by_id=drafter,
        )
        consultation.is_demo = is_demo
        version = import_draft(consultation, source, created_by_id=drafter)
        db.session.flush()
        publish(version, by_id=drafter)
        approve(consultation, by_id=approver)
        open_consultation(
            consultation, opens_at=clock.now(), closes_at=_last_minute(), by_id=drafter
        )
        db.session.flush()
    return consultation


def _last_minute() -> datetime:
    last = clock.today() + OPEN_FOR
    return datetime.combine(last, time(17), clock.VIETNAM)


def _open_real(
    path: Path, province: Province, offices: Mapping[Role, Account], rule: DocumentRule
) -> str | None:
    try:
        source = source_of_file(path)
        outline = source.outline
        words = f"{outline.doc_type.capitalize()} {outline.subject}".strip() or path.stem
        _opened(
            source,
            province,
            offices,
            rule,
            title=words[:200],
            summary=f"Văn bản thật, nạp từ tệp {path.name} để thử phần nhận dạng cấu trúc và góp ý.",
            is_demo=False,
        )
    except RuleBroken as broken:
        return f"{path.name}: {broken.message}"
    return None


def _speak(
    plan: Consultation, offices: Mapping[Role, Account], residents: Mapping[str, Person]
) -> None:
    drafter = offices[Role.DRAFTING_OFFICER].id
    expert = residents["expert"]
    invitation = invite(plan, expert, topic="Thu hút chuyên gia, dữ liệu trí thức", by_id=drafter)
    reply(invitation, accepts=True)
    citizen = account_named(PEOPLE["citizen"][0])
    for voice in VOICES:
        if voice.who == "expert":
            author = Author(
                name=expert.full_name,
                kind=SubmitterKind.EXPERT,
                name_is_public=True,
                invitation=invitation,
            )
        else:
            person = residents.get(voice.who)
            account = person.account if person else citizen
            author = Author(name=account.full_name, name_is_public=voice.is_named, account=account)
        opinion = send_opinion(plan, _words(plan, voice), author)
        if voice.who != "citizen":
            react(opinion, citizen, ReactionValue.AGREE)
    _letters(plan, drafter)


def _letters(plan: Consultation, drafter: int) -> None:
    record_submission(
        plan,
        [_words(plan, voice) for voice in LETTER],
        sender_name="Hội Luật gia tỉnh Sơn Mẫu",
        sender_kind=SubmitterKind.ASSOCIATION,
        channel=Channel.PAPER,
        reference="12/CV-HLG",
        dated_on=clock.today(),
        by_id=drafter,
    )
    record_submission(
        plan,
        [],
        sender_name="Sở Tài chính",
        sender_kind=SubmitterKind.AGENCY,
        channel=Channel.PAPER,
        reference="455/STC-NS",
        dated_on=clock.today(),
        agrees=True,
        was_asked=True,
        by_id=drafter,
    )


def _words(plan: Consultation, voice: Voice) -> Words:
    return Words(
        stance=voice.stance,
        reason=voice.reason,
        proposed_text=voice.proposed,
        provision=_clause(plan, voice.about) if voice.about else None,
    )


def _clause(plan: Consultation, words: str) -> Provision | None:
    current = plan.current
    units: Sequence[Provision] = current.provisions if current else ()
    return next((unit for unit in units if words in f"{unit.title} {unit.text}"), None)


def _answer(plan: Consultation, offices: Mapping[Role, Account]) -> None:
    drafter, approver = offices[Role.DRAFTING_OFFICER].id, offices[Role.DRAFTING_APPROVER].id
    opinions = db.session.scalars(select(Opinion).filter_by(consultation_id=plan.id)).all()
    for about, disposition, reason in ANSWERED:
        meant = [one for one in opinions if one.reason.startswith(about)]
        if meant:
            response = answer(
                plan, meant, disposition=Disposition(disposition), reason=reason, by_id=drafter
            )
            sign(response, by_id=approver)

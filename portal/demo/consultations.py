"""Consultations of the invented province, and real drafts from a folder beside."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.consultation.actions.answering import answer, sign
from portal.consultation.actions.inviting import invite, reply
from portal.consultation.actions.recording import record_submission
from portal.consultation.actions.speaking import Author, react, send_opinion
from portal.consultation.models import (
    Channel,
    Consultation,
    Disposition,
    Opinion,
    ReactionValue,
    SubmitterKind,
)
from portal.consultation.outline.source import source_of_file
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.demo.desk import (
    OPEN_SINCE,
    Placard,
    author_of,
    put_before_the_public,
    text_of,
    words_on,
)
from portal.demo.further_drafts import open_further_drafts
from portal.demo.officers import PEOPLE, account_named
from portal.demo.province import Province
from portal.demo.words.opinions import ANSWERED, LETTER, VOICES
from portal.registry.models import Person

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
_PLAN = Placard(
    title="Kế hoạch thu hút, trọng dụng trí thức tỉnh Sơn Mẫu giai đoạn 2027 – 2030",
    summary=_SUMMARY,
    questions=_QUESTIONS,
)


def open_consultations(
    province: Province,
    offices: Mapping[Role, Account],
    residents: Mapping[str, Person],
    drafts: Path | None,
) -> list[str]:
    """Open the invented drafts, and each real draft found in `drafts`; names what could not be read."""
    plan = put_before_the_public(text_of("plan"), _PLAN, province, offices)
    with clock.frozen(clock.now() - OPEN_SINCE + timedelta(days=2)):
        _speak(plan, offices, residents)
    _answer(plan, offices)
    open_further_drafts(province, offices, residents)
    return [
        fault
        for path in sorted(drafts.iterdir() if drafts else [])
        if path.suffix.lower() in _READ
        and (fault := _open_real(path, province, offices)) is not None
    ]


def _open_real(path: Path, province: Province, offices: Mapping[Role, Account]) -> str | None:
    try:
        source = source_of_file(path)
        outline = source.outline
        words = f"{outline.doc_type.capitalize()} {outline.subject}".strip() or path.stem
        placard = Placard(
            title=words[:200],
            summary=f"Văn bản thật, nạp từ tệp {path.name} để thử phần nhận dạng cấu trúc và góp ý.",
            is_demo=False,
        )
        put_before_the_public(source, placard, province, offices)
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
            author = author_of(voice, residents)
        opinion = send_opinion(plan, words_on(plan, voice), author)
        if voice.who != "citizen":
            react(opinion, citizen, ReactionValue.AGREE)
    _letters(plan, drafter)


def _letters(plan: Consultation, drafter: int) -> None:
    record_submission(
        plan,
        [words_on(plan, voice) for voice in LETTER],
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

"""Two more invented drafts: one whose opinions wait for a moderator, one answered to the end."""

from collections.abc import Mapping
from datetime import timedelta

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.consultation.actions import moving
from portal.consultation.actions.answering import answer, sign
from portal.consultation.actions.moderating import moderate
from portal.consultation.actions.speaking import send_opinion
from portal.consultation.models import Consultation, Disposition, ModerationVerb
from portal.core import clock
from portal.demo.desk import (
    REGULATION_RULE,
    Placard,
    author_of,
    put_before_the_public,
    text_of,
    words_on,
)
from portal.demo.province import Province
from portal.demo.words.opinions import MODERATED, ON_SHELVES
from portal.registry.models import Person

_REGULATION = Placard(
    title="Quy chế phối hợp lấy ý kiến trí thức về các dự thảo của tỉnh Sơn Mẫu",
    summary=(
        "Sở, ngành nào gửi dự thảo cho trí thức góp ý, gửi trước bao lâu và trả lời ra sao. Ý kiến"
        " của đợt này được người kiểm duyệt đọc trước khi công khai. Đây là dự thảo mẫu của một"
        " tỉnh không có thật."
    ),
    rule=REGULATION_RULE,
    checks_before=True,
    since=timedelta(days=4),
    lasts=timedelta(days=20),
)
_SHELVES = Placard(
    title="Kế hoạch xây dựng tủ sách khoa học ở các bản vùng cao tỉnh Sơn Mẫu năm 2027",
    summary=(
        "Mỗi bản vùng cao có một tủ sách khoa học: chọn sách thế nào, ai giữ và ai được mượn. Đợt"
        " lấy ý kiến đã kết thúc, mọi ý kiến đã có trả lời. Đây là dự thảo mẫu của một tỉnh không"
        " có thật."
    ),
    since=timedelta(days=60),
    lasts=timedelta(days=-30),
)


def open_further_drafts(
    province: Province, offices: Mapping[Role, Account], residents: Mapping[str, Person]
) -> None:
    """Open the regulation whose opinions are moderated, and hold the one on book shelves to its end."""
    regulation = put_before_the_public(text_of("regulation"), _REGULATION, province, offices)
    _speak_under_moderation(regulation, offices, residents)
    shelves = put_before_the_public(text_of("shelves"), _SHELVES, province, offices)
    _answer_to_the_end(shelves, offices, residents)


def _speak_under_moderation(
    regulation: Consultation, offices: Mapping[Role, Account], residents: Mapping[str, Person]
) -> None:
    with clock.frozen(clock.now() - timedelta(days=1)):
        let_through, *_waiting = [
            send_opinion(regulation, words_on(regulation, voice), author_of(voice, residents))
            for voice in MODERATED
        ]
    moderator = offices[Role.MODERATOR].id
    moderate(let_through, ModerationVerb.ALLOW, reason="", by_id=moderator)


def _answer_to_the_end(
    shelves: Consultation, offices: Mapping[Role, Account], residents: Mapping[str, Person]
) -> None:
    drafter, approver = offices[Role.DRAFTING_OFFICER].id, offices[Role.DRAFTING_APPROVER].id
    now = clock.now()
    with clock.frozen(now - timedelta(days=45)):
        opinions = [
            send_opinion(shelves, words_on(shelves, voice), author_of(voice, residents))
            for voice, _disposition, _reason in ON_SHELVES
        ]
    with clock.frozen(now - timedelta(days=25)):
        moving.close(shelves, by_id=drafter)
        moving.consolidate(shelves, by_id=drafter)
        for opinion, (_voice, disposition, reason) in zip(opinions, ON_SHELVES, strict=True):
            kind = Disposition(disposition)
            response = answer(shelves, [opinion], disposition=kind, reason=reason, by_id=drafter)
            sign(response, by_id=approver)
        moving.declare_answered(shelves, by_id=approver)

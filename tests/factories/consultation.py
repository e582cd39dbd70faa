"""Consultations for tests: from a rule to an open draft with opinions."""

from datetime import timedelta
from itertools import count
from typing import Any

from portal.consultation.actions import drafting, mapping, moving, preparing, speaking
from portal.consultation.actions.speaking import Author, Words
from portal.consultation.models import (
    Consultation,
    ConsultationState,
    DocumentRule,
    DraftVersion,
    Opinion,
    Provision,
    Stance,
)
from portal.consultation.outline.source import source_of_text
from portal.core import clock
from portal.core.db import db
from tests.factories.accounts import make_account
from tests.factories.units import make_unit

PLAN = """KẾ HOẠCH
Phát triển đội ngũ trí thức tỉnh Mẫu giai đoạn 2026 - 2030
Thực hiện Nghị quyết của Tỉnh uỷ, Văn phòng ban hành kế hoạch như sau:
I. MỤC TIÊU
1. Mục tiêu chung
- Xây dựng đội ngũ trí thức đủ về số lượng, hợp lý về cơ cấu.
- Chú trọng trí thức trẻ, nữ và người dân tộc thiểu số.
2. Mục tiêu cụ thể
Đến năm 2030 có ít nhất 60 người có trình độ thạc sĩ và tương đương.
II. TỔ CHỨC THỰC HIỆN
1. Văn phòng chủ trì theo dõi, đôn đốc việc thực hiện.
2. Các phòng, ban căn cứ chức năng để thực hiện Kế hoạch này./.
Nơi nhận:
- Các phòng, ban;
- Lưu: VT.
KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Nguyễn Văn Mẫu
"""
_numbers = count(1)


def make_rule(**given: Any) -> DocumentRule:
    """A kind of document with ten calendar days."""
    number = next(_numbers)
    given = {
        "name": f"Kế hoạch {number}",
        "minimum_days": 10,
        "legal_basis": "Quy tắc mẫu",
        "bodies": [],
        "is_sample": True,
    } | given
    rule = DocumentRule(**given)
    db.session.add(rule)
    db.session.flush()
    return rule


def make_consultation(**given: Any) -> Consultation:
    """A consultation in preparation, by a drafting officer of its unit."""
    unit = given.pop("unit", None) or make_unit()
    rule = given.pop("rule", None) or make_rule()
    given = {
        "title": f"Kế hoạch phát triển trí thức {next(_numbers)}",
        "summary": "Kế hoạch nói tỉnh sẽ làm gì cho đội ngũ trí thức.",
    } | given
    consultation = preparing.create_consultation(unit, rule, **given)
    db.session.commit()
    return consultation


def publish_text(consultation: Consultation, text: str = PLAN) -> DraftVersion:
    """Bring in a text and publish it; doubtful pairs are taken as the same unit."""
    version = drafting.import_draft(consultation, source_of_text(text))
    db.session.flush()
    if not drafting.publish(version, by_id=None):
        for pair in mapping.mappings_of(version):
            mapping.confirm_mapping(pair, by_id=None)
        drafting.publish(version, by_id=None)
    db.session.commit()
    return version


def make_open(text: str = PLAN, **given: Any) -> Consultation:
    """A consultation that takes opinions for another ten days."""
    consultation = make_consultation(**given)
    publish_text(consultation, text)
    consultation.state = ConsultationState.APPROVED
    now = clock.now()
    moving.open_consultation(
        consultation, opens_at=now, closes_at=now + timedelta(days=11), by_id=None
    )
    db.session.commit()
    return consultation


def unit_at(consultation: Consultation, key: str) -> Provision:
    """The unit of the current version that has this key."""
    return next(one for one in consultation.current.provisions if one.key == key)


def make_opinion(consultation: Consultation, key: str = "", **given: Any) -> Opinion:
    """A public opinion of a signed-in account on a unit, or on the whole draft."""
    account = given.pop("account", None) or make_account()
    given = {"stance": Stance.PARTLY, "reason": "Nên nêu rõ số liệu."} | given
    public = given.pop("name_is_public", True)
    name = given.pop("name", account.full_name)
    words = Words(provision=unit_at(consultation, key) if key else None, **given)
    author = Author(name, name_is_public=public, account=account)
    opinion = speaking.send_opinion(consultation, words, author)
    db.session.commit()
    return opinion

"""The steps of a consultation, opened by address when they do not follow from its state."""

from typing import Any

import pytest

from portal.accounts.roles import Role
from portal.consultation.models import ConsultationState
from portal.core.db import db
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.consultation import make_consultation, make_open, publish_text
from tests.factories.units import make_unit

STEPS = {
    "opening": {ConsultationState.APPROVED},
    "return": {ConsultationState.APPROVED},
    "extension": {ConsultationState.OPEN, ConsultationState.EXTENDED},
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", ConsultationState)
def test_a_step_out_of_turn_says_the_state_and_offers_no_form(
    app: Any, step: str, state: ConsultationState
) -> None:
    unit = make_unit()
    consultation = make_open(unit=unit)
    consultation.state = state
    approver = sign_in(app.test_client(), make_account(Role.DRAFTING_APPROVER, unit))
    shown = approver.get(f"/consultations/{consultation.slug}/{step}")
    assert shown.status_code == 200
    has_form = 'class="form' in shown.text
    assert has_form == (state in STEPS[step])
    if not has_form:
        assert "Bước này chưa mở hoặc đã qua" in shown.text


def test_a_step_sent_out_of_turn_changes_nothing(app: Any) -> None:
    unit = make_unit()
    consultation = make_open(unit=unit)
    approver = sign_in(app.test_client(), make_account(Role.DRAFTING_APPROVER, unit))
    token = csrf_of(approver.get("/settings"))
    url = f"/consultations/{consultation.slug}/return"
    answer = approver.post(url, data={"csrf_token": token, "reason": "Còn sai sót."})
    assert answer.status_code == 409
    db.session.refresh(consultation)
    assert consultation.state is ConsultationState.OPEN


def test_the_preview_names_every_recipient(app: Any) -> None:
    unit = make_unit()
    consultation = make_consultation(unit=unit)
    publish_text(consultation)
    officer = sign_in(app.test_client(), make_account(Role.DRAFTING_OFFICER, unit))
    shown = officer.get(f"/consultations/{consultation.slug}/drafts/1")
    assert "Nơi nhận" in shown.text
    assert "<li>Các phòng, ban;</li>" in shown.text
    assert "<li>Lưu: VT.</li>" in shown.text

"""Moving a nomination: guards, late forms, two people at once, letters."""

from datetime import timedelta

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import IntegrityError

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.core.errors import EditConflict, RuleBroken
from portal.core.mail.models import OutboxMessage
from portal.core.search.documents import indexers
from portal.core.worklist import work_of
from portal.recognition.actions import nominations as actions
from portal.recognition.actions import rounds as round_actions
from portal.recognition.actions.honours import revoke_honour
from portal.recognition.actions.phases import advance, obstacles_of
from portal.recognition.actions.posting import post_results
from portal.recognition.actions.screening import send_back
from portal.recognition.actions.steps import transition
from portal.recognition.models import NominationMove, NominationSource, RevocationGround
from portal.recognition.rules.phases import PhaseKind, PhaseState
from portal.recognition.rules.states import RoundState, State
from tests.factories.accounts import make_account
from tests.factories.councils import make_council, make_member
from tests.factories.recognition import (
    make_honour,
    make_nomination,
    make_officers,
    make_programme,
    make_round,
    make_running_round,
)
from tests.factories.registry import make_person
from tests.factories.units import make_unit
from tests.recognition.browser import Reader


def letters() -> list[tuple[str, str]]:
    query = select(OutboxMessage.to, OutboxMessage.kind).order_by(OutboxMessage.id)
    return [tuple(row) for row in db.session.execute(query)]


def test_nobody_is_nominated_twice_for_one_title_of_a_round() -> None:
    first = make_nomination()
    transition(first, "ask_consent", actor=first.nominator)
    again = make_nomination(first.round, person=first.person)
    with pytest.raises(RuleBroken):
        transition(again, "ask_consent", actor=again.nominator)
    transition(first, "withdraw", actor=first.nominator)
    transition(again, "ask_consent", actor=again.nominator)


def test_a_member_of_the_council_does_not_nominate() -> None:
    round = make_running_round()
    round.council = make_council(round.programme.unit)
    member = make_member(round.council, account=True)
    with pytest.raises(RuleBroken):
        actions.nominate(
            round,
            make_person(),
            title=round.titles[0].title,
            source=NominationSource.PEER,
            by=member.person.account,
        )


def test_a_nominee_is_asked_by_a_letter_and_the_nominator_hears_the_answer() -> None:
    account = make_account()
    nomination = make_nomination(person=make_person(account=account))
    transition(nomination, "ask_consent", actor=nomination.nominator)
    assert letters() == [(account.email, "recognition/step")]
    subject = db.session.scalars(select(OutboxMessage.subject)).one()
    assert subject.startswith("[Cần xác nhận]")
    actions.answer_consent(nomination, agreed=False, by=account)
    assert nomination.state is State.DECLINED
    assert letters()[-1][0] == nomination.nominator.email


def test_a_step_is_taken_only_by_whom_it_belongs_to() -> None:
    nomination = make_nomination()
    for stranger in (make_account(), make_account(Role.HONOURS_SECRETARY, make_unit())):
        with pytest.raises(RuleBroken):
            transition(nomination, "ask_consent", actor=stranger)
    nomination.state, nomination.submitted_at = State.SUBMITTED, clock.now()
    secretary, _approver = make_officers(nomination.round.programme.unit)
    nomination.nominator_id = secretary.id
    with pytest.raises(RuleBroken):
        transition(nomination, "accept", actor=secretary)  # he nominated it himself


def test_two_officers_who_screen_at_once_leave_one_decision() -> None:
    nomination = make_nomination(state=State.SUBMITTED, submitted_at=clock.now())
    unit = nomination.round.programme.unit
    first, second = (make_account(Role.HONOURS_SECRETARY, unit) for _ in range(2))
    transition(nomination, "accept", actor=first)
    with pytest.raises(RuleBroken):
        transition(nomination, "return", actor=second, reason="Thiếu")
    count = select(func.count(NominationMove.id)).where(
        NominationMove.nomination_id == nomination.id
    )
    assert db.session.scalar(count) == 1


def test_the_second_of_two_editors_keeps_his_text_and_sees_the_other(app) -> None:
    nomination = make_nomination()
    db.session.commit()
    reader = Reader(app, nomination.nominator)
    page = f"/nominations/{nomination.id}/edit"
    version = nomination.version
    given = {"summary": "Bản một", "achievements": "Một", "version": version}
    reader.send(page, given)
    kept = reader.send(page, given | {"summary": "Bản hai"}, status=422).text
    assert "Bản một" in kept
    assert "Bản hai" in kept
    with pytest.raises(EditConflict):
        actions.save_text(nomination, summary="x", achievements="y", seen=version)


def test_a_form_sent_after_the_deadline_keeps_its_text_as_a_draft(app) -> None:
    round = make_running_round()
    nomination = make_nomination(round, state=State.PREPARING)
    person, nominator = make_person(), make_account()
    db.session.commit()
    last = round.phases[0].ends_on
    with clock.frozen(clock.now() + timedelta(days=(last - clock.today()).days + 1)):
        reader = Reader(app, nomination.nominator)
        here = f"/nominations/{nomination.id}"
        text = {"summary": "Muộn", "achievements": "Muộn", "version": nomination.version}
        reader.send(f"{here}/edit", text)
        assert "không nộp được nữa" in reader.open(here)
        db.session.expire_all()
        assert nomination.summary == "Muộn"
        with pytest.raises(RuleBroken):
            actions.hand_in(nomination, by=nomination.nominator)
        late = Reader(app, nominator)
        form = {"source": "peer", "person": f"#{person.id}", "title": round.titles[0].title_id}
        late.send(f"/rounds/{round.slug}/nominate", form | {"summary": "Nộp muộn"})
        assert "Nộp muộn" in late.open("/my/nominations") or "Bản nháp" in late.open(
            "/my/nominations"
        )


def test_a_return_needs_a_day_to_come_and_has_an_end() -> None:
    programme = make_programme(most_returns=1)
    nomination = make_nomination(
        make_running_round(programme), state=State.SUBMITTED, submitted_at=clock.now()
    )
    officer, _approver = make_officers(programme.unit)
    with pytest.raises(RuleBroken):
        send_back(nomination, reason="Thiếu", return_by=clock.today(), by=officer)
    tomorrow = clock.today() + timedelta(days=1)
    send_back(nomination, reason="Thiếu", return_by=tomorrow, by=officer)
    with clock.frozen(clock.now() + timedelta(days=3)), pytest.raises(RuleBroken):
        transition(nomination, "submit", actor=nomination.nominator)
    nomination.consent = None
    nomination.source = NominationSource.SELF
    transition(nomination, "submit", actor=nomination.nominator)
    with pytest.raises(RuleBroken):
        send_back(nomination, reason="Thiếu", return_by=tomorrow, by=officer)


def test_a_hold_stops_everything_and_ends_where_it_began() -> None:
    nomination = make_nomination(state=State.ACCEPTED, submitted_at=clock.now())
    officer, _approver = make_officers(nomination.round.programme.unit)
    with pytest.raises(RuleBroken):
        transition(nomination, "hold", actor=officer)
    transition(nomination, "hold", actor=officer, reason="Đang xác minh đơn thư")
    with pytest.raises(RuleBroken):
        transition(nomination, "review", actor=officer)
    transition(nomination, "resume", actor=officer)
    assert nomination.state is State.ACCEPTED
    with pytest.raises(RuleBroken):
        transition(nomination, "resume", actor=officer)


def test_the_database_refuses_an_award_without_a_decision() -> None:
    nomination = make_nomination(state=State.PROPOSED)
    officer, _approver = make_officers(nomination.round.programme.unit)
    with pytest.raises(RuleBroken):
        transition(nomination, "award", actor=officer)
    nomination.state = State.AWARDED
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.flush()


def test_more_passes_than_the_quota_make_no_silent_winner() -> None:
    programme = make_programme()
    round = make_running_round(programme, phase=PhaseKind.PUBLIC_COMMENT, quota=1)
    first, second = (make_nomination(round, state=State.PASSED) for _ in range(2))
    officer, _approver = make_officers(programme.unit)
    with pytest.raises(RuleBroken):
        post_results(round, starts_on=clock.today(), by=officer)
    transition(second, "reserve", actor=officer, reason="Hết chỉ tiêu")
    posting = post_results(round, starts_on=clock.today(), by=officer)
    assert first.state is State.POSTED
    assert posting.ends_on == posting.period.end


def test_a_round_is_approved_by_another_person_and_frozen_then() -> None:
    round = make_round()
    unit = round.programme.unit
    both = make_account(Role.HONOURS_SECRETARY, unit)
    round_actions.submit_round(round, by=both)
    with pytest.raises(RuleBroken):
        round_actions.approve_round(round, by=both)
    round_actions.approve_round(round, by=make_account(Role.HONOURS_APPROVER, unit))
    with pytest.raises(RuleBroken):
        round_actions.add_criterion(round, name="Mới", weight=1, highest=10, text="")


def test_a_pause_moves_the_deadlines_by_its_days() -> None:
    round = make_running_round()
    _officer, approver = make_officers(round.programme.unit)
    ends = [phase.ends_on for phase in round.phases]
    with pytest.raises(RuleBroken):
        round_actions.turn_round(round, "suspend", reason="", by=approver)
    round_actions.turn_round(round, "suspend", reason="Bão lụt", by=approver)
    assert not round.takes_nominations(clock.today())
    with clock.frozen(clock.now() + timedelta(days=4)):
        round_actions.turn_round(round, "resume", reason="", by=approver)
        assert [phase.ends_on for phase in round.phases] == [
            end + timedelta(days=4) for end in ends
        ]


def test_a_cancelled_round_ends_its_nominations_and_tells_them() -> None:
    nomination = make_nomination(state=State.ACCEPTED, submitted_at=clock.now())
    _officer, approver = make_officers(nomination.round.programme.unit)
    round_actions.turn_round(nomination.round, "cancel", reason="Hết kinh phí", by=approver)
    assert nomination.state is State.ROUND_CANCELLED
    assert letters()[-1][0] == nomination.nominator.email


def test_a_phase_is_closed_when_nothing_stands_in_its_way() -> None:
    round = make_running_round(phase=PhaseKind.SCREENING)
    officer, _approver = make_officers(round.programme.unit)
    waiting = make_nomination(round, state=State.SUBMITTED, submitted_at=clock.now())
    assert len(obstacles_of(round)) == 2  # somebody waits, and there is no council
    with pytest.raises(RuleBroken):
        advance(round, by=officer)
    transition(waiting, "accept", actor=officer)
    round.council = make_council(round.programme.unit)
    make_member(round.council)
    assert advance(round, by=officer) is round.phase(PhaseKind.REVIEW)
    assert waiting.state is State.UNDER_REVIEW
    assert [phase.state for phase in round.phases].count(PhaseState.ACTIVE) == 1


def test_drafts_expire_with_the_phase_and_keep_their_text() -> None:
    round = make_running_round()
    draft = make_nomination(round)
    officer, _approver = make_officers(round.programme.unit)
    with clock.frozen(clock.now() + timedelta(days=10)):
        advance(round, by=officer)
    assert draft.state is State.EXPIRED
    assert draft.achievements
    late = actions.save_text(draft, summary="Giữ", achievements="Giữ", seen=None)
    assert late


def test_the_search_knows_public_rounds_only() -> None:
    hidden, shown = make_round(), make_running_round()
    documents = list(indexers["round"].write([hidden.slug, shown.slug]))
    assert [document.key for document in documents] == [shown.slug]
    assert set(indexers["round"].keys()) >= {hidden.slug, shown.slug}


def test_the_work_list_tells_each_what_waits(app) -> None:
    account = make_account()
    nomination = make_nomination(person=make_person(account=account))
    transition(nomination, "ask_consent", actor=nomination.nominator)
    officer, approver = make_officers(nomination.round.programme.unit)
    make_nomination(nomination.round, state=State.SUBMITTED, submitted_at=clock.now())
    waiting = make_round(nomination.round.programme)
    round_actions.submit_round(waiting, by=officer)
    db.session.flush()
    with app.test_request_context():
        assert any(line.url.endswith("/my/nominations") for line in work_of(account))
        assert any(line.url.endswith("/desk") for line in work_of(officer))
        assert f"/rounds/{waiting.slug}/desk" in [line.url for line in work_of(approver)]
        assert f"/rounds/{waiting.slug}/desk" not in [line.url for line in work_of(officer)]
    assert waiting.state is RoundState.SUBMITTED


def questions(app, address: str) -> int:
    """How many SELECTs a public page takes, cold."""
    db.session.commit()
    db.session.expire_all()
    statements: list[str] = []

    def note(_c, _cursor, statement, *_more) -> None:
        statements.append(statement)

    engine = db.session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        Reader(app).open(address)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len([one for one in statements if one.startswith("SELECT")])


def test_the_rounds_page_asks_as_much_for_ten_rounds_as_for_one(app) -> None:
    make_running_round()
    few = questions(app, "/rounds")
    for _ in range(9):
        make_running_round()
    assert questions(app, "/rounds") == few


def test_the_honour_roll_asks_as_much_for_five_honours_as_for_one(app) -> None:
    make_honour()
    few = questions(app, "/honours")
    for _ in range(4):
        make_honour()
    assert questions(app, "/honours") == few


def test_a_corrected_name_reads_right_everywhere_and_keeps_its_code(app) -> None:
    honour = make_honour(person=make_person(full_name="Trần Thị Hà"))
    unit = honour.round.programme.unit
    approver = Reader(app, make_account(Role.HONOURS_APPROVER, unit))
    db.session.commit()
    code, printed = honour.certificate.code, honour.certificate.sha256
    form = {
        "number": "9/QĐ",
        "issued_on": clock.today().strftime("%d/%m/%Y"),
        "issuer": "Tỉnh",
        "signer": "A",
        "capacity": "B",
        "reason": "Sai dấu",
    }
    page = f"/honours/{honour.id}/correct"
    approver.send(page, form | {"full_name": "Trần Thị Hà"}, status=422)
    approver.send(page, form | {"full_name": "Trần Thị Hạ"})
    db.session.expire_all()
    assert honour.nomination.state is State.CORRECTED
    assert (honour.certificate.code, honour.certificate.sha256 != printed) == (code, True)
    assert "Trần Thị Hạ" in Reader(app).open(f"/verify/{code}")


def test_the_roll_filters_and_a_revoked_honour_leaves_it_but_keeps_its_page(app) -> None:
    honour = make_honour()
    approver = make_account(Role.HONOURS_APPROVER, honour.round.programme.unit)
    db.session.commit()
    public = Reader(app)
    assert honour.full_name in public.open(f"/honours?title={honour.title_id}")
    assert honour.full_name not in public.open("/honours?year=1999")
    assert public.open("/honours?year=khong-phai-so&page=x")
    signed = {
        "number": "8/QĐ",
        "issued_on": clock.today(),
        "issuer": "Tỉnh",
        "signer": "A",
        "capacity": "B",
    }
    revoke_honour(honour, ground=RevocationGround.FORGED, reason="Giả mạo", by=approver, **signed)
    db.session.commit()
    assert honour.full_name not in public.open(f"/honours?title={honour.title_id}")
    assert "ĐÃ HUỶ BỎ" in public.open(f"/honours/{honour.id}")
    assert "ĐÃ HUỶ BỎ" in public.open(f"/verify/{honour.certificate.code}")
    with pytest.raises(RuleBroken):
        revoke_honour(honour, ground=RevocationGround.FORGED, reason="x", by=approver, **signed)

"""Pages that wait for their phase say so at once, and the approver finds the rounds."""

import pytest
from flask import Flask

from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import db
from portal.core.i18n import show_day
from portal.core.worklist import work_of
from portal.councils.actions.conflicts import put_before
from portal.councils.actions.meetings import call_meeting
from portal.councils.models import MemberRole
from portal.recognition.guards import closed_sentence
from portal.recognition.models import Decision, Round
from portal.recognition.rules.phases import PhaseKind, PhaseState
from portal.recognition.rules.states import RoundState, State
from portal.units.actions import register_document
from portal.units.models import Unit
from tests.factories.councils import make_council, make_member
from tests.factories.recognition import (
    make_nomination,
    make_officers,
    make_programme,
    make_round,
    make_running_round,
)
from tests.factories.units import make_document, make_unit
from tests.recognition.browser import Reader

PAGES = {
    "post": (PhaseKind.PUBLIC_COMMENT, State.PASSED, "Công khai kết quả"),
    "letter": (PhaseKind.PROPOSAL, State.CLEARED, "Tờ trình"),
    "decision": (PhaseKind.DECISION, State.PROPOSED, "Quyết định"),
}
FIELDS = ('name="starts_on"', 'name="number"')


@pytest.fixture
def unit() -> Unit:
    return make_unit()


def shown(app: Flask, round: Round, page: str) -> str:
    secretary, _approver = make_officers(round.programme.unit)
    db.session.commit()
    return Reader(app, secretary).open(f"/rounds/{round.slug}/{page}")


@pytest.mark.parametrize("page", PAGES)
def test_a_form_stands_only_in_its_phase(app: Flask, unit: Unit, page: str) -> None:
    kind, state, _name = PAGES[page]
    round = make_running_round(make_programme(unit), phase=kind)
    make_nomination(round, state=state, submitted_at=clock.now())
    text = shown(app, round, page)
    assert any(field in text for field in FIELDS)
    assert "giai đoạn “" not in text


@pytest.mark.parametrize("page", PAGES)
def test_before_its_phase_a_page_names_the_phase_and_shows_no_form(
    app: Flask, unit: Unit, page: str
) -> None:
    kind, _state, name = PAGES[page]
    round = make_running_round(make_programme(unit), phase=PhaseKind.REVIEW)
    text = shown(app, round, page)
    assert not any(field in text for field in FIELDS)
    assert f"giai đoạn “{name}" in text
    planned = round.phase(kind)
    assert planned
    assert show_day(planned.starts_on) in text


@pytest.mark.parametrize("page", PAGES)
def test_after_its_phase_a_page_says_that_it_is_over(app: Flask, unit: Unit, page: str) -> None:
    round = make_running_round(make_programme(unit), phase=PhaseKind.HONOUR)
    text = shown(app, round, page)
    assert not any(field in text for field in FIELDS)
    assert "đã kết thúc" in text


def test_a_round_that_does_not_run_has_no_form(app: Flask, unit: Unit) -> None:
    round = make_running_round(make_programme(unit), phase=PhaseKind.PROPOSAL)
    round.state = RoundState.SUSPENDED
    with app.test_request_context():
        assert closed_sentence(round, PhaseKind.PROPOSAL)
        assert closed_sentence(make_round(make_programme(unit)), PhaseKind.PROPOSAL)


def test_a_letter_is_not_asked_for_twice(app: Flask, unit: Unit) -> None:
    round = make_running_round(make_programme(unit), phase=PhaseKind.PROPOSAL)
    round.letter = register_document(
        number="1/TTr", issued_on=clock.today(), subject="Tờ trình", issuer=unit
    )
    text = shown(app, round, "letter")
    assert 'name="number"' not in text
    assert "đã được nhập" in text


def test_a_decision_waits_for_somebody_proposed(app: Flask, unit: Unit) -> None:
    round = make_running_round(make_programme(unit), phase=PhaseKind.DECISION)
    assert 'name="number"' not in shown(app, round, "decision")


def test_the_approver_finds_the_rounds_and_no_programmes_to_change(app: Flask, unit: Unit) -> None:
    _secretary, approver = make_officers(unit)
    round = make_round(make_programme(unit))
    far = make_round(make_programme())
    db.session.commit()
    reader = Reader(app, approver)
    text = reader.open("/recognition")
    assert f"/rounds/{round.slug}/desk" in text
    assert far.name not in text
    assert "/recognition/programmes" not in text
    assert 'href="/recognition"' in reader.open("/work")
    assert 'href="/recognition"' in reader.open(f"/rounds/{round.slug}/desk")


def test_the_secretary_of_the_council_calls_the_meeting_and_everybody_hears_of_it(
    app: Flask, unit: Unit
) -> None:
    round = make_running_round(make_programme(unit), phase=PhaseKind.MEETING)
    council = round.council = make_council(unit)
    keeper = make_member(council, role=MemberRole.SECRETARY, account=True).person.account
    member = make_member(council, account=True).person.account
    item = put_before(council, title="Hồ sơ", people=[])
    db.session.commit()
    with app.test_request_context():
        call = f"/councils/{council.id}/meetings"
        assert call in [line.url for line in work_of(keeper)]
        assert call not in [line.url for line in work_of(member)]
        meeting = call_meeting(
            council, title="Họp", held_at=clock.now(), place="Sơn Mẫu", items=[item]
        )
        assert call not in [line.url for line in work_of(keeper)]
        for account in (keeper, member):
            assert f"/meetings/{meeting.id}" in [line.url for line in work_of(account)]


def signed(round: Round) -> Decision:
    decision = Decision(round=round, document=make_document(), signer="Ký", capacity="Chủ tịch")
    db.session.add(decision)
    db.session.flush()
    return decision


def desks(account: Account) -> int:
    return sum(line.url.endswith("/desk") for line in work_of(account))


WORK = [
    (PhaseKind.PUBLIC_COMMENT, State.PASSED, "secretary", "post"),
    (PhaseKind.PROPOSAL, State.CLEARED, "secretary", "letter"),
    (PhaseKind.DECISION, State.PROPOSED, "secretary", "decision"),
    (PhaseKind.HONOUR, State.AWARDED, "approver", "desk"),
]


@pytest.mark.parametrize(("kind", "state", "whose", "page"), WORK)
def test_the_work_list_leads_to_what_a_phase_is_for(
    app: Flask, unit: Unit, kind: PhaseKind, state: State, whose: str, page: str
) -> None:
    round = make_running_round(make_programme(unit), phase=kind)
    officers = dict(zip(("secretary", "approver"), make_officers(unit), strict=True))
    with app.test_request_context():
        address = f"/rounds/{round.slug}/{page}"
        assert address not in [line.url for line in work_of(officers[whose])]
        given = {"decision_id": signed(round).id} if state is State.AWARDED else {}
        make_nomination(round, state=state, submitted_at=clock.now(), **given)
        for name, account in officers.items():
            found = [line.url for line in work_of(account)]
            assert (address in found) == (name == whose)


def test_the_approver_is_led_to_announce_and_to_conclude(app: Flask, unit: Unit) -> None:
    _secretary, approver = make_officers(unit)
    round = make_running_round(make_programme(unit), phase=PhaseKind.HONOUR)
    with app.test_request_context():
        assert desks(approver) == 0
        round.state = RoundState.APPROVED
        assert desks(approver) == 1
        round.state = RoundState.RUNNING
        for phase in round.phases:
            phase.state, phase.closed_at = PhaseState.DONE, clock.now()
        assert desks(approver) == 1

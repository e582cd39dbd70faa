"""Programmes, rounds and nominations for tests."""

from datetime import timedelta
from itertools import count
from typing import Any

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.recognition.actions.honours import publish
from portal.recognition.actions.programmes import add_rule_set, add_title, create_programme
from portal.recognition.actions.rounds import add_criterion, create_round
from portal.recognition.models import (
    AwardKind,
    Decision,
    Honour,
    Nomination,
    NominationSource,
    Phase,
    Programme,
    Round,
)
from portal.recognition.rules.phases import ORDER, PhaseKind, PhaseState
from portal.recognition.rules.states import RoundState, State
from portal.units.models import Unit
from tests.factories.accounts import make_account
from tests.factories.registry import make_person
from tests.factories.units import make_document, make_unit

_numbers = count(1)


def make_programme(unit: Unit | None = None, **rules: Any) -> Programme:
    """A programme with one title and one rule set."""
    number = next(_numbers)
    programme = create_programme(
        name=f"Trí thức tiêu biểu {number}", description="", unit=unit or make_unit()
    )
    add_title(programme, name="Trí thức tiêu biểu", kind=AwardKind.TITLE)
    add_rule_set(
        programme,
        name="Quy chế",
        **({"threshold_num": 2, "threshold_den": 3, "least_sheets": 1} | rules),
    )
    return programme


def make_round(programme: Programme | None = None, **given: Any) -> Round:
    """A draft round that opens today, with two criteria."""
    programme = programme or make_programme()
    given = {"opens_on": clock.today(), "year": clock.today().year} | given
    round = create_round(
        programme,
        name=given.pop("name", f"Đợt xét {next(_numbers)}"),
        rule_set=programme.rule_sets[-1],
        titles=[(title, given.pop("quota", None)) for title in programme.titles],
        **given,
    )
    add_criterion(round, name="Thành tích", weight=60, highest=10, text="")
    add_criterion(round, name="Ảnh hưởng", weight=40, highest=10, text="")
    return round


def make_running_round(
    programme: Programme | None = None, *, phase: PhaseKind = PhaseKind.SUBMISSION, **given: Any
) -> Round:
    """A round that runs and stands in `phase`, today within it; earlier phases are done."""
    round = make_round(programme, **given)
    submitter, approver = make_account(), make_account()
    round.submitted_by_id, round.approved_by_id = submitter.id, approver.id
    round.state = RoundState.RUNNING
    today = clock.today()
    place = ORDER.index(phase)
    for index, one in enumerate(round.phases):
        one.starts_on = today + timedelta(days=10 * (index - place))
        one.ends_on = one.starts_on + timedelta(days=9)
        _set_state(one, index - place)
    db.session.flush()
    return round


def _set_state(phase: Phase, away: int) -> None:
    if away < 0:
        phase.state, phase.closed_at = PhaseState.DONE, clock.now()
    elif away == 0:
        phase.state = PhaseState.ACTIVE


def make_nomination(round: Round | None = None, **given: Any) -> Nomination:
    """A nomination by somebody else, as a draft unless a state is given."""
    round = round or make_running_round()
    given.setdefault("person", None) or given.update(person=make_person())
    given.setdefault("nominator", None) or given.update(nominator=make_account())
    given = {
        "source": NominationSource.PEER,
        "summary": "Có công trình nổi bật",
        "achievements": "Mười công trình đã công bố.",
        "title": round.titles[0].title,
    } | given
    given["nominator_id"] = given["nominator"].id
    nomination = Nomination(round=round, **given)
    db.session.add(nomination)
    db.session.flush()
    return nomination


def make_honour(round: Round | None = None, **given: Any) -> Honour:
    """A published honour with its decision and certificate."""
    round = round or make_running_round(phase=PhaseKind.HONOUR)
    unit = round.programme.unit
    document = make_document()
    approver = make_account(Role.HONOURS_APPROVER, unit)
    decision = Decision(round=round, document=document, signer="Trần Văn Ký", capacity="Chủ tịch")
    db.session.add(decision)
    db.session.flush()
    nomination = make_nomination(
        round,
        state=State.AWARDED,
        decision_id=decision.id,
        submitted_at=clock.now(),
        **given,
    )
    return publish(nomination, by=approver)


def make_officers(unit: Unit) -> tuple[Any, Any]:
    """The secretary of honours and the approver of a unit."""
    return make_account(Role.HONOURS_SECRETARY, unit), make_account(Role.HONOURS_APPROVER, unit)

"""What waits for whom in the rounds."""

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import db
from portal.core.worklist import WorkItem, waits_for
from portal.councils.models import MemberRole
from portal.councils.queries import open_meetings, seats_of
from portal.recognition.models import Nomination, Round, SheetState
from portal.recognition.queries.figures import open_objections, states_of
from portal.recognition.queries.nominations import to_review
from portal.recognition.queries.rounds import managed_rounds
from portal.recognition.rules.phases import PhaseKind
from portal.recognition.rules.states import RoundState, State
from portal.registry.models import Person
from portal.units.powers import Power


@waits_for
def own_nominations(account: Any) -> Iterator[WorkItem]:
    """Consents to give, and nominations to complete."""
    asked = select(func.count(Nomination.id)).join(Person, Person.id == Nomination.person_id)
    waiting = db.session.scalar(
        asked.where(Person.account_id == account.id, Nomination.state == State.AWAITING_CONSENT)
    )
    yield WorkItem(
        _("You have been nominated: agree or decline"),
        waiting or 0,
        url_for("recognition.my_nominations"),
    )
    returned = select(func.count(Nomination.id), func.min(Nomination.return_by)).where(
        Nomination.nominator_id == account.id, Nomination.state == State.RETURNED
    )
    number, due = db.session.execute(returned).one()
    yield WorkItem(
        _("Returned nominations to complete"), number, url_for("recognition.my_nominations"), due
    )


@waits_for
def sheets_to_file(account: Any) -> Iterator[WorkItem]:
    """Score sheets of a council member."""
    for seat in seats_of(account):
        round = db.session.scalars(select(Round).filter_by(council_id=seat.council_id)).first()
        if round is None or not round.is_in(PhaseKind.REVIEW) or not seat.role.votes:
            continue
        left = [
            one
            for one, sheet in to_review(round, seat)
            if one.state is State.UNDER_REVIEW
            and (sheet is None or sheet.state is SheetState.DRAFT)
        ]
        phase = round.active_phase
        yield WorkItem(
            _("Nominations to score: %(round)s", round=round.name),
            len(left),
            url_for("recognition.review", slug=round.slug),
            phase.ends_on if phase else None,
        )


@waits_for
def meetings_to_call(account: Any) -> Iterator[WorkItem]:
    """The first meeting of a round that has come to its vote, for the council's secretary."""
    for seat in seats_of(account):
        round = db.session.scalars(select(Round).filter_by(council_id=seat.council_id)).first()
        if (
            round is not None
            and seat.role is MemberRole.SECRETARY
            and round.is_in(PhaseKind.MEETING)
            and not open_meetings(seat.council)
        ):
            yield WorkItem(
                _("Meeting to call: %(council)s", council=seat.council.name),
                1,
                url_for("councils.call_meeting", id=seat.council_id),
                round.active_phase.ends_on if round.active_phase else None,
            )


@waits_for
def rounds_to_run(account: Any) -> Iterator[WorkItem]:
    """What the standing body and the approver have to do."""
    if not (
        account.can_anywhere(Power.EDIT_HONOURS) or account.can_anywhere(Power.APPROVE_HONOURS)
    ):
        return
    for round in managed_rounds(account):
        if account.can(Power.APPROVE_HONOURS, round.scope_unit_id):
            yield from _to_approve(round, account)
        if round.state is RoundState.RUNNING and account.can(
            Power.EDIT_HONOURS, round.scope_unit_id
        ):
            yield from _to_run(round)


def _to_approve(round: Round, account: Any) -> Iterator[WorkItem]:
    desk = url_for("recognition.desk", slug=round.slug)
    if round.state is RoundState.SUBMITTED and round.submitted_by_id != account.id:
        yield WorkItem(_("Round to approve: %(round)s", round=round.name), 1, desk)
    elif round.state is RoundState.APPROVED:
        yield WorkItem(_("Round to announce: %(round)s", round=round.name), 1, desk)
    elif round.is_in(PhaseKind.HONOUR):
        awarded = states_of(round.id).get(State.AWARDED, 0)
        yield WorkItem(_("Honours to publish: %(round)s", round=round.name), awarded, desk)
    elif round.state is RoundState.RUNNING and round.active_phase is None:
        yield WorkItem(_("Round to conclude: %(round)s", round=round.name), 1, desk)


def _papers_to_enter(round: Round) -> Iterator[WorkItem]:
    """The posting, the letter or the decision, once it can be entered."""
    phase, states = round.active_phase, states_of(round.id)
    papers = {
        PhaseKind.PUBLIC_COMMENT: (
            _("Results to post: %(round)s", round=round.name),
            0 if round.posting else states.get(State.PASSED, 0),
            "recognition.post_results",
        ),
        PhaseKind.PROPOSAL: (
            _("Letter of submission to enter: %(round)s", round=round.name),
            0 if round.letter_id else states.get(State.CLEARED, 0),
            "recognition.letter",
        ),
        PhaseKind.DECISION: (
            _("Decision to enter: %(round)s", round=round.name),
            states.get(State.PROPOSED, 0),
            "recognition.decision",
        ),
    }
    if phase and phase.kind in papers:
        title, number, page = papers[phase.kind]
        yield WorkItem(title, number, url_for(page, slug=round.slug), phase.ends_on)


def _to_run(round: Round) -> Iterator[WorkItem]:
    desk = url_for("recognition.desk", slug=round.slug)
    screened = states_of(round.id).get(State.SUBMITTED, 0)
    yield WorkItem(_("Nominations to screen: %(round)s", round=round.name), screened, desk)
    yield WorkItem(
        _("Public comments to answer: %(round)s", round=round.name),
        open_objections(round.id),
        url_for("recognition.comments", slug=round.slug),
    )
    yield from _papers_to_enter(round)
    phase = round.active_phase
    if phase and phase.ends_on < clock.today():
        yield WorkItem(_("Phase to close: %(round)s", round=round.name), 1, desk, phase.ends_on)

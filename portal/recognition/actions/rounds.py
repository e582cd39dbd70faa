"""The life of a round: drawn up by one person, approved by another, run, concluded."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken, check_version
from portal.core.text import slug
from portal.recognition.actions.steps import transition
from portal.recognition.models import (
    AwardTitle,
    Criterion,
    Nomination,
    Phase,
    Programme,
    Round,
    RoundMove,
    RoundTitle,
    RuleSet,
)
from portal.recognition.queries.figures import funnel, passed_without_reason
from portal.recognition.rules.phases import PhaseKind, PhaseState, check_new_end, check_phases
from portal.recognition.rules.scores import check_weights
from portal.recognition.rules.states import (
    ACTIVE,
    ROUND_MOVES,
    UNFINISHED,
    RoundState,
    State,
    target,
)
from portal.units.actions import register_document
from portal.units.models import Document, DocumentKind

DEFAULT_LENGTHS: Mapping[PhaseKind, int] = {
    PhaseKind.SUBMISSION: 30,
    PhaseKind.SCREENING: 10,
    PhaseKind.REVIEW: 15,
    PhaseKind.MEETING: 7,
    PhaseKind.PUBLIC_COMMENT: 21,
    PhaseKind.PROPOSAL: 7,
    PhaseKind.DECISION: 14,
    PhaseKind.HONOUR: 14,
}
"""Calendar days suggested for each phase; every round changes them freely."""


def create_round(
    programme: Programme,
    *,
    name: str,
    year: int,
    rule_set: RuleSet,
    titles: Sequence[tuple[AwardTitle, int | None]],
    opens_on: date,
    summary: str = "",
    how_to: str = "",
    by: Any = None,
) -> Round:
    """Draw up a round with suggested phases from the opening day on."""
    if rule_set.programme_id != programme.id:
        raise RuleBroken(_("These rules belong to another programme."), "rule_set")
    address = slug(name)
    if db.session.scalar(select(func.count(Round.id)).where(Round.slug == address)):
        raise RuleBroken(_("A round of this name exists already."), "name")
    round = Round(
        programme=programme,
        slug=address,
        name=name,
        year=year,
        rule_set=rule_set,
        summary=summary,
        how_to=how_to,
        created_by_id=by.id if by else None,
    )
    round.titles = [
        RoundTitle(title=title, quota=quota, position=position)
        for position, (title, quota) in enumerate(titles)
    ]
    round.phases = suggested_phases(opens_on)
    db.session.add(round)
    db.session.flush()
    audit.record("round.create", round, after={"name": name})
    return round


def suggested_phases(opens_on: date) -> list[Phase]:
    """Every phase once, end to end."""
    phases, day = [], opens_on
    for kind, length in DEFAULT_LENGTHS.items():
        phases.append(Phase(kind=kind, starts_on=day, ends_on=day + timedelta(days=length - 1)))
        day += timedelta(days=length)
    return phases


def edit_round(
    round: Round, *, name: str, summary: str, how_to: str, year: int, seen: int | None
) -> None:
    """Change the words of a round that is not approved yet."""
    _check_not_frozen(round)
    check_version(seen, round.version)
    before = {"name": round.name, "summary": round.summary, "how_to": round.how_to}
    round.name, round.summary, round.how_to, round.year = name, summary, how_to, year
    after = {"name": name, "summary": summary, "how_to": how_to}
    audit.record("round.edit", round, before=before, after=after)


def set_dates(round: Round, dates: Mapping[PhaseKind, tuple[date, date]]) -> None:
    """Set the days of the phases; once running, deadlines only grow."""
    today = clock.today()
    before = {phase.kind.value: str(phase.ends_on) for phase in round.phases}
    for phase in round.phases:
        if phase.kind not in dates:
            continue
        starts_on, ends_on = dates[phase.kind]
        if (starts_on, ends_on) == (phase.starts_on, phase.ends_on):
            continue
        started = phase.state is not PhaseState.PLANNED
        check_new_end(ends_on, was=phase.ends_on, started=started, today=today)
        if started and starts_on != phase.starts_on:
            raise RuleBroken(_("A phase that is open keeps the day it began."))
        phase.starts_on, phase.ends_on = starts_on, ends_on
    check_phases(sorted(round.phases, key=lambda phase: (phase.starts_on, phase.ends_on)))
    round.phases.sort(key=lambda phase: phase.starts_on)
    after = {phase.kind.value: str(phase.ends_on) for phase in round.phases}
    audit.record("round.dates", round, before=before, after=after)


def add_criterion(round: Round, *, name: str, weight: int, highest: int, text: str) -> Criterion:
    """Add a criterion; the weights must sum to 100 when the round is submitted."""
    _check_not_frozen(round)
    if any(criterion.name == name for criterion in round.criteria):
        raise RuleBroken(_("The round has this criterion already."), "name")
    criterion = Criterion(
        name=name,
        weight=weight,
        highest=highest,
        description=text,
        position=len(round.criteria),
    )
    round.criteria.append(criterion)
    db.session.flush()
    audit.record("round.criterion", round, after={"name": name, "weight": weight})
    return criterion


def remove_criterion(round: Round, criterion: Criterion) -> None:
    """Take a criterion out before the round is approved."""
    _check_not_frozen(round)
    round.criteria.remove(criterion)
    audit.record("round.criterion_out", round, before={"name": criterion.name})


def _check_not_frozen(round: Round) -> None:
    if round.is_frozen:
        raise RuleBroken(_("The round is approved: its rules no longer change."))


def submit_round(round: Round, *, by: Any) -> None:
    """Hand the round to the approver, complete."""
    if not round.titles:
        raise RuleBroken(_("The round confers no title yet."))
    check_weights([criterion.weight for criterion in round.criteria])
    check_phases(round.phases)
    basis = round.rule_set.legal_basis
    if basis and not basis.is_in_force(round.phases[0].starts_on):
        raise RuleBroken(_("%(number)s is not in force on the opening day.", number=basis.number))
    round.submitted_by_id = by.id
    _turn(round, "submit", by=by)


def approve_round(round: Round, *, by: Any) -> None:
    """Approve a round somebody else has submitted."""
    if round.submitted_by_id == by.id:
        raise RuleBroken(_("A round is approved by another person than the one who submitted it."))
    round.approved_by_id = by.id
    _turn(round, "approve", by=by)


def announce_round(round: Round, *, number: str, issued_on: date, by: Any) -> Document:
    """Publish the notice: from now on the public sees the round."""
    notice = register_document(
        number=number,
        issued_on=issued_on,
        subject=_("Notice of the round “%(name)s”", name=round.name),
        issuer=round.programme.unit,
        kind=DocumentKind.NOTICE,
    )
    round.notice = notice
    _turn(round, "announce", by=by)
    return notice


def start_round(round: Round, *, by: Any) -> None:
    """Open the first phase once its day has come."""
    first = round.phases[0]
    if clock.today() < first.starts_on:
        raise RuleBroken(
            _("The first phase begins on %(day)s.", day=first.starts_on.strftime("%d/%m/%Y"))
        )
    _turn(round, "start", by=by)
    first.state = PhaseState.ACTIVE


def turn_round(round: Round, name: str, *, reason: str, by: Any) -> None:
    """Send back, suspend, resume, cancel, conclude or archive a round."""
    if name == "conclude":
        check_concludable(round)
    if name == "resume":
        reason = _shift(round)
    if name == "send_back":
        round.submitted_by_id = None
    _turn(round, name, by=by, reason=reason)
    if name == "cancel":
        for nomination in _living(round):
            transition(nomination, "cancel", actor=by, reason=reason)


def check_concludable(round: Round) -> None:
    """Every nomination has come to its end, the sums agree, and each who passed knows why not."""
    left = [nomination for nomination in _living(round) if nomination.state not in UNFINISHED]
    awarded = select(func.count(Nomination.id)).where(
        Nomination.round_id == round.id, Nomination.state == State.AWARDED
    )
    if left or db.session.scalar(awarded):
        raise RuleBroken(_("Some nominations have not come to their end yet."))
    figures = funnel(round.id)
    if not figures.reconciles:
        raise RuleBroken(figures.sentence)
    if passed_without_reason(round.id):
        raise RuleBroken(_("Somebody passed the vote and is not honoured, without a reason."))


def _living(round: Round) -> Sequence[Nomination]:
    query = select(Nomination).where(
        Nomination.round_id == round.id, Nomination.state.in_([*ACTIVE, State.ON_HOLD])
    )
    return db.session.scalars(query.order_by(Nomination.id)).all()


def _shift(round: Round) -> str:
    """Move what is left of the phases by the days the round stood still."""
    halted = next((move for move in reversed(round.moves) if move.name == "suspend"), None)
    days = (clock.today() - clock.local(halted.at).date()).days if halted else 0
    for phase in reversed(round.phases):
        if phase.state is PhaseState.DONE:
            continue
        phase.ends_on += timedelta(days=days)
        if phase.state is PhaseState.PLANNED:
            phase.starts_on += timedelta(days=days)
    return _("Deadlines moved by %(n)s days", n=days)


def _turn(round: Round, name: str, *, by: Any, reason: str = "") -> None:
    db.session.flush()
    db.session.refresh(round, ["state", "version"], with_for_update=True)
    before = round.state
    round.state = target(ROUND_MOVES, name, round.state, reason)
    if round.state is RoundState.CONCLUDED:
        round.concluded_at = clock.now()
    round.moves.append(RoundMove(name=name, reason=reason.strip(), actor_id=by.id if by else None))
    db.session.flush()
    audit.record(
        f"round.{name}",
        round,
        before={"state": before.value},
        after={"state": RoundState(round.state).value},
    )

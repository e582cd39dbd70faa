"""Bringing nominations before the council, and its members' score sheets."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.councils.actions.conflicts import find_conflicts, put_before
from portal.councils.models import Council, CouncilMember, PersonPart
from portal.recognition.actions.steps import transition
from portal.recognition.models import Nomination, Round, Score, ScoreSheet, SheetState
from portal.recognition.rules.scores import check_complete
from portal.recognition.rules.states import State
from portal.registry.models import Person
from portal.registry.queries import person_of


def appoint_council(round: Round, council: Council) -> None:
    """Give the round its council; quorum, threshold and the reach of conflicts are those of its rule set."""
    if round.council_id is not None:
        raise RuleBroken(_("This round has its council already."))
    round.council = council
    rules = round.rule_set
    council.conflict_years = rules.conflict_years
    council.threshold_num, council.threshold_den = rules.threshold_num, rules.threshold_den
    council.threshold_base, council.on_unreachable = rules.threshold_base, rules.on_unreachable
    council.quorum_num, council.quorum_den = rules.quorum_num, rules.quorum_den
    db.session.flush()
    audit.record("round.council", round, after={"council": council.id})


def bring_before_council(round: Round, *, by: Any) -> int:
    """Put every accepted nomination before the council and look for conflicts, before any list shows."""
    council = round.council
    if council is None or not council.voting(clock.today()):
        raise RuleBroken(_("Form the council of the round first."))
    query = select(Nomination).where(
        Nomination.round_id == round.id, Nomination.state == State.ACCEPTED
    )
    waiting = list(db.session.scalars(query.order_by(Nomination.submitted_at, Nomination.id)))
    for nomination in waiting:
        if nomination.agenda_item is None:
            title = f"{nomination.person.full_name} – {nomination.title.name}"
            nomination.agenda_item = put_before(council, title=title, people=_people(nomination))
    db.session.flush()
    find_conflicts(council)
    for nomination in waiting:
        transition(nomination, "review", actor=by)
    return len(waiting)


def _people(nomination: Nomination) -> list[tuple[Person, PersonPart]]:
    people = [(nomination.person, PersonPart.NOMINEE)]
    nominator = person_of(nomination.nominator)
    if nominator is not None and nominator.id != nomination.person_id:
        people.append((nominator, PersonPart.NOMINATOR))
    people += [
        (line.person, PersonPart.ENDORSER) for line in nomination.endorsements if line.person
    ]
    return people


def save_sheet(
    nomination: Nomination,
    member: CouncilMember,
    *,
    scores: Mapping[int, int | None],
    comment: str,
) -> ScoreSheet:
    """Keep a member's scores as a draft that only he sees."""
    sheet = _open_sheet(nomination, member)
    sheet.comment, sheet.saved_at = comment, clock.now()
    known = {score.criterion_id: score for score in sheet.scores}
    wanted = {criterion.id for criterion in nomination.round.criteria}
    for criterion_id, value in scores.items():
        if criterion_id not in wanted:
            continue
        if criterion_id in known:
            known[criterion_id].value = value
        else:
            sheet.scores.append(Score(criterion_id=criterion_id, value=value))
    for criterion_id, score in known.items():
        if criterion_id not in scores:
            sheet.scores.remove(score)
    db.session.flush()
    return sheet


def file_sheet(
    nomination: Nomination,
    member: CouncilMember,
    *,
    scores: Mapping[int, int | None],
    comment: str,
) -> ScoreSheet:
    """File a sheet: complete, and unchanged from then on."""
    criteria = nomination.round.criteria
    check_complete(scores, [(c.id, c.name, c.highest) for c in criteria])
    sheet = save_sheet(nomination, member, scores=scores, comment=comment)
    sheet.state, sheet.filed_at = SheetState.FILED, clock.now()
    db.session.flush()
    audit.record("sheet.file", sheet, after={str(key): value for key, value in scores.items()})
    return sheet


def abstain(nomination: Nomination, member: CouncilMember, *, comment: str) -> ScoreSheet:
    """Give no scores, with the reason; it counts neither as zero nor as a sheet."""
    if not comment.strip():
        raise RuleBroken(_("Say why you give no scores."), "comment")
    sheet = _open_sheet(nomination, member)
    sheet.scores.clear()
    sheet.comment, sheet.saved_at = comment, clock.now()
    sheet.state, sheet.filed_at = SheetState.ABSTAINED, clock.now()
    db.session.flush()
    audit.record("sheet.abstain", sheet)
    return sheet


def _open_sheet(nomination: Nomination, member: CouncilMember) -> ScoreSheet:
    if nomination.state is not State.UNDER_REVIEW:
        raise RuleBroken(_("This nomination is not under review now."))
    query = select(ScoreSheet).filter_by(nomination_id=nomination.id, member_id=member.id)
    sheet = db.session.scalars(query).one_or_none()
    if sheet is None:
        sheet = ScoreSheet(nomination=nomination, member=member, saved_at=clock.now())
        db.session.add(sheet)
    if sheet.state is not None and sheet.state is not SheetState.DRAFT:
        raise RuleBroken(_("Your sheet is filed; it can no longer be changed."))
    return sheet

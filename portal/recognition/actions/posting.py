"""From the closed ballot to the public: results, posting, comments and their answers."""

from collections import Counter
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.councils.models import BallotSession
from portal.recognition.actions.steps import transition
from portal.recognition.models import (
    Nomination,
    Objection,
    ObjectionKind,
    ObjectionState,
    PublicPosting,
    Round,
)
from portal.recognition.rules.days import Period
from portal.recognition.rules.phases import PhaseKind
from portal.recognition.rules.states import State


def take_results(session: BallotSession) -> None:
    """Let every nomination of a closed ballot pass or fail, as its tally says."""
    items = {line.item_id: line for line in session.lines}
    query = select(Nomination).where(Nomination.agenda_item_id.in_(items))
    for nomination in db.session.scalars(query.order_by(Nomination.id)):
        line = items[nomination.agenda_item_id or 0]
        if nomination.state is State.ON_BALLOT and line.tally is not None:
            transition(nomination, "pass" if line.tally.passed else "fail", actor=None)


def post_results(round: Round, *, starts_on: date, by: Any) -> PublicPosting:
    """Post everybody who passed, for as many working days as the rule set says.

    More who passed than the quota allows is nobody's silent choice: the standing body first puts
    the others on the reserve list, with the reason.
    """
    if not round.is_in(PhaseKind.PUBLIC_COMMENT):
        raise RuleBroken(_("Results are posted in the phase of public comment."))
    if round.posting is not None:
        raise RuleBroken(_("The results are posted already."))
    query = select(Nomination).where(
        Nomination.round_id == round.id, Nomination.state == State.PASSED
    )
    passed = list(db.session.scalars(query.order_by(Nomination.id)))
    if not passed:
        raise RuleBroken(_("Nobody has passed; there is nothing to post."))
    _check_quotas(round, passed)
    rules = round.rule_set
    period = Period(starts_on, rules.posting_days, rules.posting_counts_first)
    posting = PublicPosting(
        round=round,
        starts_on=starts_on,
        days=period.count,
        counts_first=period.counts_first,
        ends_on=period.end,
        posted_by_id=by.id,
    )
    db.session.add(posting)
    for nomination in passed:
        transition(nomination, "post", actor=by)
    audit.record("round.post", posting, after={"ends_on": str(period.end)})
    return posting


def _check_quotas(round: Round, passed: list[Nomination]) -> None:
    numbers = Counter(nomination.title_id for nomination in passed)
    for line in round.titles:
        if line.quota is not None and numbers[line.title_id] > line.quota:
            raise RuleBroken(
                _(
                    "%(n)s passed for “%(title)s”, but the quota is %(quota)s. Put the others on "
                    "the reserve list with the reason first.",
                    n=numbers[line.title_id],
                    title=line.title.name,
                    quota=line.quota,
                )
            )


def object_to(
    nomination: Nomination,
    *,
    kind: ObjectionKind,
    text: str,
    sender_name: str,
    sender_email: str,
) -> Objection:
    """Send a comment on a posted nomination while the posting lasts."""
    posting = nomination.round.posting
    if posting is None or not posting.is_open(clock.today()):
        raise RuleBroken(
            _("The time for comments is over; you may still write to the standing body.")
        )
    if nomination.state not in (State.POSTED, State.CONTESTED):
        raise RuleBroken(_("This nomination is not posted."), "nomination")
    objection = Objection(
        posting=posting,
        nomination=nomination,
        kind=kind,
        text=text,
        sender_name=sender_name,
        sender_email=sender_email,
    )
    db.session.add(objection)
    db.session.flush()
    audit.record("objection.send", objection, actor_id=None)
    if nomination.state is State.POSTED:
        transition(nomination, "contest", actor=None)
    return objection


def answer_objection(objection: Objection, *, upheld: bool, answer: str, by: Any) -> None:
    """Answer a comment; one that is upheld leaves the nomination contested until it is decided."""
    if objection.state is not ObjectionState.OPEN:
        raise RuleBroken(_("This comment is answered already."))
    if not answer.strip():
        raise RuleBroken(_("Write the answer: its sender will read it."), "answer")
    objection.state = ObjectionState.UPHELD if upheld else ObjectionState.DISMISSED
    objection.answer, objection.answered_at = answer.strip(), clock.now()
    objection.answered_by_id = by.id
    audit.record("objection.answer", objection, after={"state": objection.state.value})

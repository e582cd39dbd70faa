"""The results of a round as a table: nomination, scores, votes, outcome; totals only, no member's vote."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.db import db
from portal.core.i18n import label
from portal.councils.models import BallotLine, BallotSession, CouncilMember, SessionState, Tally
from portal.recognition.models import Honour, Nomination, Round
from portal.recognition.queries.nominations import filed_sheets, round_nominations
from portal.recognition.rules.scores import mean, rounded, sheet_total
from portal.recognition.rules.states import State

COLUMNS = (
    _l("Full name"),
    _l("Award title"),
    _l("Who nominates"),
    _l("Status"),
    _l("Reason"),
    _l("Filed score sheets"),
    _l("Mean score"),
    _l("Ballots issued"),
    _l("Ballots returned"),
    _l("Valid ballots"),
    _l("Yes votes"),
    _l("Votes needed"),
    _l("Ballot result"),
    _l("Register number"),
)
_BEFORE_SCORES = frozenset({State.SUBMITTED, State.RETURNED, State.ACCEPTED, State.UNDER_REVIEW})


def result_rows(round: Round, without: CouncilMember | None) -> Iterator[list[object]]:
    """A row a nomination; scores only once the review is over."""
    number, last = 1, 1
    while number <= last:
        page = round_nominations(round, state=None, page=number, without=without)
        last, number = page.last, number + 1
        sheets = filed_sheets([one.id for one in page.items])
        tallies = latest_tallies([one.agenda_item_id for one in page.items if one.agenda_item_id])
        registers = _registers([one.id for one in page.items])
        criteria = [(c.id, c.weight, c.highest) for c in round.criteria]
        for one in page.items:
            filed = sheets.get(one.id, [])
            shown = one.state not in _BEFORE_SCORES
            average = mean(sheet_total(sheet.values(), criteria) for sheet in filed)
            yield [
                one.person.full_name,
                one.title.name,
                label(one.source),
                label(one.state),
                one.reason,
                len(filed),
                rounded(average) if shown else None,
                *_votes(tallies.get(one.agenda_item_id or 0)),
                registers.get(one.id, ""),
            ]


def _votes(tally: Tally | None) -> list[object]:
    if tally is None:
        return [None] * 5 + [""]
    return [
        tally.issued,
        tally.returned,
        tally.valid,
        tally.yes,
        tally.need,
        tally.verdict.sentence,
    ]


def latest_tallies(item_ids: list[int]) -> dict[int, Tally]:
    """The tally of the latest closed ballot on each item."""
    query = (
        select(Tally)
        .join(BallotLine, BallotLine.id == Tally.line_id)
        .join(BallotSession, BallotSession.id == BallotLine.session_id)
        .where(BallotLine.item_id.in_(item_ids), BallotSession.state == SessionState.CLOSED)
        .options(joinedload(Tally.line).joinedload(BallotLine.session))
        .order_by(BallotSession.id)
    )
    return {tally.line.item_id: tally for tally in db.session.scalars(query)}


def _registers(nomination_ids: list[int]) -> dict[int, str]:
    query = (
        select(Honour.nomination_id, Honour.register_number)
        .join(Nomination, Nomination.id == Honour.nomination_id)
        .where(Honour.nomination_id.in_(nomination_ids))
    )
    return dict(db.session.execute(query).tuples().all())

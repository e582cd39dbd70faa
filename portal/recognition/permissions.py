"""Who may do what in a round: standing body, approver, nominator, nominee, council, public."""

from typing import Any

from portal.core import clock
from portal.core.access import everyone, predicate, reading, signed_in, writing
from portal.councils.models import CouncilMember
from portal.councils.permissions import is_shown_the_item
from portal.recognition.models import Honour, Nomination, NominationPaper, Objection, Round
from portal.recognition.rules.states import UNFINISHED, State
from portal.units.permissions import holds, holds_anywhere
from portal.units.powers import Power


def round_of(thing: Any) -> Round:
    """The round a thing of this feature belongs to."""
    if isinstance(thing, Round):
        return thing
    upper = getattr(thing, "round", None) or getattr(thing, "posting", None) or thing.nomination
    return round_of(upper)


def seat_on(actor: Any, thing: Any) -> CouncilMember | None:
    """The actor's seat on the council of the round today."""
    council = round_of(thing).council
    if actor is None or council is None or not actor.is_active:
        return None
    return council.member_of(actor.id, clock.today())


@predicate
def is_public_round(_actor: Any, thing: Any) -> bool:
    return round_of(thing).is_public


@predicate
def is_not_frozen(_actor: Any, thing: Any) -> bool:
    return not round_of(thing).is_frozen


@predicate
def nominates(actor: Any, nomination: Nomination) -> bool:
    return actor is not None and nomination.nominator_id == actor.id


@predicate
def is_nominee(actor: Any, nomination: Nomination) -> bool:
    return actor is not None and nomination.person.account_id == actor.id


@predicate
def was_sent_to_the_nominee(_actor: Any, nomination: Nomination) -> bool:
    return nomination.state is not State.DRAFT


@predicate
def was_handed_in(_actor: Any, nomination: Nomination) -> bool:
    return nomination.submitted_at is not None and nomination.state not in UNFINISHED


@predicate
def is_before_the_council(_actor: Any, nomination: Nomination) -> bool:
    return nomination.agenda_item_id is not None


@predicate
def sits_on_the_council(actor: Any, thing: Any) -> bool:
    return seat_on(actor, thing) is not None


@predicate
def is_free_of_conflict(actor: Any, nomination: Nomination) -> bool:
    item = nomination.agenda_item
    return item is None or is_shown_the_item(actor, item)


@predicate
def seat_votes(actor: Any, thing: Any) -> bool:
    seat = seat_on(actor, thing)
    return seat is not None and seat.role.votes


@predicate
def is_under_review(_actor: Any, nomination: Nomination) -> bool:
    return nomination.state is State.UNDER_REVIEW


@predicate
def has_a_posting(_actor: Any, round: Round) -> bool:
    return round.posting is not None


@predicate
def is_published(_actor: Any, honour: Honour) -> bool:
    return honour.certificate is not None


@predicate
def prepared_it(actor: Any, round: Round) -> bool:
    return actor is not None and round.submitted_by_id == actor.id


@predicate
def is_honoured(actor: Any, honour: Honour) -> bool:
    return actor is not None and honour.person.account_id == actor.id


@predicate
def is_of_the_round(_actor: Any, objection: Objection) -> bool:
    return objection.posting is not None


@predicate
def may_open_the_nomination(actor: Any, paper: NominationPaper) -> bool:
    return SHOW_NOMINATION(actor, paper.nomination)


@predicate
def nominates_with_it(actor: Any, paper: NominationPaper) -> bool:
    return nominates(actor, paper.nomination)


runs_the_round = holds(Power.EDIT_HONOURS)
reads_the_round = holds(Power.READ_HONOURS)
approves_rounds = holds(Power.APPROVE_HONOURS)
has_a_part_in_it = nominates | is_nominee
member_reads = seat_votes & is_before_the_council & is_free_of_conflict

SHOW_ROUND = reading(is_public_round | reads_the_round, hidden=True)
PREPARE_ROUND = writing(holds_anywhere(Power.EDIT_HONOURS))
SEE_ROUNDS = reading(holds_anywhere(Power.EDIT_HONOURS) | holds_anywhere(Power.APPROVE_HONOURS))
RUN_PROGRAMME = writing(runs_the_round, hidden=True)
EDIT_ROUND = writing(runs_the_round & is_not_frozen, hidden=True)
RUN_ROUND = writing(runs_the_round, hidden=True)
RUN_ROUND_READING = reading(runs_the_round, hidden=True)
APPROVE_ROUND = writing(approves_rounds & ~prepared_it, hidden=True)
DECIDE_COURSE = writing(approves_rounds, hidden=True)
SEE_DESK = reading(reads_the_round, hidden=True)
NOMINATE = writing(signed_in)
EDIT_NOMINATION = writing(nominates, hidden=True)
SHOW_NOMINATION = reading(
    nominates
    | is_nominee & was_sent_to_the_nominee
    | reads_the_round & was_handed_in & is_free_of_conflict
    | member_reads,
    hidden=True,
)
OPEN_PAPER = reading(may_open_the_nomination, hidden=True)
EDIT_PAPER = writing(nominates_with_it, hidden=True)
CONSENT = writing(is_nominee & was_sent_to_the_nominee, hidden=True)
WITHDRAW = writing(has_a_part_in_it & was_sent_to_the_nominee, hidden=True)
SCREEN = writing(runs_the_round & was_handed_in & ~has_a_part_in_it, hidden=True)
STEER = writing(runs_the_round & was_handed_in, hidden=True)
RECORD_CONSENT = writing(runs_the_round | nominates, hidden=True)
REPORT_CONFLICT = writing(has_a_part_in_it, hidden=True)
REVIEW = reading(seat_votes, hidden=True)
SCORE = writing(member_reads & is_under_review & ~has_a_part_in_it, hidden=True)
SHOW_POSTING = reading(is_public_round & has_a_posting, hidden=True)
OBJECT = writing(everyone & is_public_round & has_a_posting, hidden=True)
ANSWER_OBJECTION = writing(runs_the_round, hidden=True)
ENTER_DECISION = writing(runs_the_round, hidden=True)
PUBLISH = writing(approves_rounds, hidden=True)
REVOKE = writing(approves_rounds, hidden=True)
SHOW_HONOUR = reading(is_published, hidden=True)
OPEN_CERTIFICATE = reading((is_honoured | reads_the_round) & is_published, hidden=True)
EXPORT_RESULTS = reading(reads_the_round, hidden=True)

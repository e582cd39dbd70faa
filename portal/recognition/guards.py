"""What must hold of a nomination before a step; each check raises with the way to mend it."""

from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.i18n import label, show_day
from portal.councils.models import FindingStatus
from portal.recognition.models import (
    CheckOutcome,
    Nomination,
    NominationSource,
    Objection,
    ObjectionState,
    PaperKind,
    Round,
    ScoreSheet,
    SheetState,
)
from portal.recognition.rules.days import is_over
from portal.recognition.rules.phases import PhaseKind, PhaseState
from portal.recognition.rules.states import GONE, REFUSED, RoundState, State


def check_no_other(nomination: Nomination) -> None:
    """Nobody is nominated twice for the same title of a round."""
    query = select(func.count(Nomination.id)).where(
        Nomination.round_id == nomination.round_id,
        Nomination.title_id == nomination.title_id,
        Nomination.person_id == nomination.person_id,
        Nomination.id != nomination.id,
        Nomination.state.not_in([*GONE, *REFUSED, State.DRAFT]),
    )
    if db.session.scalar(query):
        raise RuleBroken(
            _("%(name)s is already nominated for this title.", name=nomination.person.full_name)
        )


def check_no_seat(nomination: Nomination) -> None:
    """A nominator does not sit on the council of the round."""
    council = nomination.round.council
    if council and council.member_of(nomination.nominator_id, clock.today()):
        raise RuleBroken(_("A member of the round's council may not nominate in it."))


def check_may_be_nominated(nomination: Nomination) -> None:
    check_no_other(nomination)
    check_no_seat(nomination)
    if nomination.source is NominationSource.SELF:
        raise RuleBroken(_("You need no consent for your own nomination."))


def check_own_nomination(nomination: Nomination) -> None:
    check_no_other(nomination)
    if nomination.source is not NominationSource.SELF:
        raise RuleBroken(_("The nominee has to agree first."))
    if nomination.person.account_id != nomination.nominator_id:
        raise RuleBroken(_("You can nominate only yourself this way."))


def check_complete(nomination: Nomination) -> None:
    """In time, with everything the rule set asks for."""
    check_in_time(nomination)
    rules = nomination.round.rule_set
    if not nomination.summary.strip() or not nomination.achievements.strip():
        raise RuleBroken(_("Write the summary and the achievements first."), "achievements")
    present = {paper.kind for paper in nomination.kept_papers}
    missing = [kind for kind in map(PaperKind, rules.required_papers) if kind not in present]
    if missing:
        raise RuleBroken(
            _("These papers are missing: %(papers)s.", papers=", ".join(map(label, missing)))
        )
    lack = rules.least_endorsements - len(nomination.endorsements)
    if lack > 0:
        raise RuleBroken(_("%(n)s more endorsements are needed.", n=lack))
    if nomination.source is not NominationSource.SELF and not (
        nomination.consent and nomination.consent.agreed
    ):
        raise RuleBroken(_("The nominee has to agree first."))


def check_in_time(nomination: Nomination) -> None:
    """Before the deadline of the phase, or of the return."""
    today = clock.today()
    if nomination.state is State.RETURNED:
        if nomination.return_by and today > nomination.return_by:
            raise RuleBroken(
                _(
                    "The time for completing it ended on %(day)s.",
                    day=nomination.return_by.strftime("%d/%m/%Y"),
                )
            )
        return
    if not nomination.round.takes_nominations(today):
        raise RuleBroken(late_sentence(nomination))


def late_sentence(nomination: Nomination) -> str:
    """Why a nomination cannot be handed in now."""
    phase = nomination.round.phase(PhaseKind.SUBMISSION)
    if phase and clock.today() < phase.starts_on:
        return _("Nominations open on %(day)s.", day=phase.starts_on.strftime("%d/%m/%Y"))
    if phase and clock.today() > phase.ends_on:
        return _(
            "The deadline for nominations was %(day)s. Your text is kept as a draft, but it can no "
            "longer be handed in.",
            day=phase.ends_on.strftime("%d/%m/%Y"),
        )
    return _(
        "This round does not take nominations now. Your text is kept as a draft, but it cannot be "
        "handed in."
    )


def closed_sentence(round: Round, kind: PhaseKind) -> str:
    """Why what belongs to a phase cannot be done now; empty while the round stands in it."""
    if round.is_in(kind):
        return ""
    phase, now, name = round.phase(kind), round.active_phase, label(kind)
    if phase is None:
        return _("This round has no phase “%(phase)s”.", phase=name)
    if phase.state is PhaseState.DONE:
        return _("The phase “%(phase)s” of this round is over.", phase=name)
    if round.state is not RoundState.RUNNING or now is None:
        return _("The round is not running. This is done in the phase “%(phase)s”.", phase=name)
    return _(
        "This is done in the phase “%(phase)s”, planned for %(start)s to %(end)s. The round is now "
        "in “%(now)s”; the form will stand here once the phase has begun.",
        phase=name,
        start=show_day(phase.starts_on),
        end=show_day(phase.ends_on),
        now=label(now.kind),
    )


def check_screening(nomination: Nomination) -> None:
    """Screening may begin while nominations still come in."""
    if not (
        nomination.round.is_in(PhaseKind.SUBMISSION) or nomination.round.is_in(PhaseKind.SCREENING)
    ):
        raise RuleBroken(_("Nominations are screened in the screening phase."))


def check_may_return(nomination: Nomination) -> None:
    check_screening(nomination)
    most = nomination.round.rule_set.most_returns
    if nomination.returns >= most:
        raise RuleBroken(_("It has been returned %(n)s times already; decide on it now.", n=most))
    if nomination.return_by is None:
        raise RuleBroken(_("Set the day until which it may be completed."), "return_by")


def check_second_screener(nomination: Nomination) -> None:
    """Two different officers have to find it not eligible."""
    check_screening(nomination)
    last = nomination.checks[-1] if nomination.checks else None
    if last is None or last.outcome is not CheckOutcome.NOT_ELIGIBLE or not last.second_by_id:
        raise RuleBroken(_("A second officer has to confirm that it is not eligible."))


def check_reviewed(nomination: Nomination) -> None:
    """Enough filed score sheets, and no suspected conflict left."""
    least = nomination.round.rule_set.least_sheets
    query = select(func.count(ScoreSheet.id)).where(
        ScoreSheet.nomination_id == nomination.id, ScoreSheet.state == SheetState.FILED
    )
    filed = db.session.scalar(query) or 0
    if filed < least:
        raise RuleBroken(
            _(
                "“%(name)s” has %(filed)s filed score sheets; %(least)s are needed.",
                name=nomination.person.full_name,
                filed=filed,
                least=least,
            )
        )
    item = nomination.agenda_item
    if item and any(finding.status is FindingStatus.SUSPECTED for finding in item.findings):
        raise RuleBroken(
            _(
                "Decide the suspected conflicts on “%(name)s” first.",
                name=nomination.person.full_name,
            )
        )


def check_reballot_allowed(nomination: Nomination) -> None:
    if not nomination.round.rule_set.reballot_allowed:
        raise RuleBroken(_("The rules of this round allow no second ballot."))


def check_cleared(nomination: Nomination) -> None:
    """The posting is over and no comment is open."""
    posting = nomination.round.posting
    if posting is None or not is_over(posting.ends_on, today=clock.today()):
        raise RuleBroken(_("The public posting is not over."))
    query = select(func.count(Objection.id)).where(
        Objection.nomination_id == nomination.id, Objection.state == ObjectionState.OPEN
    )
    if db.session.scalar(query):
        raise RuleBroken(_("A comment on this nomination is not answered yet."))

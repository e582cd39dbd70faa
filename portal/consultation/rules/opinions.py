"""What an opinion must be, in what time it must come, and how often a guest may send."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from portal.consultation.models import Consultation, Disposition, Opinion, Stance
from portal.core import clock
from portal.core.errors import RuleBroken

CONFIRM_WITHIN = timedelta(days=3)
GUESTS_PER_HOUR = 8


def check_in_time(consultation: Consultation, at: datetime) -> None:
    """Refuse an opinion outside the period, with the instant that it missed."""
    if consultation.is_accepting(at):
        return
    if consultation.is_waiting(at) and consultation.opens_at is not None:
        raise RuleBroken(
            _("Opinions are taken from %(at)s on. Keep your text until then.", at=_at(consultation.opens_at))
        )  # fmt: skip
    if consultation.closes_at is not None and at >= consultation.closes_at:
        raise RuleBroken(
            _(
                "The time for opinions ended at %(at)s, while you were writing or before. Your text is "
                "kept below: copy it and send it to the drafting unit in writing.",
                at=_at(consultation.closes_at),
            )
        )
    raise RuleBroken(_("This consultation takes no opinions now. Your text is kept below."))


def _at(instant: datetime) -> str:
    return clock.local(instant).strftime("%H:%M %d/%m/%Y")


def check_says_something(stance: Stance, reason: str, proposed_text: str) -> None:
    """Agreement may stand alone; every other stance needs a reason or a proposed wording."""
    if stance is not Stance.AGREE and not reason.strip() and not proposed_text.strip():
        raise RuleBroken(_("Say what you think, or propose a wording."), "reason")


def check_not_too_many(sent_in_the_last_hour: int) -> None:
    """Bound what one network may send without signing in."""
    if sent_in_the_last_hour >= GUESTS_PER_HOUR:
        raise RuleBroken(
            _("Too many opinions came from your network in the last hour. Try later or sign in.")
        )


def check_answer(disposition: Disposition, reason: str, opinions: list[Opinion]) -> None:
    """An answer states its reason, unless everyone it answers simply agrees."""
    if not opinions:
        raise RuleBroken(_("Choose at least one opinion to answer."))
    all_agree = all(one.stance is Stance.AGREE for one in opinions)
    noted = disposition in (Disposition.NOTED, Disposition.ACCEPTED)
    if not reason.strip() and not (all_agree and noted):
        raise RuleBroken(_("State the reason: the author and the public will read it."), "reason")

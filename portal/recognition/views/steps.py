"""A round's phases as steps for the stepper."""

from portal.core.i18n import label, show_day
from portal.recognition.models import Round
from portal.recognition.rules.phases import PhaseState

_STATES = {PhaseState.DONE: "done", PhaseState.ACTIVE: "now", PhaseState.PLANNED: "next"}


def steps_of(round: Round) -> list[tuple[str, str]]:
    """(label with its days, done | now | next)."""
    return [
        (
            f"{label(phase.kind)}: {phase.starts_on:%d/%m} – {show_day(phase.ends_on)}",
            _STATES[phase.state],
        )
        for phase in round.phases
    ]

"""How the states of imported rows read."""

from flask_babel import lazy_gettext as _l

from portal.core.access import current_actor
from portal.core.dates import show_partial_date
from portal.core.i18n import label, register_labels
from portal.registry.importing.comparing import RowStatus
from portal.registry.models import Person, WorkType

register_labels(
    {
        RowStatus.NEW: _l("New"),
        RowStatus.KNOWN: _l("In the registry, not on the profile"),
        RowStatus.SAME: _l("On the profile already"),
        RowStatus.CHANGED: _l("Told differently"),
    }
)

STATUS_TONES = {
    RowStatus.NEW: "open",
    RowStatus.KNOWN: "open",
    RowStatus.SAME: "ok",
    RowStatus.CHANGED: "wait",
}

ATTRIBUTES = {
    "title": _l("Title of the work"),
    "type": _l("Kind of work"),
    "container": _l("Appeared in"),
    "issued": _l("Date of publication"),
    "language": _l("Language"),
    "url": _l("Web address"),
    "doi": "DOI",
}
"""What the compared attributes are called."""

ACCEPT = {
    RowStatus.NEW: _l("Add to the profile"),
    RowStatus.KNOWN: _l("Add to the profile"),
    RowStatus.SAME: _l("Note this list as another source"),
    RowStatus.CHANGED: _l("Change the profile as this list says"),
}
"""What ticking a row does."""


def shown(attribute: str, value: str) -> str:
    """A compared value as people read it."""
    if attribute == "issued":
        return show_partial_date(value)
    if attribute == "type" and value:
        return label(WorkType(value))
    return value


def is_own(person: Person) -> bool:
    """Whether the reader is the person."""
    actor = current_actor()
    return actor is not None and person.account_id == actor.id

"""How a staff list's rows, their standing and their parts read."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import inspect

from portal.core.dates import show_partial_date
from portal.core.i18n import label, register_labels
from portal.registry.importing.models import RowStanding, RowState, TaskState
from portal.registry.models import ITEM_MODELS, ItemKind, Person
from portal.registry.staff.queries import Shown

register_labels(
    {
        RowStanding.NEW: _l("New person"),
        RowStanding.CHANGED: _l("Differs"),
        RowStanding.SAME: _l("The same"),
        RowStanding.UNSURE: _l("Who is it?"),
        RowStanding.WRONG: _l("To be corrected"),
        RowStanding.SKIPPED: _l("Skipped"),
    }
)
register_labels(
    {
        RowState.WAITING: _l("Not taken over"),
        RowState.ACCEPTED: _l("Taken over"),
        RowState.REFUSED: _l("Left out"),
        RowState.FAILED: _l("Failed"),
        RowState.UNDONE: _l("Taken back"),
    }
)
register_labels(
    {
        TaskState.STAGED: _l("Waits for a decision"),
        TaskState.RUNNING: _l("Being taken over"),
        TaskState.FINISHED: _l("Taken over"),
        TaskState.UNDONE: _l("Taken back"),
    }
)
register_labels(
    {
        Shown.ALL: _l("All rows"),
        Shown.NEW: _l("New people"),
        Shown.CHANGED: _l("Differs"),
        Shown.UNSURE: _l("Who is it?"),
        Shown.WRONG: _l("To be corrected"),
        Shown.SAME: _l("The same"),
        Shown.SKIPPED: _l("Skipped"),
        Shown.ABSENT: _l("Not in the list"),
        Shown.DONE: _l("Taken over"),
        Shown.FAILED: _l("Failed"),
        Shown.UNDONE: _l("Taken back"),
    }
)

TONES: dict[str, str] = {
    RowStanding.NEW: "open",
    RowStanding.CHANGED: "wait",
    RowStanding.SAME: "off",
    RowStanding.UNSURE: "wait",
    RowStanding.WRONG: "bad",
    RowStanding.SKIPPED: "off",
    RowState.ACCEPTED: "ok",
    RowState.REFUSED: "off",
    RowState.FAILED: "bad",
    TaskState.STAGED: "wait",
    TaskState.RUNNING: "open",
    TaskState.FINISHED: "ok",
    TaskState.UNDONE: "off",
}
"""By the word of a row's standing or state, or of a list's state: no two of them mean different things."""

PARTS = {
    "full_name": _l("Full name"),
    "birth_date": _l("Date of birth"),
    "sex": _l("Sex"),
    "contact_email": _l("E-mail"),
    "contact_phone": _l("Telephone"),
    "sector": _l("Sector"),
    "commune_id": _l("Commune"),
    "national_id_sealed": _l("Identity number"),
    "ethnicity": _l("Ethnic group"),
    "role": _l("Position held"),
    "department": _l("Department"),
    "job_position": _l("Job position"),
    "job_category": _l("Job category"),
    "starts": _l("From"),
    "ends": _l("To"),
    "organisation": _l("Workplace or institution"),
    "unit_id": _l("Unit"),
    "level": _l("Highest degree"),
    "discipline": _l("Discipline"),
    "awarded": _l("Awarded"),
    "rank": _l("Academic rank"),
    "course": _l("Course"),
    "organiser": _l("Organiser"),
    "is_completed": _l("Completed"),
    "field_id": _l("Field"),
    "value": _l("Identifier"),
}
_DATES = ("birth_date", "starts", "ends", "awarded")


def shown_value(kind: str, part: str, value: Any, names: Mapping[int, str]) -> str:
    """A stored value in words; `names` has the names of communes by their id."""
    if value in (None, ""):
        return ""
    if part == "commune_id":
        return names.get(value, "")
    model = ITEM_MODELS[ItemKind(kind)] if kind else Person
    column = inspect(model).columns.get(part)
    choices = None if column is None else getattr(column.type, "enum_class", None)
    if choices is not None and issubclass(choices, Enum):
        return label(choices(value))
    return show_partial_date(value) if part in _DATES else str(value)

"""The history of a record in words."""

from collections.abc import Collection
from enum import Enum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import inspect

from portal.core.dates import show_partial_date
from portal.core.i18n import label
from portal.registry.models import ITEM_MODELS, Audience, ItemKind, ItemState, Revision

_ACTIONS = {
    "create_person": _l("The record was opened"),
    "edit_basics": _l("The basics were changed"),
    "set_photo": _l("The photo was changed"),
    "publish": _l("The profile was published"),
    "hide": _l("The profile was taken back from the public"),
    "issue_claim_code": _l("A receipt with a code was made"),
    "confirm_by_code": _l("Confirmed by the person with the receipt's code"),
    "ask_correction": _l("The person said what is wrong"),
    "close_correction": _l("What the person said was wrong has been mended"),
    "edit_sensitive": _l("The sensitive facts were changed"),
    "link_account": _l("An account took over the record"),
    "unlink_account": _l("The owner closed their account"),
    "merge_winner": _l("Another record was merged into this one"),
    "merge_loser": _l("This record was merged into another one"),
    "part_winner": _l("A merged record was parted from this one again"),
    "part_loser": _l("The record was parted again from the one it was merged into"),
    "link_work": _l("A name on a work was linked to the person"),
    "take_work": _l("The person said that the work is theirs"),
    "disown_work": _l("The person said that the work is not theirs"),
    "confirm_record": _l("The record was said to be still right"),
    "ask_still_right": _l("The owner was asked by mail whether the record is still right"),
    "state_item": _l("Added"),
    "import_work": _l("Brought in from a list"),
    "import_staff": _l("Brought in from a staff list"),
    "undo_staff": _l("Taken back with a staff list"),
    "edit_item": _l("Changed"),
    "edit_work": _l("The work was changed"),
    "edit_project": _l("The project was changed"),
    "reopen_shared": _l("Opened again: what is shared with others was changed"),
    "remove_item": _l("Removed"),
    "show_item_to": _l("Readers were changed"),
    "submit_item": _l("Handed in"),
    "take_item": _l("Taken for checking"),
    "withdraw_item": _l("Taken back"),
    "verify_item": _l("Confirmed"),
    "reject_item": _l("Not confirmed"),
    "expire_item": _l("The confirmation ended"),
    "add_evidence": _l("Opened again by a new scan"),
    "remove_evidence": _l("Opened again by a removed scan"),
}
_NAMES = {
    "full_name": _l("Name"),
    "called_name": _l("Called by"),
    "headline": _l("What you do"),
    "bio": _l("About me"),
    "birth_date": _l("Date of birth"),
    "contact_email": _l("E-mail"),
    "contact_phone": _l("Telephone"),
    "visibility": _l("Who may see this"),
    "state": _l("Status"),
    "role": _l("Position held"),
    "organisation": _l("Workplace or institution"),
    "department": _l("Department"),
    "job_position": _l("Job position"),
    "recognised_by": _l("Recognised by"),
    "is_completed": _l("Completed"),
    "family_name": _l("Family name"),
    "discipline": _l("Discipline"),
    "thesis": _l("Title of the thesis"),
    "diploma_number": _l("Diploma number"),
    "decision_number": _l("Decision number"),
    "awarded": _l("Awarded"),
    "starts": _l("From"),
    "ends": _l("To"),
    "name": _l("Name"),
    "title": _l("Title of the work"),
    "word": _l("Keyword"),
    "language": _l("Language"),
    "level": _l("Level"),
    "year": _l("Year"),
    "issuer": _l("Issued by"),
    "topic": _l("Topic"),
    "student": _l("Student"),
    "course": _l("Course"),
    "value": _l("Identifier"),
}
"""The parts that a reader of the history cares about; keys and stamps are left out."""


def title_of(revision: Revision) -> str:
    """What was done, and to which kind of item."""
    action = str(_ACTIONS.get(revision.action, revision.action))
    return f"{action}: {label(revision.item_kind).lower()}" if revision.item_kind else action


def rows_of(revision: Revision, *, but: Collection[str] = ()) -> list[tuple[str, str, str]]:
    """(part, before, after) for each part that changed, leaving out the attributes in `but`."""
    kind, before, after = revision.item_kind, revision.before, revision.after
    return [
        (
            _name(kind, name),
            _text(kind, name, before.get(name)),
            _text(kind, name, after.get(name)),
        )
        for name in _NAMES
        if name not in but and (before.get(name) or None) != (after.get(name) or None)
    ]


def _name(kind: ItemKind | None, name: str) -> str:
    return _("Role") if name == "role" and _choices(kind, name) else str(_NAMES[name])


def _choices(kind: ItemKind | None, name: str) -> type[Enum] | None:
    """The closed list an attribute of an item is chosen from, if it is."""
    column = inspect(ITEM_MODELS[kind]).columns.get(name) if kind else None
    return None if column is None else getattr(column.type, "enum_class", None)


def _text(kind: ItemKind | None, name: str, value: Any) -> str:
    if value is None or value == "":
        return _("(empty)")
    if name == "visibility":
        return label(Audience(value))
    if name == "state":
        return label(ItemState(value))
    if choices := _choices(kind, name):
        return label(choices(value))
    return (
        show_partial_date(value)
        if name in ("birth_date", "awarded", "starts", "ends")
        else str(value)
    )

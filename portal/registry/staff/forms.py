"""Handing in a staff list, answering about it, and deciding on its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField
from wtforms.validators import Optional

from portal.core.forms import DayField, PortalForm
from portal.registry.forms.choices import UnitField
from portal.registry.importing.models import ImportRow


class StaffListForm(PortalForm):
    """A file, and the day it tells of."""

    file = FileField(
        _l("File of the staff list"),
        [FileRequired(_l("Choose a file."))],
        description=_l("XLSX, ODS, XLS or CSV, at most 20 MB and 50,000 rows."),
    )
    day = DayField(
        _l("Of which day is this list?"),
        [Optional()],
        description=_l(
            "Needed where the list has codes of communes: the same code named another place before"
            " 01/07/2025."
        ),
    )


class UnitChoiceForm(PortalForm):
    """Which unit's list it is; asked with the address, so it carries no token."""

    class Meta(PortalForm.Meta):
        csrf = False

    unit = UnitField(_l("Another unit whose people you look after"))


class QuestionForm(PortalForm):
    """What the portal has to ask about a list before it can be read rightly."""

    day = DayField(_l("Of which day is this list?"), [Optional()])
    encoding = SelectField(
        _l("How is the text of the file written?"),
        choices=[
            ("", _l("Let the portal tell")),
            ("cp1258", _l("Windows-1258 (Vietnamese)")),
            ("cp1252", _l("Windows-1252 (Western European)")),
            ("utf-8", "UTF-8"),
            ("utf-16", "UTF-16"),
        ],
    )


class DecisionForm(PortalForm):
    """Decides on the rows of a page; the rows' own boxes are read by `decision_of`."""


@dataclass(frozen=True)
class Decision:
    """The rows that were ticked, and for those who ask, which person was chosen."""

    rows: Sequence[ImportRow]
    answers: dict[int, str]
    refuses: bool


def decision_of(sent: Mapping[str, str], rows: Sequence[ImportRow]) -> Decision:
    """What was ticked and chosen on a page."""
    return Decision(
        [row for row in rows if sent.get(f"take-{row.id}")],
        {row.id: sent.get(f"who-{row.id}", "") for row in rows},
        bool(sent.get("refuse")),
    )

"""Forms of the drafting unit: the consultation, its draft, its dates, its answers."""

from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.consultation.forms.instants import ClockField
from portal.consultation.models import (
    Channel,
    Disposition,
    DossierKind,
    Stance,
    SubmitterKind,
)
from portal.consultation.outline.tree import Kind
from portal.core.forms import MANDATORY, DayField, PortalForm, VersionedForm
from portal.registry.forms.choices import EnumField, UnitField

_needed = DataRequired(MANDATORY)
LONGEST_DRAFT = 1_500_000


class ConsultationForm(VersionedForm):
    """What a consultation says about itself."""

    title = StringField(_l("Name of the consultation"), [_needed, Length(max=300)])
    unit = UnitField(_l("Drafting unit"), validators=[_needed])
    rule = SelectField(_l("Kind of document"), coerce=int)
    summary = TextAreaField(
        _l("In plain words"),
        [_needed, Length(max=4_000)],
        description=_l(
            "What is planned, whom it touches, what changes: a reader of any schooling."
        ),
    )
    questions = TextAreaField(
        _l("Questions to the public"),
        [Optional(), Length(max=4_000)],
        description=_l("One question on each line."),
    )
    checks_before = BooleanField(
        _l("Opinions are checked by a moderator before the public sees them")
    )


class ImportForm(PortalForm):
    """A draft as a file or as pasted text."""

    file = FileField(
        _l("File"),
        [Optional()],
        description=_l("DOCX, TXT or MD. Texts marked secret are refused."),
    )
    text = TextAreaField(_l("Or paste the text here"), [Optional(), Length(max=LONGEST_DRAFT)])


class UnitForm(PortalForm):
    """One unit of the draft in preparation."""

    kind = EnumField(_l("Kind"), Kind)
    number = StringField(_l("Number"), [Optional(), Length(max=40)])
    title = TextAreaField(_l("Heading"), [Optional(), Length(max=1_000)])
    text = TextAreaField(_l("Wording"), [Optional(), Length(max=60_000)])


class DocumentForm(PortalForm):
    """A file of the dossier."""

    kind = EnumField(_l("Kind"), DossierKind)
    title = StringField(_l("Name of the document"), [_needed, Length(max=300)])
    file = FileField(_l("File"), description=_l("PDF or DOCX."))


class DatesForm(PortalForm):
    """When it opens and until when opinions are taken."""

    opens_on = DayField(_l("Opens on"), [Optional()], description=_l("Empty: at once."))
    closes_on = DayField(_l("Last day for opinions"), [_needed])
    closes_time = ClockField(_l("Until what time"), [_needed], default=time(17, 0))
    urgent_reason = StringField(
        _l("Reason of urgency, if the period is shorter than the rule"),
        [Optional(), Length(max=500)],
    )


class ExtendForm(PortalForm):
    """A later deadline."""

    closes_on = DayField(_l("New last day"), [_needed])
    closes_time = ClockField(_l("Until what time"), [_needed], default=time(17, 0))
    reason = StringField(_l("Reason"), [_needed, Length(max=500)])


class ReasonForm(PortalForm):
    """A reason for what is done."""

    reason = TextAreaField(_l("Reason"), [_needed, Length(max=1_000)])


class AnswerForm(PortalForm):
    """The answer to one opinion or several."""

    disposition = EnumField(_l("Result"), Disposition, blank=_l("Choose one"))
    reason = TextAreaField(
        _l("Acceptance or explanation"),
        [Optional(), Length(max=10_000)],
        description=_l("The authors and the public will read it."),
    )
    changed = SelectField(
        _l("Where the draft was changed"), [Optional()], coerce=lambda value: int(value or 0)
    )


class GroupForm(PortalForm):
    """A name for opinions that raise one issue."""

    title = StringField(_l("Name of the issue"), [_needed, Length(max=200)])


class PartForm(Form):
    """One opinion of a letter."""

    unit = SelectField(_l("On"), coerce=lambda value: int(value or 0))
    stance = EnumField(_l("Stance"), Stance, default=Stance.COMMENT)
    reason = TextAreaField(_l("What it says"), [Optional(), Length(max=20_000)])
    proposed_text = TextAreaField(_l("Proposed wording"), [Optional(), Length(max=20_000)])


class LetterForm(PortalForm):
    """A letter, mail or minutes with its opinions."""

    sender_name = StringField(_l("Sender"), [_needed, Length(max=300)])
    sender_kind = EnumField(_l("Kind of sender"), SubmitterKind, default=SubmitterKind.AGENCY)
    channel = EnumField(
        _l("Came by"),
        Channel,
        among=(Channel.PAPER, Channel.EMAIL, Channel.MEETING),
        default=Channel.PAPER,
    )
    reference = StringField(_l("Number of the letter"), [Optional(), Length(max=100)])
    dated_on = DayField(_l("Date of the letter"), [Optional()])
    received_on = DayField(_l("Received on"), [_needed])
    was_asked = BooleanField(_l("This body was asked in writing"))
    agrees = BooleanField(_l("The letter only says that it agrees with the draft"))
    parts = FieldList(FormField(PartForm), min_entries=3, max_entries=12)


class CheckboxesField(SelectMultipleField):
    """Several choices as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class InviteForm(PortalForm):
    """Whom to invite, on what, until when."""

    people = CheckboxesField(_l("People found"), coerce=int)
    topic = StringField(
        _l("What you ask them about"), [_needed, Length(max=300)], description=_l("It goes into the letter.")
    )  # fmt: skip
    due_on = DayField(_l("Please answer by"), [Optional()])


def unit_choices(provisions: Any, blank: Any) -> list[tuple[int, str]]:
    """The units of a version for a select box, with a first choice for none."""
    return [(0, str(blank)), *((one.id, line_of(one)) for one in provisions)]


def line_of(provision: Any) -> str:
    """A unit in one short line: number and first words, set in by its depth."""
    words = " ".join(provision.words.split())
    number = f"{provision.number}. " if provision.number else "– "
    return "\u2003" * provision.depth + f"{number}{words[:70]}{'…' if len(words) > 70 else ''}"

"""What is typed about councils."""

from datetime import datetime, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, NumberRange, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.core import clock
from portal.core.forms import MANDATORY, DayField, PortalForm
from portal.councils.models import AgendaItem, Meeting, MemberRole, Presence
from portal.councils.rules.ballots import COLUMNS, Counts
from portal.councils.rules.conflicts import ConflictKind
from portal.registry.forms.choices import EnumField, PersonField

DECLARABLE = [
    ConflictKind.FAMILY,
    ConflictKind.SAME_UNIT,
    ConflictKind.CO_AUTHOR,
    ConflictKind.JOINT_PROJECT,
    ConflictKind.SUPERVISION,
    ConflictKind.OTHER,
]


class ManyField(SelectMultipleField):
    """Several choices as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class MemberForm(PortalForm):
    """A seat on the council."""

    person: Any = PersonField(_l("Person"), validators=[DataRequired(MANDATORY)])
    role: Any = EnumField(_l("Office"), MemberRole, default=MemberRole.MEMBER)
    starts_on: Any = DayField(_l("From day"), validators=[DataRequired(MANDATORY)])


class EndSeatForm(PortalForm):
    """Why and from when a seat ends."""

    ends_on: Any = DayField(_l("Last day"), validators=[DataRequired(MANDATORY)])
    reason = StringField(_l("Reason"), validators=[DataRequired(MANDATORY)])


class MeetingForm(PortalForm):
    """When and where the council meets, and what about."""

    title = StringField(_l("Subject of the meeting"), validators=[DataRequired(MANDATORY)])
    day: Any = DayField(_l("Day"), validators=[DataRequired(MANDATORY)])
    hour = StringField(
        _l("Hour of the meeting"), description=_l("For example 08:30"), default="08:00"
    )
    place = StringField(_l("Place of the meeting"), validators=[DataRequired(MANDATORY)])
    items = ManyField(_l("Agenda"), coerce=int)

    def validate_hour(self, field: StringField) -> None:
        try:
            time.fromisoformat((field.data or "").strip().zfill(5))
        except ValueError:
            raise ValidationError(_("Write the hour as hh:mm, for example 08:30.")) from None

    @property
    def held_at(self) -> datetime:
        """The instant meant by a Vietnamese clock."""
        hour = time.fromisoformat((self.hour.data or "").strip().zfill(5))
        return datetime.combine(self.day.data, hour, clock.VIETNAM)


class AttendanceForm(PortalForm):
    """Who is there; a field a member."""

    @classmethod
    def for_meeting(cls, meeting: Meeting) -> "AttendanceForm":
        """The form with the fields of this meeting's members, filled with what is noted."""
        noted = {row.member_id: row for row in meeting.attendance}
        fields: dict[str, object] = {}
        for member in meeting.council.serving(meeting.day):
            row = noted.get(member.id)
            fields[f"presence_{member.id}"] = EnumField(
                member.person.full_name,
                Presence,
                default=row.presence if row else Presence.PRESENT,
            )
            fields[f"reason_{member.id}"] = StringField(
                _("Reason for absence"), default=row.reason if row else ""
            )
        return type("MeetingAttendanceForm", (cls,), fields)()

    def given(self) -> dict[int, tuple[Presence, str]]:
        return {
            int(name.removeprefix("presence_")): (
                self[name].data,
                self[name.replace("presence", "reason")].data or "",
            )
            for name in self.data
            if name.startswith("presence_")
        }


class DiscussionForm(PortalForm):
    """The course of the discussion."""

    discussion = TextAreaField(_l("Discussion, for the minutes"))


class BallotForm(PortalForm):
    """Which items are voted on."""

    items = ManyField(_l("Items to vote on"), coerce=int)


class OpenBallotForm(PortalForm):
    """Opening a ballot that has been read."""

    warned = BooleanField(_l("I have read the warning and open the ballot all the same"))


class VoidForm(PortalForm):
    """Why a ballot is void."""

    reason = StringField(_l("Reason"), validators=[DataRequired(MANDATORY)])


def _number(name: str) -> IntegerField:
    return IntegerField(
        COLUMNS[name],
        validators=[InputRequired(MANDATORY), NumberRange(min=0, max=9999)],
        render_kw={"inputmode": "numeric"},
    )


class CountForm(PortalForm):
    """The figures of one box."""

    issued = _number("issued")
    returned = _number("returned")
    valid = _number("valid")
    blank = _number("blank")
    invalid = _number("invalid")
    yes = _number("yes")
    no = _number("no")
    abstain = _number("abstain")

    def figures(self) -> Counts:
        return Counts(**{name: self[name].data for name in COLUMNS})


class DecideConflictForm(PortalForm):
    """Whether a finding stands."""

    stands = SelectField(
        _l("Decision"),
        choices=[("yes", _l("A conflict: keep the member away")), ("no", _l("No conflict"))],
    )
    reason = StringField(_l("Reason"))


class DeclareForm(PortalForm):
    """A conflict that a person declares."""

    item = SelectField(_l("Item of the agenda"), coerce=int)
    kind: Any = EnumField(_l("Reason"), ConflictKind, among=DECLARABLE)
    note = StringField(_l("In a few words"), validators=[DataRequired(MANDATORY)])

    def offer(self, items: list[AgendaItem]) -> None:
        self.item.choices = [(item.id, item.title) for item in items]


class MinutesForm(PortalForm):
    """The number of the minutes."""

    number = StringField(_l("Number of the minutes"), description=_l("For example 12/BB-HĐ"))

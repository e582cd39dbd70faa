"""Forms of nominators, nominees, screeners and members."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, NumberRange, Optional

from portal.core.forms import MANDATORY, DayField, PortalForm, VersionedForm
from portal.councils.forms import DECLARABLE
from portal.councils.models import CouncilMember
from portal.councils.rules.conflicts import ConflictKind
from portal.recognition.models import (
    EndorsementKind,
    NominationSource,
    PaperKind,
    Round,
    ScoreSheet,
)
from portal.registry.forms.choices import EnumField, PersonField, UnitField

_SUMMARY = _l("In one sentence, why this person")
_ACHIEVEMENTS = _l("Achievements")


class NominationForm(PortalForm):
    """Beginning a nomination."""

    source: Any = EnumField(_l("Who nominates"), NominationSource, default=NominationSource.PEER)
    person: Any = PersonField(_l("Nominee"))
    organisation: Any = UnitField(_l("Organisation that nominates"), validators=[Optional()])
    title = SelectField(_l("Award title"), coerce=int)
    summary = StringField(_SUMMARY)
    achievements = TextAreaField(_ACHIEVEMENTS)

    def offer(self, round: Round) -> None:
        self.title.choices = [(line.title_id, line.title.name) for line in round.titles]


class NominationTextForm(VersionedForm):
    """The text of a nomination."""

    summary = StringField(_SUMMARY)
    achievements = TextAreaField(_ACHIEVEMENTS)


class PaperForm(PortalForm):
    """A paper with its file."""

    kind: Any = EnumField(_l("Kind of paper"), PaperKind, default=PaperKind.ACHIEVEMENT_REPORT)
    title = StringField(_l("Title of the paper"))
    file = FileField(_l("File"), validators=[FileRequired(MANDATORY)])


class EndorsementForm(PortalForm):
    """What somebody says for the nomination."""

    kind: Any = EnumField(_l("Kind"), EndorsementKind, default=EndorsementKind.REFERENCE)
    name = StringField(_l("Person or body that endorses"), validators=[DataRequired(MANDATORY)])
    person: Any = PersonField(_l("The same person in the registry"))
    text = TextAreaField(_l("Words of the endorsement"))
    total = IntegerField(_l("Entitled to vote"), validators=[Optional(), NumberRange(min=1)])
    present = IntegerField(_l("Voters present"), validators=[Optional(), NumberRange(min=0)])
    yes = IntegerField(_l("In favour"), validators=[Optional(), NumberRange(min=0)])

    @property
    def vote(self) -> tuple[int, int, int] | None:
        numbers = (self.total.data, self.present.data, self.yes.data)
        return numbers if all(number is not None for number in numbers) else None


class ConsentForm(PortalForm):
    """The nominee's answer."""

    reason = StringField(_l("A word to the nominator"))


class PaperConsentForm(PortalForm):
    """A consent signed on paper."""

    file = FileField(_l("Scan of the signed consent"), validators=[FileRequired(MANDATORY)])


class ReturnForm(PortalForm):
    """Returning a nomination."""

    reason = TextAreaField(_l("What is missing"), validators=[DataRequired(MANDATORY)])
    return_by: Any = DayField(_l("To be completed by"), validators=[DataRequired(MANDATORY)])


class NotEligibleForm(PortalForm):
    """Finding a nomination not eligible."""

    reason = TextAreaField(_l("Reason"), validators=[DataRequired(MANDATORY)])
    rule = StringField(_l("Rule that is not met"), validators=[DataRequired(MANDATORY)])


class ReportConflictForm(PortalForm):
    """A conflict that a nominee or nominator reports."""

    member = SelectField(_l("Council member"), coerce=int)
    kind: Any = EnumField(_l("Reason"), ConflictKind, among=DECLARABLE)
    note = StringField(_l("In a few words"), validators=[DataRequired(MANDATORY)])

    def offer(self, members: list[CouncilMember]) -> None:
        self.member.choices = [(member.id, member.person.full_name) for member in members]


class ScoreForm(PortalForm):
    """A score sheet: a field a criterion, "–" where it does not apply."""

    comment = TextAreaField(_l("Remarks"))

    @classmethod
    def for_sheet(cls, round: Round, sheet: ScoreSheet | None) -> "ScoreForm":
        values = sheet.values() if sheet else {}
        fields: dict[str, Any] = {}
        for criterion in round.criteria:
            shown = ""
            if criterion.id in values:
                value = values[criterion.id]
                shown = "–" if value is None else str(value)
            fields[f"score_{criterion.id}"] = StringField(
                criterion.name, default=shown, render_kw={"inputmode": "numeric", "class": "short"}
            )
        fields["comment"] = TextAreaField(_l("Remarks"), default=sheet.comment if sheet else "")
        return type("RoundScoreForm", (cls,), fields)()

    def scores(self) -> dict[int, int | None]:
        """Criterion's id → score; None for "–"; a field left empty is not there."""
        found: dict[int, int | None] = {}
        for name in self.data:
            text = (self[name].data or "").strip() if name.startswith("score_") else ""
            if text:
                found[int(name.removeprefix("score_"))] = (
                    None if text in ("–", "-", "—") else int(text)
                )
        return found

    def validate(self, *given: Any, **more: Any) -> bool:
        fine = super().validate(*given, **more)
        for name in self.data:
            text = (self[name].data or "").strip() if name.startswith("score_") else ""
            if text and text not in ("–", "-", "—") and not (text.isdecimal() and len(text) < 5):
                self.add_error(_("Write a whole number, or “–” where it does not apply."), name)
                fine = False
        return fine


class SteerForm(PortalForm):
    """Moving a nomination by hand, with the reason."""

    reason = StringField(_l("Reason"))

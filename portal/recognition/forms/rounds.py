"""Forms of those who draw up and run a round."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from portal.core.forms import MANDATORY, DayField, PortalForm, VersionedForm
from portal.councils.forms import ManyField
from portal.councils.rules.threshold import Base, Unreachable, parse_share
from portal.recognition.models import AwardKind, PaperKind, Phase, Programme, Round
from portal.recognition.rules.phases import PhaseKind
from portal.registry.forms.choices import EnumField


def _whole(text: Any, low: int, high: int, **given: Any) -> IntegerField:
    return IntegerField(
        text, validators=[InputRequired(MANDATORY), NumberRange(min=low, max=high)], **given
    )


class ProgrammeForm(PortalForm):
    """A programme with its first title."""

    unit = SelectField(_l("Unit that runs it"), coerce=int)
    name = StringField(_l("Name of the programme"), validators=[DataRequired(MANDATORY)])
    description = TextAreaField(_l("What it is for"))
    title = StringField(_l("Title conferred"), validators=[DataRequired(MANDATORY)])
    kind: Any = EnumField(_l("Kind of honour"), AwardKind, default=AwardKind.TITLE)


class TitleForm(PortalForm):
    """One more title."""

    name = StringField(_l("Title conferred"), validators=[DataRequired(MANDATORY)])
    kind: Any = EnumField(_l("Kind of honour"), AwardKind, default=AwardKind.TITLE)


class RuleSetForm(PortalForm):
    """A version of the rules."""

    name = StringField(_l("Name of the rules"), validators=[DataRequired(MANDATORY)])
    threshold = StringField(
        _l("Needed to pass"), default="9/10", description=_l("A fraction, such as 9/10")
    )
    base: Any = EnumField(_l("Counted of"), Base, default=Base.TOTAL)
    quorum = StringField(_l("Quorum"), default="2/3", description=_l("A fraction of all members"))
    on_unreachable: Any = EnumField(
        _l("When an item can no longer pass"), Unreachable, default=Unreachable.WARN
    )
    conflict_years = _whole(_l("Conflicts reach back, in years"), 0, 60, default=3)
    least_sheets = _whole(_l("Score sheets needed for each nomination"), 0, 50, default=2)
    least_endorsements = _whole(_l("Endorsements needed"), 0, 20, default=0)
    most_returns = _whole(_l("Times a nomination may be returned"), 0, 10, default=2)
    return_days = _whole(_l("Days to complete a returned nomination"), 1, 90, default=5)
    posting_days = _whole(_l("Working days of public posting"), 1, 250, default=10)
    posting_counts_first = BooleanField(_l("The day of posting counts"))
    reballot_allowed = BooleanField(_l("A second ballot is allowed"))
    required_papers = ManyField(_l("Papers without which nothing is handed in"))
    confirmed = BooleanField(_l("These rules were checked against the official text"))

    def values(self) -> dict[str, Any]:
        """The columns of a rule set."""
        num, den = parse_share(self.threshold.data or "", "threshold")
        quorum_num, quorum_den = parse_share(self.quorum.data or "", "quorum")
        given = {
            name: self[name].data
            for name in (
                "on_unreachable",
                "conflict_years",
                "least_sheets",
                "least_endorsements",
                "most_returns",
                "return_days",
                "posting_days",
                "posting_counts_first",
                "reballot_allowed",
                "required_papers",
            )
        }
        return given | {
            "threshold_num": num,
            "threshold_den": den,
            "threshold_base": self.base.data,
            "quorum_num": quorum_num,
            "quorum_den": quorum_den,
            "is_sample": not self.confirmed.data,
        }


class RoundForm(PortalForm):
    """A new round of a programme."""

    name = StringField(_l("Name of the round"), validators=[DataRequired(MANDATORY)])
    year = _whole(_l("Year"), 1945, 2200)
    rule_set = SelectField(_l("Rules"), coerce=int)
    titles = ManyField(_l("Titles conferred"), coerce=int, validators=[DataRequired(MANDATORY)])
    quota = IntegerField(
        _l("Quota for each title"),
        validators=[Optional(), NumberRange(min=1)],
        description=_l("Leave empty for no quota"),
    )
    opens_on: Any = DayField(_l("Opens on"), validators=[DataRequired(MANDATORY)])
    summary = TextAreaField(_l("What the round is about"))
    how_to = TextAreaField(_l("How to nominate"))

    def offer(self, programme: Programme) -> None:
        self.rule_set.choices = [(rules.id, rules.title) for rules in programme.rule_sets]
        self.titles.choices = [(title.id, title.name) for title in programme.titles]


class RoundWordsForm(VersionedForm):
    """The words of a round."""

    name = StringField(_l("Name of the round"), validators=[DataRequired(MANDATORY)])
    year = _whole(_l("Year"), 1945, 2200)
    summary = TextAreaField(_l("What the round is about"))
    how_to = TextAreaField(_l("How to nominate"))


class PhasesForm(PortalForm):
    """The days of a round's phases; two fields a phase."""

    @classmethod
    def for_round(cls, round: Round) -> "PhasesForm":
        fields: dict[str, Any] = {}
        for phase in round.phases:
            fields[f"starts_{phase.kind.value}"] = _day(_l("From day"), phase.starts_on)
            fields[f"ends_{phase.kind.value}"] = _day(_l("Until day"), phase.ends_on)
        return type("RoundPhasesForm", (cls,), fields)()

    def pair(self, phase: Phase) -> tuple[Any, Any]:
        """The two fields of a phase."""
        return self[f"starts_{phase.kind.value}"], self[f"ends_{phase.kind.value}"]

    def dates(self) -> dict[PhaseKind, tuple[date, date]]:
        return {
            kind: (self[f"starts_{kind.value}"].data, self[f"ends_{kind.value}"].data)
            for kind in PhaseKind
            if f"starts_{kind.value}" in self
        }


def _day(text: Any, value: date) -> DayField:
    return DayField(text, validators=[DataRequired(MANDATORY)], default=value)


class CriterionForm(PortalForm):
    """One criterion with its weight."""

    name = StringField(_l("Criterion"), validators=[DataRequired(MANDATORY)])
    text = TextAreaField(_l("What is looked at"))
    weight = _whole(_l("Weight"), 1, 100)
    highest = _whole(_l("Highest score"), 1, 1000, default=10)


class NoticeForm(PortalForm):
    """A document with number and day."""

    number = StringField(_l("Number"), validators=[DataRequired(MANDATORY)])
    issued_on: Any = DayField(_l("Day"), validators=[DataRequired(MANDATORY)])


class ReasonForm(PortalForm):
    """A reason."""

    reason = StringField(_l("Reason"))


class CouncilForm(PortalForm):
    """The council of a round, and the decision that founds it."""

    name = StringField(_l("Name of the council"), validators=[DataRequired(MANDATORY)])
    number = StringField(
        _l("Number of the founding decision"), validators=[DataRequired(MANDATORY)]
    )
    issued_on: Any = DayField(_l("Day of the decision"), validators=[DataRequired(MANDATORY)])


KINDS_OF_PAPERS = list(PaperKind)

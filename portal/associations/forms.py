"""Forms of associations: shape only, no rule."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectMultipleField
from wtforms.validators import DataRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.associations.models import EndReason, Standing
from portal.core.forms import MANDATORY, DayField, NotBefore, PortalForm, VersionedForm
from portal.core.i18n import label
from portal.registry.forms import PersonField

REQUIRED = DataRequired(MANDATORY)
BY_HAND = [
    EndReason.RESIGNATION,
    EndReason.NON_PAYMENT,
    EndReason.CHANGE_OF_TYPE,
    EndReason.EXPULSION,
    EndReason.DEATH,
    EndReason.ADMITTED_BY_MISTAKE,
]
Choices = Sequence[tuple[str, str]]


class ApplyForm(PortalForm):
    """What a person says when asking to join."""

    type = RadioField(_l("Type of membership"), validators=[REQUIRED])
    branch = SelectField(_l("Branch"), validators=[Optional()])
    letter = TextAreaField(
        _l("A few words to the association"),
        description=_l("Your work, your field, why you wish to join. The secretary reads this."),
        validators=[Optional()],
        render_kw={"rows": 5},
    )
    is_public = BooleanField(
        _l("Show this membership on my public page"),
        description=_l("You can change this at any time under My memberships."),
        default=True,
    )

    def offer(self, types: Choices, branches: Choices) -> "ApplyForm":
        """Fill the choices; a list without branches leaves the field out."""
        self.type.choices = types
        if len(types) == 1 and not self.type.data:
            self.type.data = types[0][0]
        if branches:
            self.branch.choices = [("", _l("No branch, or let the association choose")), *branches]
        else:
            del self.branch
        return self


class DecisionForm(PortalForm):
    """The number and the day of a decision."""

    number = StringField(
        _l("Number of the decision"),
        description=_l("For example 15/QĐ-HYH"),
        validators=[REQUIRED],
    )
    issued_on = DayField(_l("Date of the decision"), validators=[REQUIRED])


class ApproveForm(DecisionForm):
    """An admission by decision."""

    starts_on = DayField(_l("Member from"), validators=[REQUIRED])
    branch = SelectField(_l("Branch"), validators=[Optional()])

    def offer(self, branches: Choices) -> "ApproveForm":
        """Fill the choices; an association without branches has none to choose."""
        if branches:
            self.branch.choices = [("", _l("No branch")), *branches]
        else:
            del self.branch
        return self


class RefuseForm(PortalForm):
    """A refusal, with the reason that the person will read."""

    reason = TextAreaField(
        _l("Reason"),
        description=_l("The person reads this sentence."),
        validators=[REQUIRED],
        render_kw={"rows": 3},
    )


class RegisterForm(PortalForm):
    """A member whom the secretary enters: somebody in the registry, or a new name."""

    person = PersonField(
        _l("Person in the registry"),
        description=_l("The name, #number or address of the profile."),
        validators=[Optional()],
    )
    full_name = StringField(
        _l("Or the full name of a person who is not in the registry yet"), validators=[Optional()]
    )
    type = SelectField(_l("Type of membership"), validators=[REQUIRED])
    branch = SelectField(_l("Branch"), validators=[Optional()])
    additional = BooleanField(_l("An additional branch beside the main membership"))
    number = StringField(
        _l("Member number"),
        description=_l("Leave empty to give the next number."),
        validators=[Optional()],
    )
    starts_on = DayField(_l("Member from"), validators=[REQUIRED])
    decision_number = StringField(_l("Number of the decision"), validators=[Optional()])
    issued_on = DayField(_l("Date of the decision"), validators=[Optional()])

    def offer(self, types: Choices, branches: Choices) -> "RegisterForm":
        """Fill the choices."""
        self.type.choices = types
        self.branch.choices = [("", _l("No branch")), *branches]
        return self


class EndForm(VersionedForm):
    """The end of a membership."""

    ends_on = DayField(_l("Last day of membership"), validators=[REQUIRED])
    reason = SelectField(_l("Reason"), validators=[REQUIRED])
    decision_number = StringField(_l("Number of the decision"), validators=[Optional()])
    issued_on = DayField(_l("Date of the decision"), validators=[Optional()])

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.reason.choices = [("", _l("Choose a reason"))] + [
            (reason.value, label(reason)) for reason in BY_HAND
        ]


class TransferForm(DecisionForm):
    """A change of branch."""

    branch = SelectField(_l("New branch"), validators=[REQUIRED])
    effective_on = DayField(_l("First day in the new branch"), validators=[REQUIRED])

    def offer(self, branches: Choices) -> "TransferForm":
        """Fill the choices."""
        self.branch.choices = [("", _l("Choose a branch")), *branches]
        return self


class SuspendForm(DecisionForm):
    """A suspension between two days."""

    starts_on = DayField(_l("Suspended from"), validators=[REQUIRED])
    ends_on = DayField(_l("Until and including"), validators=[REQUIRED, NotBefore("starts_on")])
    reason = TextAreaField(
        _l("Reason"),
        description=_l("Only officers of the association read this."),
        validators=[REQUIRED],
        render_kw={"rows": 3},
    )


class DescribeForm(VersionedForm):
    """What an association says of itself."""

    about = TextAreaField(_l("About the association"), validators=[Optional()])
    how_to_join = TextAreaField(_l("How to join"), validators=[Optional()])
    contact = StringField(
        _l("Contact"),
        description=_l("Address, telephone, e-mail of the office; everyone sees this."),
        validators=[Optional()],
    )
    founded_on = DayField(_l("Founded on"), validators=[Optional()])
    accepts_applications = BooleanField(_l("Takes applications through the portal"))
    secretary_may_approve = BooleanField(
        _l("The secretary may approve applications by a decision of the association")
    )
    card_years = IntegerField(
        _l("Years for which a card is valid"), validators=[REQUIRED, NumberRange(1, 20)]
    )


class BranchesForm(PortalForm):
    """Branches to open, one a commune, or one by its name."""

    communes = SelectMultipleField(
        _l("Communes that get a branch"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[Optional()],
    )
    name = StringField(_l("Or the name of one branch"), validators=[Optional()])
    starts_on = DayField(_l("Open from"), validators=[REQUIRED])


class UndoForm(PortalForm):
    """Why a mass decision is undone."""

    reason = TextAreaField(_l("Reason"), validators=[REQUIRED], render_kw={"rows": 2})


class MemberFilterForm(PortalForm):
    """What the list of members is narrowed to; sent by GET."""

    class Meta(PortalForm.Meta):
        csrf = False

    name = StringField(_l("Name or member number"), validators=[Optional()])
    branch = SelectField(_l("Branch"), validators=[Optional()])
    type = SelectField(_l("Type"), validators=[Optional()])
    standing = SelectField(_l("Standing"), validators=[Optional()])
    sort = SelectField(_l("Sorted by"), validators=[Optional()])

    def offer(self, types: Choices, branches: Choices) -> "MemberFilterForm":
        """Fill the choices."""
        self.branch.choices = [("", _l("All branches")), *branches]
        self.type.choices = [("", _l("All types")), *types]
        self.standing.choices = [("", _l("All who have not ended"))] + [
            (standing.value, label(standing)) for standing in Standing
        ]
        self.sort.choices = [("given", _l("Given name")), ("full", _l("Full name"))]
        return self


def divide_form(members: Sequence[Any], branches: Choices, nearest: dict[int, str]) -> DecisionForm:
    """A decision form with one select a member; the branch of their commune is chosen beforehand."""

    class DivideForm(DecisionForm):
        effective_on = DayField(_l("First day of the new branches"), validators=[REQUIRED])

    choices = [("", _l("Choose a branch")), *branches]
    for member in members:
        field = SelectField(
            _l("New branch of %(name)s", name=member.person.full_name),
            choices=choices,
            default=nearest.get(member.id, ""),
            validators=[REQUIRED],
        )
        setattr(DivideForm, f"member_{member.id}", field)
    return DivideForm()

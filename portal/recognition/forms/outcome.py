"""Forms of posting, comments, decision, revocation."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email

from portal.core.forms import MANDATORY, DayField, PortalForm
from portal.councils.forms import ManyField
from portal.recognition.models import Nomination, ObjectionKind, RevocationGround
from portal.registry.forms.choices import EnumField


class PostingForm(PortalForm):
    """From which day the results are posted."""

    starts_on: Any = DayField(_l("Posted on"), validators=[DataRequired(MANDATORY)])


class ObjectionForm(PortalForm):
    """A comment of the public."""

    nomination = SelectField(_l("Nomination commented on"), coerce=int)
    kind: Any = EnumField(_l("Kind"), ObjectionKind, default=ObjectionKind.COMMENT)
    text = TextAreaField(_l("Your comment"), validators=[DataRequired(MANDATORY)])
    sender_name = StringField(_l("Your full name"), validators=[DataRequired(MANDATORY)])
    sender_email = StringField(
        _l("Your e-mail address"),
        validators=[DataRequired(MANDATORY), Email(_l("This is no e-mail address."))],
        description=_l(
            "Only the standing body sees who you are; the answer comes to this address."
        ),
    )

    def offer(self, nominations: list[Nomination]) -> None:
        self.nomination.choices = [
            (one.id, f"{one.person.full_name} – {one.title.name}") for one in nominations
        ]


class AnswerForm(PortalForm):
    """The answer to a comment."""

    upheld = BooleanField(_l("The comment is justified"))
    answer = TextAreaField(_l("Answer to the sender"), validators=[DataRequired(MANDATORY)])


class SignedForm(PortalForm):
    """A signed decision."""

    number = StringField(
        _l("Number of the decision"),
        validators=[DataRequired(MANDATORY)],
        description=_l("For example 123/QĐ-UBND"),
    )
    issued_on: Any = DayField(_l("Day of the decision"), validators=[DataRequired(MANDATORY)])
    issuer = StringField(_l("Decision issued by"), validators=[DataRequired(MANDATORY)])
    signer = StringField(_l("Signer"), validators=[DataRequired(MANDATORY)])
    capacity = StringField(
        _l("Signer's office"),
        validators=[DataRequired(MANDATORY)],
        description=_l("For example Chair"),
    )

    def signed(self) -> dict[str, Any]:
        names = ("number", "issued_on", "issuer", "signer", "capacity")
        return {name: self[name].data for name in names}


class DecisionForm(SignedForm):
    """The decision of a round."""

    awarded = ManyField(_l("Named in the decision"), coerce=int)
    refusal = StringField(_l("Why the others are not named"))

    def offer(self, nominations: list[Nomination]) -> None:
        self.awarded.choices = [
            (one.id, f"{one.person.full_name} – {one.title.name}") for one in nominations
        ]


class CorrectionForm(SignedForm):
    """A decision that puts right how a name is written."""

    full_name = StringField(_l("Name as it should read"), validators=[DataRequired(MANDATORY)])
    reason = StringField(_l("What was wrong"), validators=[DataRequired(MANDATORY)])


class RevocationForm(SignedForm):
    """A decision that takes an honour back."""

    ground: Any = EnumField(_l("Ground"), RevocationGround)
    reason = TextAreaField(
        _l("Reason, as it is shown to the public"), validators=[DataRequired(MANDATORY)]
    )

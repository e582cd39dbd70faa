"""Forms of the public: an opinion, and an expert's reply to an invitation."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, ValidationError

from portal.consultation.models import Stance, SubmitterKind
from portal.core.forms import PortalForm
from portal.core.i18n import label
from portal.registry.forms.choices import EnumField


class StanceField(RadioField):
    """The stance as radio buttons; `data` is a `Stance` or None."""

    def __init__(self, text: str, **given: object) -> None:
        super().__init__(
            text,
            [InputRequired(_l("Choose how you see it."))],
            choices=lambda: [(one.value, label(one)) for one in Stance],
            coerce=self._member,
            **given,
        )
        self.type = "RadioField"  # what the field component looks at

    @staticmethod
    def _member(value: object) -> Stance | None:
        return Stance(str(value)) if value else None

    def pre_validate(self, form: object) -> None:
        if self.data is None:
            raise ValidationError(_("Choose how you see it."))


class OpinionForm(PortalForm):
    """An opinion of one who is signed in or invited."""

    stance = StanceField(_l("How do you see it?"))
    reason = TextAreaField(
        _l("Your opinion"),
        [Optional(), Length(max=20_000)],
        description=_l("What should be kept, changed or added, and why."),
    )
    proposed_text = TextAreaField(
        _l("Wording that you propose"),
        [Optional(), Length(max=20_000)],
        description=_l("If you have one: write the whole sentence as it should read."),
    )
    name_is_public = BooleanField(_l("My name may be published with my opinion"))


class GuestOpinionForm(OpinionForm):
    """An opinion of one who is not signed in: a name and an address to confirm."""

    name = StringField(
        _l("Your full name, or the name of the body you speak for"),
        [DataRequired(_l("Write your name.")), Length(max=200)],
    )
    kind = EnumField(
        _l("You speak as"),
        SubmitterKind,
        among=(
            SubmitterKind.CITIZEN,
            SubmitterKind.ASSOCIATION,
            SubmitterKind.AGENCY,
            SubmitterKind.ENTERPRISE,
        ),
        default=SubmitterKind.CITIZEN,
    )
    email = StringField(
        _l("Your e-mail address"),
        [
            DataRequired(_l("Write your e-mail address.")),
            Length(max=254),
            Email(_l("Write an address such as ten@example.vn.")),
        ],
        description=_l("A link is sent there, to confirm. It is never published."),
    )


class ConfirmForm(PortalForm):
    """One button."""


class ReplyForm(PortalForm):
    """An expert's reply to an invitation."""

    reason = StringField(_l("If you decline: why"), [Optional(), Length(max=300)])

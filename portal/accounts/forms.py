"""Forms of accounts: the way in, settings, grants."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    Email,
    EqualTo,
    InputRequired,
    Length,
    Optional,
    ValidationError,
)
from wtforms.widgets import HiddenInput

from portal.accounts import queries
from portal.accounts.models import ConsentPurpose
from portal.accounts.notices import shipped_notices
from portal.accounts.roles import Role
from portal.core.forms import MANDATORY, DayField, NotBefore, PortalForm
from portal.core.i18n import LANGUAGES, label
from portal.units.forms import DocumentField, UnitField

EMAIL = (
    InputRequired(MANDATORY),
    Length(max=254),
    Email(_l("Write an e-mail address, for example lan@example.vn.")),
)
_TYPED = (InputRequired(MANDATORY), Length(max=1_000))
_MAILBOX = {"autocomplete": "username", "inputmode": "email", "spellcheck": "false"}
_CURRENT = {"autocomplete": "current-password"}
_NEW = {"autocomplete": "new-password"}
_CODE = {"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"}


class SignInForm(PortalForm):
    email = StringField(_l("E-mail address"), EMAIL, render_kw=_MAILBOX)
    password = PasswordField(_l("Password"), _TYPED, render_kw=_CURRENT)
    next = HiddenField()


class CodeForm(PortalForm):
    code = StringField(
        _l("Sign-in code"), [InputRequired(MANDATORY), Length(max=40)], render_kw=_CODE
    )
    next = HiddenField()


class PasswordProofForm(PortalForm):
    password = PasswordField(_l("Password"), _TYPED, render_kw=_CURRENT)
    next = HiddenField()


class RegisterForm(PortalForm):
    full_name = StringField(
        _l("Full name"),
        [InputRequired(MANDATORY), Length(max=120)],
        render_kw={"autocomplete": "name"},
    )
    email = StringField(_l("E-mail address"), EMAIL, render_kw=_MAILBOX)
    password = PasswordField(_l("Choose a password"), _TYPED, render_kw=_NEW)


class AddressForm(PortalForm):
    email = StringField(_l("E-mail address"), EMAIL, render_kw=_MAILBOX)


class NewPasswordForm(PortalForm):
    password = PasswordField(_l("New password"), _TYPED, render_kw=_NEW)
    again = PasswordField(
        _l("The new password again"),
        [EqualTo("password", _l("The two passwords are not the same."))],
        render_kw=_NEW,
    )


class SettingsForm(PortalForm):
    full_name = StringField(
        _l("Full name"),
        [InputRequired(MANDATORY), Length(max=120)],
        render_kw={"autocomplete": "name"},
    )
    language = RadioField(_l("Language"), choices=list(LANGUAGES.items()))
    theme = RadioField(
        _l("Appearance"),
        choices=[("auto", _l("As the device")), ("light", _l("Light")), ("dark", _l("Dark"))],
    )


class ConfirmForm(PortalForm):
    """Nothing to fill in: one button."""


class CloseForm(PortalForm):
    sure = BooleanField(
        _l("Close my account for good"), [DataRequired(_l("Tick the box if you are sure."))]
    )


class AgreeForm(PortalForm):
    number = IntegerField(widget=HiddenInput())
    """The version of the notice that was shown."""


def _purposes() -> list[tuple[str, str]]:
    return [(purpose.value, label(purpose)) for purpose in shipped_notices()]


class NoticeForm(PortalForm):
    purpose = SelectField(_l("Purpose"), choices=_purposes, coerce=ConsentPurpose)
    starts_on = DayField(_l("From the day"), [InputRequired(MANDATORY)])
    text_vi = TextAreaField(
        _l("Text in Vietnamese"), [InputRequired(MANDATORY), Length(min=100, max=8_000)]
    )
    text_en = TextAreaField(
        _l("Text in English"), [InputRequired(MANDATORY), Length(min=100, max=8_000)]
    )
    legal_basis = StringField(_l("Legal basis"), [InputRequired(MANDATORY), Length(max=300)])


class ReasonForm(PortalForm):
    reason = TextAreaField(_l("Reason"), [InputRequired(MANDATORY), Length(max=500)])


class AccountField(StringField):
    """The e-mail address of an existing account; `found` is the account once it is valid."""

    found: Any = None

    def pre_validate(self, form: object) -> None:
        self.found = queries.account_by_email(self.data or "")
        if self.data and (self.found is None or self.found.closed_at):
            raise ValidationError(_("No account has this address. Ask the person to register."))


def _roles() -> list[tuple[str, str]]:
    return [(role.value, label(role)) for role in Role]


class GrantForm(PortalForm):
    account = AccountField(_l("Account (e-mail address)"), [InputRequired(MANDATORY)])
    role = SelectField(_l("Role"), choices=_roles, coerce=Role)
    unit = UnitField(_l("At the unit"), [InputRequired(MANDATORY)])
    starts_on = DayField(_l("From the day"), [InputRequired(MANDATORY)])
    ends_on = DayField(_l("Until the day"), [Optional(), NotBefore("starts_on")])
    document = DocumentField(_l("By document number"), [Optional()])


class DelegateForm(PortalForm):
    delegate = AccountField(_l("Their e-mail address"), [InputRequired(MANDATORY)])
    ends_on = DayField(_l("Until the day"), [Optional()])

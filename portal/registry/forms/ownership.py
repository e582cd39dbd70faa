"""Whose record it is: claiming a profile, deciding on a claim, reading a record by its receipt."""

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.core.forms import MANDATORY, PortalForm

_needed = DataRequired(MANDATORY)


class ProfileClaimForm(PortalForm):
    message = TextAreaField(
        _l("How can the officer know that it is you?"),
        [_needed, Length(max=1_000)],
        description=_l("For example: your workplace and the telephone at which it can be asked"),
    )


class ClaimDecisionForm(PortalForm):
    reason = TextAreaField(
        _l("Reason"),
        [_needed, Length(max=1_000)],
        description=_l("How you checked it. The claimant reads this."),
    )

    def is_accepted(self) -> bool:
        """Which of the two buttons was pressed; only the one that accepts accepts."""
        return request.form.get("decision") == "accept"


class ReceiptForm(PortalForm):
    code = StringField(
        _l("Code on the receipt"),
        [_needed, Length(max=60)],
        description=_l("Four groups of four letters and digits"),
    )


class ReceiptAnswerForm(PortalForm):
    """Carries the code to the answer: nothing is left in a browser that others use."""

    code = HiddenField(validators=[_needed, Length(max=60)])


class ReceiptCorrectionForm(ReceiptAnswerForm):
    note = TextAreaField(
        _l("What is wrong?"),
        [_needed, Length(max=2_000)],
        description=_l("For example: I was born in 1958, not 1985"),
    )

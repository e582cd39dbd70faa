"""How the states of a message read."""

from flask_babel import lazy_gettext as _l

from portal.core.i18n import register_labels
from portal.core.mail.models import MailState

register_labels(
    {
        MailState.QUEUED: _l("Waiting to be sent"),
        MailState.SENT: _l("Sent"),
        MailState.FAILED: _l("Could not be delivered"),
    }
)

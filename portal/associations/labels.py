"""How the enumerations of this feature read."""

from flask_babel import lazy_gettext as _l

from portal.associations.models import ApplicationState, Belonging, EndReason, Standing
from portal.core.i18n import register_labels

register_labels(
    {
        Belonging.HOME: _l("Main membership"),
        Belonging.SECONDARY: _l("Additional branch"),
        Belonging.HONORARY: _l("Honorary member"),
        Belonging.CANDIDATE: _l("Candidate member"),
    }
)
register_labels(
    {
        Standing.UPCOMING: _l("Not yet a member"),
        Standing.CANDIDATE: _l("Candidate"),
        Standing.ACTIVE: _l("Active member"),
        Standing.IN_GRACE: _l("In the grace period"),
        Standing.LAPSED: _l("Lapsed member"),
        Standing.SUSPENDED: _l("Suspended member"),
        Standing.ENDED: _l("Former member"),
    }
)
register_labels(
    {
        EndReason.RESIGNATION: _l("Resigned"),
        EndReason.TRANSFER: _l("Changed branch"),
        EndReason.CHANGE_OF_TYPE: _l("Changed type of membership"),
        EndReason.EXPULSION: _l("Expelled"),
        EndReason.NON_PAYMENT: _l("Dues not paid"),
        EndReason.DEATH: _l("Passed away"),
        EndReason.MERGER: _l("Branch merged or divided"),
        EndReason.ADMITTED_BY_MISTAKE: _l("Admitted by mistake"),
        EndReason.SECOND_RECORD: _l("Kept under the person's other record"),
    }
)
register_labels(
    {
        ApplicationState.SUBMITTED: _l("Waiting"),
        ApplicationState.APPROVED: _l("Approved"),
        ApplicationState.REFUSED: _l("Refused"),
        ApplicationState.WITHDRAWN: _l("Withdrawn"),
    }
)

STANDING_TONES = {
    Standing.UPCOMING: "wait",
    Standing.CANDIDATE: "wait",
    Standing.ACTIVE: "ok",
    Standing.IN_GRACE: "wait",
    Standing.LAPSED: "off",
    Standing.SUSPENDED: "bad",
    Standing.ENDED: "off",
}
APPLICATION_TONES = {
    ApplicationState.SUBMITTED: "wait",
    ApplicationState.APPROVED: "ok",
    ApplicationState.REFUSED: "bad",
    ApplicationState.WITHDRAWN: "off",
}
"""The colour in which a status shows; apart, because words of two enumerations may be equal."""

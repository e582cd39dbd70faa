"""How the states of a job read."""

from flask_babel import lazy_gettext as _l

from portal.core.i18n import register_labels
from portal.core.jobs.models import JobState

register_labels(
    {
        JobState.QUEUED: _l("Waiting"),
        JobState.RUNNING: _l("In progress"),
        JobState.DONE: _l("Done"),
        JobState.FAILED: _l("Failed"),
    }
)

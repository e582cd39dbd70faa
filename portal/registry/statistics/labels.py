"""How the steps of schooling read."""

from flask_babel import lazy_gettext as _l

from portal.core.i18n import register_labels
from portal.registry.statistics.queries import Schooling

register_labels(
    {
        Schooling.COLLEGE: _l("College or vocational"),
        Schooling.FIRST: _l("University degree"),
        Schooling.SECOND: _l("Master, specialist I"),
        Schooling.DOCTOR: _l("Doctor, specialist II"),
    }
)

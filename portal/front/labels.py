"""What the kinds of found pages are called."""

from flask_babel import lazy_gettext as _l

KINDS = {
    "person": _l("Intellectuals"),
    "association": _l("Associations"),
    "consultation": _l("Draft consultations"),
    "round": _l("Rounds of recognition"),
    "honours": _l("Honours"),
    "unit": _l("Units"),
}

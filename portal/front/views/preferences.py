"""Language and appearance: two cookies, set by plain links so that public pages carry no form."""

from flask import current_app, redirect, request
from werkzeug.wrappers import Response

from portal.core.access import PUBLIC, allow
from portal.core.i18n import LANGUAGES
from portal.core.layout import THEMES
from portal.core.links import safe_target
from portal.front.views import bp

_CHOICES = {"lang": tuple(LANGUAGES), "theme": THEMES}
_YEAR = 365 * 24 * 3600


@bp.get("/preferences")
@allow(PUBLIC)
def preferences() -> Response:
    """Keep the chosen language or theme and go back; what is unknown changes nothing."""
    answer = redirect(safe_target(request.args.get("next")) or "/")
    for name, known in _CHOICES.items():
        if (value := request.args.get(name)) in known:
            answer.set_cookie(
                name,
                value,
                max_age=_YEAR,
                samesite="Lax",
                secure=current_app.config["SESSION_COOKIE_SECURE"],
            )
    return answer

"""The way from a page of an office to the second factor that the office needs."""

from flask import Response, current_app, flash, redirect, request, url_for
from flask_babel import gettext as _

from portal.core.access import PUBLIC, SAFE_METHODS, current_actor

_REFUSALS = (403, 404)


def lead_to_the_second_factor(response: Response) -> Response:
    """Answer a refused page with the security page where only the second factor is missing.

    Without it the account has no power at all, so a page of its office refuses it like a stranger.
    """
    if response.status_code not in _REFUSALS or request.endpoint is None:
        return response
    right = getattr(current_app.view_functions[request.endpoint], "right", PUBLIC)
    if right is PUBLIC or request.method not in SAFE_METHODS:
        return response
    actor = current_actor()
    if actor is None or not actor.owes_second_factor:
        return response
    flash(_("This page opens once your second factor is switched on."), "error")
    answer: Response = current_app.make_response(redirect(url_for("accounts.security")))
    return answer

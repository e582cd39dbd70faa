"""What an answer carries for the account that has just come in: its language and appearance."""

from flask import current_app, redirect, url_for
from werkzeug.wrappers import Response

from portal.accounts.models import Account
from portal.core.layout import link_if

_YEAR = 365 * 24 * 3600


def arrive(account: Account, target: str | None) -> Response:
    """Send the account to where it wanted, in its own language and appearance."""
    return keep_preferences(redirect(target or landing()), account)


def landing() -> str:
    """Where one begins: the work list, where the portal has one."""
    return link_if("front.work") or url_for("accounts.settings")


def keep_preferences(answer: Response, account: Account) -> Response:
    """Set the two cookies that every page reads."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    for name, value in (("lang", account.language), ("theme", account.theme)):
        answer.set_cookie(name, value, max_age=_YEAR, samesite="Lax", secure=secure)
    return answer

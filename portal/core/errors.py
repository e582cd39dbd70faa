"""One failure: a rule was broken, and the sentence says which and how to mend it."""

from flask import Flask, flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from portal.core.links import safe_target


class RuleBroken(Exception):
    """A rule of the product or of the law forbids this; `message` is translated and shown as it is."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class EditConflict(RuleBroken):
    """Somebody saved the same record first; the page shows both texts and loses neither."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody changed this record while you were editing. Your text is kept below.")
        )


def check_version(seen: int | None, stored: int) -> None:
    """Raise `EditConflict` unless the form was opened on the version that is stored now."""
    if seen is not None and seen != stored:
        raise EditConflict


def _rule_broken(error: RuleBroken) -> Response | tuple[str, int]:
    flash(error.message, "error")
    back = safe_target(request.referrer)
    if back and request.method == "POST":
        return redirect(back)
    return render_template("errors/rule_broken.html", error=error), 409


def _stale(_error: StaleDataError) -> Response | tuple[str, int]:
    return _rule_broken(EditConflict())


def _http_error(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if code < 400 or isinstance(error, SecurityError):
        return error  # a page for a foreign host cannot be made: it has no address
    back = safe_target(request.referrer) if request.method == "POST" else ""
    return render_template("errors/http.html", code=code, back=back), code


def init_app(app: Flask) -> None:
    app.register_error_handler(RuleBroken, _rule_broken)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(HTTPException, _http_error)

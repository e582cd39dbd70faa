"""Asking for the password again before what matters."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import redirect, request, url_for

from portal.accounts.identity import current_session
from portal.core import clock


def needs_proof(view: Callable[..., Any]) -> Callable[..., Any]:
    """Send the person to prove the password unless they did within a quarter of an hour."""

    @wraps(view)
    def proved(*things: Any, **arguments: Any) -> Any:
        session = current_session()
        if session is None or not session.is_fresh(clock.now()):
            return redirect(url_for("accounts.prove", next=request.full_path.rstrip("?")))
        return view(*things, **arguments)

    return proved

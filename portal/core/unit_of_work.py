"""One unit of work a request: returning a response commits, raising rolls back, once is once.

The commit lives in the dispatcher and not in an `after_request` hook, because an error handler that
answers with a redirect would then commit the broken half.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import cast

import flask
from blinker import signal
from flask import abort, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from portal.core import clock
from portal.core.access import SAFE_METHODS
from portal.core.db import Model, db, writing
from portal.core.requests import Addresses, Request
from portal.core.templates import Templates

committed = signal("committed")
"""Sent with no arguments after each commit: jobs and mail wake up on it."""


class FormReceipt(Model):
    """A form that was acted upon: its once-only key and where its sender was sent."""

    key: Mapped[str] = mapped_column(primary_key=True)
    location: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)


class Portal(flask.Flask):
    """Flask whose every dispatched request is one transaction."""

    request_class = Request
    url_map_class = Addresses
    jinja_environment = Templates

    def full_dispatch_request(self) -> flask.Response:
        token = writing.set(request.method not in SAFE_METHODS)
        try:
            return super().full_dispatch_request()
        finally:
            writing.reset(token)

    def dispatch_request(self) -> ResponseReturnValue:
        try:
            return self._dispatch_once()
        except BaseException:
            db.session.rollback()
            raise

    def _dispatch_once(self) -> ResponseReturnValue:
        if not cast(Request, request).has_sound_path:
            abort(404)
        key = request.form.get("once") if request.method == "POST" else None
        scoped = f"{request.path} {key}" if key and len(key) <= 64 else None
        if scoped and (receipt := db.session.get(FormReceipt, scoped)):
            return redirect(receipt.location)
        response = self.make_response(super().dispatch_request())
        try:
            if scoped and 300 <= response.status_code < 400:
                db.session.add(FormReceipt(key=scoped, location=response.location))
            commit()
        except IntegrityError:
            db.session.rollback()
            receipt = db.session.get(FormReceipt, scoped) if scoped else None
            if receipt is None:
                raise
            return redirect(receipt.location)
        return response


def commit() -> None:
    """Commit and wake what follows; for the dispatcher, jobs and the command line only."""
    db.session.commit()
    committed.send(None)


@contextmanager
def unit_of_work() -> Iterator[None]:
    """A transaction outside a request: jobs and commands. Commits at the end, rolls back on error."""
    try:
        yield
        commit()
    except BaseException:
        db.session.rollback()
        raise

"""Is it alive, is it ready, and how does it fare: for load balancers and operators."""

import hmac
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, request
from sqlalchemy import func, select

from portal.core import clock, metrics
from portal.core.access import PUBLIC, allow, predicate, reading
from portal.core.db import db
from portal.core.jobs.models import Job, JobState, PeriodicRun
from portal.core.mail.models import MailState, OutboxMessage
from portal.core.search import follow

bp = Blueprint("health", __name__)

LEAST_FREE = 200 * 1024 * 1024
FULL_AT = 0.9
LONGEST_LAG = 1_000


@predicate
def operators(_actor: Any, _thing: Any) -> bool:
    """One who knows PORTAL_METRICS_TOKEN, or this machine itself without a proxy between."""
    token = current_app.config["METRICS_TOKEN"]
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(given.encode(), token.encode()):
        return True
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.remote_addr in ("127.0.0.1", "::1") and not forwarded


SCRAPE = reading(operators, hidden=True)


@bp.get("/healthz")
@allow(PUBLIC)
def alive() -> Response:
    """The process answers; nothing else is asked, so that a slow database restarts no web process."""
    return _plain("ok\n")


@bp.get("/readyz")
@allow(PUBLIC)
def ready() -> tuple[Response, int]:
    checks = {name: _state_of(check) for name, check in CHECKS.items()}
    unready = any(checks[name] != "ok" for name in VITAL)
    state = "unready" if unready else "ready" if set(checks.values()) == {"ok"} else "degraded"
    answer = jsonify({"status": state, "checks": checks})
    answer.headers["Cache-Control"] = "no-store"
    return answer, 503 if unready else 200


@bp.get("/metrics")
@allow(SCRAPE)
def scrape() -> Response:
    return _plain(metrics.render(), content_type=metrics.CONTENT_TYPE)


def _plain(text: str | bytes, content_type: str = "text/plain; charset=utf-8") -> Response:
    return Response(text, content_type=content_type, headers={"Cache-Control": "no-store"})


def _state_of(check: Callable[[], bool]) -> str:
    try:
        return "ok" if check() else "failing"
    except Exception as failure:
        current_app.logger.warning("readiness check failed", extra={"failure": str(failure)[:200]})
        return "failing"


def database_writes() -> bool:
    """The tables are there and a write can begin; it is taken back, so asking changes nothing."""
    raw = db.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("SELECT number FROM audit_head")
        cursor.fetchone()
        if db.engine.dialect.name == "sqlite":
            cursor.execute("PRAGMA busy_timeout=1000")
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("ROLLBACK")
            cursor.execute("PRAGMA busy_timeout=15000")
            return True
        cursor.execute("SHOW transaction_read_only")
        row = cursor.fetchone()
        raw.rollback()
        return bool(row and row[0] == "off")
    finally:
        raw.close()


def disk_has_room() -> bool:
    return shutil.disk_usage(current_app.config["INSTANCE"]).free > LEAST_FREE


def disk_is_not_nearly_full() -> bool:
    usage = shutil.disk_usage(current_app.config["INSTANCE"])
    return usage.used / usage.total < FULL_AT


def _oldest(query: Any) -> timedelta:
    with db.engine.connect() as connection:
        oldest: datetime | None = connection.scalar(query)
    return clock.now() - oldest if oldest else timedelta()


def jobs_are_taken() -> bool:
    query = select(func.min(Job.due_at)).where(Job.state == JobState.QUEUED)
    return _oldest(query) < timedelta(minutes=10)


def worker_is_alive() -> bool:
    if current_app.config["JOBS"] == "immediate":
        return True
    with db.engine.connect() as connection:
        last = connection.scalar(select(func.max(PeriodicRun.ran_at)))
    return last is not None and clock.now() - last < timedelta(minutes=3)


def letters_leave() -> bool:
    query = select(func.min(OutboxMessage.created_at)).where(
        OutboxMessage.state == MailState.QUEUED
    )
    return _oldest(query) < timedelta(hours=1)


def search_is_fresh() -> bool:
    return follow.lag(current_app.extensions["search"]) < LONGEST_LAG


VITAL = ("database", "disk")
"""Without these no request can be served; the others only make the portal slower to follow."""
CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_writes,
    "disk": disk_has_room,
    "disk_room": disk_is_not_nearly_full,
    "jobs": jobs_are_taken,
    "worker": worker_is_alive,
    "mail": letters_leave,
    "search": search_is_fresh,
}


def init_app(app: Flask) -> None:
    metrics.init_app(app)
    app.register_blueprint(bp)

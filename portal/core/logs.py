"""Structured logs: one JSON object a line, with routes and pseudonyms, never with a person's data."""

import hashlib
import hmac
import logging
import re
import secrets
import sys
import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, has_request_context, request

from portal.core.access import actor_key

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONG_NUMBER = re.compile(r"\d{9,}")
_HANDLER = "portal"

log: Any = structlog.stdlib.get_logger("portal.request")

Event = MutableMapping[str, Any]


def scrub(_logger: object, _method: str, event: Event) -> Event:
    """Take addresses and long numbers (telephone, identity) out of every text of the event."""
    for key, value in event.items():
        event[key] = _scrubbed(value)
    return event


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return _LONG_NUMBER.sub("[number]", _EMAIL.sub("[e-mail]", value))
    if isinstance(value, dict):
        return {key: _scrubbed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(inner) for inner in value]
    return value


def _without_path(_logger: object, _method: str, event: Event) -> Event:
    """Flask names the path of a failed request, and paths hold names of people.

    Another handler's formatter leaves its rendering on the record, which would bring the path back.
    """
    for rendered in ("message", "asctime"):
        event.pop(rendered, None)
    if str(event.get("event", "")).startswith("Exception on "):
        event["event"] = "unhandled exception"
    return event


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _without_path,
]


def formatter(*, json: bool = True) -> logging.Formatter:
    """The formatter of every line; gunicorn's own lines go through it too."""
    frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=20)
    ending: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if json:
        ending += [
            structlog.processors.ExceptionRenderer(frames),
            scrub,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        ending += [
            scrub,
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(),
                exception_formatter=structlog.dev.plain_traceback,  # locals hold people's words
            ),
        ]
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=_SHARED, processors=ending)


def pseudonym(account_id: int) -> str:
    """A name for an account that leads back to it only with the portal's key."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(b"log " + key, str(account_id).encode(), hashlib.sha256).hexdigest()[:12]


def route_of_request() -> str:
    """The pattern of the address, such as /people/<id>-<slug>; never the address itself."""
    return request.url_rule.rule if request.url_rule else "-"


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    known = current_app.config["PROXY_HOPS"] and _REQUEST_ID.fullmatch(given)
    g.request_id = given if known else secrets.token_hex(8)
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id, route=route_of_request())


def _end(response: Response) -> Response:
    if "began" not in g:
        return response
    response.headers["X-Request-ID"] = g.request_id
    if not request.path.startswith(("/static/", "/healthz", "/readyz", "/metrics")):
        actor = actor_key() if "_login_user" in g else None
        log.info(
            "request",
            method=request.method,
            status=response.status_code,
            ms=round((time.perf_counter() - g.began) * 1000, 1),
            actor=pseudonym(actor) if actor is not None else None,
        )
    return response


def request_id() -> str:
    """What an error page may show so that an operator finds the lines of this request."""
    return str(g.get("request_id", "")) if has_request_context() else ""


def init_app(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)
    app.jinja_env.globals["request_id"] = request_id
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    if app.config.get("TESTING"):
        return
    handler = logging.StreamHandler()
    handler.set_name(_HANDLER)
    handler.setFormatter(formatter(json=app.config["LOG"] == "json"))
    root = logging.getLogger()
    root.handlers = [other for other in root.handlers if other.get_name() != _HANDLER] + [handler]
    root.setLevel(app.config["LOG_LEVEL"])
    for noisy in ("werkzeug", "huey", "alembic", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.WARNING)

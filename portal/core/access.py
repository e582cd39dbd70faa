"""Who may do what: rights that can be read aloud, and routes that are closed unless they state one.

A feature's `permissions.py` composes one-line predicates into rights::

    NOMINATE = writing(signed_in & round_is_open)
    SHOW_ROUND = reading(is_published | is_officer, hidden=True)

A view states its right with `@allow`; the application refuses to start while one does not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import getdoc
from typing import Any

from flask import Flask, abort, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import inspect
from werkzeug.wrappers import Response

from portal.core.db import Model, db

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Predicate:
    """A question about an actor (an account, or None for anonymous) and a thing."""

    def __init__(self, ask: Callable[[Any, Any], bool], text: str) -> None:
        self._ask = ask
        self.text = text

    def __call__(self, actor: Any, thing: Any = None) -> bool:
        return bool(self._ask(actor, thing))

    def __and__(self, other: "Predicate") -> "Predicate":
        return Predicate(
            lambda actor, thing: self(actor, thing) and other(actor, thing),
            f"{_grouped(self)} and {_grouped(other)}",
        )

    def __or__(self, other: "Predicate") -> "Predicate":
        return Predicate(
            lambda actor, thing: self(actor, thing) or other(actor, thing),
            f"{self.text} or {other.text}",
        )

    def __invert__(self) -> "Predicate":
        return Predicate(lambda actor, thing: not self(actor, thing), f"not {_grouped(self)}")


def _grouped(predicate: Predicate) -> str:
    return f"({predicate.text})" if " or " in predicate.text else predicate.text


def predicate(ask: Callable[[Any, Any], bool]) -> Predicate:
    """Turn `def is_open(actor, round) -> bool` into a predicate named after the function."""
    return Predicate(ask, ask.__name__.replace("_", " ").strip())


everyone = Predicate(lambda actor, thing: True, "everyone")
nobody = Predicate(lambda actor, thing: False, "nobody")
signed_in = Predicate(lambda actor, thing: actor is not None, "signed in")


@dataclass(frozen=True)
class Right:
    """A predicate with its manner: whether it may change things, and whether a refusal is a 404."""

    predicate: Predicate
    writes: bool
    hidden: bool

    def __call__(self, actor: Any, thing: Any = None) -> bool:
        return self.predicate(actor, thing)

    def __str__(self) -> str:
        return self.predicate.text + (" (else 404)" if self.hidden else "")


def reading(predicate: Predicate, *, hidden: bool = False) -> Right:
    """A right to look. `hidden`: one who lacks it may not know that the thing exists (404)."""
    return Right(predicate, writes=False, hidden=hidden)


def writing(predicate: Predicate, *, hidden: bool = False) -> Right:
    """A right to change. Only such a right may guard a POST."""
    return Right(predicate, writes=True, hidden=hidden)


PUBLIC = reading(everyone)
ANYONE_MAY_SEND = writing(everyone)
SIGNED_IN = reading(signed_in)
CHANGE_OWN = writing(signed_in)


def current_actor() -> Any:
    """The signed-in account, or None."""
    return None if current_user.is_anonymous else current_user._get_current_object()


def actor_key() -> int | None:
    """The id of the signed-in account, or None; asks no database, so it serves after the commit."""
    actor = current_actor()
    return int(inspect(actor).identity[0]) if actor is not None else None


def may(right: Right, thing: Any = None) -> bool:
    """Whether the current actor holds `right` on `thing`; what templates ask."""
    return right.predicate is everyone or right(current_actor(), thing)


def demand(right: Right, thing: Any = None) -> None:
    """Refuse the request unless the current actor holds `right` on `thing`."""
    if not may(right, thing):
        abort(404 if right.hidden else 403)


Loader = Callable[..., Any]


def allow(right: Right, source: type[Model] | Loader | None = None) -> Callable[[Any], Any]:
    """Guard a view with `right`.

    `source` is a model (loaded by the URL's `id`, or by `slug`) or a function that takes the URL's
    arguments and returns the thing or None (404). The view receives the loaded thing first, and
    the URL's arguments only where there is no source.
    """

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**arguments: Any) -> Any:
            if source is None:
                return _refusal(right, None) or view(**arguments)
            thing = _load(source, arguments)
            if thing is None:
                abort(404)
            return _refusal(right, thing) or view(thing)

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return guard


def _load(source: type[Model] | Loader, arguments: dict[str, Any]) -> Any:
    if not isinstance(source, type):
        return source(**arguments)
    if "slug" in arguments and "id" not in arguments:
        query = db.select(source).filter_by(slug=arguments["slug"])
        return db.session.scalars(query).one_or_none()
    return db.session.get(source, arguments["id"])


def _refusal(right: Right, thing: Any) -> Response | None:
    if may(right, thing):
        return None
    if right.hidden:
        abort(404)
    if current_actor() is None and request.method in SAFE_METHODS:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    if current_actor() is None:
        return redirect(url_for("accounts.sign_in"))
    abort(403)


def inventory(app: Flask) -> list[tuple[str, str, str, str]]:
    """Every route with its methods, endpoint and right, sorted: what `flask access` prints."""
    rows = []
    for rule in app.url_map.iter_rules():
        right = getattr(app.view_functions[rule.endpoint], "right", None)
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        rows.append((rule.rule, methods, rule.endpoint, str(right) if right else "-"))
    return sorted(rows)


def check_every_route(app: Flask) -> None:
    """Refuse to start while a view states no right, or a reading right guards a writing method."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        right: Right | None = getattr(view, "right", None)
        if right is None:
            raise RuntimeError(f"{rule.endpoint} states no right ({getdoc(view) or rule.rule})")
        if not right.writes and set(rule.methods or ()) - SAFE_METHODS:
            raise RuntimeError(f"{rule.endpoint} changes things under a reading right")

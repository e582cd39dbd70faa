"""What every page's frame asks for: links that exist, the reader's theme, a form's problems."""

import secrets
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, g, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.routing import BuildError
from wtforms import FieldList, FormField

from portal.core.access import current_actor
from portal.core.requests import visible

THEMES = ("auto", "light", "dark")
ALSO_WITHIN: Mapping[str, tuple[str, ...]] = {
    "/people": ("/profile", "/items"),
    "/associations": ("/applications", "/memberships"),
    "/honours": (
        "/rounds",
        "/nominations",
        "/my/nominations",
        "/recognition",
        "/councils",
        "/meetings",
        "/ballots",
        "/conflicts",
    ),
    "/consultations": ("/opinions",),
}
"""Addresses that a part of the main navigation holds beside its own."""
PREFERENCE_COOKIES = ("lang", "theme")
"""The cookies that change how a public page reads: a cached page is kept per pair of them."""


def current_theme() -> str:
    """The reader's `theme` cookie; `auto` follows the device."""
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def frame_actor() -> Any:
    """The signed-in account for the page's frame, which must stand even where the database does not."""
    try:
        return current_actor()
    except SQLAlchemyError:
        return None


def link_if(name: str, **values: Any) -> str:
    """The address of an endpoint or of a fixed path ("/people"), or "" where there is none."""
    if not values:
        return _fixed_addresses().get(name, "")
    try:
        return url_for(name, **values)
    except BuildError:
        return ""


def _fixed_addresses() -> dict[str, str]:
    """The addresses that need no values, by endpoint and by path; routes never change once served."""
    known: dict[str, str] | None = current_app.extensions.get("fixed_addresses")
    if known is None:
        plain = [rule for rule in current_app.url_map.iter_rules() if not rule.arguments]
        known = {rule.rule: rule.rule for rule in plain}
        known |= {rule.endpoint: rule.rule for rule in reversed(plain)}
        current_app.extensions["fixed_addresses"] = known
    return known


def preference_url(name: str, value: str) -> str:
    """The address that sets a preference and comes back to this page."""
    return f"{link_if('front.preferences')}?{name}={value}&next={quote(here())}"


def is_here(path: str) -> bool:
    """Whether the page lies at or below `path` or what it holds: marks the place in the navigation."""
    roots = (path, *ALSO_WITHIN.get(path, ()))
    return any(f"{request.path}/".startswith(root.rstrip("/") + "/") for root in roots)


def here() -> str:
    """This page's own path and query, for links that come back to it."""
    return visible(request.full_path.rstrip("?"))


def once_key() -> str:
    """A fresh key for a form written without a form class: see `unit_of_work`."""
    return secrets.token_urlsafe(16)


def chart_id() -> str:
    """An id no other chart of this page has."""
    if "chart_ids" not in g:
        g.chart_ids = count(1)
    return f"chart-{next(g.chart_ids)}"


def initials(name: str) -> str:
    """The first letters of the family and the given name: Lò Thị Hương gives LH."""
    words = name.split()
    return "".join(dict.fromkeys((words[0][:1], words[-1][:1]))).upper() if words else ""


def form_problems(form: Any) -> list[tuple[str, str]]:
    """Each error of a form with the id of the control to lead to ("" for the form as a whole).

    Read away from its control, an error names the field: five times "required" tells nobody which.
    """
    return [("", str(text)) for text in form.form_errors] + [
        pair for field in form for pair in _field_problems(field)
    ]


def _field_problems(field: Any) -> Iterator[tuple[str, str]]:
    parts = list(field) if isinstance(field, FormField | FieldList) else []
    for part in parts:
        yield from _field_problems(part)
    anchor = _anchor(field)
    for text in field_errors(field):
        name = str(field.label.text).rstrip("?: ")
        yield anchor, f"{name}: {text}" if anchor else text


def _anchor(field: Any) -> str:
    """The id of what takes the focus: the first button of a group, nothing for a hidden field."""
    if getattr(field.widget, "input_type", "") == "hidden":
        return ""
    option = getattr(field, "option_widget", None)
    if getattr(option, "input_type", "") in ("radio", "checkbox"):
        return next((each.id for each in field), "")
    return str(field.id)


def field_errors(field: Any) -> list[str]:
    """The sentences of a field's own errors, without those of the fields inside it."""
    return (
        [str(text) for text in field.errors if not isinstance(text, list | tuple | dict)]
        if (not isinstance(field.errors, dict))
        else []
    )


def page_has_errors(form: Any) -> bool:
    """Whether the page's `form` came back with errors; anything but a form has none."""
    return bool(getattr(form, "errors", None))


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        chart_id=chart_id,
        current_actor=current_actor,
        frame_actor=frame_actor,
        current_theme=current_theme,
        form_errors_of=field_errors,
        form_problems=form_problems,
        here=here,
        initials=initials,
        is_here=is_here,
        link_if=link_if,
        once_key=once_key,
        page_has_errors=page_has_errors,
        preference_url=preference_url,
    )

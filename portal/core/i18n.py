"""Languages: Vietnamese by default, English beside it; one catalogue folder a feature."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from babel.support import NullTranslations
from flask import Flask, has_request_context, request
from flask_babel import Babel, Domain, get_locale
from flask_babel.speaklater import LazyString
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from portal.core import clock
from portal.core.config import ROOT
from portal.core.dates import show_partial_date

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}

_labels: dict[tuple[type, Enum], LazyString] = {}


def register_labels(labels: Mapping[Any, LazyString]) -> None:
    """Tell how the members of one enumeration read; each feature registers its own.

    One enumeration a call: in a mapping, members of two that are the same word are one key.
    """
    if len({type(member) for member in labels}) > 1:
        raise TypeError("labels of one enumeration at a time")
    _labels.update({(type(member), member): text for member, text in labels.items()})


def label(member: Enum | None) -> str:
    """The translated label of an enumeration's member; empty for None."""
    return str(_labels[type(member), member]) if member is not None else ""


def current_language() -> str:
    """The reader's language: the `lang` cookie, else Vietnamese. Never guessed from the browser,
    so that one address shows one text to every newcomer."""
    chosen = request.cookies.get("lang", "") if has_request_context() else ""
    return chosen if chosen in LANGUAGES else "vi"


def show_day(value: date | None) -> str:
    """A day as dd/mm/yyyy in both languages: it is what official papers here use."""
    return value.strftime("%d/%m/%Y") if value else ""


def show_instant(value: datetime | None) -> Markup | str:
    """An instant on the Vietnamese clock, hh:mm dd/mm/yyyy, with its machine-readable form."""
    if value is None:
        return ""
    there = clock.local(value)
    return Markup('<time datetime="{}">{}</time>').format(
        there.isoformat(timespec="minutes"), there.strftime("%H:%M %d/%m/%Y")
    )


def show_number(value: float | None) -> str:
    """A number with the thousands separator of the reader's language."""
    if value is None:
        return ""
    text = f"{value:,}"
    if str(get_locale() or "vi") == "vi":
        text = text.translate(str.maketrans(",.", ".,"))
    return text


class Catalogues(Domain):
    """The catalogues by language; Flask-Babel's own domain looks for them at length at each word."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        language = locale.language if locale else ""
        if language not in self._known:
            self._known[language] = super().get_translations()
        return self._known[language]

    @pass_eval_context
    def said(self, page: EvalContext, text: str, /, **values: Any) -> str:
        """What `_("…")` says in a template."""
        found = self.get_translations().ugettext(text)
        return _filled(page, found, values)

    @pass_eval_context
    def said_of(self, page: EvalContext, one: str, many: str, num: int, **values: Any) -> str:
        """What `ngettext("…", "…", number)` says in a template."""
        found = self.get_translations().ungettext(one, many, num)
        return _filled(page, found, {"num": num, **values})


def _filled(page: EvalContext, text: str, values: dict[str, Any]) -> str:
    safe = Markup(text) if page.autoescape else text  # noqa: S704
    return safe % values if values or "%" in text else safe


def init_app(app: Flask) -> None:
    folders = sorted(path for path in (ROOT / "translations").glob("*/") if path.is_dir())
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(str(path) for path in folders)
    Babel(
        app,
        default_locale="vi",
        default_timezone="Asia/Ho_Chi_Minh",
        locale_selector=current_language,
    )
    words = Catalogues()
    app.extensions["babel"].instance.domain_instance = words
    app.jinja_env.filters.update(
        day=show_day,
        instant=show_instant,
        number=show_number,
        partial_date=show_partial_date,
        label=label,
    )
    app.jinja_env.globals.update(
        LANGUAGES=LANGUAGES,
        current_language=current_language,
        _=words.said,
        gettext=words.said,
        ngettext=words.said_of,
    )

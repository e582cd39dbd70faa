"""The first page put together once for all readers: public figures, nothing of the one who reads."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask_babel import gettext as _
from markupsafe import Markup

from portal.core.fragments import Made, fragment
from portal.core.i18n import label
from portal.core.layout import link_if
from portal.core.pagecache import EVERY
from portal.front import queries
from portal.recognition.queries.honours import latest_honours
from portal.recognition.queries.rounds import open_rounds

HOME_SHOWS: tuple[tuple[str, object], ...] = (
    ("person", EVERY),
    ("round", EVERY),
    ("honours", EVERY),
    ("consultation", EVERY),
)


@dataclass(frozen=True)
class HomePage:
    """The page without its frame, and the instant at which it reads otherwise by itself."""

    body: Markup
    until: datetime


def home_page() -> HomePage:
    """The kept page, in the reader's language."""
    return fragment("front.home", make=_made)


def _made() -> Made[HomePage]:
    consultations = queries.open_consultations()
    figures = queries.figures()
    body = render_template(
        "front/home_body.html",
        consultations=consultations,
        rounds=open_rounds(3),
        honours=latest_honours(),
        figures=figures,
        bars=[(label(level), number) for level, number in figures.levels],
        topics=queries.frequent_topics(),
        starts=_starts(),
    )
    until = queries.next_turn(consultations)
    return Made(HomePage(Markup(body), until), HOME_SHOWS, until)  # noqa: S704


def _starts() -> list[tuple[str, str, str, str, str]]:
    """For each kind of user: icon, who, what to do, where, and the words of the link."""
    return [
        (
            "person",
            _("For intellectuals"),
            _("Make a profile once: posts, degrees, works, topics. You choose who sees each item."),
            link_if("accounts.register"),
            _("Register"),
        ),
        (
            "people",
            _("For associations"),
            _("Admit members with a decision, keep the list true after every merger, print cards."),
            link_if("/associations"),
            _("See the associations"),
        ),
        (
            "medal",
            _("For committees"),
            _("Run a round from nomination to decision; every vote and every rule can be checked."),
            link_if("/rounds"),
            _("See the rounds"),
        ),
        (
            "speech",
            _("For citizens"),
            _("Read a draft clause by clause, give an opinion, and see how it was answered."),
            link_if("/consultations"),
            _("Give an opinion"),
        ),
    ]

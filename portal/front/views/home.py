"""The first page."""

from flask import render_template
from flask_babel import gettext as _

from portal.core.access import PUBLIC, allow
from portal.core.i18n import label
from portal.core.layout import link_if
from portal.core.pagecache import EVERY, keep_page
from portal.front import queries
from portal.front.views import bp
from portal.recognition.queries.honours import latest_honours
from portal.recognition.queries.rounds import open_rounds

_SHOWS = ("person", "round", "honours", "consultation")


@bp.get("/")
@allow(PUBLIC)
def home() -> str:
    """What is open, who was honoured, and the figures of today."""
    consultations = queries.open_consultations()
    figures = queries.figures()
    keep_page(*((kind, EVERY) for kind in _SHOWS), until=queries.next_turn(consultations))
    return render_template(
        "front/home.html",
        consultations=consultations,
        rounds=open_rounds(3),
        honours=latest_honours(),
        figures=figures,
        bars=[(label(level), number) for level, number in figures.levels],
        topics=queries.frequent_topics(),
        starts=_starts(),
    )


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

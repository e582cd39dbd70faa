"""The page of a draft put together once for all readers; what is not public is made anew each time."""

from dataclasses import dataclass
from functools import partial

from flask import render_template
from markupsafe import Markup

from portal.consultation.models import Consultation, DraftVersion
from portal.consultation.queries import board, figures
from portal.consultation.views.blueprint import next_turn
from portal.core import clock
from portal.core.fragments import Made, fragment


@dataclass(frozen=True)
class DraftPage:
    """The parts of the page without its frame."""

    heading: Markup
    board: Markup
    aside: Markup


def shows_of(consultation: Consultation) -> tuple[tuple[str, object], ...]:
    """What the page shows, in the words of the change log."""
    return ("consultation", consultation.id), ("unit", consultation.unit_id)


def page_of(consultation: Consultation, version: DraftVersion) -> DraftPage:
    """The page of a published version, in the reader's language."""
    if not consultation.is_public:
        return _made(consultation, version)
    shows, until = shows_of(consultation), next_turn(consultation)
    return fragment(
        "consultation.draft",
        version.id,
        make=lambda: Made(_made(consultation, version), shows, until),
    )


def _made(consultation: Consultation, version: DraftVersion) -> DraftPage:
    view, now = board.board_of(consultation, version), clock.now()
    is_current = version is consultation.current
    part = partial(
        render_template,
        consultation=consultation,
        version=version,
        board=view,
        figures=figures.figures_of(consultation),
        busiest=figures.busiest(view),
        is_current=is_current,
        accepting=is_current and consultation.is_accepting(now),
        now=now,
    )
    names = ("heading", "board", "aside")
    return DraftPage(*(Markup(part(f"consultation/parts/{name}.html")) for name in names))  # noqa: S704

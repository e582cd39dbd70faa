"""Trích ngang: one line a person for a committee, saying of each what its reader may see."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.core.documents import Docx, render_pdf
from portal.core.i18n import current_language, label, show_day
from portal.registry.lines import line_of, place_of
from portal.registry.models import (
    ITEM_MODELS,
    Audience,
    DegreeLevel,
    Item,
    ItemKind,
    Person,
    RankKind,
)
from portal.registry.queries.items import items
from portal.registry.visibility import audiences_of, sees, visible_items

_KINDS = (
    ItemKind.APPOINTMENT,
    ItemKind.DEGREE,
    ItemKind.RANK,
    ItemKind.FIELD,
    ItemKind.TITLE,
    ItemKind.DISTINCTION,
)
_WIDTHS = (0.5, 2, 1, 0.8, 3, 2, 2, 2.4)
_MOST_AWARDS = 3
Held = Mapping[tuple[int, ItemKind], Sequence[Any]]


def summary_docx(people: Sequence[Person], actor: Any, *, subject: str = "") -> bytes:
    """The list on A4 lying, in the layout of Decree 30/2020."""
    paper = Docx(_("Summary list"), landscape=True)
    paper.state_and_motto()
    paper.title(_("Summary list"), subject)
    paper.table(_columns(), _rows(people, actor), widths=_WIDTHS, size=11)
    paper.paragraph(_note(), italic=True)
    return paper.save()


def summary_pdf(people: Sequence[Person], actor: Any, *, subject: str = "") -> bytes:
    """The same list, printed."""
    data = {
        "title": _("Summary list"),
        "subject": subject,
        "lang": current_language(),
        "columns": _columns(),
        "rows": _rows(people, actor),
        "widths": _WIDTHS,
        "note": _note(),
    }
    return render_pdf("summary-list", data)


def _columns() -> list[str]:
    return [
        _("No."),
        _("Full name"),
        _("Born"),
        _("Sex"),
        _("Position, workplace"),
        _("Degree, rank"),
        _("Fields"),
        _("Titles, awards"),
    ]


def _note() -> str:
    return _(
        "Made by the portal on %(day)s. An empty place is a fact that is not stated, "
        "or that the reader of this list may not see.",
        day=show_day(clock.today()),
    )


def _rows(people: Sequence[Person], actor: Any) -> list[list[str]]:
    held = _held([person.id for person in people], actor)
    circles = audiences_of(actor, people)
    return [
        _row(number, person, held, circles[person.id])
        for number, person in enumerate(people, start=1)
    ]


def _held(ids: Sequence[int], actor: Any) -> Held:
    """What the reader may see of these people, in one statement a kind."""
    held: dict[tuple[int, ItemKind], list[Item]] = defaultdict(list)
    for kind in _KINDS:
        model: Any = ITEM_MODELS[kind]
        shown = select(model.id).join(Person, Person.id == model.person_id)
        shown = shown.where(model.person_id.in_(ids), visible_items(actor, model))
        for item in db.session.scalars(items(kind).where(model.id.in_(shown))):
            held[item.person_id, kind].append(item)
    return held


def _row(number: int, person: Person, held: Held, circle: Audience | None) -> list[str]:
    posts = [one for one in held[person.id, ItemKind.APPOINTMENT] if not one.ends]
    fields = [one.field.name_in(current_language()) for one in held[person.id, ItemKind.FIELD]]
    return [
        str(number),
        person.full_name,
        str(person.birth_year or "") if sees(circle, person.birth_visibility) else "",
        label(person.sex) if sees(circle, person.sex_visibility) else "",
        "; ".join(", ".join(part for part in (one.role, place_of(one)) if part) for one in posts)
        or person.headline,
        _learning(held, person),
        "; ".join(fields),
        "; ".join(_awards(held, person)),
    ]


def _learning(held: Held, person: Person) -> str:
    """The highest rank and the highest degree with its discipline."""
    ranks = sorted(held[person.id, ItemKind.RANK], key=lambda one: list(RankKind).index(one.rank))
    degrees = sorted(
        held[person.id, ItemKind.DEGREE], key=lambda one: list(DegreeLevel).index(one.level)
    )
    return "; ".join(line_of(one).title for one in (*ranks[:1], *degrees[-1:]))


def _awards(held: Held, person: Person) -> list[str]:
    found = [*held[person.id, ItemKind.TITLE], *held[person.id, ItemKind.DISTINCTION]]
    lines = [line_of(one) for one in found[:_MOST_AWARDS]]
    return [f"{line.title} ({line.when})" if line.when else line.title for line in lines]

"""What the search box proposes while one types: public names, keywords, fields, places of work."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Text, cast, literal, or_, select

from portal.core import clock
from portal.core.db import db
from portal.core.i18n import current_language, label
from portal.core.search import search
from portal.core.text import exact, fold
from portal.registry.models import Audience, Keyword, PersonFacet, ResearchField
from portal.registry.models.facet import FacetName
from portal.registry.visibility import items_shown_to
from portal.units.models import UnitVersion
from portal.units.queries import as_of

_LONGEST = 60
_PEOPLE, _OTHERS = 5, 3
_LOOKED_AT = 40
_UNITS = (FacetName.UNIT, FacetName.LOCALITY)


@dataclass(frozen=True)
class Suggestion:
    """One line: what it says, of what kind it is, and the address it leads to."""

    text: str
    kind: str
    url: str


def suggestions(typed: str) -> list[Suggestion]:
    """A handful, people first; what is spelt as it was typed stands before its folded likes."""
    typed = _clean(typed)
    if not typed:
        return []
    return [*_people(typed), *_keywords(typed), *_fields(typed), *_places(typed)]


def topics(typed: str) -> list[Suggestion]:
    """The keywords and fields of people, each leading to those who know it."""
    typed = _clean(typed)
    if not typed:
        return []
    found = [*_keywords(typed), *_fields(typed)]
    expert = [url_for("registry.experts", topic=one.text) for one in found]
    return [replace(one, url=url) for one, url in zip(found, expert, strict=True)]


def _clean(typed: str) -> str:
    """What was typed on one line; nothing where it is too short to begin a word with."""
    typed = " ".join(typed[:_LONGEST].split())
    return typed if len(fold(typed)) >= 2 else ""


def _people(typed: str) -> list[Suggestion]:
    found = search(typed, kinds=("person",), prefix=True, within="title", size=_LOOKED_AT)
    hits = sorted(found.hits, key=lambda hit: _distance(hit.title, typed))[:_PEOPLE]
    return [Suggestion(hit.title, hit.body.split(" · ")[0][:80], hit.url) for hit in hits]


def _keywords(typed: str) -> list[Suggestion]:
    """The words of the people whom the beginning finds best; they are spelt in the usual way."""
    found = search(typed, kinds=("person",), prefix=True, within="keys", size=_LOOKED_AT)
    query = select(Keyword.word).where(
        Keyword.person_id.in_([int(hit.key) for hit in found.hits]),
        items_shown_to(Audience.PUBLIC, Keyword),
    )
    words = Counter(word for word in db.session.scalars(query) if _fits(word, typed))
    best = sorted(words, key=lambda word: (*_distance(word, typed), -words[word]))
    unlike = {fold(word): word for word in reversed(best)}
    kept = [word for word in best if unlike[fold(word)] == word][:_OTHERS]
    return [Suggestion(word, _("Keyword"), _address(q=word)) for word in kept]


def _fields(typed: str) -> list[Suggestion]:
    held = select(PersonFacet.person_id).where(
        PersonFacet.name == FacetName.FIELD, PersonFacet.value == ResearchField.code
    )
    rows = db.session.execute(
        select(ResearchField.code, ResearchField.name, ResearchField.name_en).where(
            held.correlate(ResearchField).exists()
        )
    )
    english = current_language() == "en"
    names = {code: (english and name_en) or name for code, name, name_en in rows}
    found = [(name, _address(field=code)) for code, name in names.items() if _fits(name, typed)]
    return _nearest(found, typed, label(FacetName.FIELD))


def _places(typed: str) -> list[Suggestion]:
    """Units of today at which, or in which, somebody may be found."""
    padded = literal(" ", Text) + UnitVersion.keywords
    words = (padded.contains(f" {word}", autoescape=True) for word in fold(typed).split())
    query = select(UnitVersion.unit_id, UnitVersion.name).where(
        as_of(clock.today()), *words, or_(*(_somebody(name) for name in _UNITS))
    )
    rows = db.session.execute(query.limit(_LOOKED_AT)).all()
    living = select(PersonFacet.value).where(
        PersonFacet.name == FacetName.LOCALITY,
        PersonFacet.value.in_([str(id) for id, _name in rows]),
    )
    lived_in = set(db.session.scalars(living.distinct())) if rows else set()
    found = [
        (name, _address(**{"locality" if str(id) in lived_in else "unit": id}))
        for id, name in rows
        if _fits(name, typed)
    ]
    return _nearest(found, typed, _("Locality"))


def _somebody(name: FacetName) -> ColumnElement[bool]:
    held = select(PersonFacet.person_id).where(
        PersonFacet.name == name, PersonFacet.value == cast(UnitVersion.unit_id, Text)
    )
    return held.correlate(UnitVersion).exists()


def _nearest(found: Iterable[tuple[str, str]], typed: str, kind: str) -> list[Suggestion]:
    best = sorted(found, key=lambda pair: (*_distance(pair[0], typed), pair[0]))[:_OTHERS]
    return [Suggestion(text, kind, url) for text, url in best]


@lru_cache(5_000)
def _words(text: str) -> list[str]:
    return fold(text).split()


def _fits(text: str, typed: str) -> bool:
    """Whether every word typed begins a word of the text, diacritics aside."""
    words = _words(text)
    return all(any(one.startswith(word) for one in words) for word in _words(typed))


def _distance(text: str, typed: str) -> tuple[bool, bool, bool]:
    """The smaller the nearer: spelt so, beginning so, holding all of it in one piece."""
    marked, bare = exact(typed), fold(typed)
    spelt = f" {exact(text)}".find(f" {marked}") < 0
    return spelt, not fold(text).startswith(bare), bare not in fold(text)


def _address(**values: object) -> str:
    return f"/people?{urlencode(values)}"

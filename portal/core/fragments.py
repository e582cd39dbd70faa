"""Parts of pages that many readers share, kept until the change log says otherwise.

Where the page cache keeps whole pages for anonymous readers, a fragment serves those who are signed
in: the frame around it is theirs, the fragment itself shows nothing that is.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Generic, TypeVar

from flask import current_app
from sqlalchemy import func, select

from portal.core import clock
from portal.core.changes import Change
from portal.core.db import db
from portal.core.i18n import current_language
from portal.core.pagecache import EVERY, LONGEST_LIFE

_MOST_LETTERS = 16_000_000  # two bytes each where one of them is Vietnamese

Shows = Iterable[tuple[str, object]]
Part = TypeVar("Part")


@dataclass(frozen=True)
class Made(Generic[Part]):
    """A fragment that was made: plain values and markup, no stored objects, nothing of one reader.

    `shows` are the (kind, key) pairs of the change log that it depends on; the key `EVERY` means any
    of that kind. `until` is the instant at which it would read otherwise without any change.
    """

    part: Part
    shows: Shows
    until: datetime | None = None


@dataclass(frozen=True)
class _Kept:
    part: Any
    until: datetime
    tags: tuple[str, ...]
    weight: int


class Fragments:
    """The fragments of this process, the oldest given up for the newest; safe between threads."""

    def __init__(self, most_letters: int = _MOST_LETTERS) -> None:
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._by_tag: dict[str, set[Hashable]] = {}
        self._position = 0
        self._letters, self._most_letters = 0, most_letters
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made[Part]]) -> Part:
        """The fragment of `key`, made now if it is not kept or something it shows has changed."""
        position = self._catch_up()
        found = self._kept.get(key)
        if found is not None and clock.now() < found.until:
            part: Part = found.part
            return part
        made = make()
        self._keep(key, made, position)
        return made.part

    def _catch_up(self) -> int:
        newest = db.session.scalar(select(func.max(Change.id))) or 0
        seen = self._position
        if newest <= seen:
            return newest
        changes = select(Change.kind, Change.key).where(Change.id > seen).distinct()
        stale = {
            f"{kind}:{one}" for kind, key in db.session.execute(changes) for one in (key, EVERY)
        }
        with self._lock:
            for tag in stale:
                for key in self._by_tag.pop(tag, ()):
                    self._drop(key)
            self._position = max(self._position, newest)
        return newest

    def _keep(self, key: Hashable, made: Made[Any], position: int) -> None:
        limit = clock.now() + LONGEST_LIFE
        tags = tuple(f"{kind}:{thing}" for kind, thing in made.shows)
        with self._lock:
            if position < self._position:
                return  # something changed while it was made
            self._drop(key)
            weight = _letters_of(made.part)
            self._kept[key] = _Kept(made.part, min(made.until or limit, limit), tags, weight)
            self._letters += weight
            for tag in tags:
                self._by_tag.setdefault(tag, set()).add(key)
            while self._letters > self._most_letters:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        kept = self._kept.pop(key, None)
        if kept:
            self._letters -= kept.weight
            for tag in kept.tags:
                self._by_tag.get(tag, set()).discard(key)


def _letters_of(part: Any) -> int:
    texts = [part] if isinstance(part, str) else vars(part).values()
    return sum(len(text) for text in texts if isinstance(text, str))


def fragment(*key: Hashable, make: Callable[[], Made[Part]]) -> Part:
    """The kept fragment of `key` in the reader's language, made by `make` where there is none."""
    if not current_app.config["PAGE_CACHE"] or db.session.new or db.session.dirty:
        return make().part
    fragments: Fragments = current_app.extensions.setdefault("fragments", Fragments())
    return fragments.get((*key, current_language()), make)

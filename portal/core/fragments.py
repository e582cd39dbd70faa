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

_MOST = 4_000

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


class Fragments:
    """The fragments of this process; safe to share between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Any, datetime]] = OrderedDict()
        self._by_tag: dict[str, set[Hashable]] = {}
        self._position = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made[Part]]) -> Part:
        """The fragment of `key`, made now if it is not kept or something it shows has changed."""
        position = self._catch_up()
        found: tuple[Part, datetime] | None = self._kept.get(key)
        if found is not None and clock.now() < found[1]:
            return found[0]
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
                    self._kept.pop(key, None)
            self._position = max(self._position, newest)
        return newest

    def _keep(self, key: Hashable, made: Made[Any], position: int) -> None:
        limit = clock.now() + LONGEST_LIFE
        with self._lock:
            if position < self._position:
                return  # something changed while it was made
            self._kept[key] = made.part, min(made.until or limit, limit)
            for kind, thing in made.shows:
                self._by_tag.setdefault(f"{kind}:{thing}", set()).add(key)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)


def fragment(*key: Hashable, make: Callable[[], Made[Part]]) -> Part:
    """The kept fragment of `key` in the reader's language, made by `make` where there is none."""
    if not current_app.config["PAGE_CACHE"] or db.session.new or db.session.dirty:
        return make().part
    fragments: Fragments = current_app.extensions.setdefault("fragments", Fragments())
    return fragments.get((*key, current_language()), make)

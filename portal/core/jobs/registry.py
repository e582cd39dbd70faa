"""What can be run: jobs by their kind, and tasks that come round every so many seconds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel.speaklater import LazyString

Work = Callable[..., dict[str, Any] | None]


class Progress:
    """Handed to a job: `progress(done, total)` tells how far it is.

    Each call is a checkpoint: what the job has written so far is committed. A job that must happen
    wholly or not at all does not call it; one that calls it must be safe to run again from there.
    Between its first look at the database and the next checkpoint a job holds SQLite's one write
    lock: long work calls it every second or so, and asks other servers right after it.
    """

    def __init__(self, checkpoint: Callable[[int, int], None]) -> None:
        self._checkpoint = checkpoint

    def __call__(self, done: int, total: int) -> None:
        self._checkpoint(done, total)


@dataclass(frozen=True)
class Kind:
    """A kind of job: its function, its name for people, and how often it is tried."""

    name: str
    work: Work
    title: LazyString | str
    tries: int


@dataclass(frozen=True)
class Periodic:
    """A task without payload that runs every `seconds` and may be woken earlier."""

    name: str
    task: Callable[[], object]
    seconds: int


kinds: dict[str, Kind] = {}
periodic: dict[str, Periodic] = {}


def job(name: str, *, title: LazyString | str = "", tries: int = 4) -> Callable[[Work], Work]:
    """Register `function(progress, **payload) -> dict | None` as the work behind jobs of `name`.

    It may be delivered twice: it must look at what is there before it adds anything. A `RuleBroken`
    ends it at once with that sentence; any other error is tried again with growing pauses.
    A result with a "url" is offered to the owner as a link.
    """

    def register(work: Work) -> Work:
        kinds[name] = Kind(name, work, title, tries)
        return work

    return register


def every(
    *, seconds: int, name: str = ""
) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a task that runs about every `seconds`, in one transaction, on one worker at a time."""

    def register(task: Callable[[], object]) -> Callable[[], object]:
        known_as = name or f"{task.__module__}.{task.__name__}"
        periodic[known_as] = Periodic(known_as, task, seconds)
        return task

    return register

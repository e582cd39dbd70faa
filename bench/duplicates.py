"""Looking for duplicates in a whole province: time, memory, and what was found."""

import logging
import resource
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.directory import loaded, settings
from bench.table import print_table
from portal.app import create_app
from portal.core.unit_of_work import commit, unit_of_work
from portal.registry.duplicates.scan import Tally, scan

HEAD = ["scan", "s", "pairs compared", "found", "dropped", "in too large blocks", "peak MB"]


def measure(people: int) -> None:
    """Load a province, look for duplicates twice: the second time nothing new may appear."""
    with TemporaryDirectory() as name, settings(Path(name)):
        loaded(people)
        app = create_app({"PAGE_CACHE": False})
        logging.getLogger("portal").setLevel(logging.WARNING)
        with app.app_context():
            rows = [_scanned("first"), _scanned("again")]
        print_table(f"Duplicates among {people:,} people", HEAD, rows)


def _scanned(label: str) -> list[object]:
    begun = time.perf_counter()
    with unit_of_work():
        tally: Tally = scan(_checkpoint())
    spent = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [label, spent, tally.compared, tally.found, tally.dropped, tally.left_out, peak]


def _checkpoint() -> Callable[[int, int], None]:
    return lambda _done, _total: commit()

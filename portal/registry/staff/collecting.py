"""The collector of cycles while thousands of rows are compared: told to look seldom."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_USUAL = gc.get_threshold()
_SELDOM = (100_000, 1_000, 1_000)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the collector look at what is young now and then, and at the whole never.

    Everybody of the unit is held in memory, and rows make no cycles: looking through all of them again
    and again was a quarter of the time. The usual pace returns, whoever else asked for the same.
    """
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*_USUAL)

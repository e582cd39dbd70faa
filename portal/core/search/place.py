"""Where an index stands in the change log, and when another process moved it."""

import json
from pathlib import Path
from typing import Any

NOWHERE = -1
_SHAPE = 2
"""Raised with every change of the fields of a document: an index of another shape is built anew."""


class Place:
    """A small file beside the index: the id of the last change it holds.

    It is written after the index has committed, so a crash between the two only repeats work.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "position.json"

    def read(self) -> int:
        """The last change held, or `NOWHERE` where there is no index yet, or one of another shape."""
        kept = self._kept()
        try:
            return int(kept["position"]) if kept.get("shape") == _SHAPE else NOWHERE
        except (ValueError, KeyError, TypeError):
            return NOWHERE

    def is_of_another_shape(self) -> bool:
        """Whether the index was written by a release whose documents had other fields."""
        return self._file.exists() and self._kept().get("shape") != _SHAPE

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._file.read_text())
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def write(self, position: int) -> None:
        """Remember `position`, replacing the file whole."""
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps({"position": position, "shape": _SHAPE}))
        new.replace(self._file)

    def stamp(self) -> int:
        """A number that changes whenever any process has written the index."""
        try:
            return self._file.stat().st_mtime_ns
        except OSError:
            return 0

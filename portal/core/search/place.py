"""Where an index stands in the change log, and when another process moved it."""

import json
from pathlib import Path

NOWHERE = -1


class Place:
    """A small file beside the index: the id of the last change it holds.

    It is written after the index has committed, so a crash between the two only repeats work.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "position.json"

    def read(self) -> int:
        """The last change held, or `NOWHERE` where there is no index yet."""
        try:
            return int(json.loads(self._file.read_text())["position"])
        except (OSError, ValueError, KeyError, TypeError):
            return NOWHERE

    def write(self, position: int) -> None:
        """Remember `position`, replacing the file whole."""
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps({"position": position}))
        new.replace(self._file)

    def stamp(self) -> int:
        """A number that changes whenever any process has written the index."""
        try:
            return self._file.stat().st_mtime_ns
        except OSError:
            return 0

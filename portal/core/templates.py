"""How templates find what every one of them may name."""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class Templates(Environment):
    """Flask's templates, each seeing the common names themselves.

    Jinja chains an empty layer before them for every template, and walks that chain name by name at
    each include and import.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals

"""What arrives in a request: composed, and without characters that nobody sees or no database takes."""

import re
import unicodedata
from typing import Any

import flask
from werkzeug.datastructures import ImmutableDict, ImmutableMultiDict, iter_multi_items
from werkzeug.routing import IntegerConverter, Map

INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Controls, zero-width and direction marks, halves of a pair; the joiner of emoji is none."""


def visible(text: str) -> str:
    """The text composed (NFC) and without invisible characters."""
    return INVISIBLE.sub("", unicodedata.normalize("NFC", text))


class Parameters(ImmutableMultiDict[str, Any]):
    """The query or the form, each text made visible: a raw read is as sound as a form's field."""

    def __init__(self, mapping: Any = None) -> None:
        pairs = iter_multi_items(mapping) if mapping is not None else ()
        super().__init__(
            [(name, visible(value) if isinstance(value, str) else value) for name, value in pairs]
        )


LARGEST = 2**31 - 1
"""The largest number of a row that both databases take."""


def row_number(text: str | None) -> int | None:
    """The number of a row that a text names; None for anything that no row can have."""
    if not text or not text.isdecimal() or len(text) > len(str(LARGEST)):
        return None
    return number if (number := int(text)) <= LARGEST else None


class RowNumber(IntegerConverter):
    """`<int:…>` in an address: a number that no row can have leads nowhere."""

    def __init__(self, map: Map, **given: Any) -> None:
        super().__init__(map, **{"max": LARGEST, **given})


class Addresses(Map):
    """The map of addresses with our own numbers."""

    default_converters = ImmutableDict({**Map.default_converters, "int": RowNumber})


class Request(flask.Request):
    """Flask's request with sound parameters."""

    parameter_storage_class = Parameters

    @property
    def has_sound_path(self) -> bool:
        """Whether the address itself holds nothing invisible; no thing of ours has such a name."""
        return INVISIBLE.search(self.path) is None

"""ORCID's XML turned into the shape of its JSON; no document types, no entities, no depth without end."""

from typing import Any
from xml.parsers import expat

_DEEPEST = 40
_MOST_ELEMENTS = 400_000


class NotOrcidXml(ValueError):
    """The text is no XML of ORCID's, is broken, or declares entities."""


class _Element:
    """An element being read: its attributes and children by their local names, and its text."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.content: dict[str, Any] = dict(attributes)
        self.text: list[str] = []

    def add(self, name: str, child: Any) -> None:
        """One child is a value, several of a name are a list: the readers take either."""
        known = self.content.get(name)
        if known is None:
            self.content[name] = child
        elif isinstance(known, list):
            known.append(child)
        else:
            self.content[name] = [known, child]

    def value(self) -> Any:
        text = "".join(self.text).strip()
        if not self.content:
            return text
        return self.content | {"value": text} if text else self.content


class _Reader:
    """Collects what expat finds; stops at anything that ORCID never writes."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.parser.ExternalEntityRefHandler = self.refuse
        self.open: list[_Element] = [_Element({})]
        self.elements = 0

    def start(self, _name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if len(self.open) > _DEEPEST or self.elements > _MOST_ELEMENTS:
            raise NotOrcidXml("too deep or too large")
        kept = {
            local: text
            for name, text in attributes.items()
            if not name.startswith("xmlns") and (local := _local(name)) != "schemaLocation"
        }
        self.open.append(_Element(kept))

    def end(self, name: str) -> None:
        done = self.open.pop()
        self.open[-1].add(_local(name), done.value())

    def characters(self, text: str) -> None:
        self.open[-1].text.append(text)

    def refuse(self, *_what: Any) -> int:
        raise NotOrcidXml("document types and entities are not read")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def from_xml(text: str) -> dict[str, Any]:
    """The document's root as ORCID's JSON would have it; raises `NotOrcidXml`."""
    reader = _Reader()
    try:
        reader.parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise NotOrcidXml(str(error)) from error
    ((name, root),) = reader.open[0].content.items()
    if not isinstance(root, dict):
        raise NotOrcidXml("nothing in it")
    return _as_json(name, root)


def _as_json(name: str, root: dict[str, Any]) -> dict[str, Any]:
    """Roots that JSON writes otherwise: a bulk, a section of activities, a single item."""
    if name == "bulk":
        return {"bulk": [root]}
    if name in ("record", "work", "works", "person"):
        return root
    return {"activities-summary": root} if name.startswith("activities") else {name: root}

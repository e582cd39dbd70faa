"""What every reader gives: works, contributors, identifiers, in ORCID's words."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from portal.registry.models.work_type import WorkType

MOST = 5_000
"""Works read at once."""


class Format(StrEnum):
    BIBTEX = "BibTeX"
    RIS = "RIS"
    WEB_OF_SCIENCE = "Web of Science"
    CSL_JSON = "CSL-JSON"
    CROSSREF = "Crossref"
    ORCID = "ORCID"
    PROFILE = "Hiền Tài"
    """A whole profile as this portal writes it."""
    TABLE = "TSV"


@dataclass
class ParsedContributor:
    """One name on a work; `name` is how the person is called, the parts are as the source cut them."""

    name: str
    family: str = ""
    given: str = ""
    role: str = "author"
    orcid: str = ""
    sequence: str = "additional"
    credit: list[str] = field(default_factory=list)
    """CRediT slugs."""
    affiliation: str = ""


@dataclass
class ParsedIdentifier:
    """As written, as normalised ("" where that failed), and why it failed."""

    type: str
    value: str
    normalised: str = ""
    error: str = ""
    relationship: str = "self"
    url: str = ""


@dataclass
class ParsedSource:
    """Where a work was told of: the format, the key or place there, and the words themselves."""

    format: str
    reference: str = ""
    raw: str = ""
    stated_by: str = ""
    on_behalf_of: str = ""


@dataclass
class ParsedWork:
    """One work; `issued` is ISO text as exact as the source: 2019, 2019-05, 2019-05-21."""

    type: WorkType = WorkType.OTHER
    title: str = ""
    subtitle: str = ""
    contributors: list[ParsedContributor] = field(default_factory=list)
    issued: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    language: str = ""
    url: str = ""
    abstract: str = ""
    identifiers: list[ParsedIdentifier] = field(default_factory=list)
    csl: dict[str, Any] = field(default_factory=dict)
    format: str = ""
    sources: list[ParsedSource] = field(default_factory=list)
    mine: int | None = None
    """The contributor whose profile this is, where the source says so."""
    extra: dict[str, Any] = field(default_factory=dict)
    """What only the portal's own export says of a work: its form, who recognised it."""
    flags: dict[str, Any] = field(default_factory=dict)
    """How the profile showed it: counts for what is added, never changes what is there."""

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "ParsedWork":
        """The work that `asdict` has written down."""
        parts: dict[str, Any] = {
            "type": WorkType(stored["type"]),
            "contributors": [ParsedContributor(**one) for one in stored["contributors"]],
            "identifiers": [ParsedIdentifier(**one) for one in stored["identifiers"]],
            "sources": [ParsedSource(**one) for one in stored["sources"]],
        }
        return cls(**(stored | parts))

    @property
    def doi(self) -> str:
        """The DOI of the work itself, normalised; "" where none is valid."""
        for identifier in self.identifiers:
            own = identifier.relationship == "self"
            if own and identifier.type == "doi" and identifier.normalised:
                return identifier.normalised
        return ""


@dataclass
class ParsedAffiliation:
    """A line of a career in an ORCID record: education, employment, membership, distinction …"""

    kind: str
    """"" where a single item does not say what it is."""
    role: str
    department: str
    organisation: str
    place: str
    starts_on: str
    ends_on: str
    url: str
    identifiers: list[ParsedIdentifier]
    stated_by: str
    on_behalf_of: str
    reference: str = ""
    """Its path in the record, which ends in the put-code."""
    country: str = ""
    group: int = 0
    """Lines of one group are one fact told by several sources."""


@dataclass
class ParsedItem:
    """A statement that is no work, in the registry's own columns as plain data."""

    kind: str
    values: dict[str, Any]
    sources: list[ParsedSource] = field(default_factory=list)
    note: str = ""
    """What the source says beside it and no column keeps."""
    choices: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Where the source leaves open what it is: answer → {kind, values}. Nobody guesses."""
    flags: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "ParsedItem":
        """The item that `asdict` has written down."""
        sources = [ParsedSource(**one) for one in stored["sources"]]
        return cls(**(stored | {"sources": sources}))


@dataclass
class Owner:
    """Whose record a file says it is; empty for a mere list of works."""

    orcid: str = ""
    names: list[str] = field(default_factory=list)
    basics: dict[str, Any] = field(default_factory=dict)
    """What is said of the person as such: the portal's own export alone does."""


@dataclass
class Aside:
    """A line that is shown and not taken over, because somebody else keeps such facts."""

    kind: str
    text: str
    when: str = ""


@dataclass
class ParsedWorks:
    """The whole input: what could be read, and a sentence for each thing that could not."""

    format: str = ""
    works: list[ParsedWork] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    affiliations: list[ParsedAffiliation] = field(default_factory=list)
    items: list[ParsedItem] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    owner: Owner = field(default_factory=Owner)
    is_whole: bool = False
    """Whether it is a whole record: what it does not name, its source no longer has."""

    @property
    def is_full(self) -> bool:
        """Whether there are more works than are taken at once: readers stop then."""
        return len(self.works) > MOST

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

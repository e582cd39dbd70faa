"""Works and whole records in the formats people keep them in, read into one shape: pure, bounded.

`parse_works` recognises BibTeX, RIS (and Web of Science), CSL-JSON, Crossref, tables with tabs, ORCID
(JSON and XML) and the portal's own profiles by content; a broken entry is reported and never stops the
rest; the same DOI twice is one work with two sources.
"""

from portal.registry.formats.reading import parse_works
from portal.registry.formats.shape import (
    Aside,
    Format,
    Owner,
    ParsedAffiliation,
    ParsedContributor,
    ParsedIdentifier,
    ParsedItem,
    ParsedSource,
    ParsedWork,
    ParsedWorks,
)

__all__ = [
    "Aside",
    "Format",
    "Owner",
    "ParsedAffiliation",
    "ParsedContributor",
    "ParsedIdentifier",
    "ParsedItem",
    "ParsedSource",
    "ParsedWork",
    "ParsedWorks",
    "parse_works",
]

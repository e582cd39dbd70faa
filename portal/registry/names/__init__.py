"""Names of people as Vietnam writes them: titles apart, parts only where they can be told."""

from portal.registry.names.formats import addressing, formal, informal, medium, monogram, short
from portal.registry.names.orders import orders_of
from portal.registry.names.parsing import ParsedName, is_vietnamese, parse_name
from portal.registry.names.titles import split_titles

__all__ = [
    "ParsedName",
    "addressing",
    "formal",
    "informal",
    "is_vietnamese",
    "medium",
    "monogram",
    "orders_of",
    "parse_name",
    "short",
    "split_titles",
]

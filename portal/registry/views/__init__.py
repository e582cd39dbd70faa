"""The registry's pages."""

from portal.registry.views import (
    claims,
    desk,
    directory,
    documents,
    experts,
    fields,
    held,
    helping,
    items,
    lists,
    profile,
    publication,
    receipts,
    rules,
    sensitive,
    verification,
    works,
)
from portal.registry.views.blueprint import bp

__all__ = [
    "bp",
    "claims",
    "desk",
    "directory",
    "documents",
    "experts",
    "fields",
    "held",
    "helping",
    "items",
    "lists",
    "profile",
    "publication",
    "receipts",
    "rules",
    "sensitive",
    "verification",
    "works",
]

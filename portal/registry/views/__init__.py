"""The registry's pages."""

from portal.registry.views import (
    directory,
    documents,
    fields,
    helping,
    items,
    profile,
    publication,
    verification,
    works,
)
from portal.registry.views.blueprint import bp

__all__ = [
    "bp",
    "directory",
    "documents",
    "fields",
    "helping",
    "items",
    "profile",
    "publication",
    "verification",
    "works",
]

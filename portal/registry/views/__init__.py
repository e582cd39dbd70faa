"""The registry's pages."""

from portal.registry.views import (
    directory,
    documents,
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
    "items",
    "profile",
    "publication",
    "verification",
    "works",
]

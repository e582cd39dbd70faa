"""A whole profile as versioned JSON that any portal of this kind reads back: the way out, always open."""

from portal.registry.portable import cli, views
from portal.registry.portable.writing import as_json, profile_json

__all__ = ["as_json", "cli", "profile_json", "views"]

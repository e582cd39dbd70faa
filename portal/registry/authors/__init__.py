"""Who stands behind the names on works: linked, claimed, or said not to be."""

from portal.registry.authors import views

__all__ = ["views"]

"""Pages of associations, for the public, the member and the secretary."""

from portal.associations.views import applications, branches, cards, members, mine, public
from portal.associations.views.blueprint import bp

__all__ = ["applications", "bp", "branches", "cards", "members", "mine", "public"]

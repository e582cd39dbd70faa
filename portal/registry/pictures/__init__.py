"""One person in pictures: the career over the years, the works, and who they worked with."""

from portal.registry.pictures import views

__all__ = ["views"]

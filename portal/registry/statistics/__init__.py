"""The registry counted: pictures for everyone in which no small group can be recognised."""

from portal.registry.statistics import views

__all__ = ["views"]

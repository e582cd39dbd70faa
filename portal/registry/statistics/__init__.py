"""The registry counted: pictures for everyone in which no small group can be recognised."""

from portal.registry.statistics import labels, views

__all__ = ["labels", "views"]

"""Bringing lists of works onto a profile: read, compared with what is there, accepted row by row."""

from portal.registry.importing import jobs, labels, views
from portal.registry.importing.models import ImportRow, ImportTask, RowState

__all__ = ["ImportRow", "ImportTask", "RowState", "jobs", "labels", "views"]

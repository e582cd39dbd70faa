"""Asking other services for a work or a record: off until an operator lists whom the portal may ask.

What comes back goes the same way as a file: read, compared, decided on row by row.
"""

from portal.registry.lookups import jobs, views
from portal.registry.lookups.services import offered

__all__ = ["jobs", "offered", "views"]

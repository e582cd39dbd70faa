"""Two records that may be of one person: found, compared, merged, parted again, or kept apart."""

from portal.registry.duplicates import jobs, labels, views, worklist

__all__ = ["jobs", "labels", "views", "worklist"]

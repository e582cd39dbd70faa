"""Reads of the registry: people, their items, the directory, the verification queue."""

from portal.registry.queries.people import (
    latest_people,
    people_by_id,
    person_named,
    person_of,
    public_people_count,
    search_people,
)

__all__ = [
    "latest_people",
    "people_by_id",
    "person_named",
    "person_of",
    "public_people_count",
    "search_people",
]

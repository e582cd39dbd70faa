"""How much each reason weighs: shipped as facts, so that a province can weigh them anew."""

import csv
from functools import cache
from pathlib import Path

from portal.registry.duplicates.rules import Points, Reason

FACTS = Path(__file__).parents[1] / "facts" / "duplicate_points.csv"
_FROM = "candidate_from"


@cache
def shipped_points() -> Points:
    """The points of the shipped table, each reason once."""
    with FACTS.open(encoding="utf-8", newline="") as rows:
        told = {row["reason"]: int(row["points"]) for row in csv.DictReader(rows)}
    candidate_from = told.pop(_FROM)
    return Points({Reason(reason): points for reason, points in told.items()}, candidate_from)

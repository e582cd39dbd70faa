"""What the registry's rules say on a day: the rows of the table, else the shipped samples."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.registry.models import RegistryRule, RuleKey

FACTS = Path(__file__).parents[1] / "facts" / "registry_rules.csv"


def rule_value(key: RuleKey, *, day: date | None = None) -> int:
    """The value in force on `day` (today); each key's docstring says in which unit it counts."""
    on = day or clock.today()
    query = (
        select(RegistryRule.value)
        .where(RegistryRule.key == key, RegistryRule.starts_on <= on)
        .order_by(RegistryRule.starts_on.desc())
        .limit(1)
    )
    kept = db.session.scalar(query)
    return shipped_rules()[key].value if kept is None else kept


@cache
def shipped_rules() -> dict[RuleKey, RegistryRule]:
    """The samples that count until somebody enters a rule; they are never stored by themselves."""
    with FACTS.open(encoding="utf-8", newline="") as rows:
        return {
            RuleKey(row["key"]): RegistryRule(
                key=RuleKey(row["key"]),
                value=int(row["value"]),
                starts_on=date.fromisoformat(row["starts_on"]),
                legal_basis=row["legal_basis"],
                is_sample=True,
            )
            for row in csv.DictReader(rows)
        }


@dataclass(frozen=True)
class RuleLine:
    """A rule with all its values, the latest first; `current` holds today."""

    key: RuleKey
    current: RegistryRule
    values: Sequence[RegistryRule]


def rule_lines() -> list[RuleLine]:
    """Every rule: what was entered, and under it the shipped sample; one statement."""
    today = clock.today()
    kept = db.session.scalars(select(RegistryRule).order_by(RegistryRule.starts_on.desc())).all()
    lines = []
    for key, sample in shipped_rules().items():
        values = [*(one for one in kept if one.key is key), sample]
        current = next((one for one in values if one.starts_on <= today), sample)
        lines.append(RuleLine(key, current, values))
    return lines

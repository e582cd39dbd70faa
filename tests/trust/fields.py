"""The table of fields as data, and the markers that stand in them."""

import hashlib
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from sqlalchemy import inspect

from portal.registry.actions.history import revise
from portal.registry.models import Audience, Item, Person
from tests.trust.doors import ACTORS, GROUPS
from tests.trust.world import World
from tests.trust.world.honours import SCORES

KEYS = [
    "birth_date",
    "code",
    "country",
    "currency",
    "slug",
    "folded",
    "sort_given",
    "sort_full",
    "password_hash",
    "language",
    "theme",
    "totp_secret",
    "wording_hash",
    "channel",
    "token_hash",
    "token_digest",
    "kind",
    "worker",
    "message_id",
    "photo_small",
    "photo_large",
    "claim_digest",
    "starts",
    "ends",
    "awarded",
    "issued",
    "valid_until",
    "doi",
    "sha256",
    "format",
    "number_prefix",
    "evidence",
    "roll_hash",
    "register_number",
    "serial",
    "template",
    "key",
    "lineage",
    "sameness",
]
"""Columns without words of anybody: keys, hashes, codes, days; a day of birth is looked at apart."""
LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmpqstvx")
"""Markers have no vowels and no two are alike, so that no search suggests one for another."""
NOT_MARKED = set(KEYS) - {"birth_date", "country"}
_IN_SCOPE = {"owner", "helper", "officer", "leader"}
_CIRCLES: dict[str, set[str]] = {
    Audience.PUBLIC: GROUPS["everyone"],
    Audience.REGISTERED: GROUPS["signed"],
    Audience.OFFICERS: _IN_SCOPE,
    Audience.OWNER: {"owner", "helper"},
    "item": {"owner", "helper", "officer"},
    "hidden": {"neighbour", "officer_there"},
}
_BODIES = {
    "council": "honours approver leader councillor recused presider keeper counter",
    "members": "honours approver leader councillor presider keeper counter",
    "readers": "nominator owner honours approver leader councillor presider keeper",
    "drafting": "drafter signer moderator leader",
}
BORN = {"person": "1921-03-05", "hidden_person": "1922-03-06", "keeper_person": "1923-03-07"}


@dataclass(frozen=True)
class Marker:
    """A word that stands in one field of one thing and nowhere else."""

    thing: str
    column: str
    word: str
    may_meet: frozenset[str]

    def __str__(self) -> str:
        return f"{self.thing}.{self.column}"

    def stands_in(self, text: str) -> bool:
        """Whether the text tells it; a number only as a number of its own."""
        if self.word.isdecimal():
            alone = rf"(?:\b\d\d/\d\d/|(?<![\w.#=/-])){self.word}(?:-\d\d-\d\d)?(?![\w-])"
            return re.search(alone, text) is not None
        return self.word in text


_RULES = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("fields.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def who_may_meet(thing: str, column: str) -> frozenset[str] | None:
    """The actors of the first row that fits most closely; None where no row fits."""
    name = f"{thing}.{column}"
    fitting = [rule for rule in _RULES if fnmatchcase(name, rule[0])]
    if not fitting:
        return None
    closest = min(fitting, key=lambda rule: rule[0].count("*") * 1000 - len(rule[0]))
    return frozenset(set[str]().union(*(_group(word, thing) for word in closest[1].split())))


def _group(word: str, thing: str) -> set[str]:
    if word == "itself":
        return {thing.rsplit("_", 1)[0]}
    if word in ("circle", "inner"):
        whose = thing.split("_")[0]
        inner = _CIRCLES["hidden"] if whose == "hidden" else _IN_SCOPE
        return _CIRCLES[whose] & inner if word == "inner" else _CIRCLES[whose]
    if word in _BODIES:
        return set(_BODIES[word].split())
    found = GROUPS.get(word, {word})
    assert found <= set(ACTORS), word
    return found


def words_in(table: type[Any]) -> list[str]:
    """The columns of a table that hold somebody's words."""
    columns = [one for one in inspect(table).columns if str(one.type) == "TEXT"]
    return [one.key for one in columns if not one.foreign_keys and one.key not in NOT_MARKED]


def mark_everything(world: World) -> list[Marker]:
    """Write a marker into every field with words of every thing."""
    markers = []
    for thing in world.rows:
        row = world.thing(thing)
        for column in words_in(type(row)):
            may_meet = who_may_meet(thing, column)
            assert may_meet is not None, f"{thing}.{column} has no row in fields.txt"
            word = _write(row, thing, column)
            if word:
                markers.append(Marker(thing, column, word, may_meet))
    for actor, score in SCORES.items():
        thing = f"{actor}_sheet"
        may_meet = who_may_meet(thing, "score") or frozenset()
        markers.append(Marker(thing, "score", str(score), may_meet))
    _tell_history(world)
    return markers


def _tell_history(world: World) -> None:
    """Let the history of each profile say of every item and of the basics what stands in them."""
    for thing in world.rows:
        row = world.thing(thing)
        if isinstance(row, Item | Person):
            revise("edit_item" if isinstance(row, Item) else "edit_basics", row, actor_id=None)


def _write(row: Any, thing: str, column: str) -> str:
    if column == "birth_date":
        if thing not in BORN:
            return ""
        row.birth_date = BORN[thing]
        return BORN[thing][:4]
    word = "kin" + hashlib.sha1(f"{thing}.{column}".encode()).hexdigest()[:12].translate(LETTERS)
    value = f"https://{word}.vn/" if column == "url" else word
    setattr(row, column, f"{word}@example.vn" if "email" in column else value)
    return word

"""Conflicts of interest from dated facts: ids, units and works first; a name is only a hint."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from portal.core.text import fold


class ConflictKind(StrEnum):
    """Why a member should not judge."""

    SAME_PERSON = "same_person"
    PROPOSED = "proposed"
    SAME_UNIT = "same_unit"
    CO_AUTHOR = "co_author"
    JOINT_PROJECT = "joint_project"
    SUPERVISION = "supervision"
    SAME_DOMAIN = "same_domain"
    FAMILY = "family"
    OTHER = "other"


CERTAIN = frozenset({ConflictKind.SAME_PERSON, ConflictKind.PROPOSED})
"""What the registry proves: confirmed without anybody's judgement."""

PUBLIC_MAIL = frozenset(
    {
        "gmail.com",
        "yahoo.com",
        "yahoo.com.vn",
        "outlook.com",
        "hotmail.com",
        "icloud.com",
        "live.com",
        "proton.me",
        "zoho.com",
    }
)


@dataclass(frozen=True)
class Stint:
    """Time spent in a unit; None means that the end (or the beginning) is open or unknown."""

    unit_id: int
    starts_on: date | None = None
    ends_on: date | None = None
    internship: bool = False


@dataclass(frozen=True)
class Background:
    """What the registry knows of a person that may bind him to another."""

    person_id: int
    stints: tuple[Stint, ...] = ()
    works: Mapping[int, date | None] = field(default_factory=dict)
    projects: Mapping[int, date | None] = field(default_factory=dict)
    supervised_with: frozenset[int] = frozenset()
    mail_domain: str = ""


@dataclass(frozen=True)
class Suspicion:
    """One reason found, and the record it rests on (so that a dismissal sticks to it)."""

    kind: ConflictKind
    evidence: str


def is_recent(day: date | None, *, on: date, years: int | None) -> bool:
    """Whether something that ended on `day` (None: not over) still counts; no limit without `years`."""
    if day is None or years is None:
        return True
    return day >= years_before(on, years)


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def suspicions(
    judge: Background, other: Background, *, on: date, years: int | None
) -> list[Suspicion]:
    """Everything that binds a judge to the person judged, the gravest first."""
    if judge.person_id == other.person_id:
        return [Suspicion(ConflictKind.SAME_PERSON, f"person:{other.person_id}")]
    return [
        *_supervision(judge, other),
        *_shared(judge, other, on, years),
        *_units(judge, other, on, years),
    ]


def _supervision(judge: Background, other: Background) -> Iterable[Suspicion]:
    if other.person_id in judge.supervised_with or judge.person_id in other.supervised_with:
        yield Suspicion(ConflictKind.SUPERVISION, f"person:{other.person_id}")


def _shared(
    judge: Background, other: Background, on: date, years: int | None
) -> Iterable[Suspicion]:
    pairs = (
        (ConflictKind.CO_AUTHOR, "work", judge.works, other.works),
        (ConflictKind.JOINT_PROJECT, "project", judge.projects, other.projects),
    )
    for kind, word, mine, theirs in pairs:
        for key in sorted(mine.keys() & theirs.keys()):
            if is_recent(mine[key], on=on, years=years):
                yield Suspicion(kind, f"{word}:{key}")


def _units(
    judge: Background, other: Background, on: date, years: int | None
) -> Iterable[Suspicion]:
    shared = set()
    for mine in judge.stints:
        for theirs in other.stints:
            if mine.unit_id != theirs.unit_id or mine.internship or theirs.internship:
                continue
            if all(is_recent(stint.ends_on, on=on, years=years) for stint in (mine, theirs)):
                shared.add(mine.unit_id)
    yield from (Suspicion(ConflictKind.SAME_UNIT, f"unit:{unit}") for unit in sorted(shared))
    known = judge.stints and other.stints
    if not known and judge.mail_domain == other.mail_domain and tells(judge.mail_domain):
        yield Suspicion(ConflictKind.SAME_DOMAIN, f"domain:{judge.mail_domain}")


def tells(domain: str) -> bool:
    """Whether a mail domain says where somebody works: not a public one, not one kept for examples."""
    reserved = domain.startswith("example.") or domain.endswith((".example", ".test", ".invalid"))
    return bool(domain) and domain not in PUBLIC_MAIL and not reserved


class Likeness(StrEnum):
    """What two written names say of each other; never more than a hint to the secretary."""

    SAME = "same"
    POSSIBLE = "possible-same-person"
    NO = "no"
    UNDECIDED = "to-be-decided"


def compare_people(first: str, second: str) -> Likeness:
    """Compare two full names as Vietnamese ones: order and missing marks forgive, words do not."""
    if first == second:
        return Likeness.SAME
    mine, theirs = _words(first), _words(second)
    if len(mine) != len(theirs):
        return Likeness.NO
    if mine == theirs:
        both_marked = fold(first) != first.casefold() and fold(second) != second.casefold()
        return Likeness.UNDECIDED if both_marked else Likeness.POSSIBLE
    return Likeness.POSSIBLE if _same_bag(mine, theirs) else Likeness.NO


def _words(name: str) -> list[str]:
    return fold(name).replace(".", " ").split()


def _same_bag(mine: list[str], theirs: list[str]) -> bool:
    """The same words in another order; a single letter stands for a word that begins with it."""
    left = sorted(theirs, key=len)
    for word in sorted(mine, key=len, reverse=True):
        exact = next((other for other in left if other == word), None)
        short = next((o for o in left if len(min(o, word, key=len)) == 1 and o[0] == word[0]), None)
        if (found := exact or short) is None:
            return False
        left.remove(found)
    return any(len(word) > 1 for word in mine) and mine != theirs


def compare_units(first: str, second: str) -> bool:
    """Whether two written unit names are the same: word for word, or one is the other's acronym."""
    mine, theirs = fold(first), fold(second)
    if mine == theirs:
        return True
    return any(
        " " not in short and short == "".join(word[0] for word in long.split())
        for short, long in ((mine, theirs), (theirs, mine))
    )

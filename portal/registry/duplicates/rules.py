"""Why two records may be one person, in points; and when two may be merged. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.registry.importing.authorship import abbreviates


class Reason(StrEnum):
    """What speaks for or against two records being of one person."""

    SAME_NAME = "same_name"
    FOLDED_NAME = "folded_name"
    OTHER_NAME = "other_name"
    OTHER_ORDER = "other_order"
    INITIALS = "initials"
    BIRTH_DATE = "birth_date"
    BIRTH_YEAR = "birth_year"
    OTHER_BIRTH_DATE = "other_birth_date"
    OTHER_BIRTH_YEAR = "other_birth_year"
    HOME_UNIT = "home_unit"
    WORKPLACE = "workplace"
    COMMUNE = "commune"
    EMAIL = "email"
    PHONE = "phone"
    IDENTIFIER = "identifier"
    OTHER_IDENTIFIER = "other_identifier"
    NATIONAL_ID = "national_id"
    OTHER_NATIONAL_ID = "other_national_id"
    CO_WORKS = "co_works"
    CO_AUTHORS = "co_authors"
    ON_ONE_WORK = "on_one_work"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of a record: keys only, as the registry folds and normalises them."""

    id: int
    exact: str
    folded: str
    birth_date: str = ""
    home_unit: int | None = None
    commune: int | None = None
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    national_id: str | None = None
    names: frozenset[str] = frozenset()
    """The other names, folded."""
    identifiers: frozenset[tuple[str, str]] = frozenset()
    workplaces: frozenset[str] = frozenset()
    works: Mapping[int, str] = field(default_factory=dict)
    """Each work with the name, folded, under which it prints the person."""
    titles: frozenset[str] = frozenset()
    """The works' titles with their years: one work may have been typed twice."""
    coauthors: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Points:
    """How much each reason weighs, and from which sum on a pair is shown."""

    of: Mapping[Reason, int]
    candidate_from: int


@dataclass(frozen=True)
class Score:
    """0 to 100, and the reasons with their points, the heaviest first."""

    total: int
    reasons: tuple[tuple[Reason, int], ...]

    def as_json(self) -> list[dict[str, str | int]]:
        return [{"reason": reason.value, "points": points} for reason, points in self.reasons]


_ONE_EACH = frozenset({"orcid", "national_st", "isni"})
"""Identifiers of which a person has one: two different ones are two people."""
_COMPANY = 2
"""So many co-authors in common are a reason; one alone may be anybody's teacher."""


def score(one: Facts, other: Facts, points: Points) -> Score:
    """What the two records have in common, weighed."""
    found = [
        *_of_names(one, other),
        *_of_birth(one, other),
        *_of_places(one, other),
        *_of_keys(one, other),
        *_of_works(one, other),
    ]
    weighed = [(reason, points.of[reason]) for reason in found]
    weighed.sort(key=lambda pair: (-abs(pair[1]), pair[0].value))
    return Score(max(0, min(100, sum(weight for _reason, weight in weighed))), tuple(weighed))


def _of_names(one: Facts, other: Facts) -> Iterator[Reason]:
    """The strongest likeness of the names, and no other."""
    words, others = one.folded.split(), other.folded.split()
    if one.exact == other.exact:
        yield Reason.SAME_NAME
    elif one.folded == other.folded:
        yield Reason.FOLDED_NAME
    elif {one.folded, *one.names} & {other.folded, *other.names}:
        yield Reason.OTHER_NAME
    elif sorted(words) == sorted(others):
        yield Reason.OTHER_ORDER
    elif _shortens(words, others) or _shortens(others, words):
        yield Reason.INITIALS


def _shortens(words: list[str], others: list[str]) -> bool:
    """Whether `words` are the other name with at least one word cut down to its initial."""
    letters = [word.rstrip(".") for word in words]
    cut = any(len(word) == 1 for word in letters)
    return cut and len(letters) == len(others) and abbreviates(letters, others)


def _of_birth(one: Facts, other: Facts) -> Iterator[Reason]:
    born, also = one.birth_date, other.birth_date
    if not born or not also:
        return
    if born[:4] != also[:4]:
        yield Reason.OTHER_BIRTH_YEAR
    elif len(born) == len(also) == 10:
        yield Reason.BIRTH_DATE if born == also else Reason.OTHER_BIRTH_DATE
    elif born.startswith(also) or also.startswith(born):
        yield Reason.BIRTH_YEAR
    else:
        yield Reason.OTHER_BIRTH_DATE


def _of_places(one: Facts, other: Facts) -> Iterator[Reason]:
    if one.home_unit and one.home_unit == other.home_unit:
        yield Reason.HOME_UNIT
    if one.workplaces & other.workplaces:
        yield Reason.WORKPLACE
    if one.commune and one.commune == other.commune:
        yield Reason.COMMUNE


def _of_keys(one: Facts, other: Facts) -> Iterator[Reason]:
    if one.emails & other.emails:
        yield Reason.EMAIL
    if one.phones & other.phones:
        yield Reason.PHONE
    if one.identifiers & other.identifiers:
        yield Reason.IDENTIFIER
    elif _contradict(one.identifiers, other.identifiers):
        yield Reason.OTHER_IDENTIFIER
    if one.national_id and other.national_id:
        same = one.national_id == other.national_id
        yield Reason.NATIONAL_ID if same else Reason.OTHER_NATIONAL_ID


def _contradict(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> bool:
    kinds = {kind for kind, _value in one} & {kind for kind, _value in other}
    return bool(kinds & _ONE_EACH)


def _of_works(one: Facts, other: Facts) -> Iterator[Reason]:
    shared = one.works.keys() & other.works.keys()
    if any(one.works[work] != other.works[work] for work in shared):
        yield Reason.ON_ONE_WORK
    elif shared or one.titles & other.titles:
        yield Reason.CO_WORKS
    if len(one.coauthors & other.coauthors) >= _COMPANY:
        yield Reason.CO_AUTHORS


@dataclass(frozen=True)
class Side:
    """What the rules of a merge ask of a record."""

    id: int
    account_id: int | None
    merged_into_id: int | None


def check_merge(winner: Side, loser: Side, *, kept_account_id: int | None) -> None:
    """Raise where the two cannot become one: the same, merged already, or two accounts undecided."""
    if winner.id == loser.id:
        raise RuleBroken(_("A record cannot be merged with itself."))
    if winner.merged_into_id is not None or loser.merged_into_id is not None:
        raise RuleBroken(_("One of the two records has been merged already. Look at them again."))
    accounts = {winner.account_id, loser.account_id} - {None}
    if len(accounts) == 2 and kept_account_id not in accounts:
        raise RuleBroken(
            _("Both records belong to an account: say which of the two keeps the profile."),
            "account",
        )


def check_actor(actor_id: int, *owners: int | None) -> None:
    """Raise where an officer would decide on a record of their own."""
    if actor_id in owners:
        raise RuleBroken(_("This is your own record: another officer has to decide."))


def check_undo(*, is_undone: bool, later: str) -> None:
    """Raise where the merge is undone already, or `later` names one that has to be undone first."""
    if is_undone:
        raise RuleBroken(_("This merge has been undone already."))
    if later:
        raise RuleBroken(_("Undo the later merge first: %(merge)s.", merge=later))

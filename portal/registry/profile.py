"""A profile as one circle of readers sees it: the page, the preview and the CV start from here."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from portal.core import clock
from portal.core.dates import show_partial_date
from portal.core.i18n import label
from portal.registry.confirmations import Confirmation, confirmations_of
from portal.registry.lines import Line, line_of
from portal.registry.models import Audience, DegreeLevel, ItemKind, Person, RankKind
from portal.registry.queries.directory import unit_names
from portal.registry.queries.items import items_for
from portal.registry.rules import COUNTED
from portal.registry.visibility import sees

RECENT_WORKS = 10

CAREER = (ItemKind.APPOINTMENT, ItemKind.DEGREE, ItemKind.RANK, ItemKind.TITLE)


@dataclass
class Profile:
    """A person and the lines that readers in the circle `audience` see."""

    person: Person
    audience: Audience
    lines: dict[ItemKind, list[Line]] = field(default_factory=dict)
    bodies: frozenset[int] = frozenset()
    """The units that confirmed what is shown."""

    def of(self, kind: ItemKind) -> list[Line]:
        return self.lines.get(kind, [])

    @property
    def birth(self) -> str:
        """The date of birth as far as the circle may read it."""
        shown = sees(self.audience, self.person.birth_visibility)
        return show_partial_date(self.person.birth_date) if shown else ""

    @property
    def sex(self) -> str:
        shown = sees(self.audience, self.person.sex_visibility)
        return label(self.person.sex) if shown else ""

    @property
    def shows_contact(self) -> bool:
        return sees(self.audience, self.person.contact_visibility)

    @property
    def requests(self) -> str:
        """Whether the person takes requests today, in words; empty where they do not say."""
        return label(self.person.availability_on(clock.today()))

    @cached_property
    def place(self) -> str:
        """The commune where the person lives, by its name of today, where the circle may read it."""
        shown = sees(self.audience, self.person.commune_visibility)
        commune_id = self.person.commune_id if shown else None
        return unit_names([commune_id]).get(commune_id, "") if commune_id else ""

    @cached_property
    def honorific(self) -> str:
        """The highest rank and degree before the name, as people are addressed: "Professor, Doctor"."""
        ranks = [line.item.rank for line in self.of(ItemKind.RANK)]
        levels = [line.item.level for line in self.of(ItemKind.DEGREE)]
        rank = min(ranks, key=list(RankKind).index) if ranks else None
        level = max(levels, key=list(DegreeLevel).index) if levels else None
        return ", ".join(label(one) for one in (rank, level) if one is not None)

    @cached_property
    def career(self) -> list[Line]:
        """Posts, degrees, ranks and titles together, the latest first."""
        lines = [line for kind in CAREER for line in self.of(kind)]
        return sorted(lines, key=_begun, reverse=True)

    @cached_property
    def counted(self) -> tuple[int, int]:
        """How many items are confirmed, and how many the person only states."""
        facts = [line for kind, lines in self.lines.items() for line in lines if kind in COUNTED]
        verified = sum(line.item.is_verified for line in facts)
        return verified, len(facts) - verified

    @property
    def unit_ids(self) -> Sequence[int]:
        """The units whose names the page shows."""
        return sorted({line.item.unit_id for line in self.career if _unit_id(line)} | self.bodies)


def _unit_id(line: Line) -> int | None:
    return getattr(line.item, "unit_id", None)


def _begun(line: Line) -> str:
    item = line.item
    when = getattr(item, "starts", None) or getattr(item, "awarded", None)
    return when or str(getattr(item, "year", None) or "")


def profile_of(person: Person, audience: Audience) -> Profile:
    """The profile as readers in this circle see it, in the reader's language."""
    items = items_for(person, audience)
    verified = {(kind, one.id) for kind in items for one in items[kind] if one.is_verified}
    confirmed = confirmations_of(person, verified)
    lines = {
        kind: [_told(line_of(item), confirmed.get((kind, item.id))) for item in found]
        for kind, found in items.items()
    }
    bodies = frozenset(one.unit_id for one in confirmed.values() if one.unit_id and one.body)
    return Profile(person, audience, lines, bodies)


def _told(line: Line, confirmation: Confirmation | None) -> Line:
    return replace(line, confirmed=confirmation.text) if confirmation else line

"""Thresholds and quorums in whole numbers: no percentage, no rounding.

26 of 29 is 89.66 %, which reads as 90 and must fail "at least 9/10"; 6 of 9 must pass 2/3.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.errors import RuleBroken


class Base(StrEnum):
    """What a share is counted of; it decides the result more often than the share does."""

    TOTAL = "total"
    PRESENT = "present"
    ISSUED = "issued"
    VALID = "valid"
    ELIGIBLE = "eligible"


BASE_NAMES = {
    Base.TOTAL: _l("all members"),
    Base.PRESENT: _l("members present"),
    Base.ISSUED: _l("ballots issued"),
    Base.VALID: _l("valid ballots"),
    Base.ELIGIBLE: _l("members entitled to vote"),
}


class Unreachable(StrEnum):
    """What happens when a line can no longer pass, whoever votes yes."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True)
class Share:
    """At least `num`/`den` of `base`."""

    num: int
    den: int
    base: Base = Base.TOTAL

    def __post_init__(self) -> None:
        if not 0 < self.num <= self.den:
            raise RuleBroken(_("A share is a fraction above zero and at most one, such as 9/10."))

    def __str__(self) -> str:
        return f"{self.num}/{self.den}"


@dataclass(frozen=True)
class Assembly:
    """Who could vote: `present` counts those in the room and those who sent their ballot.

    `issued` and `valid` are what they are expected to be until the box is counted.
    """

    total: int
    present: int
    recused: int = 0
    recused_present: int | None = None
    issued: int | None = None
    valid: int | None = None

    @property
    def attainable(self) -> int:
        """The most yes votes that can still come: present and not recused."""
        away = self.recused if self.recused_present is None else self.recused_present
        ceiling = max(0, self.present - away)
        return min(ceiling, *(n for n in (self.issued, self.valid) if n is not None), ceiling)

    def size(self, base: Base) -> int:
        """How many the base counts."""
        issued = self.attainable if self.issued is None else self.issued
        return {
            Base.TOTAL: self.total,
            Base.PRESENT: self.present,
            Base.ISSUED: issued,
            Base.VALID: issued if self.valid is None else self.valid,
            Base.ELIGIBLE: self.total - self.recused,
        }[base]


@dataclass(frozen=True)
class Verdict:
    """What is needed, what can be reached, and (once `yes` is known) whether it passed."""

    share: Share
    base_size: int
    need: int
    attainable: int
    yes: int | None = None

    @property
    def reachable(self) -> bool:
        return self.need <= self.attainable

    @property
    def passed(self) -> bool | None:
        """None until the yes votes are counted."""
        return None if self.yes is None else self.yes >= self.need

    @property
    def demand(self) -> str:
        """What is needed, in the reader's language."""
        return _(
            "Needs %(need)s/%(size)s yes votes (≥ %(share)s of %(base)s)",
            need=self.need,
            size=self.base_size,
            share=self.share,
            base=BASE_NAMES[self.share.base],
        )

    @property
    def sentence(self) -> str:
        """The verdict as the minutes state it."""
        if self.yes is not None:
            result = _("passed") if self.passed else _("not passed")
            return _(
                "%(demand)s; got %(yes)s → %(result)s",
                demand=self.demand,
                yes=self.yes,
                result=result,
            )
        if not self.reachable:
            return _(
                "%(demand)s; at most %(most)s can be reached → cannot pass",
                demand=self.demand,
                most=self.attainable,
            )
        return _(
            "%(demand)s; up to %(most)s can be reached", demand=self.demand, most=self.attainable
        )


def least(num: int, den: int, size: int) -> int:
    """The smallest whole number that is at least num/den of `size`; never zero."""
    return max(1, -(-num * size // den))


def judge(share: Share, assembly: Assembly, yes: int | None = None) -> Verdict:
    """Apply a share to an assembly, before (`yes` unknown) or after the count."""
    size = assembly.size(share.base)
    return Verdict(share, size, least(share.num, share.den, size), assembly.attainable, yes)


def threshold(
    num: int, den: int, base: Base | str, *, total: int, present: int, yes: int | None = None
) -> Verdict:
    """The common case: nobody recused, every ballot issued and valid."""
    return judge(Share(num, den, Base(base)), Assembly(total, present), yes)


def by_every_base(share: Share, assembly: Assembly, yes: int | None) -> dict[Base, Verdict]:
    """What the same votes would give on each base: shown beside the rule that holds."""
    return {base: judge(Share(share.num, share.den, base), assembly, yes) for base in Base}


def reveals_votes(total: int, share: Share) -> bool:
    """Whether a pass tells how everybody voted, so that a ballot is secret in form only."""
    return share.base is Base.TOTAL and least(share.num, share.den, total) == total


@dataclass(frozen=True)
class Quorum:
    """How many members must be there, and how many are."""

    need: int
    total: int
    present: int

    @property
    def reached(self) -> bool:
        return self.present >= self.need

    @property
    def sentence(self) -> str:
        words = (
            _(
                "%(present)s of %(total)s members are present; %(need)s are needed: the council may meet"
            )
            if self.reached
            else _("%(present)s of %(total)s members are present; %(need)s are needed: no quorum")
        )
        return words % {"present": self.present, "total": self.total, "need": self.need}


def quorum(num: int, den: int, *, total: int, present: int) -> Quorum:
    """The quorum is always a share of all members."""
    return Quorum(least(num, den, total), total, present)


def parse_share(text: str, field: str = "rule") -> tuple[int, int]:
    """Read "9/10", "90%" or "2/3" without ever passing through a decimal number.

    `field` is where it was typed: what is wrong with it is said there.
    """
    if match := re.fullmatch(r"\s*(\d{1,4})\s*/\s*(\d{1,4})\s*", text):
        num, den = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"\s*(\d{1,3})\s*%\s*", text):
        num, den = int(match[1]), 100
    else:
        raise RuleBroken(_("Write the rule as a fraction such as 9/10, or as a percentage."), field)
    share = Share(num, den or 0)
    return share.num, share.den

"""Scores by weighted criteria: a mean of what was given, never a sum, never a zero for silence."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import median

from flask_babel import gettext as _

from portal.core.errors import RuleBroken

Number = int | Fraction


def weighted_sum(values: Sequence[Number | None], weights: Sequence[int]) -> Fraction | None:
    """Σ value × weight over the criteria that apply; None where none does."""
    given = [(Fraction(v), w) for v, w in zip(values, weights, strict=True) if v is not None]
    return sum((value * weight for value, weight in given), Fraction(0)) if given else None


def weighted_mean(values: Sequence[Number | None], weights: Sequence[int]) -> Fraction | None:
    """The weighted mean; a criterion that does not apply (None) takes its weight away with it."""
    total = sum(weight for value, weight in zip(values, weights, strict=True) if value is not None)
    summed = weighted_sum(values, weights)
    return None if summed is None or not total else summed / total


def mean(values: Iterable[Number | None], *, missing_is_zero: bool = False) -> Fraction | None:
    """The mean of what was given. `missing_is_zero` is there to show the trap, not to be used."""
    given = [Fraction(value or 0) for value in values if missing_is_zero or value is not None]
    return sum(given, Fraction(0)) / len(given) if given else None


def median_of(values: Iterable[Number]) -> Fraction | None:
    """The middle value."""
    listed = [Fraction(value) for value in values]
    return Fraction(median(listed)) if listed else None


def sheet_total(
    scores: Mapping[int, int | None], criteria: Sequence[tuple[int, int, int]]
) -> Fraction | None:
    """A sheet on a scale of 100: `criteria` are (id, weight, highest score)."""
    shares = [
        None if scores.get(key) is None else Fraction(scores[key] or 0, highest) * 100
        for key, _weight, highest in criteria
    ]
    return weighted_mean(shares, [weight for _key, weight, _highest in criteria])


def rounded(value: Fraction | None) -> float | None:
    """Two decimals, half up, for reading only: no rule is ever applied to it."""
    return None if value is None else float((value * 200 + 1) // 2) / 100


def check_weights(weights: Sequence[int]) -> None:
    """Weights sum to 100."""
    if sum(weights) != 100:
        raise RuleBroken(
            _("The weights of the criteria sum to %(sum)s; they must sum to 100.", sum=sum(weights))
        )


def check_complete(
    scores: Mapping[int, int | None], criteria: Iterable[tuple[int, str, int]]
) -> None:
    """Every criterion of a filed sheet has a score in its range or is marked as not applying."""
    for key, name, highest in criteria:
        if key not in scores:
            raise RuleBroken(
                _("Give “%(name)s” a score, or mark it as not applicable.", name=name),
                f"score_{key}",
            )
        value = scores[key]
        if value is not None and not 0 <= value <= highest:
            raise RuleBroken(
                _(
                    "The score of “%(name)s” lies between 0 and %(highest)s.",
                    name=name,
                    highest=highest,
                ),
                f"score_{key}",
            )

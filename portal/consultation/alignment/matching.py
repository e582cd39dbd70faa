"""The algorithm: equal words under matched parents, equal words that occur once, then likeness."""

from collections import defaultdict
from collections.abc import Hashable
from itertools import pairwise

from portal.consultation.alignment.units import ACCEPTED, GAIN_OVER, Likeness, Match, Unit, ratio
from portal.consultation.models.draft import Relation

_SPLIT_AT_LEAST, _SPLIT_BETTER_BY = 0.80, 0.05
_LARGEST_GLOBAL = 4_000_000


class Alignment:
    """The state of one run: pairs found so far, by the key of either side."""

    def __init__(self, old: list[Unit], new: list[Unit]) -> None:
        self.old, self.new = old, new
        self.likeness = Likeness(old, new)
        self.pairs: dict[Hashable, Unit] = {}
        self.back: dict[Hashable, Unit] = {}
        self.parts: list[tuple[Unit, Unit, Relation, float]] = []

    def pair(self, old: Unit, new: Unit) -> None:
        self.pairs[old.key] = new
        self.back[new.key] = old

    def free_old(self, units: list[Unit]) -> list[Unit]:
        return [unit for unit in units if unit.key not in self.pairs]

    def free_new(self, units: list[Unit]) -> list[Unit]:
        return [unit for unit in units if unit.key not in self.back]


def align(old: list[Unit], new: list[Unit]) -> list[Match]:
    """Every unit of both versions with where it went; in the order of the new version, then what is
    gone in the order of the old."""
    run = Alignment(old, new)
    children_old, children_new = _by_parent(old), _by_parent(new)
    _match_children(run, children_old, children_new, None, None)
    _match_unique(run)
    for unit in old:
        if (twin := run.pairs.get(unit.key)) is not None:
            _match_children(run, children_old, children_new, unit.key, twin.key)
    _match_leftovers(run)
    for unit in old:
        if (twin := run.pairs.get(unit.key)) is not None:
            _match_children(run, children_old, children_new, unit.key, twin.key)
    _find_parts(run, children_old, children_new)
    return _matches(run)


def _by_parent(units: list[Unit]) -> dict[Hashable | None, list[Unit]]:
    known = {unit.key for unit in units}
    children: dict[Hashable | None, list[Unit]] = defaultdict(list)
    for unit in units:
        children[unit.parent if unit.parent in known else None].append(unit)
    return children


def _match_children(
    run: Alignment,
    children_old: dict[Hashable | None, list[Unit]],
    children_new: dict[Hashable | None, list[Unit]],
    old_parent: Hashable | None,
    new_parent: Hashable | None,
) -> None:
    """Match the children of two matched parents, then theirs."""
    waiting = [(old_parent, new_parent)]
    while waiting:
        one, other = waiting.pop()
        olds, news = children_old.get(one, []), children_new.get(other, [])
        if run.free_old(olds) and run.free_new(news):
            _match_equal(run, run.free_old(olds), run.free_new(news))
            _match_alike(run, run.free_old(olds), run.free_new(news))
        for unit in olds:
            twin = run.pairs.get(unit.key)
            if twin is not None and twin in news and children_old.get(unit.key):
                waiting.append((unit.key, twin.key))


def _match_equal(run: Alignment, olds: list[Unit], news: list[Unit]) -> None:
    """Siblings with equal words; of equal siblings the first goes to the first."""
    waiting: dict[tuple[str, bool], list[Unit]] = defaultdict(list)
    for unit in reversed(news):
        waiting[unit.norm, unit.is_heading].append(unit)
    for unit in olds:
        if twins := waiting.get((unit.norm, unit.is_heading)):
            run.pair(unit, twins.pop())


def _match_alike(run: Alignment, olds: list[Unit], news: list[Unit]) -> None:
    """Needleman-Wunsch over two sibling lists: the order-keeping pairs that gain most."""
    if not olds or not news:
        return
    best = [[0.0] * (len(news) + 1) for _row in range(len(olds) + 1)]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            best[i][j] = max(
                best[i + 1][j], best[i][j + 1], _gain(run, olds[i], news[j]) + best[i + 1][j + 1]
            )
    i = j = 0
    while i < len(olds) and j < len(news):
        gain = _gain(run, olds[i], news[j])
        if gain > 0 and best[i][j] == gain + best[i + 1][j + 1]:
            run.pair(olds[i], news[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _gain(run: Alignment, old: Unit, new: Unit) -> float:
    score = run.likeness(old, new)
    return score - GAIN_OVER if score >= ACCEPTED else 0.0


def _match_unique(run: Alignment) -> None:
    """Equal words that occur once in each version, wherever they stand."""
    olds: dict[tuple[str, bool], list[Unit]] = defaultdict(list)
    news: dict[tuple[str, bool], list[Unit]] = defaultdict(list)
    for unit in run.old:
        olds[unit.norm, unit.is_heading].append(unit)
    for unit in run.new:
        news[unit.norm, unit.is_heading].append(unit)
    for key, units in olds.items():
        twins = news.get(key, [])
        if len(units) == 1 and len(twins) == 1 and key[0]:
            old, new = units[0], twins[0]
            if old.key not in run.pairs and new.key not in run.back:
                run.pair(old, new)


def _match_leftovers(run: Alignment) -> None:
    """What is left, wherever it moved: the most alike first. Too many leftovers are left alone."""
    olds, news = run.free_old(run.old), run.free_new(run.new)
    if len(olds) * len(news) > _LARGEST_GLOBAL:
        return
    scored = [
        (score, -i, -j)
        for i, old in enumerate(olds)
        for j, new in enumerate(news)
        if (score := run.likeness(old, new)) >= ACCEPTED
    ]
    for _score, i, j in sorted(scored, reverse=True):
        old, new = olds[-i], news[-j]
        if old.key not in run.pairs and new.key not in run.back:
            run.pair(old, new)


def _find_parts(
    run: Alignment,
    children_old: dict[Hashable | None, list[Unit]],
    children_new: dict[Hashable | None, list[Unit]],
) -> None:
    """A new unit that, put after its neighbour, gives back the old one: the old one was split. And
    the other way round: merged."""
    for siblings in children_new.values():
        for before, after in pairwise(siblings):
            one, other = run.back.get(before.key), run.back.get(after.key)
            whole = one or other
            if whole is not None and not (one and other) and _joins(whole, before, after):
                score = _joined(whole, before, after)
                run.parts.append((whole, after if one else before, Relation.SPLIT, score))
    for siblings in children_old.values():
        for before, after in pairwise(siblings):
            one, other = run.pairs.get(before.key), run.pairs.get(after.key)
            whole = one or other
            if whole is not None and not (one and other) and _joins(whole, before, after):
                score = _joined(whole, before, after)
                run.parts.append((after if one else before, whole, Relation.MERGED, score))


def _joined(whole: Unit, before: Unit, after: Unit) -> float:
    return ratio(whole.norm, f"{before.norm} {after.norm}")


def _joins(whole: Unit, before: Unit, after: Unit) -> bool:
    if before.is_heading != after.is_heading:
        return False
    together = _joined(whole, before, after)
    return (
        together >= _SPLIT_AT_LEAST and together > _alone(whole, before, after) + _SPLIT_BETTER_BY
    )


def _alone(whole: Unit, before: Unit, after: Unit) -> float:
    return max(ratio(whole.norm, before.norm), ratio(whole.norm, after.norm))


def _matches(run: Alignment) -> list[Match]:
    split = {old.key for old, _new, relation, _score in run.parts if relation is Relation.SPLIT}
    merged = {new.key for _old, new, relation, _score in run.parts if relation is Relation.MERGED}
    taken_new = {new.key for _old, new, _relation, _score in run.parts}
    taken_old = {old.key for old, _new, _relation, _score in run.parts}
    found: list[Match] = []
    for unit in run.new:
        old = run.back.get(unit.key)
        if old is not None:
            relation = _relation(run, old, unit, old.key in split, unit.key in merged)
            found.append(Match(old, unit, relation, run.likeness(old, unit)))
        elif unit.key not in taken_new:
            found.append(Match(None, unit, Relation.NEW, 0.0))
        found += [Match(o, n, r, s) for o, n, r, s in run.parts if n.key == unit.key]
    gone = [u for u in run.old if u.key not in run.pairs and u.key not in taken_old]
    return [*found, *(Match(unit, None, Relation.REMOVED, 0.0) for unit in gone)]


def _relation(run: Alignment, old: Unit, new: Unit, split: bool, merged: bool) -> Relation:
    if split:
        return Relation.SPLIT
    if merged:
        return Relation.MERGED
    if old.norm != new.norm:
        return Relation.EDITED
    parent = run.pairs.get(old.parent)
    if (parent.key if parent else None) != new.parent:
        return Relation.MOVED
    return Relation.SAME if old.label == new.label else Relation.RENUMBERED

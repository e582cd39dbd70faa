"""Which of a work's authors a person is likely to be; pure, and only ever a proposal."""

import re
from collections.abc import Callable, Collection, Sequence

from portal.core.text import fold
from portal.registry.formats import ParsedContributor
from portal.registry.names import split_titles


def likely_author(
    contributors: Sequence[ParsedContributor], *, names: Collection[str], orcids: Collection[str]
) -> int | None:
    """The place of the one contributor that fits best; None where none or several fit as well.

    By ORCID iD, else by the whole name without diacritics, else in another order of the words
    ("Anh Van Nguyen"), else with initials ("Nguyen V. A.").
    """
    wanted = [words_of(name) for name in names]
    tests: tuple[Callable[[ParsedContributor], bool], ...] = (
        lambda one: bool(one.orcid) and one.orcid in orcids,
        lambda one: words_of(one.name) in wanted,
        lambda one: sorted(words_of(one.name)) in [sorted(words) for words in wanted],
        lambda one: any(abbreviates(words_of(one.name), words) for words in wanted),
    )
    for test in tests:
        fitting = [place for place, one in enumerate(contributors) if test(one)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def words_of(name: str) -> list[str]:
    """The words of a name, titles and signs aside."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", fold(split_titles(name)[1]))


def abbreviates(short: list[str], whole: list[str]) -> bool:
    """Whether each word of `short` is a word of the name or its initial, one word being whole."""
    left = list(whole)
    for word in sorted(short, key=len, reverse=True):
        found = next((one for one in left if one == word), None)
        found = found or next((one for one in left if len(word) == 1 and one[0] == word), None)
        if found is None:
            return False
        left.remove(found)
    return len(short) > 1 and any(len(word) > 1 for word in short)

"""One name in its words' other orders: family name first, last or in the middle."""

from itertools import permutations

_MOST_WORDS = 5


def orders_of(folded: str) -> set[str]:
    """The folded name with its words in any order; a long one only as it stands."""
    words = folded.split()
    if len(words) > _MOST_WORDS:
        return {folded}
    return {" ".join(one) for one in permutations(words)}

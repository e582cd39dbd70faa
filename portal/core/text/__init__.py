"""Vietnamese text: folding for search, keys for sorting, slugs, differences by syllable, number words."""

from portal.core.text.diff import tokens, word_diff
from portal.core.text.folding import compose, exact, fold, unify_tone
from portal.core.text.numbers import vietnamese_number_words
from portal.core.text.slugs import slug
from portal.core.text.sorting import sort_key, sort_key_of_parts

__all__ = [
    "compose",
    "exact",
    "fold",
    "slug",
    "sort_key",
    "sort_key_of_parts",
    "tokens",
    "unify_tone",
    "vietnamese_number_words",
    "word_diff",
]

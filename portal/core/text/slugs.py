"""Words for an address."""

import re

from portal.core.text.folding import fold


def slug(text: str, *, longest: int = 80) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word; "x" where nothing can be kept."""
    words = re.findall(r"[a-z0-9]+", fold(text).replace("'", ""))
    kept = "-".join(words)
    if len(kept) > longest:
        kept = kept[: longest + 1].rpartition("-")[0] or kept[:longest]
    return kept or "x"

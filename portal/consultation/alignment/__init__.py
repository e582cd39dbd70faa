"""Alignment of two versions: which unit of the old draft is which of the new. Pure rules.

Structure comes before likeness: plans repeat stock lines, so a search for similar words alone lands
silently on a look-alike.
"""

from portal.consultation.alignment.matching import align
from portal.consultation.alignment.units import Match, Unit, normalised, sameness

__all__ = ["Match", "Unit", "align", "normalised", "sameness"]

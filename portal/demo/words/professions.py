"""All professions of the invented province."""

from portal.demo.words.care_and_school import CARE_AND_SCHOOL
from portal.demo.words.land_law_and_art import LAND_LAW_AND_ART

SPECIALITIES = (*CARE_AND_SCHOOL, *LAND_LAW_AND_ART)

"""Two records of one person."""

from datetime import date

import pytest

from portal.registry.models import Person
from portal.units.models import Unit
from tests.factories.registry import make_person


@pytest.fixture
def two(commune: Unit) -> tuple[Person, Person]:
    """Two public records of one name, on paper consent."""
    return tuple(  # type: ignore[return-value]
        make_person(full_name=name, home_unit=commune, paper_consent_on=date(2026, 1, 5))
        for name in ("Trần Thị Hòa", "Tran Thi Hoa")
    )

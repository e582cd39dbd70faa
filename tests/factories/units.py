"""Units and documents for tests."""

from datetime import date
from itertools import count
from typing import Any

from portal.units import actions
from portal.units.models import Document, Unit, UnitKind

_numbers = count(1)


def make_unit(parent: Unit | None = None, **given: Any) -> Unit:
    """A unit: an agency unless `kind` is given, under `parent`."""
    number = next(_numbers)
    given = {"name": f"Sở Thử nghiệm {number}", "kind": UnitKind.AGENCY} | given
    return actions.create_unit(parent=parent, **given)


def make_document(**given: Any) -> Document:
    """An entry of the document register."""
    number = next(_numbers)
    given = {
        "number": f"{number}/QĐ-UBND",
        "issued_on": date(2026, 3, 2),
        "issuer": "Uỷ ban nhân dân tỉnh",
        "subject": "Quyết định thử nghiệm",
    } | given
    return actions.register_document(**given)

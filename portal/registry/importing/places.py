"""A commune by its words, as the portal's own export writes it: with its province, for names repeat."""

from portal.core import clock
from portal.core.text import exact
from portal.units.models import Unit, UnitKind
from portal.units.queries import unit_named


def written_place(commune: Unit) -> str:
    """The commune and what it belongs to today: "Phường An Cựu, Thành phố Huế"."""
    above = commune.current.parent
    return f"{commune.name}, {above.name}" if above else commune.name


def place_written(text: str) -> Unit | None:
    """The one commune of today that is written so, accents and all; None where none or several are."""
    found = [
        unit
        for unit in unit_named(text.partition(",")[0], on=clock.today(), kinds=[UnitKind.COMMUNE])
        if exact(text) in (exact(unit.name), exact(written_place(unit)))
    ]
    return found[0] if len(found) == 1 else None

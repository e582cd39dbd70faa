"""Communes and units as a staff list names them: by code on a day, or by name with its province."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core.db import db
from portal.core.i18n import show_day
from portal.core.text import exact, fold
from portal.units.models import Unit, UnitKind, UnitVersion
from portal.units.queries import as_of, below, named
from portal.units.rules import bare_name

_MOST_NAMED = 12


class Unclear(Exception):
    """A place that cannot be told from what is written: the sentence asks, with what it may be."""


@dataclass(frozen=True)
class _Commune:
    id: int
    name: str
    province_id: int | None


@dataclass
class Communes:
    """The communes of one day with their codes; without a day no code is read."""

    day: date | None
    by_code: dict[str, list[_Commune]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[_Commune]] = field(default_factory=lambda: defaultdict(list))
    by_folded: dict[str, list[_Commune]] = field(default_factory=lambda: defaultdict(list))
    provinces: dict[int, str] = field(default_factory=dict)
    is_asked: bool = False
    """Whether a code was met without a day."""

    def of_code(self, written: str) -> int:
        """The commune of an official code; zeros that a spreadsheet dropped are put back."""
        digits = written.strip("'’")
        code = digits.zfill(5)
        if not digits.isdecimal() or len(digits) > 5:
            raise Unclear(_("A commune's code has 5 digits, for example 00070."))
        if self.day is None:
            self.is_asked = True
            raise Unclear(
                _("The code %(code)s has named different places: %(places)s. Say of which day"
                  " the list is.", code=code, places="; ".join(_bearers(code)) or "–")
            )  # fmt: skip
        found = self.by_code.get(code, [])
        if len(found) == 1:
            return found[0].id
        day = show_day(self.day)
        if not found:
            raise Unclear(_("No commune had the code %(code)s on %(day)s.", code=code, day=day))
        raise Unclear(
            _("Several communes had the code %(code)s on %(day)s: %(places)s. Write the name and the"
              " province instead.", code=code, day=day, places="; ".join(self._told(found)))
        )  # fmt: skip

    def of_name(self, written: str, province: str) -> int:
        """The commune of that name with its accents; one that may be several is asked about."""
        place = self._province(province) if province else None
        right = _in(self.by_name[exact(written)], place)
        if len(right) == 1:
            return right[0].id
        near = right or _in(self.by_folded[fold(written)], place)
        if not near:
            raise Unclear(
                _("No commune is called “%(name)s”%(where)s.", name=written,
                  where=" (" + province + ")" if province else "")
            )  # fmt: skip
        raise Unclear(
            _("“%(name)s” may be: %(places)s. Write the name with its accents and kind, and the"
              " province beside it.", name=written, places="; ".join(self._told(near)))
        )  # fmt: skip

    def _province(self, written: str) -> int:
        for key in (exact, fold):
            found = [
                id
                for id, name in self.provinces.items()
                if key(written) in (key(name), key(bare_name(name)))
            ]
            if len(found) == 1:
                return found[0]
        names = ", ".join(sorted(self.provinces.values())[:40])
        raise Unclear(
            _("No province is called “%(name)s”. Allowed: %(names)s.", name=written, names=names)
        )

    def _told(self, communes: list[_Commune]) -> list[str]:
        told = [
            f"{one.name}, {self.provinces.get(one.province_id or 0, '')}".rstrip(", ")
            for one in communes[:_MOST_NAMED]
        ]
        return [*told, "…"] if len(communes) > _MOST_NAMED else told


def _in(communes: list[_Commune], province_id: int | None) -> list[_Commune]:
    return [one for one in communes if province_id in (None, one.province_id)]


def _bearers(code: str) -> list[str]:
    """Every commune that ever bore the code, with its days."""
    query = (
        select(UnitVersion.name, UnitVersion.starts_on, UnitVersion.ends_on)
        .join(Unit, Unit.id == UnitVersion.unit_id)
        .where(Unit.kind == UnitKind.COMMUNE, UnitVersion.official_code == code)
        .order_by(UnitVersion.ends_on.is_(None), UnitVersion.ends_on)
        .limit(6)
    )
    return [
        f"{row.name} ({show_day(row.starts_on) or '…'} – {show_day(row.ends_on) or '…'})"
        for row in db.session.execute(query)
    ]


def communes_on(day: date | None, today: date) -> Communes:
    """The communes of the day the list tells of; names alone are read as of today without one."""
    on = day or today
    upper = _upper(on)
    found = Communes(day)
    found.provinces = {id: name for id, (name, _up, is_top) in upper.items() if is_top}
    query = (
        select(
            UnitVersion.unit_id, UnitVersion.name, UnitVersion.official_code, UnitVersion.parent_id
        )
        .join(Unit, Unit.id == UnitVersion.unit_id)
        .where(Unit.kind == UnitKind.COMMUNE, as_of(on))
        .order_by(UnitVersion.sort_key, UnitVersion.id)
    )
    for id, name, code, parent_id in db.session.execute(query):
        commune = _Commune(id, name, _top(parent_id, upper))
        if code:
            found.by_code[code].append(commune)
        for key in {name, bare_name(name)}:
            found.by_name[exact(key)].append(commune)
        for folded in {fold(name), fold(bare_name(name))}:
            found.by_folded[folded].append(commune)
    return found


def _upper(on: date) -> dict[int, tuple[str, int | None, bool]]:
    """Provinces and districts of the day: id → name, parent, whether it is a province."""
    kinds = (UnitKind.PROVINCE, UnitKind.DISTRICT)
    query = (
        select(UnitVersion.unit_id, UnitVersion.name, UnitVersion.parent_id, Unit.kind)
        .join(Unit, Unit.id == UnitVersion.unit_id)
        .where(Unit.kind.in_(kinds), as_of(on))
    )
    return {
        row.unit_id: (row.name, row.parent_id, row.kind is UnitKind.PROVINCE)
        for row in db.session.execute(query)
    }


def _top(parent_id: int | None, upper: dict[int, tuple[str, int | None, bool]]) -> int | None:
    while parent_id in upper and not upper[parent_id][2]:
        parent_id = upper[parent_id][1]
    return parent_id


@dataclass
class Offices:
    """The units under the one whose list it is, by their folded names."""

    unit_id: int
    name: str
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    names: list[str] = field(default_factory=list)

    def of_name(self, written: str) -> int | None:
        """The one unit of that name; None where none or several bear it."""
        found = self.by_name.get(fold(written), set())
        return next(iter(found)) if len(found) == 1 else None

    def allowed(self) -> str:
        """Their names, for the sentence that refuses another one."""
        told = [self.name, *self.names[: _MOST_NAMED - 1]]
        return ", ".join([*told, "…"] if len(self.names) >= _MOST_NAMED else told)


def offices_of(unit: Unit, today: date) -> Offices:
    """The unit itself and everything under it that is not a territory."""
    found = Offices(unit.id, unit.version_on(today).name)
    kinds = [kind for kind in UnitKind if not kind.is_territory]
    query = named(today).where(UnitVersion.unit_id.in_(below(unit.id, today)))
    for version in db.session.scalars(query):
        if version.unit_id != unit.id and version.unit.kind not in kinds:
            continue
        for name in {version.name, version.short_name} - {""}:
            found.by_name[fold(name)].add(version.unit_id)
        if version.unit_id != unit.id:
            found.names.append(version.name)
    return found

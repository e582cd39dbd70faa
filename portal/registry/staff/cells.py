"""What the cells of a row say, column by column; one that says something wrong is a problem."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from flask_babel import gettext as _

from portal.accounts.secrets import sealed
from portal.core.text import fold
from portal.registry.formats.identifiers import normal_orcid
from portal.registry.importing.models import RowAction
from portal.registry.names import split_titles
from portal.registry.sensitive import ethnic_groups, number_key
from portal.registry.staff.places import Unclear
from portal.registry.staff.values import EARLIEST, Reader, Told
from portal.registry.staff.words import ACTIONS, CATEGORIES, LEVELS, RANKS, SECTORS, SEXES

_NAME = re.compile(r"[^\W\d_][^\d_=<>{}|@#$%^*\\\[\]]*")
_EMAIL = re.compile(r"[^@\s<>,;\"']+@[^@\s<>,;\"'.]+(?:\.[^@\s<>,;\"'.]+)+")
_TRAINING = frozenset({"student", "education", "nguoi hoc", "sinh vien", "hoc vien", "dao tao"})


def read_row(reader: Reader, cells: Mapping[str, str]) -> Told:
    """What the cells say; a cell that says something wrong is a problem and no value."""
    told = Told()
    for step in _STEPS:
        step(reader, cells, told)
    if told.action is RowAction.SKIP:
        told.problems = []
    return told


def _action(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    told.action = RowAction(reader.word(cells, told, "action", ACTIONS) or RowAction.AUTO)


def _person(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    written = cells.get("person", "")
    number = written.removeprefix("#").strip()
    if number.isdecimal() and len(number) < 10:
        told.person_id = int(number)
    elif written:
        reader.problem(told, "person", written, _("The number of a record has digits only; leave"
                       " the cell empty for a new person."))  # fmt: skip


def _name(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    written = cells.get("name") or _of_parts(cells)
    column = next((key for key in ("name", "given", "first_name") if key in reader.headers), "name")
    if not written:
        reader.problem(told, column, "", _("Write the full name."))
        return
    _titles, name = split_titles(written)
    if not _NAME.fullmatch(name) and not _is_plain(name):
        reader.problem(told, column, written, _("This is not a name: a name has no digits, formulas"
                       " or signs."))  # fmt: skip
        return
    told.basics["full_name"] = name[:200]
    if len(cells) == 1 and len(reader.headers) > 1:
        reader.problem(told, column, written, _("The row has a name and nothing else. If it is a"
                       " heading leave it out; else fill in one more column."))  # fmt: skip


def _is_plain(name: str) -> bool:
    """A sample's "Contributor 1": digits behind words are let through, formulas and signs are not."""
    return bool(re.fullmatch(r"[^\W\d_]+(?:[ .'-]+[\w]+)* \d{1,3}", name))


def _of_parts(cells: Mapping[str, str]) -> str:
    """A name in two columns, in the order of the language in which they are headed."""
    here = (cells.get("family", ""), cells.get("given", ""))
    there = (cells.get("first_name", ""), cells.get("last_name", ""))
    return " ".join(part for part in (here if any(here) else there) if part)


def _birth(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    value = reader.date(cells, told, "birth")
    sex = reader.word(cells, told, "sex", SEXES)
    for column, of in (("birth_male", "male"), ("birth_female", "female")):
        if cells.get(column):
            sex = of
            if fold(cells[column]) not in ("x", "v"):
                value = reader.date(cells, told, column)
    if value > reader.today.isoformat():
        reader.problem(told, "birth", cells.get("birth", value), _("The day lies in the future."))
        value = ""
    if value:
        told.basics["birth_date"] = value
    if sex:
        told.basics["sex"] = sex


def _contact(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    if written := cells.get("email", ""):
        address = re.sub(r"^.*<([^<>]+)>.*$", r"\1", written).strip("<> ;,").removeprefix("mailto:")
        if _EMAIL.fullmatch(address):
            told.basics["contact_email"] = address.lower()
        else:
            reader.problem(told, "email", written, _("Write one address, for example"
                           " ten@donvi.vn."))  # fmt: skip
    if written := cells.get("phone", ""):
        digits = re.sub(r"\D", "", written)
        if not 8 <= len(digits) <= 15 or re.search(r"[^\W\d_]", written):
            reader.problem(told, "phone", written, _("Write one telephone number."))
        else:
            bare = len(digits) == 9 and digits == written and digits[0] != "0"
            told.basics["contact_phone"] = f"0{digits}" if bare else written


def _sensitive(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    if not reader.with_sensitive:
        return
    if written := cells.get("national_id", ""):
        digits = re.sub(r"[\s.-]", "", written).strip("'")
        if digits.isdecimal() and len(digits) in (10, 11):
            digits = digits.zfill(12)  # a spreadsheet that took it for a number dropped the zeros
        if digits.isdecimal() and len(digits) == 12:
            told.sensitive["national_id_sealed"] = sealed(digits)
            told.sensitive["national_id_key"] = number_key(digits)
        else:
            reader.problem(told, "national_id", "…", _("The number has 12 digits; format the"
                           " column as text so that leading zeros stay."))  # fmt: skip
    if written := cells.get("ethnicity", ""):
        code = _ethnic_codes().get(fold(written))
        if code is None:
            allowed = ", ".join(ethnic_groups().values())
            reader.problem(told, "ethnicity", "…", _("Allowed: %(words)s.", words=allowed))
        else:
            told.sensitive["ethnicity"] = sealed(code)


@cache
def _ethnic_codes() -> dict[str, str]:
    return {fold(name): code for code, name in ethnic_groups().items()}


def _work(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    if fold(cells.get("affiliation", "")) in _TRAINING:
        _study(reader, cells, told)
        return
    offices = reader.offices
    told.unit_id = offices.unit_id
    organisation = offices.name
    if written := cells.get("unit", ""):
        found = offices.of_name(written)
        if found is None:
            reader.problem(told, "unit", written, _("Allowed: %(words)s.", words=offices.allowed()))
        told.unit_id, organisation = found or offices.unit_id, written
    elif written := cells.get("organisation", ""):
        told.unit_id, organisation = offices.of_name(written), written
    starts = reader.date(cells, told, "starts")
    ends = reader.date(cells, told, "ends")
    role = cells.get("role", "") or cells.get("post", "")
    department = cells.get("department", "")
    category = reader.word(cells, told, "category", CATEGORIES)
    if starts and ends and ends < starts[: len(ends)]:
        reader.problem(told, "ends", cells["ends"], _("The end is before the beginning."))
    if not (role or department or category):
        return
    told.appointment = {
        "role": role or _("Staff member"),
        "department": department,
        "job_position": cells.get("post", ""),
        "job_category": category,
        "starts": starts or None,
        "ends": ends or None,
        "organisation": organisation,
        "unit_id": told.unit_id,
    }


def _study(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    """A line of somebody who studies: a training, finished when it has an end."""
    starts, ends = reader.date(cells, told, "starts"), reader.date(cells, told, "ends")
    told.training = {
        "course": cells.get("role", "") or cells.get("discipline", "") or _("Studies"),
        "organiser": cells.get("organisation", "") or cells.get("school", ""),
        "starts": starts or None,
        "ends": ends or None,
        "is_completed": bool(ends) and ends <= reader.today.isoformat(),
    }


def _learning(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    level = reader.word(cells, told, "level", LEVELS)
    year = cells.get("year", "")
    if year and not (year.isdecimal() and EARLIEST <= int(year) <= reader.today.year):
        reader.problem(told, "year", year, _("Write a year of four digits, for example 2009."))
        year = ""
    rest = {"discipline": cells.get("discipline", ""), "organisation": cells.get("school", "")}
    if level:
        told.degree = {"level": level, **rest, "awarded": year or None}
    elif not cells.get("level") and not told.training and any((*rest.values(), year)):
        given = next(key for key in ("discipline", "school", "year") if cells.get(key))
        reader.problem(told, given, cells[given], _("Say which degree it is: %(words)s.",
                       words=", ".join(LEVELS.allowed())))  # fmt: skip
    told.rank = reader.word(cells, told, "rank", RANKS) or ""


def _field(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    if written := cells.get("field", ""):
        told.field_id = reader.fields.get(written.split()[0].strip(".:"))
        if told.field_id is None:
            shown = ", ".join(list(reader.fields)[:12])
            reader.problem(told, "field", written, _("No field has this code. Allowed: %(codes)s …"
                           " (all of them are in the template).", codes=shown))  # fmt: skip
    if sector := reader.word(cells, told, "sector", SECTORS):
        told.basics["sector"] = sector


def _identifiers(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    if written := cells.get("orcid", ""):
        told.orcid = normal_orcid(written)
        if not told.orcid:
            reader.problem(told, "orcid", written, _("The ORCID iD has a wrong digit or form; it has"
                           " 16 digits: 0000-0002-1825-0097."))  # fmt: skip
    told.science_code = cells.get("science_code", "")[:60]


def _commune(reader: Reader, cells: Mapping[str, str], told: Told) -> None:
    code, name = cells.get("commune_code", ""), cells.get("commune", "")
    if name.isdecimal() and not code:
        code, name = name, ""
    if reader.communes is None or not (code or name):
        return
    column = "commune_code" if code and "commune_code" in cells else "commune"
    try:
        if code:
            told.basics["commune_id"] = reader.communes.of_code(code)
        else:
            told.basics["commune_id"] = reader.communes.of_name(name, cells.get("province", ""))
    except Unclear as unclear:
        reader.problem(told, column, code or name, str(unclear))


_Step = Callable[[Reader, Mapping[str, str], Told], None]
_STEPS: tuple[_Step, ...] = (
    _action,
    _person,
    _name,
    _birth,
    _contact,
    _sensitive,
    _work,
    _learning,
    _field,
    _identifiers,
    _commune,
)

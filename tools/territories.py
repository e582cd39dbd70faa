"""Extract the facts of portal/units/facts from the two public lists they rest on.

python tools/territories.py LISTS DATASET

LISTS    folder with provinces_wards_*.json (thanglequoc/vietnamese-provinces-database) and
         converter_63_to_34.json (vietnamadminunits)
DATASET  dataset.db of the vietnamadminunits wheel: names and codes before 1/7/2025 and on that day
"""

import csv
import json
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path

FACTS = Path(__file__).resolve().parents[1] / "portal" / "units" / "facts"
BEFORE, SINCE = "2025-06-30", "2025-07-01"
CITY_BEFORE, CITY_SINCE = "2026-04-29", "2026-04-30"
CITY = "75"
"""Đồng Nai: a city since 30/4/2026, with ten communes made wards (30/2026/QH16)."""

Row = tuple[str, ...]


class Lists:
    """The lists as they are published, joined by their own keys."""

    def __init__(self, folder: Path, dataset: Path) -> None:
        base = sqlite3.connect(dataset)
        self.old = {
            "_".join([row[0], row[1] or "", row[2] or ""]): row
            for row in base.execute(
                "select provinceKey, districtKey, wardKey, province, district, ward,"
                " provinceCode, districtCode, wardCode from admin_units_legacy"
            )
        }
        self.new = {
            (row[0], row[1]): row
            for row in base.execute(
                "select provinceKey, wardKey, province, ward, provinceCode, wardCode"
                " from admin_units"
            )
        }
        self.conversion = json.loads((folder / "converter_63_to_34.json").read_text("utf-8"))
        newest = sorted(folder.glob("provinces_wards_*.json"))[-1]
        self.today = json.loads(newest.read_text("utf-8"))
        self.sources: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self._join_sources()

    def _join_sources(self) -> None:
        for province, wards in self.conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for ward, olds in wards.items():
                self.sources[province, ward] += [(old, "1") for old in olds]
        for province, olds in self.conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
            for old, parts in olds.items():
                for part in parts:
                    self.sources[province, part["newWardKey"]].append((old, ""))


def old_key(row: Row) -> str:
    """Our key of a unit before 1/7/2025: its code of that time; an island district is itself."""
    return f"x{row[8]}" if row[5] else f"h{row[7]}"


def provinces(lists: Lists) -> tuple[list[Row], list[Row], dict[str, str]]:
    """Versions, successions, and the key of each province of today by its list key."""
    old = {row[0]: (f"t{row[6]}", row[6], row[3]) for row in lists.old.values()}
    now = {row[0]: (row[4], row[2]) for row in lists.new.values()}
    merged = lists.conversion["DICT_PROVINCE"]
    single = {name: sources[0] for name, sources in merged.items() if len(sources) == 1}
    rows = [
        (key, code, name, "", "", "" if list_key in single.values() else BEFORE)
        for list_key, (key, code, name) in sorted(old.items(), key=lambda item: item[1])
    ]
    keys = {name: old[source][0] for name, source in single.items()}
    successions: list[Row] = []
    for list_key, (code, name) in sorted(now.items(), key=lambda item: item[1]):
        if list_key in single:
            continue
        keys[list_key] = f"m{code}"
        if code == CITY:
            rows.append((keys[list_key], code, name, "", SINCE, CITY_BEFORE))
            rows.append((keys[list_key], code, city_name(lists), "", CITY_SINCE, ""))
        else:
            rows.append((keys[list_key], code, name, "", SINCE, ""))
        successions += [(old[source][0], keys[list_key], "1") for source in merged[list_key]]
    return rows, successions, keys


def city_name(lists: Lists) -> str:
    return next(item["FullName"] for item in lists.today if item["Code"] == CITY)


def districts(lists: Lists) -> list[Row]:
    """All districts; none outlives 30/6/2025."""
    seen = {(f"h{row[7]}", row[7], row[4], f"t{row[6]}", "", BEFORE) for row in lists.old.values()}
    return sorted(seen)


def communes(lists: Lists, province_keys: dict[str, str]) -> tuple[list[Row], list[Row]]:
    """Versions and successions; a commune made of one whole old one is the same unit."""
    today = {
        (item["Code"], ward["Code"]): ward["FullName"]
        for item in lists.today
        for ward in item["Wards"]
    }
    rows = {
        key: [(old_key(row), row[8], row[5], f"h{row[7]}", "", BEFORE)]
        for key, row in lists.old.items()
        if row[5]
    }
    successions: list[Row] = []
    found: list[Row] = []
    for (province, ward), row in sorted(lists.new.items(), key=lambda item: item[1][5]):
        sources = lists.sources[province, ward]
        whole = len(sources) == 1 and sources[0][1] == "1" and sources[0][0] in rows
        key = old_key(lists.old[sources[0][0]]) if whole else f"n{row[5]}"
        versions = since_2025(key, row, province_keys[province], today.get((row[4], row[5])))
        if whole:
            rows[sources[0][0]] += versions
        else:
            found += versions
            successions += [(old_key(lists.old[old]), key, share) for old, share in sources]
    return [row for versions in rows.values() for row in versions] + found, successions


def since_2025(key: str, row: Row, parent: str, name_today: str | None) -> list[Row]:
    """One version, or two where the city of Đồng Nai made a ward of a commune."""
    kind_of_today = (name_today or row[3]).split()[0]
    if row[4] != CITY or kind_of_today == row[3].split()[0]:
        return [(key, row[5], row[3], parent, SINCE, "")]
    renamed = f"{kind_of_today} {row[3].split(maxsplit=1)[1]}"
    return [
        (key, row[5], row[3], parent, SINCE, CITY_BEFORE),
        (key, row[5], renamed, parent, CITY_SINCE, ""),
    ]


def write(name: str, head: Row, rows: list[Row]) -> None:
    with (FACTS / name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
    sys.stdout.write(f"{name}: {len(rows)} rows\n")


def main(folder: str, dataset: str) -> None:
    lists = Lists(Path(folder), Path(dataset))
    head = ("key", "code", "name", "parent", "starts_on", "ends_on")
    province_rows, province_successions, keys = provinces(lists)
    commune_rows, commune_successions = communes(lists, keys)
    write("provinces.csv", head, sorted(province_rows, key=lambda row: (row[0], row[4])))
    write("districts.csv", head, districts(lists))
    write("communes.csv", head, sorted(commune_rows, key=lambda row: (row[0], row[4])))
    successions = sorted({*province_successions, *commune_successions})
    write("successions.csv", ("from", "to", "share"), successions)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""`make bench`: every figure in one run; `python -m bench search --people 10000` for one part."""

import argparse
from pathlib import Path

from bench import directory, duplicates, finding, pages, search, staff

PARTS = ("pages", "search", "directory", "finding", "staff", "duplicates")


def main() -> None:
    """Run the chosen parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS)
    parser.add_argument("--people", type=int, action="append")
    parser.add_argument("--instance", type=Path, help="finding: a folder that is loaded already")
    parser.add_argument("--rounds", type=int, default=60)
    chosen = parser.parse_args()
    for part in chosen.parts or PARTS:
        if part == "pages":
            for number in chosen.people or (600,):
                pages.measure(number)
        if part == "search":
            for number in chosen.people or (5_000, 10_000, 60_000):
                search.measure(number, chosen.rounds)
        if part == "directory":
            for number in chosen.people or (60_000,):
                directory.measure(number, chosen.rounds)
        if part == "finding":
            for number in chosen.people or (60_000,):
                finding.measure(number, chosen.rounds, chosen.instance)
        if part == "staff":
            for number in chosen.people or (20_000,):
                staff.measure(number)
        if part == "duplicates":
            for number in chosen.people or (60_000,):
                duplicates.measure(number)


if __name__ == "__main__":
    main()

"""Which author the person is likely to be."""

import pytest

from portal.registry.formats import ParsedContributor
from portal.registry.importing.authorship import likely_author

NAMES = {"Nguyễn Văn Anh", "Lệ Xuân"}


@pytest.mark.parametrize(
    ("authors", "place"),
    [
        (["Trần Thị Hà", "Nguyễn Văn Anh"], 1),
        (["Nguyen Van Anh", "Trần Thị Hà"], 0),
        (["Trần Thị Hà", "Anh Van Nguyen"], 1),
        (["Trần Thị Hà", "Nguyen V. A."], 1),
        (["Nguyen V.A.", "Trần Thị Hà"], 0),
        (["GS.TS. Nguyễn Văn Anh", "Trần Thị Hà"], 0),
        (["Lệ Xuân"], 0),
        (["Nguyễn Văn Anh", "Nguyen Van Anh"], None),
        (["N. V. A."], None),
        (["Nguyễn Văn Bình"], None),
        ([], None),
    ],
)
def test_by_name_in_any_order_with_or_without_diacritics(
    authors: list[str], place: int | None
) -> None:
    contributors = [ParsedContributor(name) for name in authors]
    assert likely_author(contributors, names=NAMES, orcids=()) == place


def test_an_orcid_id_decides_before_any_name() -> None:
    contributors = [
        ParsedContributor("Nguyễn Văn Anh"),
        ParsedContributor("V. A. N.", orcid="0000-0002-1825-0097"),
    ]
    assert likely_author(contributors, names=NAMES, orcids={"0000-0002-1825-0097"}) == 1

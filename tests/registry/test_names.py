"""Names as people and publishers write them."""

import csv
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.text import fold
from portal.registry import names
from portal.registry.names import ParsedName, parse_name


def test_every_shared_case_gives_its_expected_parts(shared: Path) -> None:
    wrong = []
    with (shared / "registry/names/name_cases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            parsed = parse_name(row["input"])
            for part in ("prefix", "family", "middle", "given"):
                expected = unicodedata.normalize("NFC", row[f"expected_{part}"])
                if getattr(parsed, part) != expected:
                    wrong.append((row["input"], part, getattr(parsed, part), expected))
    assert wrong == []


@pytest.mark.parametrize(
    ("written", "prefix", "family", "middle", "given"),
    [
        ("GS.TS.Nguyễn Văn Anh", "GS.TS.", "Nguyễn", "Văn", "Anh"),
        ("GS. TS. Nguyễn Văn Anh", "GS. TS.", "Nguyễn", "Văn", "Anh"),
        ("GS.TSKH.NGND Lê Thị Bình", "GS.TSKH.NGND", "Lê", "Thị", "Bình"),
        ("BS.CKII. Hoàng Anh", "BS.CKII.", "Hoàng", "", "Anh"),
        ("BSCKI Lò Văn Panh", "BSCKI", "Lò", "Văn", "Panh"),
        ("TTƯT. BS CK II Đỗ Hà", "TTƯT. BS CK II", "Đỗ", "", "Hà"),
        ("AHLĐ Trần Văn Sáu", "AHLĐ", "Trần", "Văn", "Sáu"),
        ("Dr. Anh Nguyen", "Dr.", "Nguyen", "", "Anh"),
        ("Prof. Dr. Le Van An", "Prof. Dr.", "Le", "Van", "An"),
        ("Phó Giáo sư, Tiến sĩ Vũ Thị Lan", "Phó Giáo sư, Tiến sĩ", "Vũ", "Thị", "Lan"),
        ("Nghệ nhân ưu tú Giàng A Páo", "Nghệ nhân ưu tú", "Giàng", "A", "Páo"),
        ("Nguyễn Văn Anh, PhD", "PhD", "Nguyễn", "Văn", "Anh"),
        ("Bà Tôn Nữ Thị Ninh", "Bà", "Tôn Nữ", "Thị", "Ninh"),
        ("Công Tằng Tôn Nữ Minh Hà", "", "Công Tằng Tôn Nữ", "Minh", "Hà"),
        ("H'Hen Niê", "", "Niê", "", "H'Hen"),
        ("H Ngăm Niê Kdăm", "", "Niê Kdăm", "", "H Ngăm"),
        ("Y Phương", "", "", "", "Y Phương"),
        ("NGUYỄN VĂN ANH", "", "NGUYỄN", "VĂN", "ANH"),
        ("  Nguyễn   Văn\u00a0 Anh ", "", "Nguyễn", "Văn", "Anh"),
        ("Nguyễn\u200b Văn Anh\u202e", "", "Nguyễn", "Văn", "Anh"),
        ("Nguyễn, Thị Thanh Hoà", "", "Nguyễn", "Thị Thanh", "Hoà"),
        ("Nguyễn Thị Minh, Huyền", "", "Nguyễn", "Thị Minh", "Huyền"),
        ("Hòa, Nguyễn Thị Thanh", "", "Nguyễn", "Thị Thanh", "Hòa"),
        ("Đăng, Văn Lâm", "", "Đăng", "Văn", "Lâm"),
        ("Minh Le", "", "Le", "", "Minh"),
        ("Huyen Nguyen Thi Minh", "", "Nguyen", "Thi Minh", "Huyen"),
        ("Vi Thị Lê", "", "Vi", "Thị", "Lê"),
        ("Shannon, Claude E.", "", "Shannon", "", "Claude E."),
        ("Claude E. Shannon", "", "Shannon", "E.", "Claude"),
        ("Sáu", "", "", "", "Sáu"),
        ("Bùi Ba", "", "Bùi", "", "Ba"),
        ("", "", "", "", ""),
    ],
)
def test_a_name_comes_apart(
    written: str, prefix: str, family: str, middle: str, given: str
) -> None:
    parsed = parse_name(written)
    assert (parsed.prefix, parsed.family, parsed.middle, parsed.given) == (
        prefix,
        family,
        middle,
        given,
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Hòa, Nguyễn Thị Thanh", "Nguyễn Thị Thanh Hòa"),
        ("Nguyễn Thị, Lương", "Nguyễn Thị Lương"),
        ("Shannon,Claude E.", "Claude E. Shannon"),
        ("GS.TS. Nguyễn Văn Anh", "Nguyễn Văn Anh"),
        ("Anh Van Nguyen", "Anh Van Nguyen"),
        ("H’Hen Niê", "H’Hen Niê"),
    ],
)
def test_the_name_without_titles_and_commas_reads_as_it_is_said(written: str, said: str) -> None:
    assert parse_name(written).name == said


def test_the_folded_name_has_no_title_and_the_sort_key_begins_with_the_given_name() -> None:
    parsed = parse_name("GS.TS. Nguyễn Văn Anh")
    assert parsed.folded == "nguyen van anh"
    assert parse_name("Ông Trần An").sort_key < parsed.sort_key < parse_name("Lê Ân").sort_key
    assert parse_name("Nguyễn Thị Hoà").sort_key == parse_name("Nguyễn Thị Hòa").sort_key


@given(st.text(max_size=80))
def test_no_word_of_a_name_is_lost_or_invented(text: str) -> None:
    parsed = parse_name(text)
    kept = fold(f"{parsed.prefix} {parsed.family} {parsed.middle} {parsed.given}")
    assert sorted(filter(str.isalnum, kept)) == sorted(filter(str.isalnum, fold(text)))


CLDR_FORMS: dict[str, Callable[[ParsedName, str, str], str]] = {
    "none;long;referring;formal": lambda name, title, credentials: names.formal(name, credentials),
    "sorting;long;referring;formal": lambda name, title, credentials: names.formal(name),
    "none;medium;referring;formal": lambda name, title, credentials: names.medium(name),
    "none;short;referring;formal": lambda name, title, credentials: names.short(name),
    "none;long;referring;informal": lambda name, title, credentials: names.informal(name),
    "none;long;addressing;formal": lambda name, title, credentials: names.addressing(name, title),
    "none;long;monogram;formal": lambda name, title, credentials: names.monogram(name),
}


def test_the_forms_of_a_name_are_those_of_cldr(shared: Path) -> None:
    lines = (shared / "registry/names/cldr_vi_person_names.txt").read_text("utf-8").splitlines()
    cases = [line for line in lines if line and not line.startswith("#")]
    for case in cases:
        fields, _, rest = case.partition("=>")
        given_name, middle, family, title, credentials = fields.split("|")
        expected, _, form = rest.partition(";")
        name = ParsedName("", family, middle, given_name, "", "", "")
        assert CLDR_FORMS[form](name, title, credentials) == expected, case
    assert len(cases) == 18

"""The columns of a staff list: how they are headed, whatever their order, case, accents and language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.core.text import fold

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Column:
    """One column: its key in our rows, its header in the template, other headers that mean it."""

    key: str
    header: str
    english: str
    also: Sequence[str] = field(default=())
    in_template: bool = True

    def header_in(self, language: str) -> str:
        return self.english if language == "en" else self.header


COLUMNS = (
    Column("action", "Thao tác", "Action", ("hành động",)),
    Column(
        "person",
        "Mã hồ sơ",
        "Record number",
        ("mã số hồ sơ", "id hồ sơ", "record id", "profile id", "person id"),
    ),
    Column(
        "name",
        "Họ và tên",
        "Full name",
        (
            "họ tên",
            "họ, tên",
            "họ tên cán bộ",
            "họ và tên cán bộ",
            "họ và tên khai sinh",
            "họ tên khai sinh",
            "họ tên đầy đủ",
            "name",
        ),
    ),
    Column(
        "birth",
        "Ngày sinh",
        "Date of birth",
        (
            "năm sinh",
            "ngày tháng năm sinh",
            "ngày, tháng, năm sinh",
            "ngày tháng sinh",
            "sinh ngày",
            "birth date",
            "birthday",
            "birth year",
            "year of birth",
            "dob",
        ),
    ),
    Column("sex", "Giới tính", "Sex", ("phái", "giới", "gender")),
    Column(
        "email",
        "E-mail",
        "E-mail",
        ("email", "thư điện tử", "địa chỉ thư điện tử", "địa chỉ email", "email address", "mail"),
    ),
    Column(
        "phone",
        "Điện thoại",
        "Phone",
        (
            "số điện thoại",
            "sđt",
            "đt",
            "di động",
            "điện thoại di động",
            "phone number",
            "mobile",
            "telephone",
        ),
    ),
    Column(
        "national_id",
        "Số định danh cá nhân",
        "Personal identification number",
        (
            "số định danh",
            "cccd",
            "số cccd",
            "căn cước công dân",
            "số căn cước công dân",
            "số căn cước",
            "căn cước",
            "cmnd/cccd",
            "cccd/cmnd",
            "số cmnd/cccd",
            "số cccd/cmnd",
            "national id",
            "identity number",
            "id number",
        ),
    ),
    Column("ethnicity", "Dân tộc", "Ethnicity", ("ethnic group",)),
    Column(
        "unit",
        "Đơn vị",
        "Unit",
        ("đơn vị công tác", "cơ quan", "cơ quan công tác", "đơn vị trực thuộc", "tên đơn vị"),
    ),
    Column(
        "department",
        "Phòng ban",
        "Department",
        (
            "phòng, ban",
            "phòng",
            "khoa",
            "khoa phòng",
            "phòng khoa",
            "bộ phận",
            "tổ",
            "tổ chuyên môn",
            "tổ bộ môn",
            "bộ môn",
            "đơn vị/phòng ban",
            "phòng ban/đơn vị",
        ),
    ),
    Column(
        "role",
        "Chức vụ",
        "Position",
        (
            "chức danh",
            "chức vụ, chức danh",
            "chức danh, chức vụ",
            "chức vụ hiện tại",
            "chức danh nghề nghiệp",
            "role",
            "job title",
            "title",
            "course/title",
            "course",
        ),
    ),
    Column("post", "Vị trí việc làm", "Job position", ("vtvl", "tên vị trí việc làm")),
    Column(
        "category",
        "Nhóm",
        "Staff group",
        (
            "nhóm cán bộ",
            "đối tượng",
            "loại cán bộ",
            "phân loại",
            "loại lao động",
            "job category",
            "category",
        ),
    ),
    Column(
        "starts",
        "Từ ngày",
        "From",
        (
            "từ",
            "từ tháng năm",
            "từ tháng/năm",
            "ngày bắt đầu",
            "ngày bổ nhiệm",
            "ngày vào làm",
            "ngày tuyển dụng",
            "start date",
        ),
    ),
    Column(
        "level",
        "Học vị cao nhất",
        "Highest degree",
        (
            "học vị",
            "trình độ",
            "trình độ chuyên môn",
            "trình độ đào tạo",
            "trình độ cao nhất",
            "degree",
        ),
    ),
    Column(
        "discipline",
        "Chuyên ngành",
        "Discipline",
        ("ngành", "ngành đào tạo", "chuyên ngành đào tạo", "major"),
    ),
    Column(
        "school",
        "Cơ sở đào tạo",
        "Awarded by",
        ("trường đào tạo", "nơi đào tạo", "trường", "school", "university", "institution"),
    ),
    Column(
        "year",
        "Năm tốt nghiệp",
        "Year of graduation",
        ("năm cấp bằng", "năm tn", "graduation year", "year awarded"),
    ),
    Column("rank", "Học hàm", "Academic rank", ("chức danh khoa học", "academic title")),
    Column(
        "field",
        "Mã lĩnh vực KH&CN",
        "S&T field code",
        ("mã lĩnh vực", "lĩnh vực kh&cn", "lĩnh vực khoa học và công nghệ", "field code"),
    ),
    Column("sector", "Lĩnh vực", "Sector", ("lĩnh vực hoạt động", "lĩnh vực công tác")),
    Column("orcid", "ORCID", "ORCID", ("orcid id", "mã orcid")),
    Column(
        "science_code",
        "Mã số KH&CN",
        "National S&T code",
        ("mã số khcn", "mã khcn", "mã số khoa học và công nghệ"),
    ),
    Column(
        "commune_code",
        "Mã xã, phường",
        "Commune code",
        ("mã xã", "mã phường", "mã phường xã", "mã đơn vị hành chính", "ward code"),
    ),
    Column(
        "commune",
        "Xã, phường",
        "Commune",
        ("xã", "phường", "phường xã", "xã phường đặc khu", "nơi ở", "ward"),
    ),
    Column(
        "province",
        "Tỉnh, thành phố",
        "Province",
        ("tỉnh", "tỉnh thành", "tỉnh/tp", "tỉnh, tp", "thành phố", "province/city"),
    ),
    Column("family", "Họ và tên đệm", "", ("họ", "họ đệm", "họ và đệm", "họ và chữ đệm"), False),
    Column("given", "Tên", "", (), False),
    Column("last_name", "", "Last name", ("family name", "surname"), False),
    Column("first_name", "", "First name", ("given name", "given names"), False),
    Column("birth_male", "Nam", "", (), False),
    Column("birth_female", "Nữ", "", (), False),
    Column("organisation", "", "Organisation", ("organization", "nơi công tác"), False),
    Column("ends", "Đến ngày", "Until", ("đến", "ngày kết thúc", "end date"), False),
    Column(
        "affiliation", "Loại quá trình", "Affiliation type", ("affiliation",), in_template=False
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
TEMPLATE = tuple(column for column in COLUMNS if column.in_template)
OUTCOME = ("Kết quả", "Ghi chú kết quả")
"""The two columns that the result adds; handed in again they are passed over."""

_PASSED_OVER = frozenset(
    ("stt", "tt", "so tt", "so thu tu", "no", "ghi chu", "note", "notes", "result", "result note")
)


def header_key(text: str) -> str:
    """What is compared of a header: without accents, case, signs and what stands in brackets."""
    return _SIGNS.sub(" ", fold(_BRACKETS.sub(" ", text)).replace("&", " ")).strip()


def _meanings() -> dict[str, str]:
    known: dict[str, str] = {}
    for column in COLUMNS:
        for written in (column.header, column.english, *column.also):
            if written:
                known.setdefault(header_key(written), column.key)
    return known


MEANINGS = _meanings()


def column_of(header: str) -> str | None:
    """The key of the column with such a header; None for one that is not ours."""
    return MEANINGS.get(header_key(header))


def is_passed_over(header: str) -> bool:
    """Whether the header is of a column that tells nothing of the person: numbers, notes, outcomes."""
    key = header_key(header)
    return not key or key in _PASSED_OVER or key in {header_key(one) for one in OUTCOME}

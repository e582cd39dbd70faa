"""Family names met in Vietnam, and how sure each is to be one."""

from collections.abc import Sequence

from portal.core.text import exact, fold

_COMMON = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Trương"
)
_OTHERS = (
    "An Âu Ân Bạch Bàn Bành Bế Biện Bồ Ca Cà Cái Cao Cầm Cát Cấn Châu Chế Chiêm Chu Chung Chử Công Cù Cung"
    " Cự Dã Danh Diệp Doãn Du Đái Đàm Đàng Đào Đậu Đèo Điền Điêu Đồng Đổng Đường Giang Giáp Giàng Hà"
    " Hạ Hàn Hàng Hạng Hầu Hoa Hứa Kha Khổng Khúc Khuất Khương Kiều Kim La Lã Lạc Lại Lâm Lèng Lò Lô"
    " Lỗ Lộc Lù Lục Lư Lường Lương Lưu Lữ Ma Má Mã Mạc Mạch Mai Mạnh Mào Mẫn Mậu Mùa Nghiêm Ngọ"
    " Ngụy Nhan Nhâm Nhữ Ninh Nông Ong Ông Phí Phó Phù Phùng Phương Quách Quan Quàng Quản"
    " Sa Sái Sầm Sùng Tạ Tăng Tẩn Tề Thạch"
    " Thái Thang Thào Thân Thẩm Thi Thiều Thích Tiêu Tiết Tòng Tô Tôn Tống Triệu Từ Tưởng Ty"
    " Ung Uông Ưng Vàng Văn Vì Vi Viên Vừ Vương Vưu Xa Xồng Xuyên Yên"
)
_COMPOUND = (
    *("Công Tằng Tôn Nữ", "Công Huyền Tôn Nữ", "Huyền Tôn Nữ", "Tôn Nữ"),
    *("Tôn Thất", "Công Tôn", "Âu Dương", "Hoàng Phủ"),
    *("Tư Mã", "Gia Cát", "Rơ Châm", "Rơ Chăm"),
    *("Rơ Mah", "Rơ Lan", "Rah Lan", "Ra Lan"),
    *("Niê Kdăm", "Niê Kđăm", "Mlô Duôn Du", "Buôn Krông"),
    *("Buôn Yă", "Liêng Hót", "Kơ Să", "Cil Múp"),
    *("Bon Yô", "Lơ Mu"),
)
COMPOUND = tuple(sorted(map(fold, _COMPOUND), key=len, reverse=True))
"""Folded family names of two syllables or more, the longest first."""


def is_compound(syllables: Sequence[str]) -> bool:
    """Whether the syllables are such a name: one without marks may be any, one with marks is meant."""
    return any(
        fold(" ".join(syllables)) == fold(name)
        and all(
            exact(said) in (fold(said), exact(meant))
            for said, meant in zip(syllables, name.split(), strict=False)
        )
        for name in _COMPOUND
    )


COMMON = frozenset(map(fold, _COMMON.split()))
ANY = COMMON | frozenset(map(fold, _OTHERS.split()))
NEVER_GIVEN = COMMON - frozenset(
    map(fold, ("Lê", "Hoàng", "Phan", "Vũ", "Hồ", "Dương", "Lý", "Đinh"))
)
"""Those that are hardly ever a given name: at the end of a name they tell Western order."""

SECOND = COMMON - frozenset(map(fold, ("Hoàng", "Hồ", "Dương", "Lý", "Đinh", "Đoàn", "Trương")))
"""Those that, standing second of four syllables, are the mother's family name."""

"""Names of invented people: families by rough frequency, given names by sex and generation."""

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from portal.registry.models import Sex

Weighted = tuple[tuple[str, ...], tuple[float, ...]]


def weighted(text: str) -> Weighted:
    """Read "Nguyễn 38, Trần 11" into words and cumulative weights; no number means 1."""
    pairs = [part.strip().rpartition(" ") for part in text.split(",")]
    words, weights = [], []
    for word, _space, weight in pairs:
        number = weight.replace(".", "", 1).isdigit()
        words.append(word if number else f"{word} {weight}".strip())
        weights.append(float(weight) if number else 1.0)
    return tuple(words), tuple(accumulate(weights))


def pick(rng: Random, choices: Weighted) -> str:
    """One word by its weight."""
    return rng.choices(choices[0], cum_weights=choices[1])[0]


@dataclass(frozen=True)
class People:
    """A people of the province: share, family names, middle and given names by sex."""

    name: str
    families: Weighted
    men_middle: Weighted
    women_middle: Weighted
    men: Weighted
    women: Weighted


_KINH_MEN = weighted(
    "Hùng 5, Dũng 5, Tuấn 5, Minh 5, Thắng 4, Sơn 4, Nam 4, Hải 4, Cường 4, Long 3, Quang 3, Đức 3,"
    " Anh 4, Trung 3, Thành 4, Bình 3, Hoà 2, Hiếu 3, Phong 2, Khánh 2, Tùng 3, Kiên 3, Việt 2, Lâm 2,"
    " Phúc 2, Vinh 2, Thịnh 2, Toàn 2, Nghĩa 2, Tâm 2, Huy 3, Đạt 2, Quân 2, Bảo 1, An 2, Ân 1, Khoa 1,"
    " Chính 1, Thuỷ 1, Quý 1, Luyện 1, Thuật 1, Tiến 2, Hưng 2, Hoàng 2, Giang 1, Dương 1, Văn 0.4"
)
_KINH_WOMEN = weighted(
    "Hương 5, Lan 4, Hoa 4, Hà 5, Thảo 4, Linh 4, Trang 4, Mai 4, Nga 3, Hằng 4, Thuỷ 4, Hạnh 3,"
    " Phương 5, Yến 3, Loan 3, Nhung 3, Dung 3, Hiền 4, Liên 3, Thu 3, Huyền 4, Oanh 2, Ngọc 3, Vân 3,"
    " Anh 5, Tuyết 2, Chi 2, Quỳnh 2, Giang 2, Thanh 3, Hoà 2, Minh 2, Bích 2, Lý 1, Xuân 2, Ánh 1,"
    " Thoa 1, Uyên 1, Ý 0.4, Trâm 1, Ngân 2, Duyên 2, Hậu 1, Thơm 1, Đào 1, Cúc 1"
)
_WOMEN_MIDDLE = weighted(
    "Thị 52, Thị Thu 6, Thị Thanh 6, Thị Minh 4, Thị Hồng 5, Thị Kim 3, Thị Bích 3, Thị Ngọc 3, Thuỳ 2,"
    " Thu 3, Minh 2, Ngọc 2, Phương 2, Hoàng 1, Thanh 2, Khánh 1, Thị Hải 1, Thị Lan 1"
)
_MEN_MIDDLE = weighted(
    "Văn 38, Đức 8, Xuân 6, Hữu 6, Quang 6, Minh 6, Ngọc 5, Thanh 5, Đình 5, Quốc 4, Anh 3, Trọng 3,"
    " Thế 3, Công 3, Mạnh 3, Việt 2, Duy 3, Tiến 3, Hoàng 2, Hải 2, Bá 1, Đăng 1, Tấn 1, Viết 1"
)

KINH = People(
    "kinh",
    weighted(
        "Nguyễn 38, Trần 11, Lê 9.5, Phạm 7, Hoàng 4, Phan 3, Vũ 4, Võ 1, Đặng 2.1, Bùi 2.4, Đỗ 2.2,"
        " Hồ 1, Ngô 1.5, Dương 1, Lý 0.5, Đinh 1, Trịnh 0.9, Mai 0.6, Đoàn 0.8, Lương 0.8, Tạ 0.5,"
        " Cao 0.5, Hà 0.7, Tô 0.3, Trương 1.2, Lưu 0.5, Chu 0.4, Đào 0.9, Phùng 0.4, Nghiêm 0.1, Ông 0.05,"
        " Âu Dương 0.03, Tôn Thất 0.03"
    ),
    _MEN_MIDDLE,
    _WOMEN_MIDDLE,
    _KINH_MEN,
    _KINH_WOMEN,
)
THAI = People(
    "thai",
    weighted(
        "Lò 30, Quàng 14, Cầm 10, Lường 12, Tòng 8, Cà 7, Hoàng 6, Bạc 3, Điêu 3, Vì 5, Lù 2, Đèo 2"
    ),
    weighted("Văn 88, Minh 4, Đức 4, Quang 4"),
    weighted("Thị 90, Thị Thu 4, Thị Hồng 3, Thu 3"),
    weighted(
        "Hặc 2, Muôn 2, Panh 1, Ín 1, Thoả 1, Hịa 1, Inh 1, Bun 1, Tiến 3, Hùng 3, Sơn 3, Chiến 2,"
        " Dũng 2, Toản 1, Tưởng 1, Phong 1, Thương 2, Hoan 1, Ngoan 1, Dương 1"
    ),
    weighted(
        "Pâng 1, Inh 1, Ọi 1, Nhinh 1, Panh 1, Ún 1, Hoa 3, Lan 2, Thương 3, Hà 2, Phương 2,"
        " Xuân 2, Hiên 2, Duyên 2, Yêu 1, Tươi 1, Dung 2, Thảo 2"
    ),
)
MONG = People(
    "mong",
    weighted(
        "Vàng 22, Giàng 22, Sùng 16, Thào 12, Hạng 7, Mùa 6, Lầu 4, Vừ 4, Cứ 2, Hờ 2, Ly 2, Má 2"
    ),
    weighted("A 80, Seo 8, Mí 4, Láo 3, Nhìa 2, Chá 3"),
    weighted("Thị 92, Seo 3, Y 5"),
    weighted(
        "Páo 3, Súa 3, Tủa 3, Chống 2, Dơ 2, Lử 2, Sinh 3, Nếnh 2, Phử 1, Chính 2, Dế 1, Vảng 1,"
        " Sáng 2, Lềnh 1, Thái 1, Khua 1, Gà 1, Sở 1, Cở 1, Dính 2"
    ),
    weighted(
        "Mỷ 3, Dợ 2, Ca 1, Pàng 2, Máy 2, Dua 2, Chứ 2, Mai 2, Sua 2, Dinh 1, Pà 1, Xia 1, Lỳ 2,"
        " Mo 1, Say 1, Hoa 2"
    ),
)
TAY = People(
    "tay",
    weighted(
        "Nông 18, Hoàng 18, Lương 10, Bế 8, Ma 8, Hà 6, Lục 5, Triệu 6, Vi 6, Đàm 6, Chu 4, Lã 2"
    ),
    weighted("Văn 60, Đức 8, Quốc 8, Đình 6, Ngọc 6, Thanh 6, Hồng 6"),
    _WOMEN_MIDDLE,
    _KINH_MEN,
    _KINH_WOMEN,
)
MUONG = People(
    "muong",
    weighted("Bùi 36, Đinh 22, Quách 14, Hà 10, Bạch 6, Phạm 6, Xa 6"),
    weighted("Văn 70, Công 8, Đức 6, Minh 8, Xuân 8"),
    _WOMEN_MIDDLE,
    _KINH_MEN,
    _KINH_WOMEN,
)
DAO = People(
    "dao",
    weighted("Tẩn 20, Chảo 16, Phàn 14, Lý 16, Triệu 14, Bàn 12, Đặng 8"),
    weighted("A 36, Văn 30, Láo 12, Dào 10, Phù 6, Tài 6"),
    weighted("Thị 60, Mùi 20, Tả 8, Lở 6, Ton 6"),
    weighted("Sểnh 2, Lở 2, Phẩu 1, San 2, Minh 2, Quẩy 1, Chiêu 1, Vạn 2, Hồng 1, Tiến 2, Sơn 2"),
    weighted("Mẩy 3, Viện 1, Sẩy 1, Pham 2, Ghển 1, Hoa 2, Lai 1, Nái 2, Coi 1"),
)
GIAY = People(
    "giay",
    weighted("Lù 26, Lý 22, Vùi 14, Sần 12, Vàng 14, Nùng 12"),
    weighted("Văn 60, Đức 12, Seo 12, A 16"),
    weighted("Thị 88, Mỳ 12"),
    weighted("Cheng 1, Phóng 1, Tờ 1, Sành 1, Hùng 2, Sơn 2, Thắng 2"),
    weighted("Mẩy 1, Lan 2, Hồng 2, Hiên 2, Sen 2, Phẳn 1"),
)
HA_NHI = People(
    "ha_nhi",
    weighted("Pờ 30, Chang 20, Lỳ 20, Phùng 14, Sừng 10, Khoàng 6"),
    weighted("Gia 30, Chu 20, Phu 20, Xì 16, Hừ 14"),
    weighted("Thị 30, Lò 20, Gò 20, Xú 16, Me 14"),
    weighted("Tự 1, Lòng 1, Xá 1, Pha 1, Hừ 1, Cà 1, Chừ 1"),
    weighted("Mé 1, Pư 1, Xó 1, Bừ 1, Nu 1"),
)

PEOPLES = (KINH, THAI, MONG, TAY, MUONG, DAO, GIAY, HA_NHI)
_SHARES = tuple(accumulate((62, 15, 8, 6, 4, 2.6, 1.6, 0.8)))


def person_name(rng: Random, sex: Sex, people: People | None = None) -> str:
    """A full name in one string; its people may be given."""
    own = people or rng.choices(PEOPLES, cum_weights=_SHARES)[0]
    man = sex is Sex.MALE
    middle = pick(rng, own.men_middle if man else own.women_middle)
    given = pick(rng, own.men if man else own.women)
    family = pick(rng, own.families)
    if own is KINH and rng.random() < 0.02:
        return f"{family} {given}"
    if middle.endswith(given):
        middle = middle.removesuffix(given).strip() or ("Văn" if man else "Thị")
    return f"{family} {middle} {given}"

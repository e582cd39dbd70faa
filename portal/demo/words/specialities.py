"""Professions of the invented province: where people work, what they studied, what they write."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.registry.models import DegreeLevel, Sector

LEGAL_BASIS = "Quyết định 12/2008/QĐ-BKHCN (bảng phân loại; dữ liệu mẫu)"

FIELDS = {
    "101": ("Toán học và thống kê", "Mathematics and statistics"),
    "102": ("Khoa học máy tính và thông tin", "Computer and information sciences"),
    "105": ("Khoa học trái đất và môi trường", "Earth and environmental sciences"),
    "106": ("Sinh học", "Biological sciences"),
    "201": ("Kỹ thuật dân dụng", "Civil engineering"),
    "202": ("Kỹ thuật điện, điện tử, thông tin", "Electrical and information engineering"),
    "301": ("Y học cơ sở", "Basic medicine"),
    "302": ("Y học lâm sàng", "Clinical medicine"),
    "303": ("Y tế", "Health sciences"),
    "304": ("Dược học", "Pharmacy"),
    "401": ("Trồng trọt", "Crop science"),
    "402": ("Chăn nuôi", "Animal science"),
    "403": ("Thú y", "Veterinary science"),
    "404": ("Lâm nghiệp", "Forestry"),
    "502": ("Kinh tế và kinh doanh", "Economics and business"),
    "503": ("Khoa học giáo dục", "Educational sciences"),
    "505": ("Pháp luật", "Law"),
    "508": ("Thông tin đại chúng và truyền thông", "Media and communications"),
    "601": ("Lịch sử và khảo cổ học", "History and archaeology"),
    "602": ("Ngôn ngữ học và văn hoá", "Languages and culture"),
    "604": ("Nghệ thuật", "Arts"),
}


@dataclass(frozen=True)
class Speciality:
    """One profession; `titles` are the lists that a work's title is put together from."""

    key: str
    weight: float
    sector: Sector
    fields: Sequence[str]
    disciplines: Sequence[str]
    schools: Sequence[str]
    ladder: tuple[DegreeLevel, DegreeLevel, DegreeLevel]
    workplaces: Sequence[str]
    posts: Sequence[str]
    keywords: Sequence[str]
    titles: tuple[Sequence[str], Sequence[str], Sequence[str]]
    art: bool = False


D = DegreeLevel
PLAIN = (D.BACHELOR, D.MASTER, D.DOCTOR)
ENGINEER = (D.ENGINEER, D.MASTER, D.DOCTOR)
MEDICAL = (D.PHYSICIAN, D.SPECIALIST_1, D.SPECIALIST_2)
WHERE = (
    "tại tỉnh Sơn Mẫu",
    "trên địa bàn tỉnh Sơn Mẫu",
    "tại các xã vùng cao tỉnh Sơn Mẫu",
    "ở xã Mường Thử",
    "ở xã Nậm Mẫu",
    "tại phường Sơn Mẫu",
    "ở xã Chiềng Thử",
)

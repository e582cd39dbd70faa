"""The words a staff list may use for what the registry counts by: both languages, and offices' own."""

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Generic, TypeVar

from portal.core.i18n import label
from portal.core.text import fold
from portal.registry.importing.models import RowAction
from portal.registry.models import DegreeLevel, JobCategory, RankKind, Sector, Sex
from portal.registry.sheets.columns import header_key

Member = TypeVar("Member", bound=Enum)


class Words(Generic[Member]):
    """What may stand in a column: each member's first word is the one that is proposed."""

    def __init__(self, words: Mapping[Member, Sequence[str]]) -> None:
        self.words = words
        self._members = {
            word_key(word): member for member, known in words.items() for word in known
        }
        self._seen = lru_cache(maxsize=1_000)(lambda word: self._members.get(word_key(word)))

    def member(self, written: str) -> Member | None:
        """The member that is meant; None for a word that is not known."""
        return self._seen(written)

    def allowed(self) -> list[str]:
        """The proposed words in order."""
        return [known[0] for known in self.words.values()]


def word_key(written: str) -> str:
    """What is compared of a word: accents, case, dots and spaces aside."""
    return header_key(written) or fold(written)


ACTIONS = Words(
    {
        RowAction.ADD: ("Thêm", "thêm mới", "mới", "add", "new", "insert"),
        RowAction.CHANGE: ("Sửa", "cập nhật", "thay đổi", "change", "update", "edit"),
        RowAction.SKIP: ("Bỏ qua", "bỏ", "không", "skip", "ignore"),
        RowAction.AUTO: ("Tự động", "tự nhận", "auto"),
    }
)
SEXES = Words(
    {
        Sex.FEMALE: ("Nữ", "female", "f", "woman", "bà"),
        Sex.MALE: ("Nam", "male", "m", "man", "ông"),
    }
)
CATEGORIES = Words(
    {
        JobCategory.CADRE: ("Cán bộ", "cadre", "cb"),
        JobCategory.CIVIL_SERVANT: ("Công chức", "civil servant", "cc"),
        JobCategory.PUBLIC_EMPLOYEE: ("Viên chức", "public employee", "vc"),
        JobCategory.WORKER: (
            "Người lao động",
            "người lao động hợp đồng",
            "hợp đồng",
            "lao động hợp đồng",
            "hợp đồng lao động",
            "nlđ",
            "worker",
            "worker under contract",
        ),
        JobCategory.SELF_EMPLOYED: ("Lao động tự do", "tự do", "làm việc tự do", "self-employed"),
    }
)
LEVELS = Words(
    {
        DegreeLevel.VOCATIONAL: (
            "Trung cấp",
            "trung cấp chuyên nghiệp",
            "tccn",
            "vocational secondary",
        ),
        DegreeLevel.COLLEGE: ("Cao đẳng", "cđ", "college"),
        DegreeLevel.BACHELOR: ("Cử nhân", "đại học", "đh", "cn", "bachelor", "dược sĩ", "luật sư"),
        DegreeLevel.ENGINEER: ("Kỹ sư", "kĩ sư", "ks", "kiến trúc sư", "kts", "engineer"),
        DegreeLevel.PHYSICIAN: ("Bác sĩ", "bác sỹ", "bs", "physician"),
        DegreeLevel.SPECIALIST_1: (
            "Bác sĩ chuyên khoa I",
            "bác sĩ chuyên khoa 1",
            "chuyên khoa i",
            "chuyên khoa 1",
            "bscki",
            "bsck1",
            "bs cki",
            "cki",
            "ck1",
            "ck i",
            "specialist physician i",
        ),
        DegreeLevel.MASTER: ("Thạc sĩ", "thạc sỹ", "ths", "master"),
        DegreeLevel.SPECIALIST_2: (
            "Bác sĩ chuyên khoa II",
            "bác sĩ chuyên khoa 2",
            "chuyên khoa ii",
            "chuyên khoa 2",
            "bsckii",
            "bsck2",
            "bs ckii",
            "ckii",
            "ck2",
            "ck ii",
            "specialist physician ii",
        ),
        DegreeLevel.DOCTOR: ("Tiến sĩ", "tiến sỹ", "ts", "doctor", "phd"),
        DegreeLevel.DOCTOR_OF_SCIENCE: (
            "Tiến sĩ khoa học",
            "tiến sỹ khoa học",
            "tskh",
            "doctor of science",
        ),
    }
)
RANKS = Words(
    {
        RankKind.PROFESSOR: ("Giáo sư", "gs", "professor"),
        RankKind.ASSOCIATE_PROFESSOR: ("Phó Giáo sư", "pgs", "associate professor"),
    }
)
SECTORS = Words(
    {
        Sector.EDUCATION: ("Giáo dục và đào tạo", "giáo dục", "education and training"),
        Sector.HEALTH: ("Y tế", "y dược", "health"),
        Sector.SCIENCE: ("Khoa học và công nghệ", "khoa học công nghệ", "science and technology"),
        Sector.AGRICULTURE: (
            "Nông, lâm, thuỷ sản",
            "nông, lâm, ngư nghiệp",
            "nông nghiệp",
            "nông lâm ngư nghiệp",
            "nông, lâm nghiệp và thủy sản",
            "agriculture, forestry and fishery",
        ),
        Sector.INDUSTRY: (
            "Công nghiệp, thương mại",
            "công nghiệp và thương mại",
            "công thương",
            "industry and trade",
        ),
        Sector.CONSTRUCTION: (
            "Xây dựng, giao thông",
            "xây dựng và giao thông",
            "xây dựng",
            "giao thông",
            "xây dựng và giao thông vận tải",
            "construction and transport",
        ),
        Sector.ECONOMY: (
            "Kinh tế, tài chính",
            "kinh tế và tài chính",
            "kinh tế",
            "tài chính",
            "economy and finance",
        ),
        Sector.LAW: (
            "Pháp luật, tư pháp",
            "pháp luật và tư pháp",
            "pháp luật",
            "tư pháp",
            "law and justice",
        ),
        Sector.ADMINISTRATION: ("Quản lý nhà nước", "hành chính", "public administration"),
        Sector.CULTURE: (
            "Văn hoá, nghệ thuật, thể thao",
            "văn hóa, nghệ thuật và thể thao",
            "văn hóa",
            "văn hóa, thể thao",
            "nghệ thuật",
            "culture, arts and sport",
        ),
        Sector.MEDIA: (
            "Báo chí, xuất bản",
            "báo chí và xuất bản",
            "báo chí",
            "press and publishing",
        ),
        Sector.ENVIRONMENT: (
            "Tài nguyên và môi trường",
            "môi trường",
            "natural resources and environment",
        ),
        Sector.INFORMATION: (
            "Công nghệ thông tin",
            "cntt",
            "tin học",
            "information technology",
        ),
        Sector.OTHER: ("Ngành khác", "lĩnh vực khác", "khác", "other sectors"),
    }
)


def label_words(words: Words[Member]) -> list[str]:
    """The members as the reader's language calls them; each of these is understood too."""
    return [label(member) for member in words.words]

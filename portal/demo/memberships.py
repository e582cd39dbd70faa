"""The five associations of the invented province, their branches and their members."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from portal.associations import actions, queries, rules
from portal.associations.models import Association, Belonging, MemberNumber, Membership
from portal.core import clock
from portal.core.db import db
from portal.demo.bulk import Rows
from portal.demo.invented import Invented
from portal.demo.province import SINCE, Province
from portal.units.actions import create_unit
from portal.units.models import Unit, UnitKind

_JOIN = (
    "Người làm nghề trong tỉnh, tán thành Điều lệ và tự nguyện, gửi đơn qua cổng này hoặc nộp đơn giấy"
    " tại văn phòng hội. Ban Thường vụ xét và ra quyết định kết nạp; hội viên mới được cấp số và thẻ."
)


@dataclass(frozen=True)
class Plan:
    """What an association is called, says of itself, and whom it admits."""

    name: str
    short: str
    prefix: str
    about: str
    founded_on: date
    shares: Mapping[str, float]
    retired_only: bool = False
    has_branches: bool = True


PLANS = {
    "hoi_y_hoc": Plan(
        "Hội Y học tỉnh Sơn Mẫu",
        "Hội Y học",
        "HYH",
        "Tổ chức xã hội – nghề nghiệp của những người làm công tác y tế trong tỉnh: trao đổi chuyên môn,"
        " đào tạo liên tục, tham gia tư vấn, phản biện chính sách y tế và chăm sóc sức khoẻ Nhân dân"
        " vùng cao.",
        date(1994, 5, 19),
        {"y_hoc": 0.72, "y_te_cong_cong": 0.6, "duoc_dong_y": 0.3},
    ),
    "hoi_dong_y": Plan(
        "Hội Đông y tỉnh Sơn Mẫu",
        "Hội Đông y",
        "HDY",
        "Tập hợp lương y, dược sĩ, bác sĩ y học cổ truyền; sưu tầm, thừa kế bài thuốc của đồng bào các"
        " dân tộc"
        " và bảo tồn cây thuốc bản địa.",
        date(1991, 3, 22),
        {"duoc_dong_y": 0.75, "y_hoc": 0.06},
    ),
    "hoi_luat_gia": Plan(
        "Hội Luật gia tỉnh Sơn Mẫu",
        "Hội Luật gia",
        "HLG",
        "Tổ chức chính trị – xã hội – nghề nghiệp của giới luật trong tỉnh: tuyên truyền pháp luật, trợ giúp"
        " pháp lý cho đồng bào vùng sâu, góp ý và phản biện dự thảo văn bản.",
        date(1998, 4, 4),
        {"luat": 0.8, "kinh_te": 0.05},
    ),
    "hoi_cuu_giao_chuc": Plan(
        "Hội Cựu giáo chức tỉnh Sơn Mẫu",
        "Hội Cựu giáo chức",
        "CGC",
        "Nơi gặp gỡ của nhà giáo đã nghỉ hưu: giúp nhau vui khoẻ, khuyến học, truyền kinh nghiệm cho"
        " thế hệ sau.",
        date(2005, 11, 20),
        {"giao_duc": 0.7, "khoa_hoc_tu_nhien": 0.7},
        retired_only=True,
    ),
    "chi_hoi_van_nghe": Plan(
        "Chi hội Văn học nghệ thuật tỉnh Sơn Mẫu",
        "Chi hội Văn học nghệ thuật",
        "VNT",
        "Những người sáng tác, biểu diễn, sưu tầm văn học nghệ thuật các dân tộc trong tỉnh.",
        date(2001, 9, 2),
        {"van_nghe": 0.85, "van_hoa": 0.35, "bao_chi": 0.1},
        has_branches=False,
    ),
}
_UNDIVIDED = "Huyện Nậm Mẫu"
_DIVIDED = "Huyện Pa Thử"
_OLD_BRANCH_HOLDS = 30
"""As many members as fit on one page; the rest of a large province join the communes at once."""


def found_associations(province: Province) -> dict[str, Association]:
    """The associations with their types and the branches of today, and two of a closed district."""
    founded = {}
    for key, plan in PLANS.items():
        unit = create_unit(
            name=plan.name,
            kind=UnitKind.ASSOCIATION,
            parent=province.unit,
            area=province.unit,
            short_name=plan.short,
        )
        association = actions.found_association(
            unit,
            number_prefix=plan.prefix,
            about=plan.about,
            how_to_join=_JOIN,
            founded_on=plan.founded_on,
            contact="Phường Sơn Mẫu, tỉnh Sơn Mẫu (địa chỉ mẫu)",
        )
        actions.add_type(association, name="Hội viên")
        actions.add_type(association, name="Hội viên dự bị", belonging=Belonging.CANDIDATE)
        actions.add_type(
            association, name="Hội viên danh dự", belonging=Belonging.HONORARY, by_application=False
        )
        actions.add_type(association, name="Hội viên liên kết", term_months=24, grace_days=60)
        province.units[key] = unit
        founded[key] = association
    db.session.flush()
    _branches(founded, province)
    return founded


def _branches(founded: Mapping[str, Association], province: Province) -> None:
    for key, association in founded.items():
        if not PLANS[key].has_branches:
            continue
        for district, communes in province.by_district.items():
            if key == "hoi_y_hoc" and district in (_UNDIVIDED, _DIVIDED):
                short = actions.lower_first(PLANS[key].short)
                actions.found_branch(
                    association,
                    name=f"Chi {short} {actions.lower_first(district)}",
                    area=province.districts[district],
                    starts_on=None,
                )
            if key != "hoi_y_hoc" or district != _UNDIVIDED:
                ids = [commune.id for commune in communes]
                actions.open_branches(association, commune_ids=ids, name="", starts_on=SINCE)


class Rolls:
    """Adds members as people come by, and knows who has which branch."""

    def __init__(self, founded: Mapping[str, Association], province: Province, rng: Random) -> None:
        self._rng = rng
        self._founded = founded
        self._counts = dict.fromkeys(founded, 0)
        today = clock.today()
        self._branches = {
            key: {row.area_id: row.unit_id for row in queries.branches_of(association, today)}
            for key, association in founded.items()
        }
        self._old = {
            commune.id: self._branches["hoi_y_hoc"].get(province.districts[district].id)
            for district in (_UNDIVIDED, _DIVIDED)
            for commune in province.by_district[district]
        }
        self._room = dict.fromkeys(filter(None, self._old.values()), _OLD_BRANCH_HOLDS)
        self._types = {key: list(association.types) for key, association in founded.items()}

    def enrol(self, rows: Rows, person: Invented) -> None:
        """Let the person belong to what people of the profession belong to."""
        for key, plan in PLANS.items():
            share = plan.shares.get(person.speciality.key, 0)
            if plan.retired_only and not person.is_retired:
                continue
            if self._rng.random() < share:
                self._admit(rows, key, person)

    def _admit(self, rows: Rows, key: str, person: Invented) -> None:
        rng, association, plan = self._rng, self._founded[key], PLANS[key]
        today = clock.today()
        first = max(plan.founded_on.year + 1, today.year - person.age + 25, 1995)
        starts_on = date(
            rng.randint(min(first, 2024), 2024), rng.randint(1, 12), rng.randint(1, 28)
        )
        kind = rng.choices(self._types[key], (86, 6, 3, 5))[0]
        valid_until, grace_until = rules.term_of(kind, starts_on)
        if kind.term_months:
            valid_until, grace_until = rules.term_of(kind, date(2025, rng.randint(1, 12), 1))
        self._counts[key] += 1
        number_id = rows.add(
            MemberNumber,
            association_id=association.id,
            person_id=person.id,
            number=rules.member_number(plan.prefix, self._counts[key]),
        )
        rows.add(
            Membership,
            association_id=association.id,
            person_id=person.id,
            number_id=number_id,
            type_id=kind.id,
            branch_id=self._branch(key, person.commune_id),
            belonging=kind.belonging,
            starts_on=starts_on,
            valid_until=valid_until,
            grace_until=grace_until,
            is_public=rng.random() < 0.8,
        )

    def _branch(self, key: str, commune_id: int) -> int | None:
        old = self._old.get(commune_id) if key == "hoi_y_hoc" else None
        if old is not None and self._room[old] > 0:
            self._room[old] -= 1
            return old
        return self._branches[key].get(commune_id)

    def close(self) -> None:
        """Let each association go on counting after the numbers that were given here."""
        for key, count in self._counts.items():
            self._founded[key].next_number = count + 1
        db.session.flush()


def divide_a_branch(association: Association, province: Province) -> None:
    """Let the members of one old district branch move to commune branches by a decision of 2025.

    The other district branch is left as it is, for whoever tries the page.
    """
    district = province.districts[_DIVIDED]
    branch = _branch_at(association, district)
    today = clock.today()
    by_commune = {row.area_id: row.unit for row in queries.branches_of(association, today)}
    fallback = by_commune[province.by_district[_DIVIDED][0].id]
    members = queries.open_in_branch(association, branch)
    if members:
        actions.divide_branch(
            association,
            branch,
            targets={
                member.id: by_commune.get(member.person.commune_id, fallback) for member in members
            },
            effective_on=SINCE,
            number="27/QĐ-HYH",
            issued_on=date(2025, 6, 25),
            by_id=None,
        )


def _branch_at(association: Association, area: Unit) -> Unit:
    row = next(
        row for row in queries.branches_of(association, clock.today()) if row.area_id == area.id
    )
    return row.unit

"""The invented province: its communes, agencies and institutions, founded by the real actions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.core.db import db
from portal.demo.words.specialities import FIELDS, LEGAL_BASIS
from portal.registry.models import ResearchField
from portal.units.actions import create_unit, merge_units, register_document
from portal.units.models import DocumentKind, Unit, UnitKind

CODE = "demo-son-mau"
NAME = "Tỉnh Sơn Mẫu"
SINCE = date(2025, 7, 1)
K = UnitKind

COMMUNES = {
    "Thành phố Sơn Mẫu cũ": ("Phường Sơn Mẫu", "Phường Đông Mẫu"),
    "Huyện Mường Thử": ("Xã Mường Thử", "Xã Chiềng Thử", "Xã Bản Thử", "Xã Nà Thử"),
    "Huyện Nậm Mẫu": ("Xã Nậm Mẫu", "Xã Phiêng Mẫu", "Xã Suối Mẫu"),
    "Huyện Pa Thử": ("Xã Pa Thử", "Xã Tả Mẫu", "Xã Hua Mẫu"),
}
AGENCIES = {
    "van_phong": "Văn phòng Uỷ ban nhân dân tỉnh Sơn Mẫu",
    "so_noi_vu": "Sở Nội vụ tỉnh Sơn Mẫu",
    "so_y_te": "Sở Y tế tỉnh Sơn Mẫu",
    "so_giao_duc": "Sở Giáo dục và Đào tạo tỉnh Sơn Mẫu",
    "so_khoa_hoc": "Sở Khoa học và Công nghệ tỉnh Sơn Mẫu",
    "so_nong_nghiep": "Sở Nông nghiệp và Môi trường tỉnh Sơn Mẫu",
    "so_van_hoa": "Sở Văn hoá, Thể thao và Du lịch tỉnh Sơn Mẫu",
    "so_tu_phap": "Sở Tư pháp tỉnh Sơn Mẫu",
    "so_tai_chinh": "Sở Tài chính tỉnh Sơn Mẫu",
    "so_xay_dung": "Sở Xây dựng tỉnh Sơn Mẫu",
}
INSTITUTIONS = {
    "benh_vien": ("Bệnh viện Đa khoa tỉnh Sơn Mẫu", "so_y_te"),
    "benh_vien_yhct": ("Bệnh viện Y học cổ truyền tỉnh Sơn Mẫu", "so_y_te"),
    "kiem_soat_benh_tat": ("Trung tâm Kiểm soát bệnh tật tỉnh Sơn Mẫu", "so_y_te"),
    "ttyt_1": ("Trung tâm Y tế khu vực Mường Thử", "so_y_te"),
    "ttyt_2": ("Trung tâm Y tế khu vực Nậm Mẫu", "so_y_te"),
    "ttyt_3": ("Trung tâm Y tế khu vực Pa Thử", "so_y_te"),
    "cao_dang": ("Trường Cao đẳng Sơn Mẫu", "so_giao_duc"),
    "thpt_1": ("Trường Trung học phổ thông Mường Thử", "so_giao_duc"),
    "thpt_2": ("Trường Trung học phổ thông chuyên Sơn Mẫu", "so_giao_duc"),
    "dtnt": ("Trường Phổ thông dân tộc nội trú tỉnh Sơn Mẫu", "so_giao_duc"),
    "khuyen_nong": ("Trung tâm Khuyến nông tỉnh Sơn Mẫu", "so_nong_nghiep"),
    "khoa_hoc_cn": ("Trung tâm Ứng dụng tiến bộ khoa học và công nghệ Sơn Mẫu", "so_khoa_hoc"),
    "bao_tang": ("Bảo tàng tỉnh Sơn Mẫu", "so_van_hoa"),
}


@dataclass
class Province:
    """The units of the province by a short key, and the decision that laid them out anew."""

    unit: Unit
    units: dict[str, Unit] = field(default_factory=dict)
    communes: list[Unit] = field(default_factory=list)
    districts: dict[str, Unit] = field(default_factory=dict)
    by_district: dict[str, list[Unit]] = field(default_factory=dict)

    @property
    def workplaces(self) -> Mapping[str, tuple[int, str]]:
        """Where people may work: key → (number of the unit, its name)."""
        return {key: (unit.id, unit.name) for key, unit in self.units.items()}


def found_province() -> Province:
    """Found everything; the number of units does not depend on how many people follow."""
    top = create_unit(name=NAME, kind=K.PROVINCE, short_name="Sơn Mẫu", code=CODE)
    province = Province(top)
    _communes(province)
    council = create_unit(name="Uỷ ban nhân dân tỉnh Sơn Mẫu", kind=K.AGENCY, parent=top, area=top)
    province.units["uy_ban"] = council
    for key, name in AGENCIES.items():
        province.units[key] = create_unit(name=name, kind=K.AGENCY, parent=council, area=top)
    for key, (name, parent) in INSTITUTIONS.items():
        province.units[key] = create_unit(
            name=name, kind=K.INSTITUTION, parent=province.units[parent], area=top
        )
    province.units["bao_dai"] = create_unit(
        name="Báo và Phát thanh, Truyền hình Sơn Mẫu", kind=K.INSTITUTION, parent=top, area=top
    )
    province.units["cong_ty_che"] = create_unit(
        name="Công ty cổ phần Chè Sơn Mẫu", kind=K.ENTERPRISE, parent=top, area=top
    )
    return province


def _communes(province: Province) -> None:
    decision = register_document(
        number="99/NQ-SM",
        issued_on=date(2025, 6, 16),
        issuer="Cơ quan có thẩm quyền (dữ liệu mẫu)",
        subject="Sắp xếp đơn vị hành chính cấp xã của tỉnh Sơn Mẫu (dữ liệu mẫu)",
        kind=DocumentKind.RESOLUTION,
    )
    for old, names in COMMUNES.items():
        district = create_unit(name=old.removesuffix(" cũ"), kind=K.DISTRICT, parent=province.unit)
        province.districts[old] = district
        own = [
            create_unit(
                name=name, kind=K.COMMUNE, parent=province.unit, starts_on=SINCE, document=decision
            )
            for name in names
        ]
        for commune in own:
            merge_units(
                [district], commune, on=SINCE, shares={district.id: None}, document=decision
            )
        province.by_district[old] = own
        province.communes += own


def research_fields() -> dict[str, int]:
    """The fields of science by their code; those that are not there yet are entered as samples."""
    known = {row.code: row.id for row in db.session.scalars(db.select(ResearchField))}
    for code, (name, name_en) in FIELDS.items():
        if code in known:
            continue
        row = ResearchField(
            code=code, name=name, name_en=name_en, legal_basis=LEGAL_BASIS, is_sample=True
        )
        db.session.add(row)
        db.session.flush()
        known[code] = row.id
    return known

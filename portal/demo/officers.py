"""Who signs in to the demo: one account for each role, all with the same simple password."""

from dataclasses import asdict, dataclass
from datetime import date
from random import Random

from sqlalchemy import select

from portal.accounts.actions import create_account, grant
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.demo.province import Province
from portal.demo.words.names import person_name
from portal.registry.models import Sex
from portal.units.models import Unit

PASSWORD = "hien-tai-45"  # noqa: S105 - the demo prints it
DOMAIN = "somau.example"
IN_OFFICE_SINCE = date(2025, 1, 2)
"""Before everything that the demo lets them do."""

SEATS: dict[Role, tuple[str, str, str]] = {
    Role.ADMIN: ("quan-tri", "tinh", "Quản trị hệ thống"),
    Role.PEOPLE_OFFICER: ("can-bo-to-chuc", "tinh", "Cán bộ tổ chức, xác nhận hồ sơ"),
    Role.ASSOCIATION_CHAIR: ("chu-tich-hoi", "hoi_y_hoc", "Chủ tịch Hội Y học"),
    Role.ASSOCIATION_SECRETARY: ("thu-ky-hoi", "hoi_y_hoc", "Thư ký Hội Y học"),
    Role.TREASURER: ("thu-quy", "hoi_y_hoc", "Thủ quỹ Hội Y học"),
    Role.INSPECTOR: ("ban-kiem-tra", "hoi_y_hoc", "Ban kiểm tra Hội Y học"),
    Role.HONOURS_SECRETARY: ("thu-ky-ton-vinh", "tinh", "Thường trực hội đồng tôn vinh"),
    Role.HONOURS_APPROVER: ("duyet-ton-vinh", "tinh", "Người duyệt tôn vinh"),
    Role.DRAFTING_OFFICER: ("soan-thao", "tinh", "Cán bộ soạn thảo dự thảo"),
    Role.DRAFTING_APPROVER: ("duyet-du-thao", "tinh", "Người duyệt dự thảo"),
    Role.MODERATOR: ("kiem-duyet", "tinh", "Người kiểm duyệt ý kiến"),
    Role.UNIT_LEADER: ("lanh-dao", "benh_vien", "Lãnh đạo đơn vị"),
    Role.OBSERVER: ("theo-doi", "tinh", "Người theo dõi"),
    Role.AUDITOR: ("kiem-toan", "tinh", "Người kiểm toán"),
}
PEOPLE = {
    "person": ("tri-thuc", "Trí thức có hồ sơ công khai"),
    "expert": ("chuyen-gia", "Chuyên gia được mời góp ý"),
    "member": ("hoi-vien", "Hội viên có thẻ"),
    "nominee": ("ung-vien", "Người được đề cử"),
    "councillor": ("chu-tich-hd", "Chủ tịch hội đồng xét tôn vinh"),
    "council_deputy": ("pho-chu-tich-hd", "Phó Chủ tịch hội đồng xét tôn vinh"),
    "council_secretary": ("thu-ky-hd", "Thư ký hội đồng xét tôn vinh"),
    "council_member": ("uy-vien", "Uỷ viên hội đồng xét tôn vinh"),
    "claimant": ("nhan-ho-so", "Người nhận hồ sơ mà cơ quan đã lập từ bản giấy"),
    "citizen": ("cong-dan", "Người dân có tài khoản"),
}


@dataclass(frozen=True)
class SignIn:
    """One line of the list of sign-ins."""

    role: str
    what: str
    email: str
    password: str
    full_name: str

    def as_row(self) -> dict[str, str]:
        return asdict(self)


def address(name: str) -> str:
    """The address of a demo account; its domain exists nowhere."""
    return f"{name}@{DOMAIN}"


def open_offices(province: Province, rng: Random) -> dict[Role, Account]:
    """An account with its grant for every role; associations must have been founded."""
    places: dict[str, Unit] = {"tinh": province.unit, **province.units}
    offices = {}
    for role, (name, place, _what) in SEATS.items():
        account = open_account(name, person_name(rng, rng.choice((Sex.FEMALE, Sex.MALE))))
        grant(account, role, places[place], starts_on=IN_OFFICE_SINCE)
        offices[role] = account
    return offices


def open_account(name: str, full_name: str) -> Account:
    """A confirmed account with the demo password."""
    return create_account(email=address(name), full_name=full_name, password=PASSWORD)


def account_named(name: str) -> Account:
    """The demo account with that address."""
    return db.session.scalars(select(Account).filter_by(email=address(name))).one()


def sign_ins() -> list[SignIn]:
    """Every demo account that is there, in the order of this page."""
    known = {
        account.email: account
        for account in db.session.scalars(
            select(Account).where(Account.email.endswith(f"@{DOMAIN}"))
        )
    }
    wanted = [(role.value, name, what) for role, (name, _place, what) in SEATS.items()]
    wanted += [(role, name, what) for role, (name, what) in PEOPLE.items()]
    return [
        SignIn(role, what, address(name), PASSWORD, known[address(name)].full_name)
        for role, name, what in wanted
        if address(name) in known
    ]

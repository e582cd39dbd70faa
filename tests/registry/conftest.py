"""A province with a commune and an officer, a person, bodies that can know, a counter of statements."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy import event

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.core.unit_of_work import Portal
from portal.registry.models import Person
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import make_account
from tests.factories.registry import make_person
from tests.factories.units import make_unit

Counter = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def province() -> Unit:
    return make_unit(name="Tỉnh Sông Hương", kind=UnitKind.PROVINCE)


@pytest.fixture
def commune(province: Unit) -> Unit:
    return make_unit(province, name="Phường An Cựu", kind=UnitKind.COMMUNE)


@pytest.fixture
def officer(province: Unit) -> Account:
    return make_account(Role.PEOPLE_OFFICER, province)


@pytest.fixture
def university() -> Unit:
    ministry = make_unit(name="Bộ Giáo dục và Đào tạo")
    return make_unit(ministry, name="Trường Đại học Mẫu", kind=UnitKind.INSTITUTION)


@pytest.fixture
def association(province: Unit) -> Unit:
    return make_unit(province, name="Hội Khoa học Mẫu", kind=UnitKind.ASSOCIATION)


@pytest.fixture
def owner() -> Account:
    return make_account(full_name="Trần Thị Hà")


@pytest.fixture
def person(owner: Account, commune: Unit) -> Person:
    return make_person(account=owner, home_unit=commune, is_public=False, headline="Bác sĩ")


@pytest.fixture
def request_context(app: Portal) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.fixture
def statements() -> Counter:
    """`with statements() as seen:` collects every statement sent in the block."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        yield seen
        event.remove(db.engine, "before_cursor_execute", note)

    return collect

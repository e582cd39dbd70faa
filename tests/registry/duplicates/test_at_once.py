"""Two officers at the same pair at the same time: one decides, the other is told, nothing is half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.accounts.roles import Role
from portal.app import create_app
from portal.core import invariants
from portal.core.db import db
from portal.core.unit_of_work import Portal
from portal.registry.duplicates import rules
from portal.registry.models import (
    CandidateState,
    Degree,
    DuplicateCandidate,
    Merge,
    Person,
    Revision,
)
from portal.units.models import UnitKind
from tests.conftest import PRODUCTION_SESSION, database_url
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import make_degree, make_person
from tests.factories.units import make_unit


@dataclass
class Desk:
    """Two signed-in officers over a pair of records, each with a connection of their own."""

    app: Portal
    clients: list[FlaskClient]
    low: int
    high: int

    @property
    def address(self) -> str:
        return f"/registry/pairs/{self.low}/{self.high}"

    def both(self, *calls: Callable[[FlaskClient], int]) -> list[int]:
        """Let each officer do one thing at the same moment; the answers' codes."""
        barrier = Barrier(len(calls))

        def act(client: FlaskClient, call: Callable[[FlaskClient], int]) -> int:
            barrier.wait(10)
            return call(client)

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(act, self.clients, calls))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(db, "session", PRODUCTION_SESSION)
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "tests-only-" * 4,
            "INSTANCE": tmp_path,
            "SQLALCHEMY_DATABASE_URI": database_url(tmp_path, "desk"),
            "WTF_CSRF_ENABLED": False,
            "REQUIRE_2FA": False,
            "ARGON2_COST": "cheap",
            "PAGE_CACHE": False,
            "JOBS": "worker",
        }
    )
    with app.app_context():
        db.create_all()
        unit = make_unit(name="Tỉnh Sông Hương", kind=UnitKind.PROVINCE)
        officers = [make_account(Role.PEOPLE_OFFICER, unit) for _ in range(2)]
        given = {"full_name": "Trần Thị Hòa", "paper_consent_on": date(2026, 1, 5)}
        low, high = (make_person(home_unit=unit, **given) for _ in range(2))
        make_degree(low)
        make_degree(high)
        clients = [sign_in(app.test_client(), officer) for officer in officers]
        return Desk(app, clients, low.id, high.id)


def merging(desk: Desk, winner: str) -> Callable[[FlaskClient], int]:
    return lambda client: client.post(f"{desk.address}/merge", data={"winner": winner}).status_code


def parting(desk: Desk) -> Callable[[FlaskClient], int]:
    return lambda client: client.post(f"{desk.address}/apart").status_code


def undoing(id: int) -> Callable[[FlaskClient], int]:
    return lambda client: client.post(f"/registry/merges/{id}/undo").status_code


@pytest.mark.parametrize("second", ["low", "high"])
def test_one_of_two_merges_is_done(desk: Desk, second: str) -> None:
    """The same way round, and each into the other: never A into B and B into A."""
    codes = desk.both(merging(desk, "low"), merging(desk, second))
    assert codes.count(302) >= 1
    assert max(codes) < 500
    with desk.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Merge)) == 1
        led = db.session.scalars(select(Person.id).where(Person.merged_into_id.is_not(None)))
        assert len(led.all()) == 1
        assert not any(invariants.broken().values())


def test_a_merge_and_the_word_that_they_are_two_do_not_both_stand(desk: Desk) -> None:
    codes = desk.both(merging(desk, "low"), parting(desk))
    assert max(codes) < 500
    with desk.app.app_context():
        row = db.session.scalars(select(DuplicateCandidate)).one()
        merges = db.session.scalar(select(func.count()).select_from(Merge))
        assert (row.state is CandidateState.MERGED) is (merges == 1)


def test_a_merge_is_undone_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Although each waits, after the check, for the other to pass it as well: lock or version says no."""
    inside, check = Barrier(2), rules.check_undo

    def check_and_wait(*, is_undone: bool, later: str) -> None:
        check(is_undone=is_undone, later=later)
        with suppress(BrokenBarrierError):
            inside.wait(1)

    monkeypatch.setattr(rules, "check_undo", check_and_wait)
    assert merging(desk, "low")(desk.clients[0]) == 302
    with desk.app.app_context():
        merged = db.session.scalars(select(Merge.id)).one()
    codes = desk.both(undoing(merged), undoing(merged))
    assert max(codes) < 500
    with desk.app.app_context():
        assert db.session.scalars(select(Person.merged_into_id)).all() == [None, None]
        held = db.session.scalars(select(Degree.person_id).order_by(Degree.person_id)).all()
        assert held == [desk.low, desk.high]
        parted = select(func.count()).where(Revision.action == "part_winner")
        assert db.session.scalar(parted) == 1
        assert not any(invariants.broken().values())


def test_a_pair_reported_by_two_at_once_stands_once(desk: Desk) -> None:
    def report(client: FlaskClient) -> int:
        path = f"/people/{desk.low}/same-as"
        return client.post(path, data={"other": f"#{desk.high}"}).status_code

    assert desk.both(report, report) == [302, 302]
    with desk.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(DuplicateCandidate)) == 1

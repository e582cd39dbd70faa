"""The invented province is loaded once, in words and figures that agree with its rows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.associations.models import Association, Membership, Transfer
from portal.associations.queries.associations import leaders_of
from portal.consultation.models import Consultation, Opinion
from portal.core import clock
from portal.core.db import db
from portal.core.invariants import broken
from portal.core.unit_of_work import Portal
from portal.councils.models import FindingStatus, MemberRole
from portal.demo import load, officers, province
from portal.recognition.models import Honour, Nomination, Round, ScoreSheet, SheetState
from portal.recognition.rules.phases import PhaseKind
from portal.recognition.rules.states import RoundState, State
from portal.registry.desk import parts_of
from portal.registry.models import Degree, Person
from portal.registry.queries import person_of
from portal.units import territories
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import csrf_of

PEOPLE = 30


def loaded(app: Portal, *, seed: int = 45, drafts: Path | None = None) -> list[str]:
    with app.test_request_context():
        return load.load(people=PEOPLE, seed=seed, drafts=drafts, progress=lambda _d, _t: None)


@pytest.fixture
def demo(app: Portal) -> Portal:
    loaded(app)
    db.session.commit()
    return app


def count(model: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_thirty_people_come_with_everything_a_province_has(demo: Portal) -> None:
    assert count(Person) == PEOPLE + 1  # one was brought in twice
    assert count(Degree) >= PEOPLE
    assert count(Association) == 5
    assert count(Membership) > 0
    assert load.is_loaded()
    kinds = set(db.session.scalars(select(Unit.kind)))
    assert {UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.AGENCY, UnitKind.BRANCH} <= kinds
    finished, running, reviewed = db.session.scalars(select(Round).order_by(Round.id)).all()
    assert finished.state is RoundState.CONCLUDED
    assert running.is_in(PhaseKind.SUBMISSION)
    assert reviewed.is_in(PhaseKind.REVIEW)
    assert count(Honour) == 5
    assert {honour.round_id for honour in db.session.scalars(select(Honour))} == {finished.id}
    assert count(Nomination) > count(Honour)
    drafts = db.session.scalars(select(Consultation)).all()
    assert len(drafts) == 3
    assert all(draft.is_demo for draft in drafts)
    answered = select(func.count()).where(Opinion.response_id.is_not(None))
    assert 0 < (db.session.scalar(answered) or 0) < count(Opinion)


def test_a_round_waits_for_its_council(demo: Portal) -> None:
    round = db.session.scalars(select(Round).order_by(Round.id.desc())).first()
    assert round
    assert round.council
    nominations = db.session.scalars(select(Nomination).filter_by(round_id=round.id)).all()
    assert [one.state for one in nominations] == [State.UNDER_REVIEW] * 3
    members = round.council.voting(clock.today())
    with_account = [one.role for one in members if one.person.account_id]
    assert with_account == [*list(MemberRole)[:3], MemberRole.MEMBER]
    (waiting,) = [
        finding
        for item in round.council.items
        for finding in item.findings
        if finding.status is FindingStatus.SUSPECTED
    ]
    assert waiting.member.role is MemberRole.MEMBER
    sheets = select(ScoreSheet).join(Nomination).where(Nomination.round_id == round.id)
    (sheet,) = db.session.scalars(sheets)
    assert sheet.state is SheetState.FILED
    assert sheet.nomination.agenda_item is not waiting.item


def test_the_chair_who_signs_in_leads_the_association(demo: Portal, client: FlaskClient) -> None:
    row = next(one for one in officers.sign_ins() if one.role == Role.ASSOCIATION_CHAIR)
    account = db.session.scalars(select(Account).filter_by(email=row.email)).one()
    person = person_of(account)
    assert person
    assert person.full_name == account.full_name == row.full_name
    medical = db.session.scalars(
        select(Association).where(Association.slug.contains("y-hoc"))
    ).one()
    assert leaders_of(medical)[0].person is person
    assert person.is_public


def test_what_must_always_hold_holds(demo: Portal) -> None:
    assert {name: lines for name, lines in broken().items() if lines} == {}


def test_the_province_is_none_of_the_real_ones(demo: Portal) -> None:
    provinces = select(Unit).filter_by(kind=UnitKind.PROVINCE, ends_on=None)
    territories.load()
    named = [unit for unit in db.session.scalars(provinces) if unit.name == province.NAME]
    assert len(list(db.session.scalars(provinces))) == 35
    assert [unit.code for unit in named] == [province.CODE]


def test_the_plan_has_the_slips_that_people_point_out(demo: Portal) -> None:
    plan = db.session.scalars(select(Consultation).order_by(Consultation.id)).first()
    assert plan is not None
    assert plan.current is not None
    text = "\n".join(unit.words for unit in plan.current.provisions)
    assert "208/QĐ-UBND-SM" in plan.current.preamble
    assert "280/QĐ-UBND-SM" in text
    assert "đội ngũ tri thức" in text
    opinions = list(db.session.scalars(select(Opinion)))
    for slip in ("280", "tri thức", "“hiện”"):
        assert any(slip in opinion.reason and opinion.provision_id for opinion in opinions)


def test_opinions_wait_for_the_moderator_and_one_consultation_is_answered(demo: Portal) -> None:
    moderated = db.session.scalars(select(Consultation).filter_by(checks_before=True)).one()
    opinions = list(db.session.scalars(select(Opinion).filter_by(consultation_id=moderated.id)))
    assert sorted(one.state for one in opinions) == ["public", "waiting", "waiting"]
    assert all(one.provision_id for one in opinions)
    answered = db.session.scalars(select(Consultation).filter_by(state="responded")).one()
    said = list(db.session.scalars(select(Opinion).filter_by(consultation_id=answered.id)))
    assert len(said) == 3
    assert all(one.response.is_signed for one in said)


def test_every_role_signs_in(demo: Portal, client: FlaskClient) -> None:
    rows = officers.sign_ins()
    assert {row.role for row in rows} == {*map(str, Role), *officers.PEOPLE}
    for row in rows:
        client.delete_cookie("session")
        token = csrf_of(client.get("/sign-in"))
        answer = client.post(
            "/sign-in",
            data={"csrf_token": token, "email": row.email, "password": row.password},
        )
        assert answer.status_code == 302, row.role
        assert client.get("/settings").status_code == 200, (
            row.role,
            answer.location,
            client.get("/settings").location,
        )


def test_figures_on_pages_equal_the_rows(demo: Portal, client: FlaskClient) -> None:
    page = client.get("/associations").text
    people = db.session.scalar(
        select(func.count(Membership.person_id.distinct())).where(Membership.ends_on.is_(None))
    )
    shown = re.search(r"Số người là hội viên</dt><dd>(\d+)", page)
    assert shown
    assert 0 < int(shown[1]) <= (people or 0)
    public = db.session.scalar(select(func.count()).where(Person.is_public.is_(True)))
    directory = client.get("/people").text
    assert re.search(rf"\b{public}\b", directory)
    for honour in db.session.scalars(select(Honour)):
        assert honour.full_name in client.get("/honours").text


def test_the_officer_finds_work_of_every_kind(demo: Portal) -> None:
    row = next(one for one in officers.sign_ins() if one.role == Role.PEOPLE_OFFICER)
    officer = db.session.scalars(select(Account).filter_by(email=row.email)).one()
    with demo.test_request_context():
        parts = {part.name: part.page.total for part in parts_of(officer)}
    assert parts
    assert [name for name, total in parts.items() if not total] == []


def test_a_branch_was_divided_by_a_decision(demo: Portal) -> None:
    for transfer in db.session.scalars(select(Transfer)):
        assert transfer.mass_move_id
        assert transfer.to_membership is not None
        assert transfer.to_membership.previous is transfer.from_membership


def test_the_same_seed_gives_the_same_province(app: Portal) -> None:
    outer = db.session.begin_nested()
    loaded(app)
    first = list(db.session.scalars(select(Person.full_name).order_by(Person.id)))
    outer.rollback()
    db.session.expire_all()
    loaded(app)
    second = list(db.session.scalars(select(Person.full_name).order_by(Person.id)))
    assert first == second
    assert len(set(first)) > PEOPLE - 4


def test_real_drafts_from_a_folder_beside_are_opened(app: Portal, shared: Path) -> None:
    assert loaded(app, drafts=shared / "drafts") == []
    titles = list(db.session.scalars(select(Consultation.title)))
    assert len(titles) == 8
    assert any("Lai Châu" in title or "45-NQ/TW" in title for title in titles)


def test_the_command_loads_once_and_prints_sign_ins(app: Portal) -> None:
    runner = app.test_cli_runner()
    assert runner.invoke(args=["demo", "accounts"]).exit_code == 1
    first = runner.invoke(args=["demo", "load", "--people", "16"])
    assert first.exit_code == 0, first.output
    again = runner.invoke(args=["demo", "load", "--people", "16"])
    assert again.exit_code == 0
    assert count(Person) == 16 + 1
    printed = runner.invoke(args=["demo", "accounts", "--json"])
    rows = json.loads(printed.stdout)
    assert all(set(row) >= {"role", "email", "password"} for row in rows)
    assert "thu-ky-hoi@somau.example" in runner.invoke(args=["demo", "accounts"]).stdout
    assert db.session.scalars(select(Account).filter_by(email=rows[0]["email"])).one()

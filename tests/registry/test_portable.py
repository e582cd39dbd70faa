"""The whole profile out as versioned JSON and in again: the same profile."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Integer, String, inspect, select

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.unit_of_work import Portal
from portal.registry.importing import ImportTask
from portal.registry.importing.actions import Outcome, accept, begin_import
from portal.registry.importing.comparing import Compared, RowStatus
from portal.registry.importing.diff import compare_rows, diff_of
from portal.registry.importing.forms import Decision
from portal.registry.models import (
    ITEM_MODELS,
    AcademicRank,
    Audience,
    Availability,
    Contribution,
    Credential,
    DegreeLevel,
    FundingType,
    HonoraryTitle,
    IdentifierKind,
    ItemKind,
    ItemSource,
    ItemState,
    LanguageSkill,
    NameKind,
    Person,
    PersonIdentifier,
    PersonName,
    Project,
    ProjectLevel,
    ProjectRoleKind,
    RankKind,
    Sector,
    Sex,
    SourceKind,
    Supervision,
    SupervisionLevel,
    Training,
    WorkForm,
    WorkSource,
    WorkType,
)
from portal.registry.plain import PARTIAL_DATES
from portal.registry.portable import as_json, profile_json
from portal.units.models import UnitKind
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import (
    make_appointment,
    make_contribution,
    make_degree,
    make_distinction,
    make_keyword,
    make_person,
    make_person_field,
    make_project_role,
    make_work,
)
from tests.factories.units import make_unit

OWNER = Audience.OWNER
NOT_SAID = {"source_note", "on_behalf_of", "error", "normal", "folded", "form"}


def add(model: Any, person: Person, **given: Any) -> Any:
    item = model(person=person, **({"visibility": Audience.REGISTERED} | given))
    db.session.add(item)
    db.session.flush()
    return item


@pytest.fixture
def account() -> Account:
    return make_account(full_name="Nguyễn Văn Anh")


@pytest.fixture
def full(account: Account) -> Person:
    """A profile with an item of every kind, each shown to a circle of its own."""
    person = make_person(
        full_name="Nguyễn Văn Anh",
        account_id=account.id,
        headline="Nhà thuỷ văn",
        bio="Dòng một\nDòng hai",
        sector=Sector.SCIENCE,
        sex=Sex.MALE,
        sex_visibility=Audience.PUBLIC,
        birth_date="1980-05",
        birth_visibility=Audience.REGISTERED,
        called_name="Văn Anh",
        family_name="Nguyễn",
        contact_email="anh@example.vn",
        contact_phone="0912 345 678",
        contact_visibility=Audience.OFFICERS,
        commune=make_unit(
            make_unit(name="Tỉnh Sông Hương", kind=UnitKind.PROVINCE),
            name="Phường An Cựu",
            kind=UnitKind.COMMUNE,
        ),
        commune_visibility=Audience.REGISTERED,
        availability=Availability.LIMITED,
        availability_until=date(2030, 12, 31),
    )
    add(PersonName, person, name_kind=NameKind.PEN, full_name="Sông Hương")
    add(
        PersonIdentifier,
        person,
        identifier_kind=IdentifierKind.ORCID,
        value="0000-0002-1825-0097",
        normal="0000-0002-1825-0097",
    )
    post = make_appointment(person, department="Khoa Nước", visibility=OWNER)
    make_degree(person, organisation="Đại học Huế", awarded="2014-12", diploma_number="D-1")
    add(AcademicRank, person, rank=RankKind.PROFESSOR, discipline="Thuỷ văn", year=2020)
    add(HonoraryTitle, person, name="Nhà giáo Ưu tú", abbreviation="NGƯT", year=2023)
    add(Credential, person, name="Chứng chỉ", issuer="Sở", number="7", valid_until="2030-01-01")
    add(Training, person, course="Thạc sĩ", organiser="Huế", starts="2024", is_completed=False)
    make_distinction(person, awarded="2019", visibility=Audience.OFFICERS)
    add(LanguageSkill, person, language="Tiếng Nhật", level="N2")
    add(Supervision, person, student="Lê Bình", level=SupervisionLevel.MASTER, topic="Lũ")
    make_person_field(person)
    make_keyword(person, word="lũ quét")
    project = Project(
        name="Cảnh báo lũ",
        code="ĐTĐL-01",
        level=ProjectLevel.STATE,
        budget=5_000_000_000,
        funding_type=FundingType.GRANT,
        starts="2021",
        funder="Bộ KH&CN",
    )
    make_project_role(person, project=project, role=ProjectRoleKind.LEAD, visibility=OWNER)
    work = make_work(
        title="Lũ quét",
        doi="10.1000/lu",
        issued="2020-05",
        container="Tạp chí",
        url="https://example.vn/lu",
        identifiers=[{"type": "doi", "value": "work:doi", "error": "8001", "normalised": ""}],
        csl={"type": "article-journal", "volume": "3", "custom": {"a": [1]}},
    )
    make_contribution(work=work, person=make_person(full_name="Trần Thị Hà"), name="Trần Thị Hà")
    make_contribution(
        person,
        work=work,
        order=1,
        credit=["software", "validation"],
        is_featured=True,
        is_corresponding=True,
        visibility=OWNER,
    )
    db.session.add(WorkSource(work=work, format="BibTeX", reference="lu", raw="@article{lu}"))
    solution = make_work(
        title="Máy đo mưa",
        type=WorkType.OTHER,
        form=WorkForm.INITIATIVE,
        recognised_by="QĐ 12/2020",
        recognition_level=ProjectLevel.PROVINCE,
    )
    make_contribution(person, work=solution)
    db.session.add(
        ItemSource(
            person_id=person.id,
            item_kind=ItemKind.APPOINTMENT,
            item_id=post.id,
            source=SourceKind.IMPORT,
            organisation="Đại học Huế",
            on_behalf_of="Nguyễn Văn Anh",
            reference="/0000-0002-1825-0097/employment/10",
        )
    )
    for kind, model in ITEM_MODELS.items():
        items: Any = db.session.scalars(select(model).where(model.person_id == person.id))
        for item in items:
            fill(item.project if kind is ItemKind.PROJECT_ROLE else item)
    fill(work)
    db.session.flush()
    return person


def fill(thing: Any) -> None:
    """Say something in every column that is still empty: each text another, dates without a day."""
    for column in inspect(type(thing)).column_attrs:
        name, type_ = column.key, column.columns[0].type
        if name in NOT_SAID or column.columns[0].foreign_keys or getattr(thing, name):
            continue
        if getattr(type_, "enum_class", None):
            setattr(thing, name, next(iter(type_.enum_class)))
        elif name in PARTIAL_DATES:
            setattr(thing, name, "2011-03")
        elif isinstance(type_, Integer):
            setattr(thing, name, 2011)
        elif isinstance(type_, String):
            setattr(thing, name, f"{name} nói thế")


@pytest.fixture
def elsewhere() -> tuple[Person, Account]:
    """The same person in another place, with an empty profile."""
    account = make_account(full_name="Nguyễn Văn Anh")
    return make_person(full_name="Nguyễn Văn Anh", account_id=account.id), account


def bring_in(person: Person, account: Account, content: str) -> Outcome:
    task = begin_import(person, content, actor=account)
    decisions = [
        Decision(one.row, str(one.me) if isinstance(one, Compared) and one.me is not None else "")
        for one in compare_rows(task.rows, person)
    ]
    return accept(person, decisions, actor=account)


def lasting(exported: dict[str, Any]) -> dict[str, Any]:
    """What has to be the same afterwards: all but numbers, days, proof and who typed it last."""
    kept = deepcopy(exported)
    for name in ("exported_at", "site"):
        kept.pop(name)
    for name in ("id", "home_unit", "is_public"):
        kept["person"].pop(name)
    for line in (*kept["items"], *kept["works"]):
        for name in ("state", "stated", "verified"):
            line.pop(name, None)
    for line in kept["works"]:
        for source in line["sources"]:
            source["format"] = source["format"] or "Hiền Tài"
        line["sources"] = line["sources"] or [{"format": "Hiền Tài", "reference": "", "raw": ""}]
    return kept


def test_the_profile_of_the_test_has_an_item_of_every_kind(full: Person) -> None:
    exported = profile_json(full)
    kinds = {line["kind"] for line in exported["items"]}
    assert kinds == {kind.value for kind in ITEM_MODELS} - {"contribution"}
    assert len(exported["works"]) == 2


def test_no_column_of_the_profile_of_the_test_is_empty(full: Person) -> None:
    """What is empty here could be lost on the way without a test that sees it."""
    exported = profile_json(full)
    empty = {
        f"person.{name}" for name, value in exported["person"].items() if value in (None, "", False)
    }
    for kind in {line["kind"] for line in exported["items"]}:
        lines = [line["values"] for line in exported["items"] if line["kind"] == kind]
        empty |= {f"{kind}.{name}" for name in lines[0] if not any(line[name] for line in lines)}
    works = exported["works"]
    empty |= {f"work.{name}" for name in works[0] if not any(work[name] for work in works)}
    assert empty == {"person.home_unit", "training.is_completed"}


def apart(full: Person) -> str:
    """The exported text, after which the registry forgets the works and projects themselves."""
    text = as_json(full)
    for line in db.session.scalars(select(Contribution)).all():
        line.work.doi = None
        line.work.title = f"khác {line.id}"
    for project in db.session.scalars(select(Project)):
        project.code = "khác"
    db.session.flush()
    return text


def test_out_and_in_again_is_the_same_profile(
    full: Person, elsewhere: tuple[Person, Account]
) -> None:
    before = lasting(profile_json(full))
    text = apart(full)
    person, account = elsewhere
    outcome = bring_in(person, account, text)
    assert outcome.refused == 0
    db.session.expire_all()
    assert lasting(profile_json(person)) == before


def test_hidden_and_featured_flags_survive(full: Person, elsewhere: tuple[Person, Account]) -> None:
    text = apart(full)
    person, account = elsewhere
    bring_in(person, account, text)
    line = db.session.scalars(
        select(Contribution).where(
            Contribution.person_id == person.id, Contribution.is_featured.is_(True)
        )
    ).one()
    assert (line.visibility, line.is_corresponding) == (OWNER, True)
    assert line.credit == ["software", "validation"]


def test_what_was_confirmed_there_is_only_stated_here(
    full: Person, elsewhere: tuple[Person, Account]
) -> None:
    """A file can be written by anybody: no proof travels in it."""
    for kind, model in ITEM_MODELS.items():
        for item in db.session.scalars(select(model).where(model.person_id == full.id)):
            item.state = ItemState.VERIFIED
            assert item.kind is kind
    db.session.flush()
    person, account = elsewhere
    bring_in(person, account, as_json(full))
    states = {line["state"] for line in profile_json(person)["items"]}
    assert states == {"draft"}


def test_ones_own_export_changes_nothing(full: Person, account: Account) -> None:
    before = profile_json(full)
    task = begin_import(full, as_json(full), actor=account)
    assert {one.status for one in compare_rows(task.rows, full)} == {RowStatus.SAME}
    assert diff_of(task, page=1).only_here == []
    bring_in(full, account, as_json(full))
    assert lasting(profile_json(full))["items"] == lasting(before)["items"]


def test_readers_that_were_chosen_here_are_not_changed_by_a_file(
    full: Person, account: Account
) -> None:
    text = as_json(full)
    full.birth_visibility = OWNER
    line = db.session.scalars(select(PersonName).where(PersonName.person_id == full.id)).one()
    line.visibility = OWNER
    db.session.flush()
    bring_in(full, account, text)
    assert (full.birth_visibility, line.visibility) == (OWNER, OWNER)


def test_what_the_file_does_not_name_is_only_here(full: Person, account: Account) -> None:
    text = as_json(full)
    make_keyword(full, word="mới")
    task = begin_import(full, text, actor=account)
    assert [line.title for line in diff_of(task, page=1).only_here] == ["mới"]


def test_a_place_of_living_that_is_not_known_here_is_said_and_not_guessed(
    full: Person, elsewhere: tuple[Person, Account]
) -> None:
    """Communes of one name are many: only name and province together, accents and all, are one."""
    text = as_json(full)
    person, account = elsewhere
    other = make_unit(name="Tỉnh Khác", kind=UnitKind.PROVINCE)
    make_unit(other, name="Phường An Cựu", kind=UnitKind.COMMUNE)
    begin_import(person, text, actor=account)
    moved = text.replace("Phường An Cựu, Tỉnh Sông Hương", "Phường Ân Cựu, Tỉnh Sông Hương")
    task = begin_import(person, moved, actor=account)
    assert any("Phường Ân Cựu" in one for one in task.errors)
    alone = text.replace("Phường An Cựu, Tỉnh Sông Hương", "Phường An Cựu")
    assert any("An Cựu" in one for one in begin_import(person, alone, actor=account).errors)
    accept(person, [Decision(row) for row in task.rows if row.is_basics], actor=account)
    assert (person.commune, person.headline) == (None, "Nhà thuỷ văn")


def test_an_unknown_version_is_refused_with_a_sentence_on_the_page(
    client: FlaskClient, full: Person, account: Account
) -> None:
    written = json.dumps(profile_json(full) | {"version": 2})
    db.session.commit()
    sign_in(client, account)
    address = f"/people/{full.id}/works/import"
    data = {"text": written, "csrf_token": csrf_of(client.get(address))}
    answer = client.post(address, data=data)
    assert answer.status_code == 422
    told = "Hồ sơ này ghi theo phiên bản 2; cổng đọc được phiên bản 1."
    assert told in " ".join(answer.text.split())


def test_the_record_leads_to_the_file_and_the_page_of_everything_held(
    client: FlaskClient, full: Person, account: Account
) -> None:
    db.session.commit()
    page = sign_in(client, account).get(f"/people/{full.id}/record").text
    assert f'href="/people/{full.id}/profile.json"' in page
    assert f'href="/people/{full.id}/held"' in page


def test_a_later_version_is_not_guessed_at(full: Person, account: Account) -> None:
    written = profile_json(full) | {"version": 99}
    with pytest.raises(Exception, match="99"):
        begin_import(full, json.dumps(written), actor=account)


@pytest.mark.parametrize(
    "items",
    [
        [{"kind": "degree", "values": {"level": "emperor"}}],
        [{"kind": "degree"}],
        [{"kind": "evidence", "values": {}}],
        [{"kind": "field", "values": {"code": "không có"}}],
        [{"kind": "keyword", "values": {"word": 5, "person_id": 1, "state": "verified"}}],
        [{"kind": "name", "values": {}}],
        [{"kind": "project_role", "values": {"name": {"deep": 1}, "budget": 10**30}}],
        [{"kind": "keyword", "values": {"word": "x" * 1_000_000}}],
        [None, 3, "x"],
        "x",
    ],
    ids=str,
)
def test_a_profile_that_somebody_wrote_by_hand_breaks_nothing(
    elsewhere: tuple[Person, Account], items: Any
) -> None:
    person, account = elsewhere
    content = {
        "schema": "hien-tai/profile",
        "version": 1,
        "person": {"full_name": person.full_name, "headline": "x", "is_public": True},
        "items": items,
    }
    bring_in(person, account, json.dumps(content))
    assert all(
        item.state is ItemState.DRAFT
        for model in ITEM_MODELS.values()
        for item in db.session.scalars(select(model).where(model.person_id == person.id))
    )


def test_the_owner_alone_takes_the_file_away(
    client: FlaskClient, full: Person, account: Account
) -> None:
    assert DegreeLevel.DOCTOR.value in as_json(full)
    address = f"/people/{full.id}/profile.json"
    stranger = make_account()
    db.session.commit()
    assert client.get(address).status_code == 404
    sign_in(client, stranger)
    assert client.get(address).status_code == 404
    sign_in(client, account)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.json
    assert answer.json["schema"] == "hien-tai/profile"
    assert answer.headers["Content-Disposition"].endswith('-profile.json"')


def test_out_and_in_by_command(
    app: Portal, full: Person, elsewhere: tuple[Person, Account], tmp_path: Path
) -> None:
    person, account = elsewhere
    runner = app.test_cli_runner()
    file = tmp_path / "hồ sơ.json"
    file.write_text(
        runner.invoke(args=["registry", "export", str(full.id), "--json"]).stdout, "utf-8"
    )
    arguments = ["registry", "import", str(person.id), str(file), "--as", account.email]
    told = json.loads(runner.invoke(args=arguments).stdout)
    assert told["added"] >= 16
    assert runner.invoke(args=["registry", "export", "999999"]).exit_code == 1
    assert db.session.get(ImportTask, told["task"]) is not None

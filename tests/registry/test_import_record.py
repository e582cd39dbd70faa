"""A whole record beside a profile: what is new, changed, the same, refused, only here, somebody else's."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.actions import remove_item
from portal.registry.importing import ImportTask, RowState
from portal.registry.importing.actions import (
    Outcome,
    accept,
    begin_import,
    bring_back,
    confirm_whose,
    refuse,
)
from portal.registry.importing.comparing import Compared, RowStatus
from portal.registry.importing.diff import compare_rows, diff_of
from portal.registry.importing.forms import Decision
from portal.registry.importing.whose import Doubt
from portal.registry.models import (
    Appointment,
    AppointmentKind,
    Audience,
    Contribution,
    Credential,
    Degree,
    DegreeLevel,
    HonoraryTitle,
    IdentifierKind,
    ItemKind,
    ItemSource,
    ItemState,
    Keyword,
    Person,
    PersonIdentifier,
    PersonName,
    Project,
    ProjectRole,
    SourceKind,
    Training,
    Work,
    WorkSource,
)
from portal.units.models import Unit
from tests.factories.accounts import make_account
from tests.factories.registry import make_appointment, make_degree, make_keyword, make_person
from tests.factories.units import make_unit

ORCID = "0000-0002-1825-0097"
RECORD = (Path(__file__).parent / "formats" / "record.xml").read_text("utf-8")


@pytest.fixture
def account() -> Account:
    return make_account(full_name="Nguyễn Văn Anh")


@pytest.fixture
def person(account: Account) -> Person:
    return make_person(full_name="Nguyễn Văn Anh", account_id=account.id)


def plain(task: ImportTask, person: Person) -> list[Decision]:
    waiting = [row for row in task.rows if row.state is RowState.WAITING]
    return [
        Decision(one.row, str(one.me) if isinstance(one, Compared) and one.me is not None else "")
        for one in compare_rows(waiting, person)
        if one.is_plain
    ]


def take(person: Person, account: Account, content: str | bytes = RECORD) -> Outcome:
    """Hand in and accept all that is plain."""
    task = begin_import(person, content, actor=account)
    return accept(person, plain(task, person), actor=account, visibility=Audience.PUBLIC)


def all_of(model: Any) -> list[Any]:
    return list(db.session.scalars(select(model).order_by(model.id)))


def count(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def statuses(task: ImportTask, person: Person) -> dict[ItemKind | None, list[str]]:
    found: dict[ItemKind | None, list[str]] = {}
    for one in compare_rows(task.rows, person):
        found.setdefault(one.row.kind, []).append(one.status.value)
    return found


def test_a_record_becomes_items_of_every_kind(person: Person, account: Account) -> None:
    assert take(person, account).refused == 0
    assert [(one.appointment_kind, one.role) for one in all_of(Appointment)] == [
        (AppointmentKind.EMPLOYMENT, "Giảng viên"),
        (AppointmentKind.INVITED_POSITION, "Giáo sư mời"),
    ]
    (degree,) = all_of(Degree)
    assert (degree.level, degree.discipline, degree.awarded) == (
        DegreeLevel.DOCTOR,
        "Thuỷ văn",
        "2014-12",
    )
    assert [(one.course, one.is_completed) for one in all_of(Training)] == [
        ("Thạc sĩ Quản lý", False),
        ("Bồi dưỡng nghiệp vụ sư phạm", True),
    ]
    assert [one.name for one in all_of(Credential)] == ["Chứng chỉ hành nghề khảo sát"]
    assert [(one.name, one.year) for one in all_of(HonoraryTitle)] == [("Nhà giáo Ưu tú", 2023)]
    assert [one.word for one in all_of(Keyword)] == ["thuỷ văn", "lũ quét"]
    assert [one.full_name for one in all_of(PersonName)] == ["Nguyen V. A.", "Anh Nguyen"]
    (project,) = all_of(Project)
    assert (project.code, project.budget, project.currency) == ("G-1", 120_000, "USD")
    assert count(ProjectRole) == 1
    assert [(one.identifier_kind, one.normal) for one in all_of(PersonIdentifier)] == [
        (IdentifierKind.ORCID, ORCID),
        (IdentifierKind.WEBSITE, "https://example.vn/anh"),
    ]


def test_each_item_says_who_wrote_it_on_whose_behalf(person: Person, account: Account) -> None:
    take(person, account)
    post = all_of(Appointment)[0]
    assert (post.source, post.state, post.visibility) == (
        SourceKind.IMPORT,
        ItemState.DRAFT,
        Audience.PUBLIC,
    )
    assert post.on_behalf_of == "Nguyễn Văn Anh"
    line = db.session.scalars(
        select(ItemSource).where(
            ItemSource.item_kind == ItemKind.APPOINTMENT, ItemSource.item_id == post.id
        )
    ).one()
    assert (line.organisation, line.on_behalf_of, line.reference) == (
        "Đại học Huế",
        "Nguyễn Văn Anh",
        f"/{ORCID}/employment/10",
    )


def test_the_same_record_again_changes_nothing_in_any_dress(
    person: Person, account: Account
) -> None:
    take(person, account)
    before = {model: count(model) for model in (Appointment, Degree, ItemSource, Work, Keyword)}
    assert take(person, account) == Outcome()
    again = begin_import(person, RECORD + "\n<!-- saved again -->", actor=account)
    told = statuses(again, person)
    assert told.pop(None) == ["same"]
    asked = told.pop(ItemKind.TRAINING)
    assert sorted(asked) == ["new", "same", "same"]
    assert {status for found in told.values() for status in found} == {"same"}
    accept(person, [Decision(row) for row in again.rows if row.kind], actor=account)
    assert {model: count(model) for model in before} == before


def test_what_the_source_leaves_open_is_asked_never_guessed(
    person: Person, account: Account
) -> None:
    task = begin_import(person, RECORD, actor=account)
    (open_row,) = [
        one.row for one in compare_rows(task.rows, person) if getattr(one, "asks", False)
    ]
    assert accept(person, [Decision(open_row)], actor=account).refused == 1
    assert open_row.error
    assert accept(person, [Decision(open_row, answer="nonsense")], actor=account).refused == 1
    assert accept(person, [Decision(open_row, answer="master")], actor=account).added == 1
    (degree,) = all_of(Degree)
    assert (degree.level, degree.discipline) == (DegreeLevel.MASTER, "Exchange")
    (again,) = compare_rows([open_row], person)
    assert (again.status, again.row.error) == (RowStatus.SAME, "")


def test_a_row_told_otherwise_shows_the_difference_and_keeps_readers_and_proof_apart(
    person: Person, account: Account
) -> None:
    post = make_appointment(
        person,
        role="Giảng viên",
        organisation="Đại học Huế",
        starts=None,
        department="Khoa Nước",
        visibility=Audience.OFFICERS,
        state=ItemState.VERIFIED,
    )
    task = begin_import(person, RECORD, actor=account)
    (one,) = [
        one
        for one in compare_rows(task.rows, person)
        if one.row.kind is ItemKind.APPOINTMENT and one.status is RowStatus.CHANGED
    ]
    assert one.differences == [("starts", None, "2016")]
    accept(person, [Decision(one.row)], actor=account, visibility=Audience.PUBLIC)
    assert (post.starts, post.department) == ("2016", "Khoa Nước")
    assert post.visibility is Audience.OFFICERS
    assert post.state is ItemState.DRAFT


def test_an_item_typed_by_hand_gets_the_record_as_another_source(
    person: Person, account: Account
) -> None:
    degree = make_degree(
        person,
        level=DegreeLevel.DOCTOR,
        discipline="Thủy văn",
        organisation="Đại học Huế",
        awarded="2014-12-20",
        starts="2010",
        state=ItemState.VERIFIED,
    )
    task = begin_import(person, RECORD, actor=account)
    row = next(one for one in task.rows if one.kind is ItemKind.DEGREE)
    (compared,) = compare_rows([row], person)
    assert compared.status is RowStatus.SAME
    assert accept(person, [Decision(row)], actor=account) == Outcome(sourced=1)
    assert (degree.state, degree.discipline) == (ItemState.VERIFIED, "Thủy văn")
    assert count(Degree) == 1
    assert count(ItemSource) == 1


def test_a_refused_suggestion_never_comes_back_from_any_file(
    person: Person, account: Account
) -> None:
    task = begin_import(person, RECORD, actor=account)
    refused = [row for row in task.rows if row.kind in (ItemKind.KEYWORD, ItemKind.TITLE)]
    assert refuse(person, refused, actor=account) == 3
    work = next(row for row in task.rows if row.kind is None)
    refuse(person, [work], actor=account)
    other = begin_import(person, RECORD.replace("\n", "\r\n"), actor=account)
    assert other.id != task.id
    assert [row.state for row in other.rows if row.kind is ItemKind.KEYWORD] == [
        RowState.REFUSED,
        RowState.REFUSED,
    ]
    bibtex = "@article{a, title={Lũ quét}, doi={10.1000/lu}, author={Nguyễn Văn Anh}}"
    assert begin_import(person, bibtex, actor=account).rows[0].state is RowState.REFUSED
    take(person, account, RECORD.replace("\n", "\r\n"))
    assert count(Keyword) == count(HonoraryTitle) == count(Work) == 0
    assert diff_of(other, page=1).refused == 4


def test_what_was_refused_can_be_brought_back_everywhere(person: Person, account: Account) -> None:
    task = begin_import(person, RECORD, actor=account)
    words = [row for row in task.rows if row.kind is ItemKind.KEYWORD]
    refuse(person, words, actor=account)
    other = begin_import(person, RECORD + " ", actor=account)
    back = [row for row in other.rows if row.kind is ItemKind.KEYWORD]
    assert bring_back(person, back, actor=account) == 2
    db.session.refresh(words[0])
    assert words[0].state is RowState.WAITING
    take(person, account, RECORD + " ")
    assert count(Keyword) == 2


def test_what_was_taken_over_is_not_refused_afterwards(person: Person, account: Account) -> None:
    task = begin_import(person, RECORD, actor=account)
    take(person, account)
    assert refuse(person, [row for row in task.rows if row.item_id], actor=account) == 0


def test_what_the_source_no_longer_has_is_shown_as_only_here_and_stays(
    person: Person, account: Account
) -> None:
    make_keyword(person, word="tự ghi")
    take(person, account)
    shorter = RECORD.replace("thuỷ văn; lũ quét", "lũ quét")
    task = begin_import(person, shorter, actor=account)
    diff = diff_of(task, page=1)
    assert [line.title for line in diff.only_here] == ["thuỷ văn"]
    take(person, account, shorter)
    assert sorted(one.word for one in all_of(Keyword)) == ["lũ quét", "thuỷ văn", "tự ghi"]


def test_an_item_that_was_removed_is_suggested_as_new_again(
    person: Person, account: Account
) -> None:
    take(person, account)
    remove_item(all_of(HonoraryTitle)[0], actor=account)
    task = begin_import(person, RECORD + " ", actor=account)
    assert statuses(task, person)[ItemKind.TITLE] == ["new"]


def test_one_organisation_arriving_three_times_is_one_unit(
    person: Person, account: Account
) -> None:
    unit = make_unit(name="Đại học Huế")
    units = count(Unit)
    take(person, account)
    assert {one.unit_id for one in all_of(Appointment)} == {unit.id, None}
    assert all_of(Degree)[0].unit_id == unit.id
    assert count(Unit) == units


def test_one_doi_from_orcid_crossref_and_bibtex_is_one_work_with_three_sources(
    person: Person, account: Account
) -> None:
    crossref = json.dumps(
        {
            "message": {
                "title": ["Lũ quét"],
                "type": "journal-article",
                "DOI": "10.1000/LU",
                "author": [{"given": "Văn Anh", "family": "Nguyễn"}],
                "funder": [{"name": "Quỹ A", "award": ["G-1"]}],
            }
        }
    )
    bibtex = "@article{lu, title={Lũ quét}, author={Nguyễn Văn Anh}, doi={10.1000/lu}}"
    for content in (RECORD, crossref, bibtex):
        task = begin_import(person, content, actor=account)
        works = [row for row in task.rows if row.kind is None]
        accept(person, [Decision(row, "other") for row in works], actor=account)
    assert count(Work) == 1
    assert count(Contribution) == 1
    assert [one.format for one in all_of(WorkSource)] == ["ORCID", "Crossref", "BibTeX"]


def test_an_identifier_that_cannot_be_checked_is_kept_with_its_error(
    person: Person, account: Account
) -> None:
    wrong = json.dumps(
        {
            "orcid-identifier": {"path": "0000-0002-1825-0098"},
            "person": {"name": {"credit-name": {"value": "Nguyễn Văn Anh"}}, "keywords": {}},
            "activities-summary": {},
        }
    )
    take(person, account, wrong)
    (kept,) = all_of(PersonIdentifier)
    assert (kept.value, kept.normal) == ("0000-0002-1825-0098", None)
    assert kept.error


def test_a_person_of_another_orcid_id_is_asked_first(person: Person, account: Account) -> None:
    db.session.add(
        PersonIdentifier(
            person=person,
            identifier_kind=IdentifierKind.ORCID,
            value="0000-0001-5109-3700",
            normal="0000-0001-5109-3700",
        )
    )
    db.session.flush()
    task = begin_import(person, RECORD, actor=account)
    assert task.record["doubt"] == Doubt.OTHER_ORCID
    with pytest.raises(RuleBroken):
        accept(person, [Decision(task.rows[0])], actor=account)
    confirm_whose(task, actor=account)
    assert accept(person, [Decision(task.rows[0])], actor=account).added == 1


def test_a_record_under_another_name_is_asked_about(account: Account) -> None:
    stranger = make_person(full_name="Lê Thị Hoa", account_id=account.id)
    assert begin_import(stranger, RECORD, actor=account).record["doubt"] == Doubt.OTHER_NAME


def test_the_real_record_is_of_somebody_else(
    person: Person, account: Account, shared: Path
) -> None:
    content = (shared / "registry/orcid/read_record-full-3.0.json").read_bytes()
    task = begin_import(person, content, actor=account)
    assert task.record["doubt"] == Doubt.OTHER_NAME
    assert task.left_out == 3


def test_the_real_record_loads_whole_once_it_is_confirmed(
    person: Person, account: Account, shared: Path
) -> None:
    content = (shared / "registry/orcid/read_record-full-3.0.json").read_bytes()
    task = begin_import(person, content, actor=account)
    confirm_whose(task, actor=account)
    decisions = [Decision(row, "other", "doctor") for row in task.rows]
    outcome = accept(person, decisions, actor=account)
    assert outcome == Outcome(added=len(task.rows) - outcome.refused, refused=outcome.refused)
    (work,) = all_of(Work)
    kept = next(one for one in work.identifiers if one["value"] == "work:doi")
    assert kept["error"].startswith("8001")
    service = db.session.scalars(
        select(Appointment).where(Appointment.appointment_kind == AppointmentKind.SERVICE)
    ).one()
    lines = select(func.count()).where(
        ItemSource.item_kind == ItemKind.APPOINTMENT, ItemSource.item_id == service.id
    )
    assert db.session.scalar(lines) == 2
    assert db.session.scalars(select(ProjectRole)).one().project.funder == "Wellcome Trust"


def test_an_officer_who_imports_shows_nothing_to_the_public(person: Person) -> None:
    officer = make_account()
    take(person, officer)
    assert {one.visibility for one in all_of(Degree)} == {Audience.OFFICERS}


def test_a_comparison_asks_the_database_as_often_for_one_line_as_for_many(
    person: Person, account: Account, statements: Any
) -> None:
    def asked(words: int) -> int:
        record = {
            "person": {
                "name": {"credit-name": {"value": "Nguyễn Văn Anh"}},
                "keywords": {"keyword": [{"content": f"từ {n} {words}"} for n in range(words)]},
            },
            "activities-summary": {},
        }
        task = begin_import(person, json.dumps(record), actor=account)
        db.session.flush()
        rows = list(task.rows)
        with statements() as seen:
            compare_rows(rows, person)
        return len(seen)

    assert asked(2) == asked(40)


def test_a_crowd_of_keywords_stops_at_the_limit_with_a_sentence(
    person: Person, account: Account
) -> None:
    record = {
        "person": {
            "name": {"credit-name": {"value": "Nguyễn Văn Anh"}},
            "keywords": {"keyword": [{"content": f"từ khoá {n}"} for n in range(80)]},
        },
        "activities-summary": {},
    }
    outcome = take(person, account, json.dumps(record))
    assert (outcome.added, outcome.refused) == (50, 30)
    assert count(Keyword) == 50

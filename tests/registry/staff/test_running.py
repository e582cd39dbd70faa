"""A staff list taken over: people and facts, once, and taken back."""

import pytest
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.core.audit.queries import entries_of, faults
from portal.core.changes import Change
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.jobs import Job, JobState
from portal.core.unit_of_work import commit
from portal.registry.importing.models import RowStanding, RowState, TaskState
from portal.registry.models import (
    Appointment,
    Audience,
    Degree,
    DegreeLevel,
    ItemState,
    Person,
    PersonIdentifier,
    Revision,
    SensitiveFacts,
    SourceKind,
)
from portal.registry.staff import actions
from portal.registry.staff.page import list_page
from portal.units.models import Unit
from tests.factories.accounts import make_account
from tests.factories.registry import make_degree, make_person
from tests.factories.units import make_unit
from tests.registry.staff.conftest import (
    AN,
    BINH,
    HEAD,
    hand_in,
    rows_of,
    standings,
    take_all,
)


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_list_makes_people_with_their_post_and_degree_for_officers_only(
    school: Unit, officer: Account
) -> None:
    take_all(hand_in(school, officer, [HEAD, AN]), officer)
    person = db.session.scalars(select(Person)).one()
    assert (person.full_name, person.birth_date, person.birth_year) == (AN[0], "1960-05-19", 1960)
    assert (person.source, person.is_public, person.home_unit_id) == (
        SourceKind.IMPORT,
        False,
        school.id,
    )
    post, degree = (
        db.session.scalars(select(Appointment)).one(),
        db.session.scalars(select(Degree)).one(),
    )
    assert (post.role, post.department, post.unit_id) == ("Trưởng khoa", "Khoa Toán", school.id)
    assert (degree.level, degree.discipline) == (DegreeLevel.DOCTOR, "Đại số")
    for item in (post, degree):
        assert (item.visibility, item.state, item.source) == (
            Audience.OFFICERS,
            ItemState.DRAFT,
            SourceKind.IMPORT,
        )


def test_each_batch_leaves_history_changes_and_one_audit_entry(
    school: Unit, officer: Account
) -> None:
    task = hand_in(school, officer, [HEAD, AN, BINH])
    take_all(task, officer)
    for row in rows_of(task):
        assert row.state is RowState.ACCEPTED
        assert row.processed_at
        assert row.person_id
    told = db.session.scalars(select(Revision).order_by(Revision.id)).first()
    assert told is not None
    assert (count(Revision), told.action, told.after["full_name"]) == (2, "import_staff", AN[0])
    assert [kind for kind, _values in told.after["items"]] == ["appointment", "degree"]
    people = set(db.session.scalars(select(Change.key).where(Change.kind == "person")))
    assert people == {str(row.person_id) for row in rows_of(task)}
    entries = entries_of(task)
    assert [one.action for one in entries].count("registry.import_staff") == 1
    assert list(faults()) == []


def test_the_same_file_is_the_same_list_and_the_same_rows_change_nothing(
    school: Unit, officer: Account
) -> None:
    task = hand_in(school, officer, [HEAD, AN, BINH])
    take_all(task, officer)
    assert hand_in(school, officer, [HEAD, AN, BINH]).id == task.id
    before = (count(Person), count(Appointment), count(Degree), count(Revision))
    again = hand_in(school, officer, [("Danh sách",), HEAD, BINH, AN])
    assert again.id != task.id
    assert standings(again) == ["same", "same"]
    with pytest.raises(RuleBroken, match=r"[.]$"):
        actions.accept_all(again, actor=officer)
    assert (count(Person), count(Appointment), count(Degree), count(Revision)) == before


def test_a_changed_row_changes_what_it_says_and_leaves_the_rest(
    school: Unit, officer: Account
) -> None:
    take_all(hand_in(school, officer, [HEAD, AN]), officer)
    changed = (*AN[:3], "Khoa Lý", *AN[4:6], "")
    task = hand_in(school, officer, [HEAD, changed])
    assert standings(task) == ["changed"]
    take_all(task, officer)
    assert count(Appointment) == 1
    post = db.session.scalars(select(Appointment)).one()
    assert (post.department, post.version) == ("Khoa Lý", 2)
    assert db.session.scalars(select(Degree.discipline)).one() == "Đại số"


def test_what_was_confirmed_or_kept_by_its_owner_is_shown_and_not_changed(
    school: Unit, officer: Account
) -> None:
    person = make_person(
        full_name=AN[0],
        birth_date="1960",
        contact_email="an@nha.vn",
        home_unit=school,
        account_id=make_account(email="an@truong.vn").id,
    )
    make_degree(person, level=DegreeLevel.DOCTOR, discipline="Đại số", organisation="Trường A",
                state=ItemState.VERIFIED)  # fmt: skip
    head = (*HEAD, "Cơ sở đào tạo")
    task = hand_in(school, officer, [head, (*AN, "Trường B")])
    (row,) = rows_of(task)
    assert row.person_id == person.id
    assert {(part, value) for _kind, part, _stored, value in row.parsed["kept"]} == {
        ("birth_date", "1960-05-19"),
        ("contact_email", "an@truong.vn"),
        ("organisation", "Trường B"),
    }
    take_all(task, officer)
    db.session.expire_all()
    assert (person.contact_email, person.birth_date) == ("an@nha.vn", "1960")
    assert db.session.scalars(select(Degree.organisation)).one() == "Trường A"


def test_identity_numbers_are_sealed_and_stand_in_no_row(school: Unit, officer: Account) -> None:
    task = hand_in(school, officer, [("Họ và tên", "Số CCCD"), ("Lê Văn Cường", "036160001234")])
    assert "036160001234" not in str(rows_of(task)[0].parsed)
    take_all(task, officer)
    facts = db.session.scalars(select(SensitiveFacts)).one()
    assert "036160001234" not in facts.national_id_sealed
    again = hand_in(school, officer, [("Họ tên", "CCCD"), ("Lê Văn Cường", 36160001234)])
    assert standings(again) == ["same"]


def test_rows_are_taken_one_by_one_and_left_out(school: Unit, officer: Account) -> None:
    task = hand_in(school, officer, [HEAD, AN, BINH])
    first, second = rows_of(task)
    actions.refuse_rows([second])
    actions.accept_rows(task, [first], {}, actor=officer)
    commit()
    assert db.session.scalars(select(Person.full_name)).all() == [AN[0]]
    assert [row.state for row in rows_of(task)] == [RowState.ACCEPTED, RowState.REFUSED]
    assert task.state is TaskState.FINISHED


def test_a_row_that_was_left_out_stays_left_out_in_another_file_and_read_anew(
    school: Unit, officer: Account
) -> None:
    task = hand_in(school, officer, [HEAD, AN, BINH])
    actions.refuse_rows(rows_of(task)[1:])
    commit()
    actions.read_again(task, day=None, encoding="", actor=officer)
    commit()
    other = hand_in(school, officer, [("Danh sách",), HEAD, BINH, AN])
    for one, left_out in ((task, 1), (other, 0)):
        states = [row.state for row in rows_of(one)]
        assert (states[left_out], states[1 - left_out]) == (RowState.REFUSED, RowState.WAITING)
        assert list_page(one, {}).free == 1
    take_all(other, officer)
    assert db.session.scalars(select(Person.full_name)).all() == [AN[0]]
    changed = hand_in(school, officer, [HEAD, (*BINH[:4], "Trưởng khoa", *BINH[5:])])
    assert [row.state for row in rows_of(changed)] == [RowState.WAITING]
    actions.accept_rows(other, rows_of(other)[:1], {}, actor=officer)
    commit()
    assert count(Person) == 2


def test_two_rows_of_one_person_give_one_record_with_two_posts(
    school: Unit, officer: Account
) -> None:
    second = (*AN[:3], "Hội đồng trường", "Thành viên", "", "")
    task = hand_in(school, officer, [HEAD, AN, second])
    assert [row.parsed.get("with_row") for row in rows_of(task)] == [None, 2]
    take_all(task, officer)
    assert (count(Person), count(Appointment)) == (1, 2)


def test_nothing_is_asked_of_a_list_while_a_job_works_on_it(school: Unit, officer: Account) -> None:
    task = hand_in(school, officer, [HEAD, AN])
    db.session.get_one(Job, task.job_id).state = JobState.RUNNING
    commit()
    for act in (actions.accept_all, actions.go_on, actions.undo):
        with pytest.raises(RuleBroken):
            act(task, actor=officer)
    with pytest.raises(RuleBroken):
        actions.read_again(task, day=None, encoding="", actor=officer)
    assert count(Person) == 0


def test_a_list_whose_job_was_lost_goes_on(school: Unit, officer: Account) -> None:
    task = hand_in(school, officer, [HEAD, AN])
    (row,) = rows_of(task)
    row.state, task.state = RowState.ACCEPTED, TaskState.RUNNING
    db.session.get_one(Job, task.job_id).state = JobState.FAILED
    commit()
    assert actions.is_interrupted(task)
    actions.go_on(task, actor=officer)
    commit()
    assert (task.state, count(Person)) == (TaskState.FINISHED, 1)


def test_orcid_of_another_units_person_is_refused_without_a_name(
    school: Unit, officer: Account
) -> None:
    other = make_person(full_name="Ai Đó", home_unit=make_unit())
    db.session.add(
        PersonIdentifier(
            person=other,
            identifier_kind="orcid",
            value="0000-0002-1825-0097",
            normal="0000-0002-1825-0097",
        )
    )
    db.session.commit()
    task = hand_in(school, officer, [("Họ và tên", "ORCID"), ("Lê An", "0000-0002-1825-0097")])
    (row,) = rows_of(task)
    assert row.standing is RowStanding.WRONG
    assert "Ai Đó" not in row.error

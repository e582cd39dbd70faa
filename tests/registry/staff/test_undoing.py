"""A whole list taken back: what it made and changed goes, what others did since stays and is told."""

from typing import Any

import pytest
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.audit.queries import faults
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.unit_of_work import commit
from portal.registry.actions.items import save_item
from portal.registry.actions.people import edit_basics
from portal.registry.actions.sensitive import SensitiveInput, set_sensitive
from portal.registry.duplicates.merging import merge
from portal.registry.importing.models import ImportRow, ImportTask, RowState, TaskState
from portal.registry.models import (
    Appointment,
    Degree,
    ItemState,
    Person,
    Revision,
    SensitiveFacts,
)
from portal.registry.staff import actions
from portal.units.models import Unit
from tests.factories.accounts import make_account
from tests.factories.registry import make_appointment, make_degree, make_person
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


def taken(school: Unit, officer: Account, *rows: Any, head: Any = HEAD) -> ImportTask:
    """A list that was taken over."""
    task = hand_in(school, officer, [head, *rows])
    take_all(task, officer)
    return task


def take_back(task: ImportTask, officer: Account) -> list[ImportRow]:
    actions.undo(task, actor=officer)
    commit()
    rows = rows_of(task)
    assert task.state is TaskState.UNDONE
    assert {row.state for row in rows} == {RowState.UNDONE}
    return rows


def person_of(task: ImportTask, number: int = 0) -> Person:
    return db.session.get_one(Person, rows_of(task)[number].person_id)


def test_a_whole_list_is_taken_back(school: Unit, officer: Account) -> None:
    known = make_person(full_name=BINH[0], birth_date="1972", home_unit=school, is_public=False)
    task = hand_in(school, officer, [HEAD, AN, BINH])
    assert standings(task) == ["new", "changed"]
    take_all(task, officer)
    actions.undo(task, actor=officer)
    commit()
    db.session.expire_all()
    assert task.state is TaskState.UNDONE
    assert (count(Appointment), count(Degree)) == (0, 0)
    assert (known.contact_email, known.home_unit_id) == ("", school.id)
    made = db.session.scalars(select(Person).where(Person.full_name == AN[0])).one()
    assert (made.home_unit_id, made.contact_email) == (None, "")
    again = hand_in(school, officer, [HEAD, AN, BINH])
    assert (again.id, standings(again)) == (task.id, ["new", "changed"])


def test_what_was_worked_on_since_stays_when_a_list_is_taken_back(
    school: Unit, officer: Account
) -> None:
    task = hand_in(school, officer, [HEAD, AN, BINH])
    take_all(task, officer)
    an, binh = (db.session.get_one(Person, row.person_id) for row in rows_of(task))
    make_degree(an)
    binh.contact_phone = "0912345678"
    db.session.flush()
    actions.undo(task, actor=officer)
    commit()
    db.session.expire_all()
    assert an.home_unit_id == school.id
    first, second = rows_of(task)
    assert first.state is RowState.UNDONE
    assert first.error
    assert not second.error


def test_a_list_is_taken_back_once_and_only_after_it_was_taken_over(
    school: Unit, officer: Account
) -> None:
    task = hand_in(school, officer, [HEAD, AN])
    with pytest.raises(RuleBroken):
        actions.undo(task, actor=officer)
    take_all(task, officer)
    take_back(task, officer)
    for act in (actions.undo, actions.accept_all):
        with pytest.raises(RuleBroken):
            act(task, actor=officer)


def test_taking_back_is_written_in_history_and_in_the_audit(school: Unit, officer: Account) -> None:
    take_back(taken(school, officer, AN), officer)
    acts = db.session.scalars(select(Revision.action).order_by(Revision.id)).all()
    assert acts[0] == "import_staff"
    assert set(acts[1:]) == {"undo_staff"}
    assert list(faults()) == []


def test_each_part_of_a_person_that_somebody_changed_since_stays(
    school: Unit, officer: Account
) -> None:
    known = make_person(full_name=BINH[0], birth_date="1972", home_unit=school)
    head = (*HEAD, "Điện thoại")
    task = taken(school, officer, (*BINH, "0912 345 678"), head=head)
    assert (known.contact_email, known.contact_phone) == ("binh@truong.vn", "0912 345 678")
    edit_basics(known, {"contact_email": "moi@truong.vn"}, actor=officer, seen=None)
    commit()
    (row,) = take_back(task, officer)
    assert (known.contact_email, known.contact_phone) == ("moi@truong.vn", "")
    assert row.error


def test_each_part_of_an_item_that_somebody_changed_since_stays(
    school: Unit, officer: Account
) -> None:
    known = make_person(full_name=AN[0], birth_date="1960-05-19", home_unit=school)
    post = make_appointment(known, role="Trưởng khoa", department="", organisation=school.name,
                            unit_id=school.id)  # fmt: skip
    head = (*HEAD, "Nhóm")
    task = taken(school, officer, (*AN, "Viên chức"), head=head)
    db.session.refresh(post)
    assert (post.department, str(post.job_category)) == ("Khoa Toán", "public_employee")
    save_item(post, {"department": "Khoa Toán - Tin"}, actor=officer)
    commit()
    (row,) = take_back(task, officer)
    db.session.refresh(post)
    assert (post.department, post.job_category) == ("Khoa Toán - Tin", None)
    assert row.error


def test_what_was_confirmed_since_is_not_changed(school: Unit, officer: Account) -> None:
    known = make_person(full_name=AN[0], birth_date="1960-05-19", home_unit=school)
    degree = make_degree(known, level="doctor", discipline="", state=ItemState.REJECTED)
    task = taken(school, officer, AN)
    db.session.refresh(degree)
    assert (degree.discipline, degree.state) == ("Đại số", ItemState.DRAFT)
    degree.state = ItemState.VERIFIED
    commit()
    (row,) = take_back(task, officer)
    db.session.refresh(degree)
    assert (degree.discipline, degree.state) == ("Đại số", ItemState.VERIFIED)
    assert row.error


def test_an_item_of_the_list_that_somebody_edited_since_stays_with_its_person(
    school: Unit, officer: Account
) -> None:
    task = taken(school, officer, AN)
    person = person_of(task)
    degree = db.session.scalars(select(Degree)).one()
    save_item(degree, {"discipline": "Giải tích"}, actor=make_account())
    commit()
    (row,) = take_back(task, officer)
    assert (count(Degree), count(Appointment)) == (1, 0)
    assert degree.discipline == "Giải tích"
    assert person.home_unit_id == school.id
    assert row.error


def test_what_a_later_list_said_stays_until_that_list_is_taken_back(
    school: Unit, officer: Account
) -> None:
    first = taken(school, officer, AN)
    second = taken(school, officer, (*AN[:3], "Khoa Lý", *AN[4:]))
    (row,) = take_back(first, officer)
    post = db.session.scalars(select(Appointment)).one()
    assert (post.department, row.error != "") == ("Khoa Lý", True)
    take_back(second, officer)
    db.session.refresh(post)
    assert post.department == "Khoa Toán"


def test_two_lists_taken_back_in_turn_leave_nothing(school: Unit, officer: Account) -> None:
    first = taken(school, officer, AN)
    second = taken(school, officer, (*AN[:3], "Khoa Lý", *AN[4:]))
    assert [row.error for row in (*take_back(second, officer), *take_back(first, officer))] == [
        "",
        "",
    ]
    assert count(Appointment) == 0
    assert db.session.scalars(select(Person)).one().home_unit_id is None


def test_rows_of_one_person_are_taken_back_together(school: Unit, officer: Account) -> None:
    head = (*HEAD, "Nhóm")
    task = taken(school, officer, (*AN, ""), (*AN, "Viên chức"), head=head)
    assert count(Appointment) == 1
    assert [row.error for row in take_back(task, officer)] == ["", ""]
    assert (count(Appointment), count(Degree)) == (0, 0)


def test_sensitive_facts_that_somebody_entered_since_stay(school: Unit, officer: Account) -> None:
    head = ("Họ và tên", "Số CCCD")
    task = taken(school, officer, (AN[0], "036160001234"), (BINH[0], "036172001234"), head=head)
    an = person_of(task)
    told = SensitiveInput(national_id="036160001235")
    set_sensitive(an, told, actor=officer)
    commit()
    first, second = take_back(task, officer)
    assert (first.error != "", second.error) == (True, "")
    assert db.session.scalars(select(SensitiveFacts.person_id)).all() == [an.id]
    assert an.home_unit_id == school.id


def test_people_who_became_one_with_another_record_since_stay(
    school: Unit, officer: Account
) -> None:
    task = taken(school, officer, AN, BINH)
    made = person_of(task)
    winner = make_person(full_name=AN[0], home_unit=school)
    merge(winner, made, actor=make_account(Role.PEOPLE_OFFICER, school))
    commit()
    first, second = take_back(task, officer)
    assert (first.error != "", second.error) == (True, "")
    posts = db.session.scalars(select(Appointment.person_id)).all()
    assert posts == [winner.id]


def test_a_person_who_has_an_account_or_a_page_since_stays(school: Unit, officer: Account) -> None:
    task = taken(school, officer, AN, BINH)
    an, binh = person_of(task), person_of(task, 1)
    an.account_id, binh.is_public = make_account().id, True
    commit()
    assert all(row.error for row in take_back(task, officer))
    assert (an.home_unit_id, binh.home_unit_id) == (school.id, school.id)

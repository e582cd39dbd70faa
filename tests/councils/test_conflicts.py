"""Conflicts are found in the registry, decided by people, and keep the item from the member's eyes."""

import pytest

from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.councils.actions.conflicts import (
    decide_conflict,
    declare_conflict,
    find_conflicts,
    put_before,
)
from portal.councils.models import ConflictFinding, FindingSource, FindingStatus, PersonPart
from portal.councils.permissions import DECIDE_CONFLICT
from portal.councils.queries import items_for
from portal.councils.rules.conflicts import ConflictKind
from portal.registry.models import Supervision, SupervisionLevel
from tests.factories.accounts import make_account
from tests.factories.councils import make_council, make_full_council, make_member
from tests.factories.registry import make_appointment, make_person, make_project_role, make_work
from tests.factories.units import make_unit


def before(council, nominee, **others):
    people = [(nominee, PersonPart.NOMINEE)]
    people += [(person, PersonPart(part)) for part, person in others.items()]
    return put_before(council, title=nominee.full_name, people=people)


def found(council) -> set[tuple[str, str]]:
    return {(row.kind.value, row.status.value) for row in find_conflicts(council)}


def test_a_member_who_is_the_nominee_is_recused_at_once() -> None:
    council = make_council()
    member = make_member(council)
    before(council, member.person)
    assert found(council) == {("same_person", "confirmed")}


@pytest.mark.parametrize("part", ["nominator", "endorser"])
def test_who_nominated_or_endorsed_is_recused(part: str) -> None:
    council = make_council()
    member = make_member(council)
    before(council, make_person(), **{part: member.person})
    assert found(council) == {("proposed", "confirmed")}


def test_a_shared_unit_a_joint_work_and_a_joint_project_are_suspected() -> None:
    council, unit = make_council(), make_unit()
    member, nominee = make_member(council), make_person()
    for person in (member.person, nominee):
        make_appointment(person, unit_id=unit.id)
    make_work(member.person, nominee, issued=str(clock.today().year))
    role = make_project_role(member.person)
    make_project_role(nominee, project=role.project)
    before(council, nominee)
    assert found(council) == {
        ("same_unit", "suspected"),
        ("co_author", "suspected"),
        ("joint_project", "suspected"),
    }


def test_what_is_older_than_the_window_is_no_conflict() -> None:
    council, unit = make_council(conflict_years=3), make_unit()
    member, nominee = make_member(council), make_person()
    make_appointment(member.person, unit_id=unit.id, starts="1999", ends="2005")
    make_appointment(nominee, unit_id=unit.id, starts="2001")
    make_work(member.person, nominee, issued="2001")
    before(council, nominee)
    assert found(council) == set()


def test_a_former_student_is_suspected_however_long_ago() -> None:
    council = make_council()
    member, nominee = make_member(council), make_person(full_name="Hồ Thị Trò Cũ")
    level = next(iter(SupervisionLevel))
    db.session.add(
        Supervision(person=member.person, student="Ho Thi Tro Cu", level=level, year=1990)
    )
    db.session.flush()
    before(council, nominee)
    assert found(council) == {("supervision", "suspected")}


def test_a_dismissal_sticks_until_there_is_new_evidence() -> None:
    council = make_council()
    member, nominee, officer = make_member(council), make_person(), make_account()
    make_work(member.person, nominee, issued=str(clock.today().year))
    item = before(council, nominee)
    (finding,) = find_conflicts(council)
    assert items_for(council, member) == []
    with pytest.raises(RuleBroken):
        decide_conflict(finding, stands=False, reason=" ", by=officer)
    decide_conflict(finding, stands=False, reason="Chỉ đứng tên chung", by=officer)
    assert find_conflicts(council) == []
    assert finding.status is FindingStatus.DISMISSED
    assert [one.id for one in items_for(council, member)] == [item.id]
    make_work(member.person, nominee, issued=str(clock.today().year))
    assert len(find_conflicts(council)) == 1
    assert items_for(council, member) == []


def test_nobody_dismisses_that_a_member_is_the_nominee() -> None:
    council = make_council()
    member = make_member(council)
    before(council, member.person)
    (finding,) = find_conflicts(council)
    with pytest.raises(RuleBroken):
        decide_conflict(finding, stands=False, reason="Không sao", by=make_account())


def test_a_member_s_own_word_holds_at_once_and_another_s_is_to_be_decided() -> None:
    council = make_council()
    member = make_member(council, account=True)
    item = before(council, make_person())
    kind, note = ConflictKind.FAMILY, "Anh em họ"
    own = declare_conflict(
        member, item, kind=kind, note=note, source=FindingSource.MEMBER, by=member.person.account
    )
    assert own.status is FindingStatus.CONFIRMED
    nominee = make_account()
    told = declare_conflict(
        member, item, kind=kind, note=note, source=FindingSource.NOMINEE, by=nominee
    )
    assert told.status is FindingStatus.SUSPECTED
    with pytest.raises(RuleBroken):
        declare_conflict(
            member, item, kind=kind, note=note, source=FindingSource.NOMINEE, by=nominee
        )


def test_the_person_concerned_never_decides_and_the_chair_s_own_case_goes_to_others() -> None:
    council = make_full_council(3, account=True)
    chair, secretary, member = council.serving(clock.today())
    item = before(council, make_person())
    finding = ConflictFinding(
        member=chair,
        item=item,
        kind=ConflictKind.OTHER,
        evidence="x",
        source=FindingSource.REGISTRY,
    )
    db.session.add(finding)
    db.session.flush()
    assert not DECIDE_CONFLICT(chair.person.account, finding)
    assert DECIDE_CONFLICT(secretary.person.account, finding)
    assert not DECIDE_CONFLICT(member.person.account, finding)
    finding.member = secretary
    assert not DECIDE_CONFLICT(secretary.person.account, finding)
    assert DECIDE_CONFLICT(chair.person.account, finding)

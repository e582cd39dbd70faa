"""What is done to members: periods are appended, numbers survive, two officers never both win."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.associations import actions, queries, rules
from portal.associations.models import (
    ApplicationState,
    Association,
    Belonging,
    EndReason,
    Membership,
    Standing,
)
from portal.core import clock, verify
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.mail import OutboxMessage
from portal.units.models import Document, Unit, UnitSuccession
from tests.factories.associations import (
    make_application,
    make_association,
    make_branch,
    make_member,
    make_type,
)
from tests.factories.registry import make_person
from tests.factories.units import make_document

DECISION = {"number": "15/QĐ-HYH", "issued_on": date(2026, 3, 2)}


def approve(application, **given):
    given = DECISION | {"starts_on": date(2026, 3, 5), "branch": None, "by_id": None} | given
    return actions.approve(application, **given)


def test_an_approval_opens_a_period_with_a_number_and_a_registered_decision() -> None:
    application = approve(make_application())
    membership = application.membership
    assert application.state is ApplicationState.APPROVED
    assert membership.number.endswith("-00001")
    assert membership.starts_on == date(2026, 3, 5)
    assert membership.document.number == "15/QĐ-HYH"
    assert membership.document.issuer_unit_id == application.association.unit_id


def test_one_decision_admits_many_and_is_registered_once() -> None:
    association = make_association()
    numbers = [approve(make_application(association)).membership.number for _ in range(3)]
    assert len(set(numbers)) == 3
    assert len(db.session.scalars(select(Document)).all()) == 1


def test_nobody_applies_twice() -> None:
    application = make_application()
    with pytest.raises(RuleBroken):
        make_application(application.association, person=application.person)
    actions.withdraw(application)
    make_application(application.association, person=application.person)


def test_the_second_of_two_secretaries_learns_that_it_is_decided() -> None:
    application = make_application()
    approve(application)
    with pytest.raises(RuleBroken):
        approve(application)
    with pytest.raises(RuleBroken):
        actions.refuse(application, reason="trễ", by_id=None)
    assert len(db.session.scalars(select(Membership)).all()) == 1


def test_no_decision_is_dated_in_the_future() -> None:
    application = make_application()
    tomorrow = clock.today() + timedelta(days=1)
    for given in ({"issued_on": tomorrow}, {"starts_on": tomorrow}):
        with pytest.raises(RuleBroken) as broken:
            approve(application, **given)
        assert broken.value.field in given


def test_a_number_survives_leaving_and_coming_back() -> None:
    association = make_association()
    first = make_member(association)
    actions.end_membership(first, ends_on=date(2021, 5, 1), reason=EndReason.RESIGNATION)
    again = make_member(association, first.person, starts_on=date(2023, 1, 1))
    assert again.number == first.number
    periods = queries.periods_of(association, first.person)
    assert rules.member_since(periods) == date(2020, 1, 1)


def test_an_old_number_is_kept_and_not_given_twice() -> None:
    association = make_association()
    assert make_member(association, number="HYH-7").number == "HYH-7"
    with pytest.raises(RuleBroken):
        make_member(association, number="HYH-7")
    taken = rules.member_number(association.number_prefix, 1)
    make_member(association, number=taken)
    assert make_member(association).number == rules.member_number(association.number_prefix, 2)


def test_the_end_of_the_main_membership_ends_the_additional_branch_too() -> None:
    association = make_association()
    main = make_member(association)
    extra = make_member(association, main.person, branch=make_branch(association), additional=True)
    assert extra.belonging is Belonging.SECONDARY
    figures = queries.figures_by_association(clock.today())[association.id]
    assert (figures.people, figures.memberships) == (1, 2)
    actions.end_membership(main, ends_on=date(2026, 1, 31), reason=EndReason.DEATH)
    assert extra.end_reason is EndReason.DEATH
    assert association.id not in queries.figures_by_association(clock.today())


def test_one_person_in_two_associations_is_one_person_and_two_memberships() -> None:
    person = make_person()
    make_member(person=person)
    make_member(person=person)
    overall = queries.figures_overall(clock.today())
    assert (overall.people, overall.memberships) == (1, 2)


def test_a_transfer_closes_the_day_before_and_keeps_number_and_suspension() -> None:
    association = make_association()
    old_branch, new_branch = make_branch(association), make_branch(association)
    old = make_member(association, branch=old_branch)
    actions.suspend(
        old,
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 1, 1),
        reason="vi phạm điều lệ",
        document=None,
    )
    new = actions.transfer(
        old, branch=new_branch, effective_on=date(2026, 7, 1), document=make_document()
    )
    assert (old.ends_on, old.end_reason) == (date(2026, 6, 30), EndReason.TRANSFER)
    assert (new.starts_on, new.previous, new.number) == (date(2026, 7, 1), old, old.number)
    assert rules.standing_of(new, date(2026, 7, 1)) is Standing.SUSPENDED
    assert rules.standing_of(new, date(2027, 1, 2)) is Standing.ACTIVE


def test_a_transfer_goes_to_branches_of_the_same_association_only() -> None:
    member = make_member()
    for branch in (make_branch(make_association()), member.association.unit):
        with pytest.raises(RuleBroken):
            actions.transfer(
                member, branch=branch, effective_on=date(2026, 7, 1), document=make_document()
            )


def test_a_card_answers_valid_until_something_ends_it() -> None:
    association = make_association()
    branch = make_branch(association)
    member = make_member(association, branch=branch)
    card = actions.issue_card(member)
    code = verify.issue("card", card.id).code
    answer = verify.answer_for(code)
    assert answer is not None
    assert answer.tone == "ok"
    shown = " ".join(str(value) for _label, value in answer.facts)
    assert shown == f"{association.unit.name} {branch.name} 2020"
    assert member.person.full_name not in f"{answer.title}{shown}"
    new = actions.transfer(
        member,
        branch=make_branch(association),
        effective_on=date(2026, 7, 1),
        document=make_document(),
    )
    assert verify.answer_for(code).tone == "off"
    reissued = queries.live_cards(new)[0]
    assert verify.answer_for(verify.issue("card", reissued.id).code).tone == "ok"
    assert dict(verify.answer_for(code).facts) != {}


def test_only_a_member_in_good_standing_gets_a_card() -> None:
    association = make_association()
    kind = make_type(association, name="Có thời hạn", term_months=12, grace_days=30)
    lapsed = make_member(association, kind=kind)
    with pytest.raises(RuleBroken):
        actions.issue_card(lapsed)
    actions.renew(lapsed)
    actions.issue_card(lapsed)


def divided(association: Association) -> tuple[Unit, list[Membership], list[Unit]]:
    district = make_branch(association, name="Chi hội huyện Mẫu")
    members = [make_member(association, branch=district) for _ in range(4)]
    return district, members, [make_branch(association) for _ in range(2)]


def divide(association, district, targets, **given):
    given = {
        "effective_on": date(2025, 7, 1),
        "number": "40/QĐ-HYH",
        "issued_on": date(2025, 6, 20),
        "by_id": None,
    } | given
    return actions.divide_branch(association, district, targets=targets, **given)


def test_a_district_branch_becomes_commune_branches_and_can_be_undone() -> None:
    association = make_association()
    district, members, communes = divided(association)
    card = actions.issue_card(members[0])
    targets = {member.id: communes[i % 2] for i, member in enumerate(members)}
    move = divide(association, district, targets)
    assert district.ends_on == date(2025, 6, 30)
    assert {member.end_reason for member in members} == {EndReason.MERGER}
    for i, member in enumerate(members):
        periods = queries.periods_of(association, member.person)
        assert [p.branch_id for p in periods] == [district.id, communes[i % 2].id]
        assert len({p.number for p in periods}) == 1
    assert len(db.session.scalars(select(UnitSuccession)).all()) == 2
    actions.undo_move(move, reason="Sai danh sách")
    db.session.expire_all()
    assert district.ends_on is None
    assert district.is_open(clock.today())
    for member in members:
        assert queries.periods_of(association, member.person) == [member]
        assert (member.ends_on, member.end_reason) == (None, None)
    assert card.revoked_on is None
    assert db.session.scalars(select(UnitSuccession)).all() == []
    assert len(queries.transfers_of(move)) == 4
    with pytest.raises(RuleBroken):
        actions.undo_move(move, reason="lần nữa")


def test_a_decision_is_not_undone_once_a_member_has_moved_on() -> None:
    association = make_association()
    district, members, communes = divided(association)
    move = divide(association, district, {member.id: communes[0] for member in members})
    moved = queries.periods_of(association, members[0].person)[-1]
    actions.end_membership(moved, ends_on=date(2026, 1, 1), reason=EndReason.RESIGNATION)
    with pytest.raises(RuleBroken):
        actions.undo_move(move, reason="muộn")


def test_nobody_is_left_behind_in_a_closed_branch() -> None:
    association = make_association()
    district, members, communes = divided(association)
    everyone = {member.id: communes[0] for member in members}
    with pytest.raises(RuleBroken):
        divide(association, district, dict(list(everyone.items())[:-1]))
    with pytest.raises(RuleBroken):
        divide(association, district, everyone | {members[0].id: district})
    with pytest.raises(RuleBroken):
        divide(association, district, everyone, effective_on=date(2019, 1, 1))
    foreign = make_branch(make_association())
    with pytest.raises(RuleBroken):
        divide(association, district, everyone | {members[0].id: foreign})


def test_sql_and_rules_agree_on_the_standing() -> None:
    association = make_association()
    kind = make_type(association, name="Một năm", term_months=12, grace_days=30)
    candidate = make_type(association, name="Dự bị", belonging=Belonging.CANDIDATE)
    make_member(association)
    make_member(association, kind=candidate)
    make_member(association, kind=kind, starts_on=date(2025, 1, 1))
    ended = make_member(association)
    actions.end_membership(ended, ends_on=date(2025, 3, 1), reason=EndReason.RESIGNATION)
    suspended = make_member(association)
    actions.suspend(
        suspended,
        starts_on=date(2025, 2, 1),
        ends_on=date(2026, 1, 10),
        reason="…",
        document=None,
    )
    for day in (
        date(2019, 12, 31),
        date(2025, 2, 10),
        date(2025, 3, 2),
        date(2026, 1, 5),
        date(2026, 1, 31),
    ):
        rows = db.session.execute(select(Membership, queries.standing_expression(day)))
        for membership, standing in rows:
            assert standing == rules.standing_of(membership, day).value


def test_the_person_is_told_of_the_decision() -> None:
    application = make_application()
    actions.refuse(application, reason="Chưa đủ hồ sơ", by_id=None)
    message = db.session.scalars(select(OutboxMessage)).one()
    assert message.to == application.person.account.email
    assert "Chưa đủ hồ sơ" in message.text

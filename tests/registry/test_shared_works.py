"""A work or a project of several people: what one changes opens the entries of the others again."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.core.errors import EditConflict, RuleBroken
from portal.core.mail import OutboxMessage
from portal.registry.actions import save_project, save_work, submit_item
from portal.registry.changes_told import rows_of
from portal.registry.models import ClaimState, Contribution, Item, ItemState, Person, Revision
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_person, make_project_role, make_work
from tests.factories.units import make_unit

S = ItemState
WAITING = {S.SUBMITTED, S.UNDER_REVIEW}

# (the co-author's entry, who edits): what becomes of it; None where the change is refused
TABLE: dict[tuple[ItemState, str], ItemState | None] = {
    **{(state, "author"): S.DRAFT for state in WAITING},
    **{(state, who): state for state in (S.DRAFT, S.REJECTED, S.EXPIRED) for who in ("author",)},
    (S.VERIFIED, "author"): None,
    (S.VERIFIED, "officer"): S.DRAFT,
    (S.VERIFIED, "officer elsewhere"): None,
    (S.SUBMITTED, "officer"): S.DRAFT,
}


@pytest.fixture
def people(commune: Unit) -> list[Person]:
    """Two authors, each with an account."""
    return [
        make_person(full_name=name, account=make_account(), home_unit=commune)
        for name in ("Lò Văn Một", "Tòng Thị Hai")
    ]


def actor_of(who: str, people: list[Person], officer: Account) -> Account:
    elsewhere = make_unit(name="Xã Khác")
    stranger = make_account(Role.PEOPLE_OFFICER, elsewhere)
    known = {"author": people[0].account, "officer": officer, "officer elsewhere": stranger}
    return known[who]  # type: ignore[no-any-return]


def edit(line: Contribution, actor: Account, names: list[str] | None = None, **work: Any) -> None:
    told = names or [one.name for one in line.work.contributions]
    save_work(line, work, contributors=told, values={}, actor=actor, seen=line.version)


def letters(to: Account) -> list[str]:
    query = select(OutboxMessage.kind).where(OutboxMessage.to == to.email)
    return list(db.session.scalars(query))


@pytest.mark.parametrize(("case", "expected"), TABLE.items())
def test_an_edited_work_opens_what_rests_on_it(
    case: tuple[ItemState, str],
    expected: ItemState | None,
    people: list[Person],
    officer: Account,
) -> None:
    state, who = case
    first, second = make_work(*people, title="Cây chè cổ").contributions
    second.state = state
    db.session.commit()
    actor = actor_of(who, people, officer)
    if expected is None:
        with pytest.raises(RuleBroken):
            edit(first, actor, title="Cây chè Shan")
        db.session.rollback()
        assert (second.state, second.work.title) == (state, "Cây chè cổ")
        return
    edit(first, actor, title="Cây chè Shan")
    assert second.state is expected
    reopened = [] if expected is state else ["registry/reopened"]
    assert letters(people[1].account) == reopened
    told = select(Revision.action).where(Revision.person_id == people[1].id)
    assert list(db.session.scalars(told)) == (["reopen_shared"] if reopened else [])


def test_what_is_said_as_before_opens_nothing(people: list[Person]) -> None:
    first, second = make_work(*people, title="Cây chè cổ").contributions
    first.order, second.order = 3, 7
    second.state = S.VERIFIED
    edit(first, people[0].account, title="Cây chè cổ")
    assert second.state is S.VERIFIED
    assert letters(people[1].account) == []


@pytest.mark.parametrize(
    "names", [["Tòng Thị Hai", "Lò Văn Một"], ["Lò Văn Một", "Trần Văn Ba", "Tòng Thị Hai"]]
)
def test_another_place_among_the_authors_is_another_entry(
    names: list[str], people: list[Person]
) -> None:
    first, second = make_work(*people).contributions
    second.state = S.SUBMITTED
    db.session.commit()
    edit(first, people[0].account, names)
    assert second.state is S.DRAFT
    assert letters(people[1].account) == ["registry/reopened"]
    second.state = S.VERIFIED
    db.session.commit()
    with pytest.raises(RuleBroken):
        edit(first, people[0].account, [*names, "Vàng A Tư"][::-1])


@pytest.mark.parametrize("state", [S.SUBMITTED, S.UNDER_REVIEW, S.VERIFIED, S.EXPIRED])
@pytest.mark.parametrize(
    "names", [["Tòng Thị Hai", "Lò Văn Một"], ["LÒ VĂN MỘT", "Tòng Thị Hai"], None]
)
def test_ones_own_entry_is_open_again_with_another_place_name_or_title(
    names: list[str] | None, state: ItemState, people: list[Person]
) -> None:
    first = make_work(*people, title="Cây chè cổ").contributions[0]
    first.state = state
    db.session.commit()
    edit(first, people[0].account, names, title="Cây chè cổ" if names else "Cây chè Shan")
    assert first.state is S.DRAFT
    assert letters(people[0].account) == []


@pytest.mark.parametrize("aside", ["disowned", "merged"])
def test_an_entry_that_stands_nowhere_hinders_nobody_and_is_open_when_it_comes_back(
    aside: str, people: list[Person]
) -> None:
    first, second = make_work(*people).contributions
    second.state = S.VERIFIED
    if aside == "disowned":
        second.claim = ClaimState.NOT_MINE
    else:
        second.claim, people[1].merged_into_id = ClaimState.IGNORED, people[0].id
    db.session.commit()
    edit(first, people[0].account, ["Lò Văn Một"], title="Tên khác hẳn")
    assert second.state is S.DRAFT
    assert letters(people[1].account) == []


def test_the_project_of_a_merged_record_is_changed_by_who_stays(people: list[Person]) -> None:
    lead = make_project_role(people[0])
    make_project_role(people[1], project=lead.project, state=S.VERIFIED)
    people[1].merged_into_id = people[0].id
    db.session.commit()
    given: dict[str, Any] = {"values": {}, "actor": people[0].account, "seen": lead.version}
    save_project(lead, {"name": "Tên khác"}, **given)
    assert lead.project.name == "Tên khác"


def test_both_read_in_their_history_what_was_changed(people: list[Person]) -> None:
    first, second = make_work(*people, title="Cây chè cổ").contributions
    second.state = S.SUBMITTED
    db.session.commit()
    edit(first, people[0].account, title="Cây chè Shan")
    query = select(Revision).where(Revision.action.in_(("edit_work", "reopen_shared")))
    told = {one.person_id: rows_of(one) for one in db.session.scalars(query)}
    title = ("Tên công trình, tác phẩm", "Cây chè cổ", "Cây chè Shan")
    assert told[people[0].id] == [title]
    assert title in told[people[1].id]
    assert ("Trạng thái", "Chờ xác nhận", "Chưa gửi") in told[people[1].id]


CHANGES: dict[str, dict[str, Any]] = {
    "another title": {"title": "Tên khác hẳn"},
    "a co-author more": {"names": ["Lò Văn Một", "Tòng Thị Hai", "Vàng A Tư"]},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("page", ["one", "queue"])
def test_an_officer_does_not_confirm_what_was_changed_under_their_eyes(
    client: FlaskClient, people: list[Person], officer: Account, page: str, change: dict[str, Any]
) -> None:
    """Not even where the co-author has handed in anew by then."""
    first, second = make_work(*people, title="Cây chè cổ").contributions
    second.state = S.SUBMITTED
    url = "/verification" if page == "queue" else f"/verification/contribution/{second.id}"
    read = sign_in(client, officer).get(url)
    data = {"csrf_token": csrf_of(read), "method": "scan", "decision": "verify"}
    name = "rows" if page == "queue" else "version"
    for tag in re.findall(rf'<input[^>]*name="{name}"[^>]*>', read.text):
        data[name] = re.findall(r'value="([^"]+)"', tag)[0]
    assert data[name]
    edit(first, people[0].account, **change)
    if second.state is S.DRAFT:
        submit_item(second, actor=people[1].account)
    db.session.commit()
    client.post(url, data=data)
    assert second.state == S.SUBMITTED
    again = client.get(url)
    data |= {"csrf_token": csrf_of(again), "version": str(second.version)}
    data["rows"] = f"contribution-{second.id}-{second.version}"
    client.post(url, data=data)
    assert second.state == S.VERIFIED


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_co_author_does_not_write_over_what_was_changed_under_their_eyes(
    people: list[Person], change: dict[str, Any]
) -> None:
    first, second = make_work(*people, title="Cây chè cổ").contributions
    db.session.commit()
    read = second.version
    edit(first, people[0].account, **change)
    db.session.commit()
    both = ["Lò Văn Một", "Tòng Thị Hai"]
    given: dict[str, Any] = {"values": {}, "actor": people[1].account, "contributors": both}
    with pytest.raises(EditConflict):
        save_work(second, {"title": "Cây chè cổ"}, seen=read, **given)


@pytest.mark.parametrize(
    ("state", "expected"), [(S.SUBMITTED, S.DRAFT), (S.REJECTED, S.REJECTED), (S.VERIFIED, None)]
)
def test_a_project_is_shared_alike(
    state: ItemState, expected: ItemState | None, people: list[Person]
) -> None:
    lead = make_project_role(people[0])
    member: Item = make_project_role(people[1], project=lead.project, state=state)
    db.session.commit()
    given: dict[str, Any] = {"values": {}, "actor": people[0].account, "seen": lead.version}
    if expected is None:
        with pytest.raises(RuleBroken):
            save_project(lead, {"name": "Tên khác"}, **given)
        return
    save_project(lead, {"name": "Tên khác"}, **given)
    assert member.state is expected

"""What an import changes of a work that others share, as a form would."""

import pytest

from portal.accounts.models import Account
from portal.core.db import db
from portal.registry.importing.actions import OTHER, Outcome
from portal.registry.models import ItemState, Person
from portal.units.models import Unit
from tests.factories.accounts import make_account
from tests.factories.registry import make_person, make_work
from tests.registry.test_import_actions import BIBTEX, take
from tests.registry.test_shared_works import letters

S = ItemState
KNOWN = {"title": "Rừng ngập mặn", "doi": "10.1000/rnm"}

# the other's entry: what becomes of it, and whether the import may change the work
TABLE = {
    S.DRAFT: (S.DRAFT, True),
    S.SUBMITTED: (S.DRAFT, True),
    S.UNDER_REVIEW: (S.DRAFT, True),
    S.VERIFIED: (S.VERIFIED, False),
    S.REJECTED: (S.REJECTED, True),
    S.EXPIRED: (S.EXPIRED, True),
}


@pytest.fixture
def author(commune: Unit) -> Person:
    return make_person(full_name="Nguyễn Văn Anh", account=make_account(), home_unit=commune)


@pytest.fixture
def other(commune: Unit) -> Person:
    return make_person(full_name="Trần Thị Hà", account=make_account(), home_unit=commune)


def told(state: ItemState, after: ItemState) -> list[str]:
    return [] if state is after else ["registry/reopened"]


@pytest.mark.parametrize("state", ItemState)
def test_what_a_source_adds_to_a_work_opens_what_rests_on_it(
    state: ItemState, author: Person, other: Person
) -> None:
    """Under a confirmed entry the work is joined as it stands."""
    after, changes = TABLE[state]
    work = make_work(other, **KNOWN)
    work.contributions[0].state = state
    db.session.commit()
    assert take(author, author.account, BIBTEX, me=OTHER) == Outcome(added=1)
    assert [one.person_id for one in work.contributions] == [other.id, author.id]
    assert work.contributions[0].state is after
    assert (work.container, work.issued) == (
        ("Tạp chí Lâm nghiệp", "2020") if changes else ("", None)
    )
    assert bool(work.csl) is changes
    assert letters(other.account) == told(state, after)


@pytest.mark.parametrize("state", ItemState)
def test_what_is_taken_over_from_a_source_opens_what_rests_on_it(
    state: ItemState, author: Person, other: Person
) -> None:
    after, changes = TABLE[state]
    work = make_work(other, author, container="Tên khác", issued="2020", **KNOWN)
    work.contributions[0].state = state
    work.contributions[1].state = S.VERIFIED
    db.session.commit()
    done = take(author, author.account, BIBTEX)
    assert done == (Outcome(changed=1) if changes else Outcome(refused=1))
    assert work.contributions[0].state is after
    assert work.contributions[1].state is (S.DRAFT if changes else S.VERIFIED)
    assert work.container == ("Tạp chí Lâm nghiệp" if changes else "Tên khác")
    assert letters(other.account) == told(state, after)


def test_an_officer_of_both_adds_what_a_source_says_under_a_confirmed_entry(
    author: Person, other: Person, officer: Account
) -> None:
    work = make_work(other, **KNOWN)
    work.contributions[0].state = S.VERIFIED
    author.account_id = None
    db.session.commit()
    take(author, officer, BIBTEX, me=OTHER)
    assert (work.container, work.contributions[0].state) == ("Tạp chí Lâm nghiệp", S.DRAFT)
    assert letters(other.account) == ["registry/reopened"]


def test_what_says_no_more_than_the_work_opens_nothing(author: Person, other: Person) -> None:
    work = make_work(other, container="Đã có", issued="2019", **KNOWN)
    work.contributions[0].state = S.SUBMITTED
    db.session.commit()
    take(author, author.account, BIBTEX, me=OTHER)
    assert work.contributions[0].state is S.SUBMITTED
    assert letters(other.account) == []

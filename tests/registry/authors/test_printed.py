"""Whom a work prints, and on whose page it stands: once each, and never one who said "not mine"."""

import io
import json

import pytest
from docx import Document
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.actions.works import save_work
from portal.registry.authors.actions import disown, link_line
from portal.registry.authors.queries import authors_of
from portal.registry.citations import as_bibtex, as_csl, as_ris
from portal.registry.duplicates.merging import merge
from portal.registry.duplicates.parting import undo
from portal.registry.lines import line_of
from portal.registry.models import ClaimState, Contribution, ItemState, Merge, Person, Work
from portal.registry.portable import profile_json
from portal.units.models import Unit
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import make_contribution, make_person, make_work

TITLE = "Cây chè Shan tuyết"


def line_by(work: Work, person: Person) -> Contribution:
    return next(one for one in work.contributions if one.person_id == person.id)


# --- a work on which the two records of one person stood ----------------------------------------------


@pytest.fixture
def printed(commune: Unit, officer: Account) -> Work:
    """Three lines, two of them of one person whose two records became one."""
    winner = make_person(full_name="Trần Thị Hòa", home_unit=commune)
    loser = make_person(full_name="Tran Thi Hoa", home_unit=commune)
    other = make_person(full_name="Lê Văn Tám", home_unit=commune)
    work = make_work(winner, other, loser, title=TITLE)
    merge(winner, loser, actor=officer)
    db.session.expire_all()
    return work


def test_each_author_is_printed_once_everywhere(printed: Work, officer: Account) -> None:
    line = printed.authors[0]
    assert line_of(line).details[0] == "Trần Thị Hòa, Lê Văn Tám"
    assert as_bibtex([line]).count("Tran, Thi Hoa") == 0
    assert as_bibtex([line]).count(" and ") == 1
    assert as_ris([line]).count("AU  - ") == 2
    assert len(json.loads(as_csl([line]))[0]["author"]) == 2
    (told,) = profile_json(line.person)["works"]
    assert [one["name"] for one in told["contributors"]] == ["Trần Thị Hòa", "Lê Văn Tám"]
    assert [one.line.name for one in authors_of(printed, officer, None)] == [
        "Trần Thị Hòa",
        "Lê Văn Tám",
    ]


def test_the_form_of_the_work_does_not_bring_the_second_line_back(
    client: FlaskClient, printed: Work, officer: Account
) -> None:
    line = printed.authors[0]
    sign_in(client, officer)
    assert "Tran Thi Hoa" not in client.get(f"/works/contribution/{line.id}").text
    names = ["Trần Thị Hòa", "Lê Văn Tám", "Tran Thi Hoa"]
    save_work(line, {"title": TITLE}, contributors=names, values={}, actor=officer, seen=None)
    db.session.expire_all()
    assert [one.name for one in printed.authors] == names
    (ignored,) = set(printed.contributions) - set(printed.authors)
    assert ignored.claim is ClaimState.IGNORED


def test_saving_a_work_prints_nobody_twice(officer: Account, commune: Unit) -> None:
    """A name that the work abbreviates, and two people whose names fold alike."""
    me = make_person(full_name="Trần Thị Hòa", home_unit=commune)
    work = make_work(title=TITLE)
    line = make_contribution(me, work=work, name="T. T. Hòa")
    namesake = make_contribution(work=work, name="T. T. Hoa", order=1)
    names = ["T. T. Hòa", "T. T. Hoa"]
    for _ in range(2):
        save_work(line, {"title": TITLE}, contributors=names, values={}, actor=officer, seen=None)
        db.session.expire_all()
        assert [(one.name, one.id) for one in work.authors] == [
            ("T. T. Hòa", line.id),
            ("T. T. Hoa", namesake.id),
        ]


def test_the_second_line_is_nobodys_to_take(printed: Work) -> None:
    (ignored,) = set(printed.contributions) - set(printed.authors)
    me = make_person(account=make_account())
    with pytest.raises(RuleBroken):
        link_line(ignored, me, actor=me.account)


def test_the_undone_merge_prints_the_second_line_again(printed: Work, officer: Account) -> None:
    undo(db.session.scalars(select(Merge)).one(), actor=officer)
    db.session.expire_all()
    assert len(printed.authors) == 3


# --- one who said "not mine" ---------------------------------------------------------------------------


@pytest.fixture
def disowned(commune: Unit, officer: Account) -> Contribution:
    me = make_person(full_name="Trần Thị Hòa", home_unit=commune, account=make_account())
    line = line_by(make_work(me, make_person(), title=TITLE), me)
    disown(line, actor=me.account)
    db.session.flush()
    return line


@pytest.mark.parametrize("state", [ItemState.SUBMITTED, ItemState.UNDER_REVIEW])
def test_it_no_longer_waits_for_anybody(commune: Unit, state: ItemState) -> None:
    me = make_person(home_unit=commune, account=make_account())
    line = line_by(make_work(me), me)
    line.state = state
    disown(line, actor=me.account)
    assert line.state is ItemState.DRAFT


PAGES = [
    "/people/{id}",
    "/people/{id}?tab=works",
    "/people/{id}/preview/public",
    "/people/{id}/preview/officers",
    "/people/{id}/pictures",
    "/people/{id}/works.bib",
    "/people/{id}/works.ris",
    "/people/{id}/works.json",
    "/people/{id}/person.jsonld",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("reader", ["public", "stranger", "officer", "owner"])
def test_a_work_that_is_not_theirs_is_on_no_page_of_theirs(
    client: FlaskClient, disowned: Contribution, officer: Account, page: str, reader: str
) -> None:
    accounts = {
        "stranger": make_account(),
        "officer": officer,
        "owner": disowned.person.account,
    }
    if reader in accounts:
        sign_in(client, accounts[reader])
    assert TITLE not in client.get(page.format(id=disowned.person_id), follow_redirects=True).text


@pytest.mark.parametrize("page", PAGES[:-1])
def test_the_same_pages_show_the_work_once_it_is_taken(
    client: FlaskClient, disowned: Contribution, page: str
) -> None:
    disowned.claim = ClaimState.MINE
    db.session.flush()
    sign_in(client, disowned.person.account)
    text = client.get(page.format(id=disowned.person_id), follow_redirects=True).text
    assert TITLE in text or (page.endswith("pictures") and "<svg" in text)


def test_no_cv_holds_it(client: FlaskClient, disowned: Contribution) -> None:
    sign_in(client, disowned.person.account)
    path = f"/people/{disowned.person_id}/cv?format=docx&sections=contribution"

    def written() -> str:
        body = Document(io.BytesIO(client.get(path).data)).element.body
        return "".join(body.itertext())

    assert TITLE not in written()
    disowned.claim = ClaimState.MINE
    db.session.flush()
    assert TITLE in written()


def test_the_name_stays_on_the_work_with_nobody_behind_it(
    client: FlaskClient, disowned: Contribution
) -> None:
    page = client.get(f"/works/{disowned.work_id}/authors").text
    assert disowned.name in page
    assert f"/people/{disowned.person_id}" not in page


def test_the_answer_outlives_a_merge(disowned: Contribution, officer: Account) -> None:
    """The other record of the person has the work by another line: that line is theirs."""
    me = disowned.person
    second = make_person(full_name="Tran Thi Hoa", home_unit=me.home_unit)
    theirs = make_contribution(second, work=disowned.work, order=3, name="T. T. Hoa")
    merge(me, second, actor=officer)
    db.session.expire_all()
    assert (theirs.person_id, theirs.claim) == (me.id, ClaimState.MINE)
    assert disowned.claim is ClaimState.NOT_MINE
    assert [one.name for one in disowned.work.authors].count(disowned.name) == 1

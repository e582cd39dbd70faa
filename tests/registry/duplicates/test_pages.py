"""The pages: who sees which pair, deciding, undoing, proposing, saying who is not whom."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.core.mail import OutboxMessage
from portal.registry.duplicates.merging import merge
from portal.registry.duplicates.pairs import keep_apart, pair_of, pair_row, propose
from portal.registry.duplicates.scan import check_people, scan
from portal.registry.importing.models import Refusal
from portal.registry.models import (
    Audience,
    CandidateOrigin,
    CandidateState,
    ClaimState,
    Contribution,
    DuplicateCandidate,
    Merge,
    Person,
    SensitiveFacts,
)
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_degree, make_person, make_work
from tests.factories.units import make_unit
from tests.registry.conftest import Counter

NAME = "Trần Thị Hòa"


@pytest.fixture
def two(commune: Unit) -> tuple[Person, Person]:
    pair = (
        make_person(full_name=NAME, home_unit=commune),
        make_person(full_name="Trần Thị Hoà", home_unit=commune),
    )
    scan(lambda _done, _total: None)
    return pair


def address(two: tuple[Person, Person], end: str = "") -> str:
    low, high = sorted(one.id for one in two)
    return f"/registry/pairs/{low}/{high}{end}"


def post(client: FlaskClient, page: str, path: str, **given: object) -> object:
    token = csrf_of(client.get(page))
    return client.post(path, data={"csrf_token": token, **given})


# --- the scan ----------------------------------------------------------------------------------------


def pairs() -> list[DuplicateCandidate]:
    return list(db.session.scalars(select(DuplicateCandidate).order_by(DuplicateCandidate.id)))


def test_a_second_scan_changes_nothing_and_a_decision_stands(
    two: tuple[Person, Person], officer: Account
) -> None:
    (row,) = pairs()
    again = scan(lambda _done, _total: None)
    assert (again.found, again.dropped) == (0, 0)
    keep_apart(*two, actor=officer, note="Hai người")
    scan(lambda _done, _total: None)
    assert [one.state for one in pairs()] == [CandidateState.DISTINCT]
    assert row.decision_note == "Hai người"


def test_a_pair_that_no_longer_holds_goes_and_a_proposal_stays(
    two: tuple[Person, Person], commune: Unit
) -> None:
    far = make_person(full_name="Lê Văn Tám", home_unit=commune)
    pair_of(two[0].id, far.id, origin=CandidateOrigin.PROPOSAL)
    two[1].full_name = "Vũ Thị Lan"
    db.session.flush()
    scan(lambda _done, _total: None)
    assert [one.origin for one in pairs()] == [CandidateOrigin.PROPOSAL]


def test_a_name_that_hundreds_share_is_divided_by_the_year_of_birth(commune: Unit) -> None:
    for number in range(130):
        make_person(full_name=NAME, home_unit=commune, birth_date=str(1940 + number % 65))
    tally = scan(lambda _done, _total: None)
    assert tally.compared == 65
    assert tally.found == 65


def test_one_record_is_compared_as_soon_as_it_is_opened(commune: Unit) -> None:
    make_person(full_name="Hoa Tran Thi", home_unit=commune, birth_date="1960")
    fresh = make_person(full_name=NAME, home_unit=commune, birth_date="1960")
    assert check_people([fresh.id]).found == 1


# --- the list ----------------------------------------------------------------------------------------


def test_an_officer_over_both_sees_the_pair(
    client: FlaskClient, two: tuple[Person, Person], officer: Account
) -> None:
    sign_in(client, officer)
    page = client.get("/registry/duplicates").text
    assert address(two) in page
    assert client.get(address(two)).status_code == 200


def test_an_officer_over_one_side_learns_nothing_of_the_other(
    client: FlaskClient, two: tuple[Person, Person]
) -> None:
    away = make_unit(name="Tỉnh Khác", kind=UnitKind.PROVINCE)
    two[1].home_unit, two[1].headline = away, "Bí mật tỉnh khác"
    two[1].is_public = False
    sign_in(client, make_account(Role.PEOPLE_OFFICER, two[0].home_unit))
    page = client.get("/registry/duplicates").text
    assert f"/people/{two[0].id}/record" in page
    assert address(two) not in page
    assert "Bí mật tỉnh khác" not in page
    assert client.get(address(two)).status_code == 404
    assert client.post(address(two, "/merge")).status_code in (400, 404)


def test_the_record_leads_the_officer_to_the_pair(
    client: FlaskClient, two: tuple[Person, Person], officer: Account
) -> None:
    two[0].account = make_account()
    for n, person in enumerate(two):
        sign_in(client, officer)
        page = client.get(f"/people/{person.id}/record").text
        assert address(two) in page
        assert f"(#{two[1 - n].id})" in page
    sign_in(client, two[0].account)
    assert address(two) not in client.get(f"/people/{two[0].id}/record").text
    two[1].home_unit = make_unit(name="Tỉnh Khác", kind=UnitKind.PROVINCE)
    db.session.flush()
    sign_in(client, officer)
    assert address(two) not in client.get(f"/people/{two[0].id}/record").text
    two[1].home_unit = two[0].home_unit
    keep_apart(*two, actor=officer, note="")
    assert address(two) not in client.get(f"/people/{two[0].id}/record").text


def test_strangers_and_the_people_themselves_do_not_compare(
    client: FlaskClient, two: tuple[Person, Person], province: Unit
) -> None:
    assert client.get(address(two)).status_code == 404
    own = make_account(Role.PEOPLE_OFFICER, province)
    two[0].account = own
    sign_in(client, own)
    assert client.get(address(two)).status_code == 404


def test_the_list_takes_as_many_statements_for_twenty_as_for_one(
    client: FlaskClient, commune: Unit, officer: Account, statements: Counter
) -> None:
    sign_in(client, officer)

    def count(number: int) -> int:
        for n in range(number):
            for _ in range(2):
                make_person(full_name=f"Lý Thị Số {n} {number}", home_unit=commune)
        scan(lambda _done, _total: None)
        db.session.commit()
        client.get("/registry/duplicates")
        db.session.expunge_all()
        with statements() as seen:
            assert client.get("/registry/duplicates").status_code == 200
        return len(seen)

    assert count(1) == count(19)


def test_an_identity_number_has_no_name_for_whom_it_is_no_business(
    client: FlaskClient, two: tuple[Person, Person], officer: Account, province: Unit
) -> None:
    for person in two:
        db.session.add(SensitiveFacts(person=person, national_id_key="k"))
    scan(lambda _done, _total: None)
    sign_in(client, officer)
    assert "Trùng số định danh cá nhân" in client.get("/registry/duplicates").text


def test_what_a_person_keeps_from_officers_is_not_told_as_a_reason(
    client: FlaskClient, two: tuple[Person, Person], officer: Account
) -> None:
    two[0].account = make_account()
    for person in two:
        person.birth_date = "1960-02-03"
    scan(lambda _done, _total: None)
    sign_in(client, officer)
    for page in (client.get("/registry/duplicates").text, client.get(address(two)).text):
        assert "Trùng ngày sinh" not in page
        assert "Một chi tiết riêng trùng nhau" in page
    assert "03/02/1960" in client.get(address(two)).text  # the paper record's own
    assert client.get(address(two)).text.count("03/02/1960") == 1


# --- deciding ----------------------------------------------------------------------------------------


def test_merging_and_undoing_on_the_pages(
    client: FlaskClient, two: tuple[Person, Person], officer: Account
) -> None:
    make_degree(two[1])
    sign_in(client, officer)
    page = client.get(address(two)).text
    assert "basic-full_name" in page
    answer = post(client, address(two), address(two, "/merge"), winner="low", note="Một người")
    (merged,) = db.session.scalars(select(Merge))
    assert answer.headers["Location"].endswith(f"/registry/merges/{merged.id}")
    old = f"/people/{merged.loser_id}"
    assert client.get(old).status_code == 301
    assert client.get(old).headers["Location"].endswith(two[0].url)
    assert merged.reason == "Một người"
    assert "Hoàn tác hợp nhất" in client.get(f"/registry/merges/{merged.id}").text
    assert f"/registry/merges/{merged.id}" in client.get("/registry/duplicates?tab=decided").text
    post(client, f"/registry/merges/{merged.id}", f"/registry/merges/{merged.id}/undo")
    db.session.refresh(two[1])
    assert two[1].merged_into_id is None
    history = client.get(f"/people/{two[0].id}/history").text
    assert "merge_winner" not in history


def test_a_merge_of_two_accounts_without_a_choice_is_refused_on_the_page(
    client: FlaskClient, two: tuple[Person, Person], officer: Account
) -> None:
    for person in two:
        person.account = make_account()
    sign_in(client, officer)
    answer = post(client, address(two), address(two, "/merge"), winner="low")
    assert answer.status_code == 422
    assert db.session.scalars(select(Merge)).all() == []


def test_two_people_on_the_page(
    client: FlaskClient, two: tuple[Person, Person], officer: Account
) -> None:
    sign_in(client, officer)
    post(client, address(two), address(two, "/apart"), note="Khác năm sinh")
    row = pair_row(two[0].id, two[1].id)
    assert row is not None
    assert (row.state, row.decision_note) == (CandidateState.DISTINCT, "Khác năm sinh")
    assert "Khác năm sinh" in client.get("/registry/duplicates?tab=decided").text


def test_a_page_that_is_old_is_not_acted_upon(
    client: FlaskClient, two: tuple[Person, Person], officer: Account
) -> None:
    sign_in(client, officer)
    answer = post(client, address(two), address(two, "/merge"), winner="low", low_version="77")
    assert answer.status_code == 422


def test_any_two_records_are_compared_by_hand(
    client: FlaskClient, two: tuple[Person, Person], officer: Account
) -> None:
    sign_in(client, officer)
    a, b = (one.id for one in two)
    assert client.get("/registry/compare").status_code == 200
    assert client.get(f"/registry/compare?a={b}&b={a}").headers["Location"] == address(two)
    assert client.get(f"/registry/compare?a={a}&b={a}").status_code == 422
    assert client.get("/registry/compare?a=x'&b=%00").status_code == 422


# --- the public --------------------------------------------------------------------------------------


def test_after_a_merge_the_directory_and_exports_hold_the_person_once(
    client: FlaskClient, two: tuple[Person, Person], officer: Account
) -> None:
    make_work(two[1], title="Cây chè Shan tuyết")
    merged = merge(two[0], two[1], actor=officer)
    db.session.commit()
    page = client.get("/people?q=").text
    assert two[0].url in page
    assert two[1].url not in page
    assert "Cây chè Shan tuyết" in client.get(f"/people/{two[0].id}/works.bib").text
    assert "Cây chè Shan tuyết" in client.get(two[0].url).text
    assert merged.loser_id == two[1].id


# --- proposals ---------------------------------------------------------------------------------------


def test_a_person_proposes_another_profile_as_theirs_too(
    client: FlaskClient, two: tuple[Person, Person], officer: Account
) -> None:
    two[0].account = make_account()
    sign_in(client, two[0].account)
    path = f"/people/{two[0].id}/same-as"
    post(client, path, path, other=f"#{two[1].id}", note="Hồ sơ cũ của tôi")
    row = pair_row(two[0].id, two[1].id)
    assert row is not None
    assert row.origin is CandidateOrigin.PROPOSAL
    sign_in(client, officer)
    for page in (
        client.get("/registry/duplicates?tab=proposed").text,
        client.get(address(two)).text,
    ):
        assert "Hồ sơ cũ của tôi" in page
        assert two[0].account.full_name in page


@pytest.mark.parametrize(("is_one", "told"), [(True, "một hồ sơ"), (False, "hai người")])
def test_who_reported_a_pair_is_told_what_came_of_it(
    two: tuple[Person, Person], officer: Account, is_one: bool, told: str
) -> None:
    reporters = make_account(), make_account()
    for n, reporter in enumerate(reporters):
        row = propose(*two, actor=reporter, note=f"Lời {n}")
    assert (row.proposed_by, row.note) == (reporters[0], "Lời 0\nLời 1")
    if is_one:
        merge(*two, actor=officer)
    else:
        keep_apart(*two, actor=officer, note="")
    (letter,) = db.session.scalars(select(OutboxMessage))
    assert letter.to == reporters[0].email
    assert told in letter.text
    assert f"{NAME}, Trần Thị Hoà" in letter.text


def test_an_owner_who_reported_the_pair_gets_one_letter(
    two: tuple[Person, Person], officer: Account
) -> None:
    two[0].account = make_account()
    propose(*two, actor=two[0].account, note="")
    merge(*two, actor=officer)
    (letter,) = db.session.scalars(select(OutboxMessage))
    assert "/profile" in letter.text


def test_a_hidden_profile_cannot_be_proposed_by_a_stranger(
    client: FlaskClient, two: tuple[Person, Person]
) -> None:
    two[1].is_public = False
    sign_in(client, make_account())
    path = f"/people/{two[0].id}/same-as"
    assert post(client, path, path, other=f"#{two[1].id}").status_code == 422
    assert client.get(f"/people/{two[1].id}/same-as").status_code == 404


# --- names on works ----------------------------------------------------------------------------------


@pytest.fixture
def named(two: tuple[Person, Person]) -> Contribution:
    """A work of somebody's on which a bare name stands."""
    work = make_work(two[0], title="Men rượu cần")
    line = Contribution(work=work, name="Lê V. Tám", order=2)
    db.session.add(line)
    db.session.flush()
    return line


def test_a_person_says_this_name_is_me(client: FlaskClient, named: Contribution) -> None:
    me = make_person(full_name="Lê Văn Tám", account=make_account())
    sign_in(client, me.account)
    page = f"/works/{named.work_id}/authors"
    assert f"/authors/{named.id}/mine" in client.get(page).text
    post(client, page, f"/authors/{named.id}/mine")
    db.session.refresh(named)
    assert (named.person_id, named.claim) == (me.id, ClaimState.MINE)
    assert named.visibility is Audience.OWNER


def test_an_officer_links_a_name_and_the_person_is_asked(
    client: FlaskClient, named: Contribution, officer: Account, commune: Unit
) -> None:
    person = make_person(full_name="Lê Văn Tám", home_unit=commune, account=make_account())
    sign_in(client, officer)
    path = f"/authors/{named.id}/link"
    post(client, path, path, person=f"#{person.id}")
    db.session.refresh(named)
    assert (named.person_id, named.claim) == (person.id, ClaimState.PENDING)
    assert "Men rượu cần" not in client.get(f"/people/{person.id}/preview/public").text
    sign_in(client, person.account)
    record = client.get(f"/people/{person.id}/record").text
    assert f"/items/contribution/{named.id}/not-mine" in record
    post(client, f"/people/{person.id}/record", f"/items/contribution/{named.id}/not-mine")
    db.session.refresh(named)
    assert named.claim is ClaimState.NOT_MINE
    assert db.session.scalars(select(Refusal.person_id)).all() == [person.id]
    sign_in(client, officer)
    assert "Men rượu cần" in client.get("/registry/not-theirs").text
    assert post(client, path, path, person=f"#{person.id}").status_code == 422


def test_a_name_of_somebody_hidden_looks_like_one_of_nobody(
    client: FlaskClient, named: Contribution
) -> None:
    hidden = make_person(full_name="Người Giấu Tên", is_public=False)
    named.person_id, named.visibility = hidden.id, Audience.PUBLIC
    db.session.flush()
    page = client.get(f"/works/{named.work_id}/authors").text
    assert "Người Giấu Tên" not in page
    assert "Lê V. Tám" in page


def test_a_work_of_hidden_people_is_no_page(client: FlaskClient) -> None:
    work = make_work(make_person(is_public=False))
    assert client.get(f"/works/{work.id}/authors").status_code == 404


def test_an_item_that_an_officer_entered_is_disowned_at_once(
    client: FlaskClient, officer: Account
) -> None:
    me = make_person(account=make_account())
    item = make_degree(me, stated_by_id=officer.id, source="officer")
    number = item.id
    sign_in(client, me.account)
    post(client, f"/people/{me.id}/record", f"/items/degree/{number}/not-mine")
    assert db.session.get(type(item), number) is None

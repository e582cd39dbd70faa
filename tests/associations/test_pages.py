"""Pages of associations, through the client with the real CSRF token."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from portal.associations import actions, queries
from portal.associations.models import Application, ApplicationState, Membership
from portal.core import verify
from portal.core.db import db
from portal.core.unit_of_work import Portal
from portal.core.worklist import work_of
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.associations import (
    make_application,
    make_association,
    make_branch,
    make_member,
    make_secretary,
)
from tests.factories.registry import make_person


def post(client: FlaskClient, page: str, address: str = "", **fields: Any) -> Any:
    token = csrf_of(client.get(page))
    return client.post(address or page, data={"csrf_token": token, **fields})


def test_everyone_sees_people_and_memberships_side_by_side(client: FlaskClient) -> None:
    association = make_association(about="Hội của các thầy thuốc.")
    branch = make_branch(association)
    main = make_member(association, branch=branch)
    make_member(association, main.person, branch=make_branch(association), additional=True)
    page = client.get("/associations")
    assert page.status_code == 200
    assert "1 người, 2 lượt hội viên" in page.text
    page = client.get(f"/associations/{association.slug}")
    assert branch.name in page.text
    assert "Hội của các thầy thuốc." in page.text


def test_a_person_applies_and_reads_what_happens_next(client: FlaskClient) -> None:
    association = make_association()
    account = make_account()
    make_person(account=account)
    sign_in(client, account)
    address = f"/associations/{association.slug}/apply"
    answer = post(
        client, address, type=association.types[0].id, letter="Xin vào hội", is_public="y"
    )
    assert answer.status_code == 302
    page = client.get(answer.location)
    assert "Đã nhận đơn của ông/bà" in page.text
    again = post(client, address, type=association.types[0].id)
    assert again.status_code == 422
    assert "đang chờ giải quyết" in again.text
    assert len(db.session.scalars(select(Application)).all()) == 1


def test_a_double_submit_is_one_application(client: FlaskClient) -> None:
    association = make_association()
    account = make_account()
    make_person(account=account)
    sign_in(client, account)
    address = f"/associations/{association.slug}/apply"
    fields = {"type": association.types[0].id, "once": "same-key"}
    first, second = (post(client, address, **fields) for _ in range(2))
    assert first.location == second.location
    assert len(db.session.scalars(select(Application)).all()) == 1


def test_one_without_a_profile_is_sent_to_make_it(client: FlaskClient) -> None:
    association = make_association()
    page = sign_in(client, make_account()).get(f"/associations/{association.slug}/apply")
    assert "Trước hết xin lập hồ sơ" in page.text


def test_the_secretary_approves_with_a_decision_number(client: FlaskClient) -> None:
    application = make_application()
    sign_in(client, make_secretary(application.association))
    queue = client.get(f"/associations/{application.association.slug}/applications")
    assert application.person.full_name in queue.text
    page = f"/applications/{application.id}"
    wrong = post(
        client, page, f"{page}/approve", number="", issued_on="31/02/2026", starts_on="05/03/2026"
    )
    assert wrong.status_code == 422
    assert "31/02/2026" in wrong.text
    right = post(
        client,
        page,
        f"{page}/approve",
        number="15/QĐ-HYH",
        issued_on="02/03/2026",
        starts_on="05/03/2026",
    )
    assert right.status_code == 302
    assert application.state is ApplicationState.APPROVED
    again = client.post(
        f"{page}/approve",
        data={
            "csrf_token": csrf_of(client.get(f"/associations/{application.association.slug}/edit")),
            "number": "16/QĐ-HYH",
            "issued_on": "02/03/2026",
            "starts_on": "05/03/2026",
        },
    )
    assert again.status_code == 422
    assert "đã được giải quyết" in again.text


def test_the_secretary_chooses_the_branch_where_the_person_did_not(client: FlaskClient) -> None:
    application = make_application()
    branch = make_branch(application.association)
    sign_in(client, make_secretary(application.association))
    page = f"/applications/{application.id}"
    days = {"issued_on": "02/03/2026", "starts_on": "05/03/2026"}
    answer = post(client, page, f"{page}/approve", number="15/QĐ-HYH", branch=branch.id, **days)
    assert answer.status_code == 302
    assert application.membership is not None
    assert application.membership.branch_id == branch.id
    shown = client.get(page).text
    assert re.search(rf"Được nhận vào chi hội</dt><dd>\s*{branch.name}", shown)
    assert "Chi hội đã xin vào" in shown


def test_a_refusal_needs_a_reason_and_the_person_reads_it(client: FlaskClient) -> None:
    application = make_application()
    sign_in(client, make_secretary(application.association))
    page = f"/applications/{application.id}"
    assert post(client, page, f"{page}/refuse", reason=" ").status_code == 422
    assert post(client, page, f"{page}/refuse", reason="Chưa đủ hồ sơ").status_code == 302
    sign_in(client, application.person.account)
    assert "Chưa đủ hồ sơ" in client.get("/memberships").text


SECRETARY_PAGES = (
    "/associations/{a.association.slug}/members",
    "/associations/{a.association.slug}/members.xlsx",
    "/associations/{a.association.slug}/members/new",
    "/associations/{a.association.slug}/applications",
    "/associations/{a.association.slug}/branches",
    "/associations/{a.association.slug}/edit",
    "/applications/{a.id}",
    "/memberships/{m.id}",
    "/memberships/{m.id}/end",
    "/memberships/{m.id}/transfer",
    "/memberships/{m.id}/suspend",
    "/cards/{card.id}.pdf",
)


@pytest.mark.parametrize("address", SECRETARY_PAGES)
def test_the_secretary_of_another_association_finds_nothing(
    client: FlaskClient, address: str
) -> None:
    application = make_application()
    member = make_member(application.association)
    card = actions.issue_card(member)
    address = address.format(a=application, m=member, card=card)
    for outsider in (make_secretary(make_association()), make_account()):
        assert sign_in(client, outsider).get(address).status_code == 404
    own = sign_in(client, make_secretary(application.association))
    assert own.get(address).status_code == 200


def test_the_other_secretary_cannot_decide(client: FlaskClient) -> None:
    application, other = make_application(), make_association()
    sign_in(client, make_secretary(other))
    answer = post(
        client,
        f"/associations/{other.slug}/edit",
        f"/applications/{application.id}/refuse",
        reason="không",
    )
    assert answer.status_code == 404
    assert application.state is ApplicationState.SUBMITTED


def test_the_secretary_decides_only_where_the_association_says_so(client: FlaskClient) -> None:
    association = make_association(secretary_may_approve=False)
    application = make_application(association)
    page = f"/applications/{application.id}"
    assert "Từ chối đơn" not in sign_in(client, make_secretary(association)).get(page).text
    chair = make_account(role="association_chair", unit=association.unit)
    assert "Từ chối đơn" in sign_in(client, chair).get(page).text


def test_an_officer_of_a_branch_sees_the_members_of_that_branch(client: FlaskClient) -> None:
    association = make_association()
    own, other = make_branch(association), make_branch(association)
    mine, theirs = make_member(association, branch=own), make_member(association, branch=other)
    sign_in(client, make_account(role="association_secretary", unit=own))
    page = client.get(f"/associations/{association.slug}/members")
    assert mine.person.full_name in page.text
    assert theirs.person.full_name not in page.text
    assert client.get(f"/memberships/{theirs.id}").status_code == 404


def test_members_are_filtered_and_sorted_the_vietnamese_way(client: FlaskClient) -> None:
    association = make_association()
    branch = make_branch(association)
    for name in ("Trần Văn Ân", "Lò Thị Yên", "Đặng Văn An", "Nguyễn Thị Bình"):
        make_member(association, make_person(full_name=name), branch=branch)
    make_member(association, make_person(full_name="Hoàng Thị Cúc"))
    sign_in(client, make_secretary(association))

    def shown(query: str = "") -> list[str]:
        page = client.get(f"/associations/{association.slug}/members{query}").text
        rows = page.split("<tbody>")[1] if "<tbody>" in page else ""
        names = [p.person.full_name for p in db.session.scalars(select(Membership))]
        return sorted((name for name in names if name in rows), key=rows.index)

    given = ["Đặng Văn An", "Trần Văn Ân", "Nguyễn Thị Bình", "Hoàng Thị Cúc", "Lò Thị Yên"]
    full = ["Đặng Văn An", "Hoàng Thị Cúc", "Lò Thị Yên", "Nguyễn Thị Bình", "Trần Văn Ân"]
    assert shown() == given
    assert shown("?sort=full") == full
    assert shown("?name=dang van") == ["Đặng Văn An"]
    assert shown(f"?branch={branch.id}") == [name for name in given if name != "Hoàng Thị Cúc"]
    assert shown("?standing=ended") == []
    assert shown("?branch=x&type=-1&standing=no&page=zzz") == given


def test_the_export_holds_the_filtered_rows_and_no_formula(client: FlaskClient) -> None:
    association = make_association()
    make_member(association, make_person(full_name="=HYPERLINK(1)"))
    make_member(association, make_person(full_name="Lò Thị Yên"))
    sign_in(client, make_secretary(association))
    answer = client.get(f"/associations/{association.slug}/members.xlsx?name=yen")
    book = ZipFile(BytesIO(answer.data)).read("xl/worksheets/sheet1.xml").decode()
    assert "Lò Thị Yên" in book
    assert "HYPERLINK" not in book
    answer = client.get(f"/associations/{association.slug}/members.xlsx")
    book = ZipFile(BytesIO(answer.data)).read("xl/worksheets/sheet1.xml").decode()
    assert "=HYPERLINK(1)" in book
    assert "<f>" not in book


@pytest.mark.parametrize("address", ["members", "applications"])
def test_a_list_asks_the_same_number_of_questions_at_1_and_at_30(
    client: FlaskClient, address: str
) -> None:
    association = make_association()
    account = make_secretary(association)

    def add() -> None:
        branch = make_branch(association)
        make_member(association, branch=branch)
        make_application(association, branch=branch)

    def questions() -> int:
        sign_in(client, account)
        db.session.expire_all()
        statements: list[str] = []

        def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
            statements.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            assert client.get(f"/associations/{association.slug}/{address}").status_code == 200
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return len(statements)

    add()
    few = questions()
    for _ in range(29):
        add()
    assert questions() == few


def test_a_member_gets_a_card_that_anyone_can_check(client: FlaskClient) -> None:
    account = make_account()
    member = make_member(person=make_person(account=account, full_name="Quàng Văn Thẻ"))
    sign_in(client, account)
    page = f"/memberships/{member.id}"
    assert post(client, page, f"{page}/card").status_code == 302
    card = queries.live_cards(member)[0]
    pdf = client.get(f"/cards/{card.id}.pdf")
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF")
    code = verify.issue("card", card.id).code
    stranger = client.application.test_client()
    answer = stranger.get(f"/verify/{code}")
    assert answer.status_code == 200
    assert "Còn hiệu lực" in answer.text
    assert "Quàng Văn Thẻ" not in answer.text
    assert member.number not in answer.text


def test_the_secretary_registers_a_member_without_an_account(client: FlaskClient) -> None:
    association = make_association()
    sign_in(client, make_secretary(association))
    address = f"/associations/{association.slug}/members/new"
    fields = {"type": association.types[0].id, "starts_on": "01/02/2019"}
    neither = post(client, address, **fields)
    assert neither.status_code == 422
    answer = post(client, address, full_name="Vàng A Páo", **fields)
    assert answer.status_code == 302
    page = client.get(answer.location)
    assert "Vàng A Páo" in page.text
    member = db.session.scalars(select(Membership)).one()
    assert member.person.home_unit_id == association.unit_id
    assert member.person.account_id is None


def test_the_secretary_moves_ends_and_suspends(client: FlaskClient) -> None:
    association = make_association()
    member = make_member(association, branch=make_branch(association))
    to = make_branch(association)
    sign_in(client, make_secretary(association))
    page = f"/memberships/{member.id}"
    decision = {"number": "20/QĐ", "issued_on": "01/06/2026"}
    early = post(client, f"{page}/transfer", branch=to.id, effective_on="01/01/2020", **decision)
    assert early.status_code == 422
    moved = post(client, f"{page}/transfer", branch=to.id, effective_on="01/07/2026", **decision)
    assert moved.status_code == 302
    page = moved.location
    stop = {"starts_on": "01/08/2026", "ends_on": "01/09/2026", "reason": "Vi phạm"} | decision
    assert post(client, f"{page}/suspend", **stop).status_code == 302
    assert "Vi phạm" in client.get(page).text
    end = {"ends_on": "01/10/2026", "reason": "resignation"}
    assert post(client, f"{page}/end", **end).status_code == 302
    assert "Tự nguyện xin thôi" in client.get(page).text


def test_a_branch_is_divided_and_the_decision_undone_on_pages(client: FlaskClient) -> None:
    association = make_association()
    district = make_branch(association, name="Chi hội huyện Mẫu")
    members = [make_member(association, branch=district) for _ in range(3)]
    to = make_branch(association, name="Chi hội xã Một")
    sign_in(client, make_secretary(association))
    place = f"/associations/{association.slug}/branches"
    assert post(client, place, name="Chi hội xã Hai", starts_on="01/07/2025").status_code == 302
    assert "Chi hội xã Hai" in client.get(place).text
    address = f"{place}/{district.id}/divide"
    fields = {
        "number": "40/QĐ-HYH",
        "issued_on": "20/06/2025",
        "effective_on": "01/07/2025",
        **{f"member_{member.id}": to.id for member in members},
    }
    missing = {key: value for key, value in fields.items() if key != f"member_{members[0].id}"}
    assert post(client, address, **missing).status_code == 422
    answer = post(client, address, **fields)
    assert answer.status_code == 302
    page = client.get(answer.location)
    assert members[0].person.full_name in page.text
    assert client.get(address).status_code == 404
    undone = post(client, answer.location, f"{answer.location}/undo", reason="Nhầm danh sách")
    assert undone.status_code == 302
    assert "Nhầm danh sách" in client.get(answer.location).text
    assert queries.open_in_branch(association, district)


def test_the_work_list_tells_the_secretary_what_waits(app: Portal) -> None:
    application = make_application()
    secretary = make_secretary(application.association)
    with app.test_request_context():
        lines = [line for line in work_of(secretary) if "/applications" in line.url]
    assert [line.count for line in lines] == [1]

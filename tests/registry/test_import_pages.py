"""The pages by which a person brings in a list of works."""

import io
import re
import unicodedata
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from werkzeug.test import TestResponse

from portal.accounts.models import Account
from portal.core.db import db
from portal.registry.importing import ImportTask, RowState
from portal.registry.importing.actions import OTHER, accept, begin_import, confirm_whose
from portal.registry.importing.forms import Decision
from portal.registry.models import Person, Work
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_person

BIBTEX = (
    "@article{mot, title={Rừng ngập mặn}, author={Trần Thị Hà and Nguyễn Văn Anh}, year=2020}\n"
    "@article{hong, title = {Thiếu ngoặc, year = 2020\n}\n"
    "@book{hai, title={Sách hai}, author={Lê Văn Bình}, year=2021}\n"
)


@pytest.fixture
def account() -> Account:
    return make_account(full_name="Nguyễn Văn Anh")


@pytest.fixture
def person(account: Account) -> Person:
    return make_person(full_name="Nguyễn Văn Anh", account_id=account.id)


@pytest.fixture
def owner(client: FlaskClient, account: Account, person: Person) -> FlaskClient:
    db.session.commit()
    return sign_in(client, account)


def page_of(person: Person) -> str:
    return f"/people/{person.id}/works/import"


def hand_in(client: FlaskClient, person: Person, **fields: object) -> TestResponse:
    page = client.get(page_of(person))
    data = {"csrf_token": csrf_of(page), "once": once_of(page), **fields}
    return client.post(page_of(person), data=data, content_type="multipart/form-data")


def once_of(page: TestResponse) -> str:
    found = re.search(r'name="once"[^>]*value="([^"]+)"', page.text)
    assert found
    return found[1]


def answers(page: TestResponse) -> dict[str, str]:
    """The form of the preview as the browser would send it untouched."""
    text = page.text
    sent = {"csrf_token": csrf_of(page), "once": once_of(page), "visibility": "public"}
    for name in re.findall(r'<input type="checkbox"[^>]*name="(accept-\d+)"[^>]* checked', text):
        sent[name] = "1"
    for name, options in re.findall(r'<select id="(me-\d+)".*?>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_from_paste_to_profile_with_a_broken_entry_in_the_middle(
    owner: FlaskClient, person: Person
) -> None:
    answer = hand_in(owner, person, text=BIBTEX)
    assert answer.status_code == 302
    preview = owner.get(answer.location)
    assert "Rừng ngập mặn" in preview.text
    assert "Sách hai" in preview.text
    assert "@article{hong" in preview.text
    sent = answers(preview)
    assert sorted(sent[name] for name in sent if name.startswith("me-")) == ["", "1"]
    assert len([name for name in sent if name.startswith("accept-")]) == 1
    sent |= {name.replace("me-", "accept-"): "1" for name in sent if name.startswith("me-")}
    done = owner.post(answer.location, data=sent)
    assert done.status_code == 302
    after = owner.get(done.location)
    assert count(Work) == 1
    assert "Rừng ngập mặn" in after.text
    assert 'aria-invalid="true"' in after.text


def test_the_history_tells_of_the_import_in_words(owner: FlaskClient, person: Person) -> None:
    answer = hand_in(owner, person, text=BIBTEX)
    owner.post(answer.location, data=answers(owner.get(answer.location)))
    told = owner.get(f"/people/{person.id}/history").text
    assert "Đã nhập từ danh sách: công trình" in told
    assert "Tác giả" in told
    assert "import_work" not in told
    assert ">author<" not in told


def test_a_double_submit_and_a_second_upload_change_nothing(
    owner: FlaskClient, person: Person
) -> None:
    answer = hand_in(owner, person, text=BIBTEX)
    sent = answers(owner.get(answer.location))
    first = owner.post(answer.location, data=sent)
    second = owner.post(answer.location, data=sent)
    assert (first.status_code, second.status_code) == (302, 302)
    again = hand_in(owner, person, text=BIBTEX)
    assert again.location == answer.location
    assert (count(ImportTask), count(Work)) == (1, 1)


def test_a_file_is_read_like_a_paste(owner: FlaskClient, person: Person, shared: Path) -> None:
    data = (shared / "registry/bibtex/vietnamese_latex_accents.bib").read_bytes()
    answer = hand_in(owner, person, file=(io.BytesIO(data), "công trình.bib"))
    preview = owner.get(answer.location)
    assert "Đánh giá chất lượng nước" in preview.text
    assert "Luận án sau mục hỏng" in preview.text
    assert "công trình.bib" in owner.get(page_of(person)).text


def test_decomposed_text_is_stored_composed(owner: FlaskClient, person: Person) -> None:
    apart = unicodedata.normalize("NFD", "@misc{a, title={Ấn phẩm}, author={Nguyễn Văn Anh}}")
    answer = hand_in(owner, person, text=apart)
    owner.post(answer.location, data=answers(owner.get(answer.location)))
    assert db.session.scalars(select(Work.title)).one() == "Ấn phẩm"


def test_a_paste_of_one_megabyte_is_read_and_paged(owner: FlaskClient, person: Person) -> None:
    entries = [
        f"@article{{k{n}, title={{Bài {n}}}, author={{Nguyễn Văn Anh}}, abstract={{{'x' * 900}}}}}"
        for n in range(1_100)
    ]
    text = "\n".join(entries)
    assert len(text) > 1_000_000
    answer = hand_in(owner, person, text=text)
    assert answer.status_code == 302
    last = owner.get(answer.location + "?page=22")
    assert last.status_code == 200
    assert "Bài 1099" in last.text
    assert "Bài 1<" not in last.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "đây không phải là danh sách"},
        {"text": "@article{a, title={x"},
        {"file": (io.BytesIO(b"\x89PNG\r\n\x1a\n"), "ảnh.bib")},
        {"file": (io.BytesIO(b""), "rỗng.bib")},
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(
    owner: FlaskClient, person: Person, fields: dict[str, object]
) -> None:
    answer = hand_in(owner, person, **fields)
    assert answer.status_code == 422
    assert str(fields.get("text", "")) in answer.text.replace("&#34;", '"')
    assert count(ImportTask) == 0


def test_a_paste_beyond_all_measure_is_refused_politely(owner: FlaskClient, person: Person) -> None:
    answer = hand_in(owner, person, text="x" * 3_000_000)
    assert answer.status_code == 413
    assert "<h1>" in answer.text
    large = io.BytesIO(b"@misc{a, title={x}}" + b" " * 6_000_000)
    assert hand_in(owner, person, file=(large, "lớn.bib")).status_code == 422


def test_hostile_titles_are_shown_as_text(owner: FlaskClient, person: Person) -> None:
    hostile = "@misc{a, title={<script>alert(1)</script>‮ngược}, url={javascript:alert(1)}}"
    answer = hand_in(owner, person, text=hostile)
    preview = owner.get(answer.location)
    assert "<script>alert" not in preview.text
    owner.post(answer.location, data=answers(preview))
    work = db.session.scalars(select(Work)).one()
    assert work.url == ""
    assert "‮" not in work.title


def test_everything_at_once_runs_as_a_job(owner: FlaskClient, person: Person) -> None:
    text = "\n".join(
        f"@misc{{k{n}, title={{Bài {n}}}, author={{{'Lê Bình' if n == 7 else 'Nguyễn Văn Anh'}}}}}"
        for n in range(60)
    )
    answer = hand_in(owner, person, text=text)
    preview = owner.get(answer.location)
    data = {"csrf_token": csrf_of(preview), "once": once_of(preview), "visibility": "public"}
    started = owner.post(answer.location.split("?")[0] + "/all", data=data)
    assert started.location.startswith("/jobs/")
    assert count(Work) == 59


def test_only_the_one_who_handed_it_in_sees_the_list(
    client: FlaskClient, owner: FlaskClient, person: Person
) -> None:
    answer = hand_in(owner, person, text=BIBTEX)
    stranger = make_account()
    sign_in(client, stranger)
    assert client.get(answer.location).status_code == 404
    assert client.get(page_of(person)).status_code == 404


def test_a_preview_asks_the_database_as_often_for_one_row_as_for_fifty(
    owner: FlaskClient, person: Person
) -> None:
    def statements(rows: int) -> int:
        text = "\n".join(
            f"@misc{{k{rows}{n}, title={{Bài {n}}}, author={{An}}}}" for n in range(rows)
        )
        address = hand_in(owner, person, text=text).location
        seen: list[str] = []
        db.session.expire_all()

        def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            assert owner.get(address).status_code == 200
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return len(seen)

    assert statements(1) == statements(50)


def test_a_record_taken_over_says_so_each_source_once_and_days_as_people_write_them(
    owner: FlaskClient, person: Person, shared: Path
) -> None:
    content = (shared / "registry/orcid/read_record-full-3.0.json").read_bytes()
    task = begin_import(person, content, actor=person.account)
    confirm_whose(task, actor=person.account)
    db.session.commit()
    before = owner.get(f"/imports/{task.id}").text
    assert "02/02/1948 – 02/02/1948" in before
    for card in before.split('<li class="card"')[1:]:
        told = re.findall(r'<p class="soft small">(Do [^<]+ ghi[^<]*)</p>', card)
        assert len(told) == len(set(told))
    assert "Mọi mục trên trang này đều đã có trong hồ sơ." not in before
    accept(person, [Decision(row, OTHER, "doctor") for row in task.rows], actor=person.account)
    left = [row for row in task.rows if row.state is RowState.WAITING]
    for row in left:
        answer = next(iter(row.parsed["choices"]), "")
        accept(person, [Decision(row, OTHER, answer)], actor=person.account)
    db.session.commit()
    assert "Mọi mục trên trang này đều đã có trong hồ sơ." in owner.get(f"/imports/{task.id}").text

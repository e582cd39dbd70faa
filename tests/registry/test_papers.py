"""Photos, scans and papers: who may open them, and bad files."""

import io
import zipfile
from io import BytesIO

import pypdfium2
import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.unit_of_work import Portal
from portal.registry.models import Audience, Evidence, ItemState, Person
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_degree, make_person, make_work


@pytest.fixture
def owner() -> Account:
    return make_account()


@pytest.fixture
def person(owner: Account, commune: Unit) -> Person:
    person: Person = make_person(
        full_name="Đặng Thị Hoà", account=owner, home_unit=commune, headline="Bác sĩ"
    )
    db.session.commit()
    return person


def picture(kind: str = "JPEG") -> tuple[BytesIO, str]:
    content = BytesIO()
    Image.new("RGB", (800, 1000), "teal").save(content, kind)
    content.seek(0)
    return content, "anh.jpg"


def post(client: FlaskClient, path: str, **data: object) -> TestResponse:
    token = csrf_of(client.get(path))
    return client.post(path, data={"csrf_token": token, **data}, content_type="multipart/form-data")


def test_a_photo_is_cut_shown_and_gone_with_the_profile(
    client: FlaskClient, app: Portal, owner: Account, person: Person
) -> None:
    sign_in(client, owner)
    path = f"/people/{person.id}/photo"
    sent = post(client, path, photo=picture(), left="10", top="0", width="75", height="80")
    assert sent.status_code == 302, sent.text
    db.session.refresh(person)
    public = app.test_client()
    for address in (person.photo_url, person.portrait_url):
        answer = public.get(address)
        assert answer.status_code == 200
        assert answer.mimetype == "image/webp"
    size = Image.open(BytesIO(public.get(person.portrait_url).data)).size
    assert size == (320, 427)
    person.is_public = False
    db.session.commit()
    assert public.get(person.photo_url).status_code == 404
    old = person.photo_url
    person.is_public = True
    db.session.commit()
    assert post(client, path, photo=picture("PNG")).status_code == 302
    assert public.get(old).status_code == 404


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.4\n1 0 obj", "anh.jpg"),
        (b"GIF89a/*<script>alert(1)</script>*/=1;", "anh.gif"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "anh.svg"),
        (b"", "anh.jpg"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(
    client: FlaskClient, owner: Account, person: Person, content: bytes, name: str
) -> None:
    sign_in(client, owner)
    sent = post(client, f"/people/{person.id}/photo", photo=(BytesIO(content), name))
    assert sent.status_code == 422
    assert 'class="error"' in sent.text
    assert person.photo_small == ""


@pytest.mark.parametrize(
    "crop", [("90", "0", "50", "200"), ("-1", "0", "10", "10"), ("x", "y", "", "")]
)
def test_nonsense_numbers_are_refused_beside_their_fields(
    client: FlaskClient, owner: Account, person: Person, crop: tuple[str, ...]
) -> None:
    sign_in(client, owner)
    given = dict(zip(("left", "top", "width", "height"), crop, strict=True))
    sent = post(client, f"/people/{person.id}/photo", photo=picture(), **given)
    assert sent.status_code == 422


def test_a_scan_opens_to_its_owner_and_to_officers_once_handed_in(
    client: FlaskClient, app: Portal, owner: Account, officer: Account, person: Person
) -> None:
    degree = make_degree(person, visibility=Audience.PUBLIC)
    db.session.commit()
    sign_in(client, owner)
    assert post(client, f"/items/degree/{degree.id}/proof", evidence=picture()).status_code == 302
    scan = db.session.scalars(select(Evidence)).one()
    path = f"/evidence/{scan.id}"
    clerk, member, public = app.test_client(), app.test_client(), app.test_client()
    sign_in(clerk, officer)
    sign_in(member, make_account())
    assert client.get(path).status_code == 200
    for reader in (clerk, member, public):
        assert reader.get(path).status_code == 404
    degree.state = ItemState.SUBMITTED
    db.session.commit()
    assert clerk.get(path).headers["Cache-Control"] == "private, no-store"
    assert [reader.get(path).status_code for reader in (clerk, member, public)] == [200, 404, 404]


def test_the_cv_is_no_strangers_and_holds_the_chosen_sections(
    client: FlaskClient, app: Portal, owner: Account, officer: Account, person: Person
) -> None:
    make_degree(person, discipline="Nội tim mạch", state=ItemState.VERIFIED)
    make_work(person, title="Đặc điểm suy tim ở người cao tuổi")
    db.session.commit()
    path = f"/people/{person.id}/cv"
    clerk, stranger = app.test_client(), app.test_client()
    assert sign_in(clerk, officer).get(f"{path}?format=docx&sections=degree").status_code == 200
    assert sign_in(stranger, make_account()).get(path).status_code == 404
    sign_in(client, owner)
    assert client.get(path).status_code == 200
    answer = client.get(f"{path}?format=docx&sections=degree")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as parts:
        text = parts.read("word/document.xml").decode()
    assert "Nội tim mạch" in text
    assert "Đã xác nhận" in text
    assert "suy tim" not in text
    answer = client.get(f"{path}?format=pdf&sections=degree&sections=contribution")
    document = pypdfium2.PdfDocument(answer.data)
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert "LÝ LỊCH KHOA HỌC" in text
    assert "Đặc điểm suy tim ở người cao tuổi" in text


def test_signed_in_readers_never_get_a_stale_part(
    client: FlaskClient, app: Portal, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PAGE_CACHE", True)
    app.extensions.pop("fragments", None)
    sign_in(client, make_account())
    assert "Bác sĩ" in client.get(person.url).text
    assert "Bác sĩ" in client.get("/people").text
    person.headline = "Nhà nghiên cứu"
    db.session.commit()
    assert "Nhà nghiên cứu" in client.get(person.url).text
    assert "Nhà nghiên cứu" in client.get("/people").text
    make_degree(person, discipline="Sử học")
    db.session.commit()
    assert "Sử học" in client.get(person.url).text
    person.is_public = False
    db.session.commit()
    assert client.get(person.url).status_code == 404
    assert "Đặng Thị Hoà" not in client.get("/people").text

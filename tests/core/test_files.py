"""Files are what their bytes are; what is hostile is refused with a sentence; what is kept stays whole."""

import io
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_login import login_user
from PIL import Image

from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.files import (
    Accept,
    StoredFile,
    local_path,
    open_stored,
    read_bytes,
    send_stored,
    store_bytes,
    store_upload,
)
from portal.core.files.actions import clean_name
from portal.core.files.bucket import BucketStore
from portal.core.files.sniff import decode_text
from portal.core.files.store import FolderStore, Store, current_store, hash_of
from portal.core.files.sweep import sweep_files
from tests import corpus
from tests.corpus import HOSTILE_FILES, upload
from tests.factories.accounts import make_account


@pytest.mark.parametrize("case", HOSTILE_FILES)
@pytest.mark.parametrize("accept", [Accept.EVIDENCE, Accept.IMAGE, Accept.DRAFT, Accept.SHEET])
def test_no_field_takes_a_hostile_file_and_each_refusal_is_a_sentence(
    case: str, accept: Accept
) -> None:
    make, name = HOSTILE_FILES[case]
    with pytest.raises(RuleBroken, match=r"[.!]$") as refused:
        store_upload(upload(make(), name, "evidence"), accept=accept)
    assert refused.value.field == "evidence"


@pytest.mark.parametrize(
    ("content", "name", "accept", "media_type"),
    [
        (corpus.pdf(), "bang.pdf", Accept.EVIDENCE, "application/pdf"),
        (corpus.pdf(), "bang.jpg", Accept.EVIDENCE, "application/pdf"),
        (corpus.pdf_opening_at_a_page(), "bang.pdf", Accept.EVIDENCE, "application/pdf"),
        (corpus.jpeg(), "bang.pdf", Accept.EVIDENCE, "image/jpeg"),
        (corpus.png(), "bang.png", Accept.IMAGE, "image/png"),
        (corpus.docx(), "du-thao.docx", Accept.DRAFT, Accept.DRAFT.media_types[0]),
        (corpus.docx_hyperlink(), "du-thao.docx", Accept.DRAFT, Accept.DRAFT.media_types[0]),
        ("Phần I".encode(), "du-thao.txt", Accept.DRAFT, "text/plain"),
        ("# Phần I".encode("utf-16"), "du-thao.md", Accept.DRAFT, "text/markdown"),
        (b"@article{a, title={b}}", "works.bib", Accept.WORKS, "text/plain"),
        (b'[{"title": "x"}]', "works.json", Accept.WORKS, "application/json"),
        (b'<?xml version="1.0"?><works/>', "works.xml", Accept.WORKS, "application/xml"),
        ("họ tên,năm\n".encode(), "a.csv", Accept.SHEET, "text/csv"),
    ],
)
def test_the_type_is_that_of_the_content(
    content: bytes, name: str, accept: Accept, media_type: str
) -> None:
    stored = store_upload(upload(content, name), accept=accept)
    assert stored.media_type == media_type
    assert stored.size == len(read_bytes(stored))


def test_an_image_whose_name_lies_is_still_named_after_its_content() -> None:
    assert (
        store_upload(upload(corpus.jpeg(), "bằng.pdf"), accept=Accept.EVIDENCE).name == "bằng.jpg"
    )


def test_a_large_file_is_refused_at_the_limit() -> None:
    with pytest.raises(RuleBroken, match="1"):
        store_upload(upload(b"a" * (1024 * 1024 + 1), "a.txt"), accept=Accept.DRAFT, limit_mb=1)


def test_a_forty_megabyte_photo_is_refused() -> None:
    with pytest.raises(RuleBroken, match="15"):
        store_upload(upload(b"\xff\xd8\xff" + bytes(40 * 2**20), "a.jpg"), accept=Accept.IMAGE)


def test_pictures_keep_their_pixels_upright_and_nothing_else() -> None:
    stored = store_upload(upload(corpus.jpeg_with_gps(), "a.jpg"), accept=Accept.IMAGE)
    content = read_bytes(stored)
    assert b"SECRET" not in content
    assert b"Exif" not in content
    assert Image.open(io.BytesIO(content)).size == (30, 60)


def test_a_script_behind_a_picture_is_left_behind() -> None:
    stored = store_upload(upload(corpus.jpeg_html(), "a.jpg"), accept=Accept.IMAGE)
    assert b"script" not in read_bytes(stored)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\An\\Bằng cấp.PDF", "Bằng cấp.pdf"),
        ("a\x00b\u202egpj.exe", "abgpj.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "file.pdf"),
        ('<img src=x>"?.pdf', "img src=x.pdf"),
        ("ă" * 300, "ă" * 75 + ".pdf"),
    ],
)
def test_names_are_safe_to_show_and_to_save(name: str, clean: str) -> None:
    assert clean_name(name, "application/pdf") == clean


def test_equal_contents_lie_once_under_their_hash() -> None:
    first = store_bytes(b"same", name="a.txt", media_type="text/plain")
    second = store_bytes(b"same", name="b.txt", media_type="text/plain")
    assert first.id != second.id
    assert first.sha256 == second.sha256
    store = current_store()
    assert isinstance(store, FolderStore)
    with local_path(first) as path:
        assert path.read_bytes() == b"same"
        assert path.is_relative_to(store.root)
    with open_stored(second) as content:
        assert content.read() == b"same"


def test_nothing_stays_of_a_refused_upload() -> None:
    store = current_store()
    assert isinstance(store, FolderStore)
    before = set(store.root.rglob("*"))
    with pytest.raises(RuleBroken):
        store_upload(upload(corpus.docx_macro(), "a.docx"), accept=Accept.DRAFT)
    assert {path for path in store.root.rglob("*") if path.is_file()} <= before


def test_contents_without_a_row_are_swept_after_a_day() -> None:
    kept = store_bytes(b"kept", name="a.txt", media_type="text/plain")
    lost = store_bytes(b"lost " + os.urandom(8), name="a.txt", media_type="text/plain")
    sha256 = lost.sha256
    db.session.delete(lost)
    db.session.commit()
    assert sweep_files() == 0, "it may belong to a transaction that is still open"
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert sweep_files() >= 1
    assert not current_store().has(sha256)
    assert current_store().has(kept.sha256)


def test_all_files_of_one_account_together_stay_within_its_quota(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "QUOTA_MB", 1)
    account = make_account()
    db.session.add(
        StoredFile(
            sha256="0" * 64, size=2**20, media_type="text/plain", name="a", created_by_id=account.id
        )
    )
    db.session.commit()
    with app.test_request_context():
        login_user(account)
        with pytest.raises(RuleBroken, match="1"):
            store_upload(upload(corpus.pdf(), "a.pdf"), accept=Accept.EVIDENCE)


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return FolderStore(tmp_path) if request.param == "folder" else BucketStore("memory:///")


def test_every_store_keeps_gives_lists_and_forgets(store: Store, tmp_path: Path) -> None:
    arrived = tmp_path / "arrived"
    arrived.write_bytes(b"content")
    sha256 = hash_of(arrived)
    assert not store.has(sha256)
    with pytest.raises(FileNotFoundError):
        store.open(sha256)
    store.keep(arrived, sha256)
    with store.open(sha256) as content:
        assert content.read() == b"content"
    ((kept, at),) = store.all()
    assert kept == sha256
    assert abs(clock.now() - at) < timedelta(minutes=1)
    store.forget(sha256)
    store.forget(sha256)
    assert not store.has(sha256)


def test_a_portal_with_a_bucket_takes_in_and_gives_out_as_one_with_a_folder(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "store", BucketStore("memory:///"))
    stored = store_upload(upload(corpus.pdf(), "a.pdf"), accept=Accept.EVIDENCE)
    assert read_bytes(stored) == corpus.pdf()
    with local_path(stored) as path:
        assert path.read_bytes() == corpus.pdf()
    with app.test_request_context():
        response = send_stored(stored)
        response.direct_passthrough = False
        assert response.get_data() == corpus.pdf()


def test_a_path_is_never_made_of_anything_but_a_hash() -> None:
    store = current_store()
    assert isinstance(store, FolderStore)
    with pytest.raises(ValueError, match="hash"):
        store.path_of("../../etc/passwd")


@pytest.mark.parametrize(
    ("media_type", "inline", "shown"),
    [
        ("application/pdf", True, True),
        ("image/png", True, True),
        ("text/html", True, False),
        ("text/plain", True, False),
        ("image/svg+xml", True, False),
        ("application/pdf", False, False),
    ],
)
def test_only_pictures_and_pdf_are_shown_and_nothing_can_run(
    app: Flask, media_type: str, inline: bool, shown: bool
) -> None:
    stored = store_bytes(b"content", name='a "b".txt', media_type=media_type)
    with app.test_request_context():
        response = send_stored(stored, inline=inline)
        response.direct_passthrough = False
        assert response.get_data() == b"content"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("inline" if shown else "attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_file_whose_content_is_gone_is_a_404(app: Flask) -> None:
    missing = StoredFile(sha256="0" * 64, size=1, media_type="text/plain", name="a.txt")
    with app.test_request_context(), pytest.raises(Exception, match="404"):
        send_stored(missing)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Đặng".encode(), "Đặng"),
        ("\ufeffĐặng".encode(), "Đặng"),
        ("Đặng".encode("utf-16"), "Đặng"),
        (b"\x00\x01", None),
        (b"a\x07b", None),
    ],
)
def test_text_is_read_in_the_encodings_people_have(content: bytes, text: str | None) -> None:
    assert decode_text(content) == text


def test_every_accepted_type_has_an_extension_for_the_field() -> None:
    for accept in Accept:
        assert re.fullmatch(r"(\.\w+,?)+", accept.html)
        assert accept.sentence()

"""When something goes wrong the reader gets a page in their language, and nothing of the inside."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from portal.core.access import PUBLIC, allow
from portal.core.unit_of_work import Portal


def _break(app: Portal, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    @allow(PUBLIC)
    def broken() -> str:
        raise error

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "front.verify", broken)


@pytest.mark.parametrize(
    "error", [ValueError("secret detail"), OperationalError("SELECT secret", {}, Exception("down"))]
)
def test_a_crash_is_told_politely(
    app: Portal, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    _break(app, monkeypatch, error)
    answer = client.get("/verify")
    assert answer.status_code == 500
    assert "Hệ thống gặp trục trặc" in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("came_from", "leads_back"),
    [("http://localhost/sign-in", True), ("https://elsewhere.example/form", False)],
)
def test_too_much_text_is_told_with_the_limit_and_the_way_to_send_it(
    client: FlaskClient, came_from: str, leads_back: bool
) -> None:
    answer = client.post(
        "/sign-in",
        data={"email": "x" * 3_000_000},
        content_type="multipart/form-data",
        headers={"Referer": came_from},
    )
    assert answer.status_code == 413
    assert "tối đa 2 MB" in answer.text
    assert "lưu thành tệp" in answer.text
    assert ('href="/sign-in">Về biểu mẫu' in answer.text) is leads_back
    assert "elsewhere" not in answer.text


def test_an_unknown_address_is_told_in_the_readers_language(client: FlaskClient) -> None:
    assert "Không có trang này" in client.get("/no-such-page").text
    client.set_cookie("lang", "en")
    assert "There is no such page" in client.get("/no-such-page").text

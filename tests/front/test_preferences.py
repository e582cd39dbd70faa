"""Language and appearance are cookies set by plain links."""

import pytest
from flask.testing import FlaskClient


def test_a_language_is_kept_and_the_reader_goes_back(client: FlaskClient) -> None:
    answer = client.get("/preferences?lang=en&next=/privacy")
    assert (answer.status_code, answer.location) == (302, "/privacy")
    assert 'lang="en"' in client.get("/privacy").text
    client.get("/preferences?lang=vi")
    assert 'lang="vi"' in client.get("/privacy").text


def test_a_theme_is_written_on_the_page(client: FlaskClient) -> None:
    assert 'data-theme="auto"' in client.get("/").text
    client.get("/preferences?theme=dark")
    assert 'data-theme="dark"' in client.get("/").text


@pytest.mark.parametrize("bad", ["lang=fr", "theme=pink", "lang=", "theme=%22%3E"])
def test_an_unknown_choice_sets_no_cookie(client: FlaskClient, bad: str) -> None:
    assert "Set-Cookie" not in client.get(f"/preferences?{bad}").headers


@pytest.mark.parametrize("bad", ["//evil.example", "https://evil.example/", "/\\evil.example", "x"])
def test_nobody_is_sent_to_another_site(client: FlaskClient, bad: str) -> None:
    assert client.get("/preferences", query_string={"lang": "en", "next": bad}).location == "/"


@pytest.mark.parametrize("address", ["/", "/search", "/privacy", "/verify", "/accessibility"])
def test_no_vietnamese_is_left_on_an_english_page(client: FlaskClient, address: str) -> None:
    client.set_cookie("lang", "en")
    text = client.get(address).text
    for word in ("Tìm", "Đăng nhập", "Trợ năng", "Đang mở"):
        assert word not in text, word

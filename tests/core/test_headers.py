"""Security headers and who may keep a copy."""

import pytest
from flask.testing import FlaskClient

from portal.core.assets import static_url


def test_every_answer_carries_a_strict_policy(client: FlaskClient) -> None:
    for address in ("/", "/no-such-page", "/verify", "/static/icons.svg"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("name", ["portal.css", "icons.svg", "js/portal.js", "favicon.svg"])
def test_a_static_file_is_kept_for_a_year(client: FlaskClient, name: str) -> None:
    response = client.get(static_url(name))
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_an_error_is_kept_by_nobody(client: FlaskClient) -> None:
    assert client.get("/no-such-page").headers["Cache-Control"] == "no-store"

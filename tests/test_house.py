"""The house stands: what holds for every route, form and page."""

from flask.testing import FlaskClient


def test_an_unknown_address_is_a_plain_404(client: FlaskClient) -> None:
    assert client.get("/no-such-page").status_code == 404

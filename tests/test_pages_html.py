"""Every page a newcomer can reach without an address of a thing is sound HTML."""

import pytest
from flask.testing import FlaskClient
from lxml import html

from portal.core.unit_of_work import Portal
from tests.lint import problems

_NOT_PAGES = ("static", "stylesheet", "front.preferences")


def _addresses(app: Portal) -> list[str]:
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments and rule.endpoint not in _NOT_PAGES
    )


def test_every_public_page_is_sound_html(app: Portal, client: FlaskClient) -> None:
    found = {}
    for address in _addresses(app):
        response = client.get(address)
        if response.status_code == 200 and response.mimetype == "text/html":
            found[address] = problems(response.text)
    assert len(found) > 5
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_component_is_sound_html(client: FlaskClient, language: str) -> None:
    client.set_cookie("lang", language)
    response = client.get("/styleguide")
    assert problems(response.text) == []
    assert response.text.count("<figure") == 5


@pytest.mark.parametrize("address", ["/no-such-page", "/verify/unknown"])
def test_an_error_page_is_sound_html(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert problems(response.text) == []


def test_a_public_page_carries_no_token_and_no_cookie(app: Portal, client: FlaskClient) -> None:
    for address in ("/", "/search?q=an", "/people", "/accessibility", "/privacy", "/verify"):
        response = client.get(address)
        assert "csrf" not in response.text, address
        assert "Set-Cookie" not in response.headers, address


def test_the_first_page_is_light(client: FlaskClient) -> None:
    first = client.get("/")
    tree = html.document_fromstring(first.text)
    parts = [
        *tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href"),
        *tree.xpath("//script/@src"),
    ]
    parts.append(tree.xpath("//*[local-name()='use']/@href")[0].split("#")[0])
    weight = len(first.data) + sum(
        len(client.get(part, headers={"Accept-Encoding": "gzip"}).data) for part in set(parts)
    )
    assert weight < 60_000


def test_the_style_guide_is_not_for_the_public(
    app: Portal, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "TESTING", False)
    assert client.get("/styleguide").status_code == 404

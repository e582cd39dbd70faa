"""The house stands: what holds for every floor, route, message and migration."""

import tomllib
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from portal.app import FEATURES, FLOORS
from portal.core.access import inventory
from portal.core.unit_of_work import Portal
from tools.messages import template_of

ROOT = Path(__file__).resolve().parents[1]
ROUTES = ROOT / "tests" / "routes.lock"


def test_an_unknown_address_is_a_plain_404(client: FlaskClient) -> None:
    assert client.get("/no-such-page").status_code == 404


def test_the_machine_holds_the_floors_in_their_order() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (contract,) = config["tool"]["importlinter"]["contracts"]
    held = [layer.replace("portal.", "").split(" | ") for layer in contract["layers"]]
    assert [["app"], *(list(floor) for floor in reversed(FLOORS))] == held


def test_every_change_of_routes_and_rights_is_seen_in_review(app: Portal) -> None:
    """Regenerate with `flask --app wsgi access > tests/routes.lock` and read the difference."""
    now = [" | ".join(row) for row in inventory(app)]
    assert now == ROUTES.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("feature", FEATURES)
def test_every_message_is_translated(feature: str, language: str) -> None:
    """Run `make messages`, then fill what is empty."""
    template = template_of(feature)
    if not len(template):
        return
    path = ROOT / "translations" / feature / language / "LC_MESSAGES" / "messages.po"
    catalog = read_po(BytesIO(path.read_bytes()), locale=language)
    wanted = {message.id for message in template if message.id}
    done = {message.id for message in catalog if message.id and all(_texts(message.string))}
    assert wanted - done == set()
    assert [message.id for message in catalog if message.fuzzy and message.id] == []


def test_one_message_reads_alike_in_every_feature() -> None:
    """The catalogues are merged, so two translations of one msgid would take turns."""
    told: dict[object, set[object]] = {}
    for path in sorted((ROOT / "translations").glob("*/vi/LC_MESSAGES/messages.po")):
        for message in read_po(BytesIO(path.read_bytes()), locale="vi"):
            if message.id and message.string:
                told.setdefault((message.context, message.id), set()).add(message.string)
    assert {key: texts for key, texts in told.items() if len(texts) > 1} == {}


def _texts(string: str | list[str] | tuple[str, ...]) -> list[str]:
    return [string] if isinstance(string, str) else list(string)

"""The authorisation matrix: every actor at every door, against the table in `rights.txt`."""

import re

import pytest
from werkzeug.test import TestResponse

from portal.core.unit_of_work import Portal
from tests.trust.doors import ACTORS, HIDDEN, TABLE, Door, outcome
from tests.trust.visitor import Visitors
from tests.trust.world import World

PUBLIC = [
    "front.accessibility",
    "front.home",
    "front.preferences",
    "front.privacy",
    "front.search",
    "front.styleguide",
    "front.verify",
    "front.verify_code",
    "health.alive",
    "health.ready",
    "health.scrape",
    "static",
    "stylesheet",
    "accounts.sign_in",
    "accounts.second_factor",
    "accounts.sign_out",
    "accounts.forgotten",
    "accounts.register",
    "accounts.letter_sent",
    "accounts.confirm",
    "accounts.reset",
    "accounts.confirm_email",
    "units.index",
    "units.short",
    "units.show",
    "registry.confirm",
    "registry.confirm_right",
    "registry.confirm_wrong",
    "registry.confirmed",
    "registry.experts",
    "registry.filters",
    "registry.index",
    "registry.suggest",
    "registry.statistics",
    "associations.index",
    "associations.association",
    "recognition.rounds",
    "recognition.honours",
    "consultation.index",
    "consultation.find_opinion",
    "consultation.confirm",
    "consultation.invitation",
]
"""Endpoints that are open to everyone by their nature and look after no private thing."""


@pytest.mark.parametrize("door", TABLE, ids=lambda door: f"{door.method} {door.template}")
def test_a_door_opens_to_whom_the_table_says(door: Door, world: World, visitors: Visitors) -> None:
    path, found = world.path(door.template), {}
    for actor in ACTORS:
        with world.undone():
            found[actor] = outcome(visitors.ask(actor, door.method, path))
    assert found == {actor: door.expected(actor) for actor in ACTORS}


def test_every_route_is_in_the_table_or_public(app: Portal, world: World) -> None:
    adapter = app.url_map.bind("localhost")
    known = {
        (door.method, adapter.match(world.path(door.template), method=door.method)[0])
        for door in TABLE
    }
    routes = {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}
        if rule.endpoint not in PUBLIC
    }
    assert routes - known == set(), "routes without a row"
    assert known - routes == set(), "rows for public or vanished routes"


def test_public_routes_exist_and_are_open_to_everyone(app: Portal) -> None:
    rights = {name: str(view.right) for name, view in app.view_functions.items()}  # type: ignore[attr-defined]
    rights["health.scrape"] = rights["health.scrape"].replace("operators (else 404)", "everyone")
    assert {name: rights.get(name) for name in PUBLIC} == dict.fromkeys(PUBLIC, "everyone")


def test_figures_are_for_the_machine_itself(world: World, visitors: Visitors) -> None:
    far = {"REMOTE_ADDR": "203.0.113.9"}
    for actor in ACTORS:
        assert visitors.get(actor, "/metrics", environ_base=far).status_code == 404, actor
        proxied = {"X-Forwarded-For": "127.0.0.1"}
        assert visitors.get(actor, "/metrics", headers=proxied).status_code == 404, actor


NEVER = {
    "{hidden_person}": "999999",
    "{hidden_degree}": "999999",
    "{owner_degree}": "999999",
    "{draft_evidence}": "999999",
    "{hidden_evidence}": "999999",
    "{membership_there}": "999999",
    "{card_there}": "999999",
    "{draft_nomination}": "999999",
    "{draft_paper}": "999999",
    "{secret_dossier}": "999999",
    "{working}": "999999",
    "{association_there}": "chua-tung-co",
    "{draft_round}": "chua-tung-co",
    "{secret}": "chua-tung-co",
    "{own_list}": "chua-tung-co",
    "{consultation_there}": "chua-tung-co",
    "{round}": "chua-tung-co",
}
"""Keys that were never given to anything."""


def _bare(answer: TestResponse, path: str) -> tuple[int, dict[str, str], str]:
    """An answer without its own address and the tokens that differ each time."""
    text = re.sub(r'(name="(?:csrf_token|once)"[^>]*value=")[^"]*', r"\1", answer.text)
    headers = {name: value for name, value in answer.headers if name != "Set-Cookie"}
    for name in ("Content-Length", "X-Request-ID"):
        headers.pop(name, None)
    headers = {name: value.replace(path, "PATH") for name, value in headers.items()}
    quoted = path.replace("/", "%2F")
    return answer.status_code, headers, text.replace(path, "PATH").replace(quoted, "PATH")


@pytest.mark.parametrize("template", HIDDEN)
def test_a_hidden_thing_is_as_one_that_never_existed(
    template: str, world: World, visitors: Visitors
) -> None:
    path, never = world.path(template), template
    for name, key in NEVER.items():
        never = never.replace(name, key, 1) if key not in never else never
    never = world.path(never)
    for actor in ACTORS:
        if actor in HIDDEN[template].split():
            assert outcome(visitors.get(actor, path)) == "ok", actor
            continue
        met = _bare(visitors.get(actor, path), path)
        assert met[0] in (404, 302), actor
        assert met == _bare(visitors.get(actor, never), never), actor


WRONG_PARENT = {
    "/consultations/{consultation_there}/answers/{response}": "drafter drafter_there",
    "/consultations/{consultation}/answers/{response_there}": "drafter drafter_there",
    "/consultations/{consultation}/documents/{dossier_there}": "drafter drafter_there anonymous",
    "/consultations/{consultation}/documents/{secret_dossier}": "drafter anonymous",
    "/consultations/{consultation_there}/drafts/{working}": "drafter drafter_there",
    "/consultations/{consultation_there}/drafts/1/units/{unit}": "drafter drafter_there",
    "/consultations/{consultation}/drafts/1/units/{unit}": "drafter",
    "/associations/{association_there}/branches/{branch}/divide": "secretary secretary_there",
    "/associations/{association}/branches/{branch_there}/divide": "secretary secretary_there",
    "/people/{hidden_person}/photo/{photo}": "neighbour owner",
    "/items/keyword/{item}": "owner officer",
    "/items/nonsense/{item}": "owner officer",
    "/verification/keyword/{item}": "officer",
}
"""Addresses whose parts exist, but not together; asked by those who hold a right on either part."""


@pytest.mark.parametrize("template", WRONG_PARENT)
def test_a_thing_under_a_parent_that_is_not_its_own_does_not_exist(
    template: str, world: World, visitors: Visitors
) -> None:
    for actor in WRONG_PARENT[template].split():
        assert visitors.get(actor, world.path(template)).status_code == 404, actor

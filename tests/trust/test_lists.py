"""A list asks the database as often for many things as for a few."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event

from portal.core.db import db
from portal.core.unit_of_work import Portal
from portal.registry.models import ItemState
from tests.factories.accounts import make_account
from tests.factories.associations import make_application, make_association, make_member
from tests.factories.consultation import make_consultation, make_open, make_opinion
from tests.factories.recognition import make_nomination, make_running_round
from tests.factories.registry import make_degree, make_keyword, make_person, make_work
from tests.factories.units import make_document, make_unit
from tests.trust.visitor import Visitors
from tests.trust.world import World


def _people(world: World) -> None:
    person = make_person(home_unit=world.thing("commune"))
    make_degree(person)
    make_keyword(person)
    make_work(person)


def _waiting(world: World) -> None:
    person = make_person(home_unit=world.thing("commune"))
    make_degree(person, state=ItemState.SUBMITTED)


def _opinion(world: World) -> None:
    make_opinion(world.thing("consultation"))


GROW: list[tuple[str, str, Callable[[World], Any]]] = [
    ("anonymous", "/people", _people),
    ("citizen", "/people", _people),
    ("anonymous", "/associations", lambda w: make_association()),
    ("anonymous", "/rounds", lambda w: make_running_round()),
    ("anonymous", "/consultations", lambda w: make_open()),
    ("anonymous", "/consultations/{consultation}/opinions", _opinion),
    ("anonymous", "/consultations/{consultation}", _opinion),
    ("drafter", "/consultations/{consultation}/answers", _opinion),
    ("drafter", "/consultations/manage", lambda w: make_consultation(unit=w.thing("here"))),
    ("officer", "/verification", _waiting),
    (
        "secretary",
        "/associations/{association}/members",
        lambda w: make_member(w.thing("association")),
    ),
    (
        "secretary",
        "/associations/{association}/applications",
        lambda w: make_application(w.thing("association")),
    ),
    (
        "honours",
        "/rounds/{round}/desk",
        lambda w: make_nomination(w.thing("round"), submitted_at=w.thing("round").created_at),
    ),
    ("citizen", "/documents", lambda w: make_document()),
    ("anonymous", "/units", lambda w: make_unit(w.thing("here"))),
    ("admin", "/accounts", lambda w: make_account("treasurer", w.thing("here"))),
    ("admin", "/grants", lambda w: make_account("treasurer", w.thing("here"))),
    ("owner", "/people/{person}/record", lambda w: make_degree(w.thing("person"))),
    ("anonymous", "/people/{person}-{person_slug}", lambda w: make_work(w.thing("person"))),
    (
        "nominator",
        "/my/nominations",
        lambda w: make_nomination(w.thing("round"), nominator=w.account("nominator")),
    ),
]


@pytest.fixture
def asked(world: World) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append(statement)

    event.listen(world.connection, "before_cursor_execute", note)
    yield statements
    event.remove(world.connection, "before_cursor_execute", note)


@pytest.mark.parametrize(("actor", "template", "grow"), GROW, ids=[f"{a} {t}" for a, t, _ in GROW])
def test_a_list_asks_as_often_for_thirty_as_for_two(
    actor: str,
    template: str,
    grow: Callable[[World], Any],
    app: Portal,
    world: World,
    visitors: Visitors,
    asked: list[str],
) -> None:
    seen = []
    for more in (2, 28):
        for _ in range(more):
            grow(world)
        db.session.commit()
        for _ in range(2):  # the first reading may fill what is kept or follow the change log
            db.session.remove()
            asked.clear()
            assert visitors.get(actor, world.path(template)).status_code == 200
        seen.append(list(asked))
    extra = seen[1][:]
    for statement in seen[0]:
        if statement in extra:
            extra.remove(statement)
    assert len(seen[1]) <= len(seen[0]), "\n".join(extra)[:3000]

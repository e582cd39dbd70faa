"""Rights can be read aloud, and a route without one keeps the application from starting."""

from types import SimpleNamespace

import pytest
from flask import Flask

from portal.core.access import (
    ANYONE_MAY_SEND,
    PUBLIC,
    allow,
    check_every_route,
    everyone,
    nobody,
    predicate,
    reading,
    signed_in,
    writing,
)


@predicate
def round_is_open(_actor: object, round: SimpleNamespace) -> bool:
    return bool(round.open)


@predicate
def owns_it(actor: object, round: SimpleNamespace) -> bool:
    return bool(round.owner is actor)


OPEN, SHUT = SimpleNamespace(open=True, owner=None), SimpleNamespace(open=False, owner=None)


@pytest.mark.parametrize(
    ("right", "actor", "thing", "expected"),
    [
        (signed_in & round_is_open, "lan", OPEN, True),
        (signed_in & round_is_open, "lan", SHUT, False),
        (signed_in & round_is_open, None, OPEN, False),
        (signed_in | round_is_open, None, OPEN, True),
        (signed_in | round_is_open, None, SHUT, False),
        (~signed_in, None, SHUT, True),
        (nobody | everyone, None, SHUT, True),
    ],
)
def test_predicates_compose(right: object, actor: object, thing: object, expected: bool) -> None:
    assert right(actor, thing) is expected  # type: ignore[operator]


def test_a_right_reads_like_a_sentence() -> None:
    right = reading(signed_in & (round_is_open | ~owns_it), hidden=True)
    assert str(right) == "signed in and (round is open or not owns it) (else 404)"


def test_a_question_after_and_is_not_asked_when_the_first_says_no() -> None:
    assert not (signed_in & round_is_open)(None, None)


def an_app(right: object = None, methods: tuple[str, ...] = ("GET",)) -> Flask:
    app = Flask("house")
    app.view_functions["static"] = allow(PUBLIC)(app.view_functions["static"])

    def view() -> str:
        return ""

    guarded = allow(right)(view) if right else view  # type: ignore[arg-type]
    app.add_url_rule("/x", "x", guarded, methods=list(methods))
    return app


def test_a_route_without_a_right_stops_the_start() -> None:
    with pytest.raises(RuntimeError, match="x states no right"):
        check_every_route(an_app())


def test_a_reading_right_guards_no_post() -> None:
    with pytest.raises(RuntimeError, match="reading right"):
        check_every_route(an_app(PUBLIC, ("GET", "POST")))


@pytest.mark.parametrize("right", [ANYONE_MAY_SEND, writing(signed_in)])
def test_a_writing_right_does(right: object) -> None:
    check_every_route(an_app(right, ("GET", "POST")))

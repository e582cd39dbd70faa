"""Reading while signed in is cheap: few statements, and never the lock of a writer."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from portal.core.db import db, writing
from tests.factories.accounts import make_account, sign_in


@pytest.fixture
def asked() -> Iterator[list[tuple[str, bool]]]:
    """Each statement with whether its transaction may write."""
    statements: list[tuple[str, bool]] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append((statement, writing.get()))

    event.listen(db.engine, "before_cursor_execute", note)
    yield statements
    event.remove(db.engine, "before_cursor_execute", note)


def test_the_frame_of_a_signed_in_reader_costs_one_statement(
    client: FlaskClient, asked: list[tuple[str, bool]]
) -> None:
    sign_in(client, make_account(full_name="Lò Thị Hương"))
    asked.clear()
    assert "Lò Thị Hương" in client.get("/accessibility").text
    assert len(asked) == 1


@pytest.mark.parametrize("address", ["/accessibility", "/people", "/people/1", "/no-such-page"])
def test_a_page_that_is_only_read_never_waits_for_the_lock_of_a_writer(
    client: FlaskClient, asked: list[tuple[str, bool]], address: str
) -> None:
    sign_in(client, make_account())
    asked.clear()
    client.get(address)
    assert asked
    assert [statement for statement, may_write in asked if may_write] == []

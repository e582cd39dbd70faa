"""Taking a profile out and bringing one in by command."""

import json
import sys
from pathlib import Path

import click

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.unit_of_work import unit_of_work
from portal.registry.cli import registry
from portal.registry.importing.actions import accept, begin_import
from portal.registry.importing.comparing import Compared
from portal.registry.importing.diff import compare_rows
from portal.registry.importing.forms import Decision
from portal.registry.importing.models import RowState
from portal.registry.models import Person
from portal.registry.portable.writing import as_json


@registry.command("export")
@click.argument("person", type=int)
@click.option("--json", "_as_json", is_flag=True, help="As versioned JSON, the only form there is.")
def export(person: int, _as_json: bool) -> None:
    """Print the whole profile of PERSON (its number) as JSON that `registry import` reads back."""
    click.echo(as_json(_person(person)))


@registry.command("import")
@click.argument("person", type=int)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "email", required=True, help="The account on whose behalf it is done.")
def bring_in(person: int, file: Path, email: str) -> None:
    """Bring FILE (any format the portal reads) into PERSON: what is new and plain; the rest waits."""
    account = db.session.scalars(db.select(Account).filter_by(email=email)).one_or_none()
    if account is None:
        sys.exit(f"no account has the address {email}")
    target = _person(person)
    try:
        with unit_of_work():
            click.echo(json.dumps(_bring_in(target, file, account)))
    except RuleBroken as broken:
        sys.exit(broken.message)


def _bring_in(person: Person, file: Path, account: Account) -> dict[str, int]:
    task = begin_import(person, file.read_bytes(), actor=account, name=file.name)
    waiting = [row for row in task.rows if row.state is RowState.WAITING]
    decisions = [
        Decision(one.row, str(one.me) if isinstance(one, Compared) and one.me is not None else "")
        for one in compare_rows(waiting, person)
        if one.is_plain
    ]
    outcome = accept(person, decisions, actor=account)
    return {
        "task": task.id,
        "added": outcome.added,
        "changed": outcome.changed,
        "waiting": len(waiting) - len(decisions) + outcome.refused,
    }


def _person(number: int) -> Person:
    person = db.session.get(Person, number)
    if person is None:
        sys.exit(f"there is no person {number}")
    return person

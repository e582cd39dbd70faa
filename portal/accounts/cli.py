"""What an operator types about accounts."""

import json

import click
from flask import Flask
from flask.cli import AppGroup

from portal.accounts import actions, queries
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.unit_of_work import unit_of_work
from portal.units.models import Unit
from portal.units.queries import unit_by_slug

accounts = AppGroup("accounts", help="Who signs in, and with which roles.")
ROLE = click.Choice([role.value for role in Role])


@accounts.command("create")
@click.option("--email", required=True)
@click.option("--name", required=True, help="Full name, in one piece.")
@click.option("--role", type=ROLE, help="A role to grant at --unit.")
@click.option("--unit", help="The unit's number or slug.")
@click.option("--password", is_flag=True, help="Ask for a password instead of mailing a link.")
def create(email: str, name: str, role: str | None, unit: str | None, password: bool) -> None:
    """Make an account; print the link by which its holder chooses a password."""
    typed = (
        click.prompt("Password", hide_input=True, confirmation_prompt=True) if password else None
    )
    found = _unit(unit) if role else None
    with _refusals(), unit_of_work():
        account = actions.create_account(email=email, full_name=name, password=typed)
        if role and found:
            actions.grant(account, Role(role), found)
        link = None if typed else actions.welcome(account)
        answer = {"id": account.id, "email": account.email, "link": link}
    click.echo(json.dumps(answer, ensure_ascii=False))


@accounts.command("grant")
@click.option("--email", required=True)
@click.option("--role", type=ROLE, required=True)
@click.option("--unit", required=True, help="The unit's number or slug.")
def grant(email: str, role: str, unit: str) -> None:
    """Give an account a role at a unit."""
    with _refusals(), unit_of_work():
        actions.grant(_account(email), Role(role), _unit(unit))


@accounts.command("suspend")
@click.option("--email", required=True)
@click.option("--reason", required=True)
def suspend(email: str, reason: str) -> None:
    """Take all access away at once."""
    with unit_of_work():
        actions.suspend(_account(email), reason=reason)


def _account(email: str) -> Account:
    account = queries.account_by_email(email)
    if account is None:
        raise click.ClickException(f"no account has the address {email}")
    return account


def _unit(text: str | None) -> Unit:
    unit = None
    if text:
        unit = db.session.get(Unit, int(text)) if text.isdecimal() else unit_by_slug(text)
    if unit is None:
        raise click.ClickException(f"no unit is {text or 'given (--unit)'}")
    return unit


class _refusals:
    """Print a broken rule as an error and leave with 1."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, RuleBroken):
            raise click.ClickException(error.message) from error


def init_app(app: Flask) -> None:
    app.cli.add_command(accounts)

"""What must hold of passwords and grants; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from portal.accounts.models import Account, Grant
from portal.accounts.passwords import COMMON
from portal.accounts.roles import ROLES, Role
from portal.core.errors import RuleBroken
from portal.core.text import fold
from portal.units.models import Unit
from portal.units.powers import Power

SHORTEST, LONGEST = 8, 128
LETTERS_AN_HOUR = 3
LETTERS_PER_NETWORK = 40


@dataclass(frozen=True)
class Limit:
    """At most so many failed tries within a time, per account or per network."""

    most: int
    within: timedelta
    per_account: bool


TRIES = (
    Limit(10, timedelta(minutes=15), per_account=True),
    Limit(40, timedelta(days=1), per_account=True),
    Limit(60, timedelta(minutes=15), per_account=False),
)


def check_password(password: str, *, email: str = "", full_name: str = "") -> None:
    """Long enough and not the first one a stranger would try; nothing else is asked of it."""
    if len(password) < SHORTEST:
        raise RuleBroken(_("The password needs at least %(n)s characters.", n=SHORTEST), "password")
    if len(password) > LONGEST:
        raise RuleBroken(
            _("The password may have at most %(n)s characters.", n=LONGEST), "password"
        )
    plain = fold(password).replace(" ", "")
    own = {email.lower(), email.split("@")[0].lower(), fold(full_name).replace(" ", "")}
    if plain in COMMON or plain in own or len(set(plain)) < 3:
        raise RuleBroken(
            _("This password is among the first that a stranger would try. Choose another."),
            "password",
        )


def check_grant(
    account: Account, role: Role, unit: Unit, *, starts_on: date, ends_on: date | None
) -> None:
    """Raise unless the days are in order, the unit exists and the same is not granted already."""
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken(_("The end is before the beginning."), "ends_on")
    if not unit.is_open(starts_on):
        raise RuleBroken(_("The unit does not exist on that day."), "unit")
    for other in account.grants:
        if (
            other.role is role
            and other.unit_id == unit.id
            and other.ended_at is None
            and (other.ends_on is None or other.ends_on >= starts_on)
            and (ends_on is None or other.starts_on <= ends_on)
        ):
            raise RuleBroken(_("The account already holds this role there."), "role")


def check_notice_day(starts_on: date, today: date) -> None:
    """Raise where a notice would begin in the past: people were shown other words then."""
    if starts_on < today:
        raise RuleBroken(_("This day has passed."), "starts_on")


def check_closing(left_alone: Sequence[Unit]) -> None:
    """Raise when closing an account would leave units whose grants nobody else manages."""
    if left_alone:
        raise RuleBroken(
            _(
                "You are the only one who manages the rights at %(units)s. "
                "Grant them to somebody else first.",
                units=", ".join(sorted({unit.name for unit in left_alone})),
            )
        )


def check_end(grant: Grant, by: Account | None) -> None:
    """Raise when `by` would end a grant of their own that lets them manage grants."""
    manages = Power.EDIT_SYSTEM in ROLES[grant.role].powers
    if by is not None and manages and grant.account_id == by.id:
        raise RuleBroken(_("Nobody ends the grant that gives them this right; ask another one."))

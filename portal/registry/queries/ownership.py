"""Whose record it is and who works on it for them."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.accounts.models import Account
from portal.accounts.queries import principals_of
from portal.core.db import db
from portal.registry.models import Person


def people_helped_by(account: Account) -> Sequence[Person]:
    """The people on whose records the account may work today as their delegate, by name."""
    query = select(Person).where(
        Person.account_id.in_(principals_of(account.id)), Person.merged_into_id.is_(None)
    )
    return db.session.scalars(query.order_by(Person.sort_given, Person.id)).all()

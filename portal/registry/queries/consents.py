"""What people agreed to, as conditions over `Person`: whoever uses their data for a purpose asks here."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from portal.accounts.models import Consent, ConsentPurpose
from portal.core.db import db
from portal.registry.models import Person


def agrees_to(purpose: ConsentPurpose) -> ColumnElement[bool]:
    """That the person's account agrees to the purpose now; one that was closed agrees to nothing."""
    return _consents(purpose).where(Consent.withdrawn_at.is_(None)).exists()


def has_withdrawn(purpose: ConsentPurpose) -> ColumnElement[bool]:
    """That the person said no, or took the consent back, and has not agreed again."""
    return and_(_consents(purpose).exists(), ~agrees_to(purpose))


def consents_withdrawn(purpose: ConsentPurpose) -> Any:
    """The ids of the people who must be left out of the purpose, as a subquery."""
    return select(Person.id).where(has_withdrawn(purpose))


def has_declined(person: Person, purpose: ConsentPurpose) -> bool:
    """`has_withdrawn` of one person."""
    query = select(Person.id).where(Person.id == person.id, has_withdrawn(purpose))
    return db.session.scalar(query) is not None


def _consents(purpose: ConsentPurpose) -> Any:
    return select(Consent.id).where(
        Consent.account_id == func.coalesce(Person.account_id, Person.former_account_id),
        Consent.purpose == purpose,
        Consent.subject == "",
    )

"""Decisions of an association in the register of official documents."""

from datetime import date

from portal.associations.models import Association
from portal.associations.queries.associations import decision_numbered
from portal.units.actions import register_document
from portal.units.models import Document, DocumentKind


def decision(association: Association, *, number: str, issued_on: date, subject: str) -> Document:
    """The registered decision; one decision may admit or move many, so a known number is re-used."""
    known = decision_numbered(association, number, issued_on)
    return known or register_document(
        number=number,
        issued_on=issued_on,
        issuer=association.unit,
        subject=subject,
        kind=DocumentKind.DECISION,
    )

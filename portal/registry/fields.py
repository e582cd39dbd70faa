"""The fields of science and technology: shipped once, then kept by the operator."""

import csv
import json
from pathlib import Path

import click
from flask_babel import gettext as _
from sqlalchemy import select

from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.unit_of_work import unit_of_work
from portal.registry.cli import registry
from portal.registry.models import ResearchField

FACTS = Path(__file__).parent / "facts" / "research_fields.csv"
LEGAL_BASIS = "Quyết định 12/2008/QĐ-BKHCN, mức 2 (đối chiếu lại với bản chính thức)"


def load_fields() -> int:
    """Enter the shipped fields whose code is not there yet; gives how many were entered.

    They are marked as samples: the code table of Circular 24/2025/TT-BKHCN replaces them.
    """
    known = set(db.session.scalars(select(ResearchField.code)))
    with FACTS.open(encoding="utf-8", newline="") as rows:
        fresh = [
            ResearchField(**row, legal_basis=LEGAL_BASIS, is_sample=True)
            for row in csv.DictReader(rows)
            if row["code"] not in known
        ]
    db.session.add_all(fresh)
    db.session.flush()
    return len(fresh)


def save_field(field: ResearchField, *, code: str, name: str, name_en: str, basis: str) -> None:
    """Enter or correct a field; its code stays its own."""
    query = select(ResearchField.id).where(ResearchField.code == code)
    holder = db.session.scalars(query).one_or_none()
    if holder is not None and holder != field.id:
        raise RuleBroken(_("Another field has this code."), "code")
    before = {"code": field.code, "name": field.name}
    field.code, field.name, field.name_en, field.legal_basis = code, name, name_en, basis
    field.is_sample = False
    db.session.add(field)
    db.session.flush()
    audit.record("registry.save_field", field, before=before, after={"code": code, "name": name})


@registry.command("load-fields")
def load_fields_command() -> None:
    """Enter the shipped fields of science and technology that are not there yet."""
    with unit_of_work():
        added = load_fields()
    click.echo(json.dumps({"fields": added}))

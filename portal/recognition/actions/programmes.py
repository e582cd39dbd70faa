"""Programmes with their titles and rule sets."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.text import slug
from portal.councils.rules.threshold import Share
from portal.recognition.models import AwardKind, AwardTitle, LegalBasis, Programme, RuleSet
from portal.units.models import Unit


def create_programme(*, name: str, description: str, unit: Unit) -> Programme:
    """Set up a standing programme of a unit."""
    address = slug(name)
    query = select(func.count(Programme.id)).where(Programme.slug == address)
    if db.session.scalar(query):
        raise RuleBroken(_("A programme of this name exists already."), "name")
    programme = Programme(
        slug=address, name=name, description=description, unit=unit, scope_unit_id=unit.id
    )
    db.session.add(programme)
    db.session.flush()
    audit.record("programme.create", programme, after={"name": name})
    return programme


def add_title(programme: Programme, *, name: str, kind: AwardKind) -> AwardTitle:
    """Add what the programme confers."""
    if any(title.name == name for title in programme.titles):
        raise RuleBroken(_("The programme has this title already."), "name")
    title = AwardTitle(programme=programme, name=name, kind=kind, position=len(programme.titles))
    db.session.add(title)
    db.session.flush()
    audit.record("programme.title", title, after={"name": name})
    return title


def add_legal_basis(*, number: str, title: str, **given: Any) -> LegalBasis:
    """Enter a rule of law; it stays marked as a sample until an officer confirms its text."""
    basis = LegalBasis(number=number, title=title, **given)
    db.session.add(basis)
    db.session.flush()
    audit.record("legal_basis.add", basis, after={"number": number})
    return basis


def add_rule_set(programme: Programme, *, name: str, **given: Any) -> RuleSet:
    """Add a version of the rules: rounds that pinned an earlier one keep it."""
    Share(given.get("threshold_num", 9), given.get("threshold_den", 10))
    Share(given.get("quorum_num", 2), given.get("quorum_den", 3))
    numbers = [rules.number for rules in programme.rule_sets if rules.name == name]
    rules = RuleSet(programme=programme, name=name, number=max(numbers, default=0) + 1, **given)
    db.session.add(rules)
    db.session.flush()
    audit.record("rule_set.add", rules, after={"name": name, "number": rules.number})
    return rules

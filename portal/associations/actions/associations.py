"""An association comes to be, describes itself, has types of membership and branches."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.associations import queries
from portal.associations.models import Association, Belonging, MembershipType
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken, check_version
from portal.units.actions import create_unit
from portal.units.models import Document, Unit, UnitKind

DESCRIBED = (
    "about",
    "how_to_join",
    "contact",
    "founded_on",
    "accepts_applications",
    "secretary_may_approve",
    "card_years",
)


def found_association(unit: Unit, *, number_prefix: str, **facts: Any) -> Association:
    """Let a unit admit members; its address is the unit's slug."""
    association = Association(
        unit=unit, slug=unit.slug, number_prefix=number_prefix, next_number=1, **facts
    )
    db.session.add(association)
    audit.record("found_association", association)
    return association


def add_type(
    association: Association,
    *,
    name: str,
    belonging: Belonging = Belonging.HOME,
    term_months: int | None = None,
    grace_days: int = 0,
    by_application: bool = True,
) -> MembershipType:
    """Add a type of membership after those there are."""
    kind = MembershipType(
        name=name,
        belonging=belonging,
        term_months=term_months,
        grace_days=grace_days,
        by_application=by_application,
        position=len(association.types),
    )
    association.types.append(kind)
    audit.record("add_membership_type", association)
    return kind


def found_branch(
    association: Association,
    *,
    name: str,
    area: Unit | None,
    starts_on: date | None,
    document: Document | None = None,
) -> Unit:
    """Open a branch below the association."""
    return create_unit(
        name=name,
        kind=UnitKind.BRANCH,
        parent=association.unit,
        area=area,
        starts_on=starts_on,
        document=document,
    )


def open_branches(
    association: Association, *, commune_ids: Sequence[int], name: str, starts_on: date
) -> list[Unit]:
    """Open a branch for each commune, and one by its name; a commune that has one gets no second."""
    wanted = dict(queries.commune_choices(association, starts_on))
    opened = []
    for commune_id in commune_ids:
        commune = db.session.get(Unit, commune_id)
        if commune is None or str(commune_id) not in wanted:
            raise RuleBroken(_("This commune already has a branch, or is not near."), "communes")
        opened.append(
            found_branch(
                association,
                name=_branch_name(association, commune),
                area=commune,
                starts_on=starts_on,
            )
        )
    if name:
        opened.append(found_branch(association, name=name, area=None, starts_on=starts_on))
    if not opened:
        raise RuleBroken(_("Choose a commune or write the name of the branch."), "name")
    audit.record("open_branches", association)
    return opened


def _branch_name(association: Association, commune: Unit) -> str:
    version = association.unit.current
    return f"Chi {lower_first(version.short_name or version.name)} {lower_first(commune.name)}"


def lower_first(text: str) -> str:
    """The text with a small first letter, as inside a sentence: Hội Y học → hội Y học."""
    return text[:1].lower() + text[1:]


def describe(association: Association, *, version: int | None = None, **facts: Any) -> None:
    """Change what the association says of itself and how it decides."""
    check_version(version, association.version)
    before = {name: getattr(association, name) for name in DESCRIBED}
    for name in DESCRIBED:
        if name in facts:
            setattr(association, name, facts[name])
    after = {name: getattr(association, name) for name in DESCRIBED}
    audit.record("describe_association", association, before=before, after=after)

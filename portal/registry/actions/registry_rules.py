"""A rule gets another value from a day on; what held before stays as it was."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry import rules
from portal.registry.models import RegistryRule, RuleKey


def add_rule(
    key: RuleKey, value: int, *, starts_on: date, legal_basis: str, actor: Account
) -> RegistryRule:
    """Enter the value that holds from `starts_on` until the next one begins."""
    rules.check_rule_value(key, value, starts_on=starts_on, today=clock.today())
    same_day = select(RegistryRule.id).filter_by(key=key, starts_on=starts_on)
    if db.session.scalar(same_day) is not None:
        raise RuleBroken(_("Another value of this rule begins on that day."), "starts_on")
    rule = RegistryRule(key=key, value=value, starts_on=starts_on, legal_basis=legal_basis)
    db.session.add(rule)
    db.session.flush()
    after = {"key": key, "value": value, "starts_on": starts_on.isoformat()}
    audit.record("registry.add_rule", rule, actor_id=actor.id, after=after)
    return rule

"""People and what they did: profiles, works, claims with evidence, verification."""

from flask import Flask

from portal.accounts.actions import account_closed
from portal.registry import (
    authors,
    cli,
    duplicates,
    facets,
    fields,
    held_parts,
    importing,
    invariants,
    jobs,
    labels,
    leaving,
    lookups,
    pictures,
    portable,
    search,
    staff,
    statistics,
    worklist,
)
from portal.registry.sensitive import SensitiveField
from portal.registry.views import bp

__all__ = [
    "authors",
    "duplicates",
    "facets",
    "fields",
    "held_parts",
    "importing",
    "init_app",
    "invariants",
    "jobs",
    "labels",
    "leaving",
    "lookups",
    "pictures",
    "portable",
    "search",
    "staff",
    "statistics",
    "worklist",
]


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.jinja_env.globals.update(STATE_TONES=labels.STATE_TONES, AUDIENCES=labels.AUDIENCES)
    app.jinja_env.globals.update(lookups_offered=lookups.offered)
    app.jinja_env.globals.update(
        CLAIM_TONES=labels.CLAIM_TONES,
        SENSITIVE_NAMES={field.value: field for field in SensitiveField},
    )
    account_closed.connect(leaving.let_go)
    staff.init_app(app)
    cli.init_app(app)

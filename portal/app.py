"""The application: floors in their order, and what is put together at the start."""

from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.core import access, config, pagecache
from portal.core.db import db
from portal.core.unit_of_work import Portal

FLOORS = (
    ("core",),
    ("units",),
    ("accounts",),
    ("registry",),
    ("councils",),
    ("associations",),
    ("recognition", "consultation"),
    ("front",),
    ("demo",),
)
"""Feature packages from the ground up: each may import only those before its own floor."""

FEATURES = tuple(feature for floor in FLOORS for feature in floor)


def create_app(given: dict[str, Any] | None = None) -> Portal:
    """Build the portal from the environment; `given` overrides single settings in tests."""
    app = Portal(
        "portal",
        root_path=str(config.ROOT),
        instance_path=str(config.ROOT / "instance"),
        static_folder="static",
        template_folder="templates",
    )
    app.config.from_mapping(config.from_environment(given))
    app.config["INSTANCE"].mkdir(parents=True, exist_ok=True)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    Migrate(app, db, directory=str(config.ROOT / "migrations"), render_as_batch=True)
    CSRFProtect(app)
    for feature in FEATURES:
        import_module(f"portal.{feature}").init_app(app)
    app.jinja_env.globals.update(may=access.may, rights=_rights())
    pagecache.init_app(app)
    if hops := app.config["PROXY_HOPS"]:
        proxied = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        app.wsgi_app = proxied  # type: ignore[method-assign]
    app.view_functions["static"] = access.allow(access.PUBLIC)(app.view_functions["static"])
    access.check_every_route(app)
    return app


def _rights() -> SimpleNamespace:
    """Every feature's `permissions` module under its name, for `may(rights.<feature>.<RIGHT>, …)`."""
    return SimpleNamespace(
        **{
            feature: import_module(f"portal.{feature}.permissions")
            for feature in FEATURES
            if find_spec(f"portal.{feature}.permissions")
        }
    )

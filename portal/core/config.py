"""Configuration: `PORTAL_*` environment variables and nothing else; each is in docs/operations.md."""

import os
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parents[1]
ROOT = _HERE if (_HERE / "templates").is_dir() else _HERE.parent
"""The folder that holds templates, static files, translations and migrations (wheel or checkout)."""

DEMO_KEY = "demo-only-not-a-secret"


class ConfigurationError(RuntimeError):
    """The portal refuses to start: the sentence says which variable is missing or wrong."""


def from_environment(given: dict[str, Any] | None = None) -> dict[str, Any]:
    """Flask configuration from the environment, with `given` on top (tests)."""
    env = os.environ
    instance = Path(env.get("PORTAL_INSTANCE", ROOT / "instance")).absolute()
    database = env.get("DATABASE_URL", f"sqlite:///{instance / 'portal.db'}")
    demo = env.get("PORTAL_DEMO", "") == "1"
    config: dict[str, Any] = {
        "INSTANCE": instance,
        "SQLALCHEMY_DATABASE_URI": _with_driver(database),
        "REDIS_URL": env.get("REDIS_URL", ""),
        "SECRET_KEY": env.get("PORTAL_SECRET_KEY", ""),
        "TRUSTED_HOSTS": env.get("PORTAL_HOSTS", "").replace(",", " ").split() or None,
        "DEMO": demo,
        "REQUIRE_2FA": env.get("PORTAL_REQUIRE_2FA", "0" if demo else "1") == "1",
        "SITE_URL": env.get("PORTAL_SITE_URL", "http://127.0.0.1:8000").rstrip("/"),
        "SITE_NAME": env.get("PORTAL_SITE_NAME", "Hiền Tài"),
        "PROXY_HOPS": _number("PORTAL_PROXY_HOPS", 0),
        "SMTP_URL": env.get("PORTAL_SMTP_URL", ""),
        "MAIL_FROM": env.get("PORTAL_MAIL_FROM", "hien-tai@localhost"),
        "SEARCH": env.get("PORTAL_SEARCH", "whoosh"),
        "PAGE_CACHE": env.get("PORTAL_PAGE_CACHE", "1") == "1",
        "STORE": env.get("PORTAL_STORE", ""),
        "QUOTA_MB": _number("PORTAL_QUOTA_MB", 500),
        "JOBS": env.get("PORTAL_JOBS", "worker"),
        "LOG": env.get("PORTAL_LOG", "json"),
        "LOG_LEVEL": env.get("PORTAL_LOG_LEVEL", "INFO").upper(),
        "METRICS_TOKEN": env.get("PORTAL_METRICS_TOKEN", ""),
        "LOOKUPS": env.get("PORTAL_LOOKUPS", ""),
        "LOOKUP_DOI_URL": env.get("PORTAL_LOOKUP_DOI_URL", "https://doi.org/"),
        "LOOKUP_ORCID_URL": env.get("PORTAL_LOOKUP_ORCID_URL", "https://pub.orcid.org/v3.0/"),
        "LOOKUP_SECONDS": _number("PORTAL_LOOKUP_SECONDS", 10),
        "SMALL_CELL": _number("PORTAL_SMALL_CELL", 5),
        "ARGON2_COST": env.get("PORTAL_ARGON2_COST", "normal"),
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "MAX_CONTENT_LENGTH": 64 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 2_000,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "SESSION_COOKIE_SECURE": env.get("PORTAL_SITE_URL", "").startswith("https:"),
        "WTF_CSRF_TIME_LIMIT": None,
        **(given or {}),
    }
    if config["DEMO"] and not config["SECRET_KEY"]:
        config["SECRET_KEY"] = DEMO_KEY
    _check(config)
    return config


def _number(name: str, default: int) -> int:
    text = os.environ.get(name, "") or str(default)
    if not text.isdecimal():
        raise ConfigurationError(f"{name} needs a whole number, not {text!r}")
    return int(text)


def _with_driver(url: str) -> str:
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _check(config: dict[str, Any]) -> None:
    if config["DEMO"] or config.get("TESTING"):
        return
    if len(config["SECRET_KEY"]) < 32:
        raise ConfigurationError(
            "PORTAL_SECRET_KEY needs at least 32 characters (or PORTAL_DEMO=1)"
        )
    if not config["TRUSTED_HOSTS"]:
        raise ConfigurationError("PORTAL_HOSTS needs the host names this portal answers to")

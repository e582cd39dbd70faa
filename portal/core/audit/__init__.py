"""The audit log: append-only, chained by hashes, written in the same transaction as the act."""

from flask import Flask

from portal.core.audit import cli
from portal.core.audit.actions import acting_for, record
from portal.core.audit.models import AuditEntry, AuditHead

__all__ = ["AuditEntry", "AuditHead", "acting_for", "record"]


def init_app(app: Flask) -> None:
    cli.init_app(app)

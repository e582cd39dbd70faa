"""What must hold of the stored facts whatever happened: each feature adds its checks."""

from collections.abc import Callable

from portal.core.db import db

Check = Callable[[], list[str]]

_checks: dict[str, Check] = {}


def invariant(name: str) -> Callable[[Check], Check]:
    """Register `check()`: it gives a line for each thing that breaks the invariant, none if it holds."""

    def register(check: Check) -> Check:
        _checks[name] = check
        return check

    return register


def broken() -> dict[str, list[str]]:
    """Every registered invariant with what breaks it."""
    return {name: _lines_of(check) for name, check in sorted(_checks.items())}


def _lines_of(check: Check) -> list[str]:
    """A check that cannot be made is a breach of its own: it must not hide the others."""
    try:
        return check()
    except Exception as failure:
        db.session.rollback()
        return [f"could not be checked: {type(failure).__name__}: {failure}"]

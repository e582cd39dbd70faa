"""What must hold of the stored facts whatever happened: each feature adds its checks."""

from collections.abc import Callable

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
    return {name: check() for name, check in sorted(_checks.items())}

"""What an account leaves behind when it is closed: each feature says it before anybody decides."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Remains:
    """One thing that outlives the account: a translated sentence, and where to see to it first."""

    text: str
    url: str = ""
    link: str = ""


Provider = Callable[[Any], Iterable[Remains]]
_providers: list[Provider] = []


def outlives(provider: Provider) -> Provider:
    """Register `provider(account)`; it gives no line where the account has nothing of the kind."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def remains_of(account: Any) -> list[Remains]:
    """Everything that stays when `account` is closed."""
    return [one for provider in _providers for one in provider(account)]

"""What waits for a person: each feature adds its lines, the front page shows them together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class WorkItem:
    """One line of a work list: translated text, how many things wait, where to go, by when."""

    text: str
    count: int
    url: str
    due_on: date | None = None


Provider = Callable[[Any], Iterable[WorkItem]]
_providers: list[Provider] = []


def waits_for(provider: Provider) -> Provider:
    """Register `provider(account)`; it gives no line where nothing waits or the right is missing."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def work_of(account: Any) -> list[WorkItem]:
    """Everything that waits for `account`, the earliest due first."""
    items = [item for provider in _providers for item in provider(account) if item.count]
    return sorted(items, key=lambda item: (item.due_on or date.max, item.text))

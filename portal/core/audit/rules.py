"""What an entry hashes: pure functions over plain values."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def canonical(values: Mapping[str, Any]) -> bytes:
    """The one byte string that stands for `values`, whatever the order of the keys."""
    text = json.dumps(
        values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    )
    return text.encode("utf-8", "surrogatepass")


def keyed_hash(key: str, values: Mapping[str, Any] | None) -> str:
    """A hash that proves a value to one who knows it and the key, and tells nothing to others."""
    if values is None:
        return ""
    return hmac.new(b"audit values " + key.encode(), canonical(values), hashlib.sha256).hexdigest()


def chain_hash(previous: str, content: Mapping[str, Any]) -> str:
    """The hash of an entry: of the previous hash and of everything the entry says."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical(content)).hexdigest()


def content_of(entry: Any) -> dict[str, Any]:
    """Everything an entry says, in the form that is hashed."""
    at: datetime = entry.at
    return {
        "number": entry.id,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": entry.action,
        "thing": [entry.thing_kind, entry.thing_key],
        "actor": entry.actor_id,
        "reason": entry.reason,
        "fields": list(entry.fields),
        "before": entry.before_hash,
        "after": entry.after_hash,
    }

"""Codes printed on papers, with which anyone can ask whether the paper is true today."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.core import clock
from portal.core.db import Model, db


class VerifyCode(Model):
    """A 128-bit code and the thing it stands for; one code a thing, for ever."""

    __table_args__ = (UniqueConstraint("kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    key: Mapped[str]
    issued_at: Mapped[datetime] = mapped_column(default=clock.now)


@dataclass(frozen=True)
class VerifyAnswer:
    """What the public may know of the thing now: `tone` is ok, wait, off or bad as on a status."""

    title: str
    status: str
    tone: str = "ok"
    facts: list[tuple[str, Any]] = field(default_factory=list)
    since: date | datetime | None = None
    url: str | None = None


Answerer = Callable[[str], VerifyAnswer | None]
_answerers: dict[str, Answerer] = {}


def answers(kind: str) -> Callable[[Answerer], Answerer]:
    """Register the function that answers for codes of `kind`; it gets the key as text.

    It returns None when the thing is gone or may not be told of: the asker then sees the same page
    as for a code that never existed.
    """

    def register(answerer: Answerer) -> Answerer:
        _answerers[kind] = answerer
        return answerer

    return register


def issue(kind: str, key: object) -> VerifyCode:
    """The code of a thing, made on first asking."""
    query = select(VerifyCode).filter_by(kind=kind, key=str(key))
    known = db.session.scalars(query).one_or_none()
    if known is None:
        known = VerifyCode(code=secrets.token_urlsafe(16), kind=kind, key=str(key))
        db.session.add(known)
        db.session.flush()
    return known


def answer_for(code: str) -> VerifyAnswer | None:
    """What to tell one who typed or scanned `code`; None for an unknown one."""
    if len(code) > 64:
        return None
    known = db.session.scalars(select(VerifyCode).filter_by(code=code)).one_or_none()
    answerer = _answerers.get(known.kind) if known else None
    return answerer(known.key) if known and answerer else None

"""Lists of people that somebody keeps: chosen one by one, or found anew each time."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.db import Model, Versioned
from portal.registry.models.person import Person


class ListKind(StrEnum):
    FIXED = "fixed"
    LIVE = "live"
    """The directory's answer to a kept question, as of today."""


class PeopleList(Versioned, Model):
    """A list with a stable address; its readers see of it only whom they may see anyway."""

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit whose officers read and keep it too."""
    kind: Mapped[ListKind] = mapped_column(default=ListKind.FIXED)
    name: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    key: Mapped[str] = mapped_column(unique=True)
    """The unguessable part of its address."""
    query: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What a live list asks of the directory, as the directory's own address says it."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    owner: Mapped[Any] = relationship("Account")
    unit: Mapped[Any] = relationship("Unit")
    entries: Mapped[list["PeopleListEntry"]] = relationship(
        back_populates="people_list", cascade="all, delete-orphan"
    )

    @property
    def scope_unit_id(self) -> int | None:
        return self.unit_id


class PeopleListEntry(Model):
    """A person on a list, with a note."""

    list_id: Mapped[int] = mapped_column(ForeignKey("people_list.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    note: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
    people_list: Mapped[PeopleList] = relationship(back_populates="entries")
    person: Mapped[Person] = relationship()

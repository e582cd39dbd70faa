"""The dossier: drafts in their versions, each a tree of provisions, and how the versions map."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from secrets import token_hex
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column, relationship

from portal.consultation.models.consultation import Consultation
from portal.consultation.outline.tree import BODY, Kind
from portal.core import clock
from portal.core.changes import Tracked
from portal.core.db import Json, Model


class DossierKind(StrEnum):
    DRAFT = "draft"
    SUBMISSION_LETTER = "submission_letter"
    EXPLANATORY_NOTE = "explanatory_note"
    COMPARISON = "comparison"
    OTHER = "other"


class DossierDocument(Tracked, Model):
    """A file of the dossier that goes with the draft."""

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    kind: Mapped[DossierKind] = mapped_column(default=DossierKind.OTHER)
    title: Mapped[str]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))

    consultation: Mapped[Consultation] = relationship(back_populates="documents")
    file: Mapped[Any] = relationship("StoredFile")

    @property
    def scope_unit_id(self) -> int:
        return self.consultation.unit_id

    @property
    def is_public(self) -> bool:
        return self.consultation.is_public

    def changes(self) -> Iterable[tuple[str, object]]:
        return [("consultation", self.consultation_id)]


class DraftVersion(Tracked, Model):
    """One version of the draft; once published neither it nor its provisions change."""

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    number: Mapped[int]
    doc_type: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    preamble: Mapped[str] = mapped_column(default="")
    closing: Mapped[dict[str, Any]] = mapped_column(default=dict)
    left_over: Mapped[list[str]] = mapped_column(Json, default=list)
    """Lines of the source that have no place in the tree: letterhead, stray lines."""
    warnings: Mapped[list[str]] = mapped_column(Json, default=list)
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    consultation: Mapped[Consultation] = relationship(back_populates="versions")
    provisions: Mapped[list["Provision"]] = relationship(
        back_populates="version", order_by="Provision.position", cascade="all, delete-orphan"
    )

    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    @property
    def scope_unit_id(self) -> int:
        return self.consultation.unit_id

    @property
    def is_public(self) -> bool:
        return self.is_published and self.consultation.is_public

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def changes(self) -> Iterable[tuple[str, object]]:
        return [("consultation", self.consultation_id)] if self.is_published else []


def new_lineage() -> str:
    """A random identity that a unit keeps through all versions."""
    return token_hex(8)


class Provision(Model):
    """A unit of a version: a headed one (its title or run-in text) or a paragraph or bullet of one.

    `key` is its path of numbers in this version, `lineage` the identity it keeps through versions.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"), index=True)
    position: Mapped[int]
    depth: Mapped[int] = mapped_column(default=0)
    kind: Mapped[Kind]
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    key: Mapped[str] = mapped_column(default="")
    lineage: Mapped[str] = mapped_column(default=new_lineage, index=True)

    version: Mapped[DraftVersion] = relationship(back_populates="provisions")

    __table_args__ = (UniqueConstraint("version_id", "key"),)

    @property
    def scope_unit_id(self) -> int:
        return self.version.consultation.unit_id

    @property
    def is_body(self) -> bool:
        """Whether it is a paragraph or bullet without a number."""
        return self.kind in BODY

    @property
    def words(self) -> str:
        """Its own words: the title and the text."""
        return f"{self.title}\n{self.text}".strip()


class Relation(StrEnum):
    SAME = "same"
    EDITED = "edited"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    REMOVED = "removed"
    NEW = "new"


class ProvisionMapping(Model):
    """Where a unit of one version is in the next: found by the machine or set by a person."""

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"), index=True)
    """The newer version."""
    old_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"), index=True)
    new_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"), index=True)
    relation: Mapped[Relation]
    score: Mapped[float] = mapped_column(default=0.0)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    needs_confirming: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    old: Mapped[Provision | None] = relationship(foreign_keys=[old_id])
    new: Mapped[Provision | None] = relationship(foreign_keys=[new_id])
    version: Mapped[DraftVersion] = relationship(foreign_keys=[version_id])

    __table_args__ = (
        CheckConstraint("old_id IS NOT NULL OR new_id IS NOT NULL", "maps_something"),
    )


class PublishedVersionChanged(RuntimeError):
    """A fault of the program: something tried to change a version that the public has seen."""


@event.listens_for(Session, "before_flush")
def _keep_published(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for row in (*session.dirty, *session.deleted):
        if not isinstance(row, Provision):
            continue
        version = row.version or session.get(DraftVersion, row.version_id)
        changed = row in session.deleted or session.is_modified(row)
        if changed and version is not None and version.is_published:
            raise PublishedVersionChanged(row.id)

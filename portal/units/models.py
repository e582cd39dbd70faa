"""Units over time: an identity that is never re-used, its dated versions, and who succeeded whom."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.changes import Tracked
from portal.core.db import Model
from portal.core.files import StoredFile


class UnitKind(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    AGENCY = "agency"
    DIVISION = "division"
    INSTITUTION = "institution"
    ENTERPRISE = "enterprise"
    ASSOCIATION = "association"
    BRANCH = "branch"

    @property
    def is_territory(self) -> bool:
        return self in (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)

    @property
    def is_layer(self) -> bool:
        """Whether a right that reaches "this unit" stops before it; only a division has no door."""
        return self is not UnitKind.DIVISION


class DocumentKind(StrEnum):
    DECISION = "decision"
    RESOLUTION = "resolution"
    PLAN = "plan"
    REGULATION = "regulation"
    LAW = "law"
    DECREE = "decree"
    CIRCULAR = "circular"
    CONCLUSION = "conclusion"
    REPORT = "report"
    NOTICE = "notice"
    SUBMISSION = "submission"
    LETTER = "letter"
    MINUTES = "minutes"
    OTHER = "other"


class Unit(Tracked, Model):
    """An identity: it stays the same through renaming and moving, and is never deleted.

    `starts_on` None means that the day is not known; `ends_on` is the last day, both inclusive.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[UnitKind] = mapped_column(index=True)
    code: Mapped[str | None] = mapped_column(unique=True)
    """Our own short key of a shipped fact; an official code is dated and lives in the version."""
    slug: Mapped[str] = mapped_column(index=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    versions: Mapped[list["UnitVersion"]] = relationship(
        back_populates="unit",
        foreign_keys="UnitVersion.unit_id",
        order_by=lambda: UnitVersion.starts_on.nulls_first(),
    )

    __table_args__ = (CheckConstraint("ends_on >= starts_on", "ends_after_start"),)

    @property
    def scope_unit_id(self) -> int:
        return self.id

    def version_on(self, day: date) -> "UnitVersion":
        """The version of that day; before the first or after the last, the nearest one."""
        known = [v for v in self.versions if v.starts_on is None or v.starts_on <= day]
        return (known or self.versions[:1])[-1]

    @property
    def current(self) -> "UnitVersion":
        return self.version_on(clock.today())

    @property
    def name(self) -> str:
        return self.current.name

    def is_open(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)

    def changes(self) -> Iterable[tuple[str, object]]:
        return [("unit", self.id)]


class UnitVersion(Tracked, Model):
    """How a unit was called and where it belonged between two days (both inclusive)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str]
    short_name: Mapped[str] = mapped_column(default="")
    official_code: Mapped[str] = mapped_column(default="", index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    folded: Mapped[str] = mapped_column(default="", index=True)
    keywords: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str] = mapped_column(default="", index=True)

    unit: Mapped[Unit] = relationship(back_populates="versions", foreign_keys=[unit_id])
    parent: Mapped[Unit | None] = relationship(foreign_keys=[parent_id])
    area: Mapped[Unit | None] = relationship(foreign_keys=[area_id])
    document: Mapped["Document | None"] = relationship()

    __table_args__ = (
        UniqueConstraint("unit_id", "starts_on"),
        CheckConstraint("ends_on >= starts_on", "ends_after_start"),
        CheckConstraint("parent_id <> unit_id", "not_its_own_parent"),
    )

    def changes(self) -> Iterable[tuple[str, object]]:
        return [("unit", self.unit_id)]


class UnitSuccession(Model):
    """`to_unit` took over from `from_unit`; `share` 1 whole, less a part, None an unknown part."""

    id: Mapped[int] = mapped_column(primary_key=True)
    from_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    to_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    effective_on: Mapped[date]
    share: Mapped[Decimal | None] = mapped_column(Numeric(7, 6))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)

    from_unit: Mapped[Unit] = relationship(foreign_keys=[from_unit_id])
    to_unit: Mapped[Unit] = relationship(foreign_keys=[to_unit_id])
    document: Mapped["Document | None"] = relationship()

    __table_args__ = (
        UniqueConstraint("from_unit_id", "to_unit_id", "effective_on"),
        CheckConstraint("share > 0 AND share <= 1", "share_is_a_part"),
        CheckConstraint("from_unit_id <> to_unit_id", "two_units"),
    )


class Document(Model):
    """One line of the register of official documents: what a decision, grant or change rests on."""

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    issued_on: Mapped[date] = mapped_column(index=True)
    issuer_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    issuer_text: Mapped[str] = mapped_column(default="")
    subject: Mapped[str]
    kind: Mapped[DocumentKind] = mapped_column(default=DocumentKind.DECISION)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    folded: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    issuer_unit: Mapped[Unit | None] = relationship(foreign_keys=[issuer_unit_id])
    file: Mapped[StoredFile | None] = relationship()

    __table_args__ = (
        UniqueConstraint("number", "issued_on", "issuer_text"),
        Index("ix_document_number", "number"),
    )

    @property
    def issuer(self) -> str:
        """Who issued it, as the paper says."""
        return self.issuer_text

    @property
    def title(self) -> str:
        """The number with its day, as documents cite one another: 12/QĐ-UBND (05/09/2025)."""
        return f"{self.number} ({self.issued_on:%d/%m/%Y})"

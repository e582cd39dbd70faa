"""What every line of a profile shares: who may see it, how far it is proven, who stated it."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from portal.core import clock
from portal.core.changes import Tracked
from portal.core.db import Model, Versioned

if TYPE_CHECKING:
    from portal.registry.models.person import Person


class Audience(StrEnum):
    """Who may see a thing, from the widest circle to the narrowest."""

    PUBLIC = "public"
    REGISTERED = "registered"
    OFFICERS = "officers"
    OWNER = "owner"


class ItemState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    VERIFIED = "verified"
    REJECTED = "rejected"
    EXPIRED = "expired"


class SourceKind(StrEnum):
    """Where a statement comes from (ORCID: assertion origin)."""

    SELF = "self"
    OFFICER = "officer"
    IMPORT = "import"
    ORGANISATION = "organisation"


class EvidenceKind(StrEnum):
    """What a scan is, so that the one who decides knows what to look for."""

    DIPLOMA = "diploma"
    CERTIFICATE = "certificate"
    DECISION = "decision"
    CONTRACT = "contract"
    CONFIRMATION = "confirmation"
    PUBLICATION = "publication"
    PICTURE = "picture"
    OTHER = "other"


class ItemKind(StrEnum):
    """The kinds of profile items, as they stand in addresses, evidence and verifications."""

    NAME = "name"
    IDENTIFIER = "identifier"
    APPOINTMENT = "appointment"
    DEGREE = "degree"
    RANK = "rank"
    TITLE = "title"
    CREDENTIAL = "credential"
    TRAINING = "training"
    CONTRIBUTION = "contribution"
    PROJECT_ROLE = "project_role"
    DISTINCTION = "distinction"
    LANGUAGE = "language"
    SUPERVISION = "supervision"
    FIELD = "field"
    KEYWORD = "keyword"


ITEM_MODELS: dict[ItemKind, type["Item"]] = {}
"""Every item's table by its kind; filled by the classes themselves."""


class Item(Versioned, Tracked):
    """One statement about a person, with its own audience, state and source."""

    kind: ClassVar[ItemKind]

    id: Mapped[int] = mapped_column(primary_key=True)
    visibility: Mapped[Audience] = mapped_column(default=Audience.OWNER)
    state: Mapped[ItemState] = mapped_column(default=ItemState.DRAFT, index=True)
    source: Mapped[SourceKind] = mapped_column(default=SourceKind.SELF)
    stated_at: Mapped[datetime] = mapped_column(default=clock.now)
    source_note: Mapped[str] = mapped_column(default="")
    """Where the statement was read when somebody other than the person stated it."""
    on_behalf_of: Mapped[str] = mapped_column(default="")
    """In whose name it was stated: "written by X on behalf of Y" (ORCID: assertion origin)."""
    submitted_at: Mapped[datetime | None]
    due_on: Mapped[date | None] = mapped_column(index=True)
    """The day by which the body that was asked should have decided."""

    @declared_attr
    def person_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("person.id"), index=True)

    @declared_attr
    def stated_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("account.id"))

    @declared_attr
    def asked_unit_id(cls) -> Mapped[int | None]:
        """The body that can know it and was asked to decide; None: the person's home unit."""
        return mapped_column(ForeignKey("unit.id"), index=True)

    @declared_attr
    def person(cls) -> Mapped["Person"]:
        return relationship("Person")

    @declared_attr
    def asked_unit(cls) -> Mapped[Any]:
        return relationship("Unit", foreign_keys=f"{cls.__name__}.asked_unit_id")  # type: ignore[attr-defined]

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        if "kind" in cls.__dict__:
            ITEM_MODELS[cls.kind] = cls

    @property
    def title(self) -> str:
        """The item in one line, as lists and letters name it."""
        raise NotImplementedError

    @property
    def is_verified(self) -> bool:
        return self.state is ItemState.VERIFIED

    @property
    def scope_unit_id(self) -> int | None:
        """The unit whose officers look after it: the person's home unit."""
        return self.person.home_unit_id

    def changes(self) -> list[tuple[str, object]]:
        return [("person", self.person_id)] if self.person_id else []


class ProofMixin:
    """A line of the proof of one item, which it names by kind and number."""

    id: Mapped[int] = mapped_column(primary_key=True)
    item_kind: Mapped[ItemKind]
    item_id: Mapped[int] = mapped_column(index=True)

    @declared_attr
    def person_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("person.id"), index=True)

    @declared_attr
    def person(cls) -> Mapped["Person"]:
        return relationship("Person")

    @property
    def scope_unit_id(self) -> int | None:
        return self.person.home_unit_id


class Evidence(ProofMixin, Model):
    """A scan that proves an item; only its owner and the officers who verify may open it."""

    evidence_kind: Mapped[EvidenceKind] = mapped_column(default=EvidenceKind.OTHER)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    note: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    file: Mapped[Any] = relationship("StoredFile")


class ItemSource(ProofMixin, Model):
    """One more source that says the same as an item: one line a source."""

    source: Mapped[SourceKind]
    organisation: Mapped[str] = mapped_column(default="")
    on_behalf_of: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    stated_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    stated_at: Mapped[datetime] = mapped_column(default=clock.now)


class Verification(ProofMixin, Model):
    """An officer's decision on an item: by whom, how, why, until when."""

    decision: Mapped[ItemState]
    verifier_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    method: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
    valid_until: Mapped[date | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The body in whose name it was decided: where the verifier holds the right."""
    verifier: Mapped[Any] = relationship("Account")
    unit: Mapped[Any] = relationship("Unit")


class Revision(Model):
    """What a person's record said before and after a change; shown to its owner, never purged alone."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    item_kind: Mapped[ItemKind | None]
    item_id: Mapped[int | None]
    action: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    on_behalf_of: Mapped[str] = mapped_column(default="")
    """In whose name the actor wrote, where a delegate did."""
    at: Mapped[datetime] = mapped_column(default=clock.now)
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(default="")
    actor: Mapped[Any] = relationship("Account")

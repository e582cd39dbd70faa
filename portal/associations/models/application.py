"""The wish of a person to join an association, and what became of it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Account
from portal.associations.models.association import Association, MembershipType
from portal.associations.models.membership import Membership
from portal.core import clock
from portal.core.db import Model, Versioned
from portal.registry.models import Person
from portal.units.models import Document, Unit

_WAITING = text("state = 'submitted'")


class ApplicationState(StrEnum):
    """Where an application stands."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Application(Versioned, Model):
    """One application; at most one waits per person and association."""

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(ForeignKey("association.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    type_id: Mapped[int] = mapped_column(ForeignKey("membership_type.id"))
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    letter: Mapped[str] = mapped_column(default="")
    is_public: Mapped[bool] = mapped_column(default=True)
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.SUBMITTED)
    submitted_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    reason: Mapped[str] = mapped_column(default="")
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))

    association: Mapped[Association] = relationship()
    person: Mapped[Person] = relationship()
    type: Mapped[MembershipType] = relationship(lazy="joined", innerjoin=True)
    branch: Mapped[Unit | None] = relationship()
    document: Mapped[Document | None] = relationship()
    decided_by: Mapped[Account | None] = relationship()
    membership: Mapped[Membership | None] = relationship()

    __table_args__ = (
        Index(
            "uq_application_one_waits",
            "association_id",
            "person_id",
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        CheckConstraint(
            "state <> 'approved' or (membership_id is not null and document_id is not null)",
            name="approved_has_decision",
        ),
        CheckConstraint("state <> 'refused' or reason <> ''", name="refused_has_reason"),
    )

    @property
    def scope_unit_ids(self) -> tuple[int, ...]:
        """The association and the branch asked for."""
        own = self.association.unit_id
        return (own, self.branch_id) if self.branch_id else (own,)

    @property
    def submitted_on(self) -> date:
        """The Vietnamese day on which it was handed in."""
        return clock.local(self.submitted_at).date()

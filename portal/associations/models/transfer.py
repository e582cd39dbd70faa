"""Members who change branch: one by one, or many by one decision that can be undone."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.associations.models.association import Association
from portal.associations.models.membership import Membership
from portal.core import clock
from portal.core.db import Model
from portal.units.models import Document, Unit


class MassMove(Model):
    """One decision that moves the members of a branch into its successors."""

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(ForeignKey("association.id"), index=True)
    from_branch_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    effective_on: Mapped[date]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    undone_at: Mapped[datetime | None]
    undone_reason: Mapped[str] = mapped_column(default="")

    association: Mapped[Association] = relationship()
    from_branch: Mapped[Unit] = relationship()
    document: Mapped[Document] = relationship()
    transfers: Mapped[list["Transfer"]] = relationship(
        back_populates="mass_move", order_by="Transfer.id"
    )

    @property
    def scope_unit_ids(self) -> tuple[int, ...]:
        """The association's unit: a branch alone cannot divide itself."""
        return (self.association.unit_id,)


class Transfer(Model):
    """One member's change of branch; what it closed and what it opened.

    After an undo `to_membership_id` is empty and the row still says what had been done.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    mass_move_id: Mapped[int | None] = mapped_column(ForeignKey("mass_move.id"), index=True)
    from_membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), index=True)
    to_membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"), index=True)
    from_branch_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    to_branch_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    effective_on: Mapped[date]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    undone_at: Mapped[datetime | None]

    mass_move: Mapped[MassMove | None] = relationship(back_populates="transfers")
    from_membership: Mapped[Membership] = relationship(foreign_keys=[from_membership_id])
    to_membership: Mapped[Membership | None] = relationship(foreign_keys=[to_membership_id])
    to_branch: Mapped[Unit] = relationship(foreign_keys=[to_branch_id])
    document: Mapped[Document] = relationship()

"""The member card: how long it holds; its code is the verification code of kind "card"."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.associations.models.membership import Membership
from portal.core.db import Model
from portal.registry.models import Person


class MemberCard(Model):
    """A card issued for one period of membership; a new period needs a new card."""

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), index=True)
    issued_on: Mapped[date]
    expires_on: Mapped[date]
    revoked_on: Mapped[date | None]

    membership: Mapped[Membership] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (CheckConstraint("expires_on > issued_on", name="expires_later"),)

    @property
    def person(self) -> Person:
        """Whose card it is."""
        return self.membership.person

    @property
    def scope_unit_ids(self) -> tuple[int, ...]:
        """As its membership."""
        return self.membership.scope_unit_ids

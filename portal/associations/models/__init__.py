"""Tables of associations, their members, applications and cards."""

from portal.associations.models.application import Application, ApplicationState
from portal.associations.models.association import Association, Belonging, MembershipType
from portal.associations.models.card import MemberCard
from portal.associations.models.membership import (
    Discipline,
    EndReason,
    MemberNumber,
    Membership,
    Standing,
)
from portal.associations.models.transfer import MassMove, Transfer

__all__ = [
    "Application",
    "ApplicationState",
    "Association",
    "Belonging",
    "Discipline",
    "EndReason",
    "MassMove",
    "MemberCard",
    "MemberNumber",
    "Membership",
    "MembershipType",
    "Standing",
    "Transfer",
]

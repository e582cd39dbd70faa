"""The powers a grant can give: areas by levels (read < edit < approve), few enough to read aloud.

A power is asked about a unit. Edit and approve each include reading; neither includes the other,
so that what one person writes another one approves.
"""

from enum import StrEnum


class Power(StrEnum):
    READ_PEOPLE = "read_people"
    EDIT_PEOPLE = "edit_people"
    APPROVE_PEOPLE = "approve_people"
    READ_PEOPLE_SENSITIVE = "read_people_sensitive"
    EDIT_PEOPLE_SENSITIVE = "edit_people_sensitive"
    READ_MEMBERS = "read_members"
    EDIT_MEMBERS = "edit_members"
    APPROVE_MEMBERS = "approve_members"
    READ_MONEY = "read_money"
    EDIT_MONEY = "edit_money"
    READ_PLANS = "read_plans"
    EDIT_PLANS = "edit_plans"
    APPROVE_PLANS = "approve_plans"
    READ_REPORTS = "read_reports"
    EDIT_REPORTS = "edit_reports"
    APPROVE_REPORTS = "approve_reports"
    READ_HONOURS = "read_honours"
    EDIT_HONOURS = "edit_honours"
    APPROVE_HONOURS = "approve_honours"
    READ_DRAFTS = "read_drafts"
    EDIT_DRAFTS = "edit_drafts"
    APPROVE_DRAFTS = "approve_drafts"
    MODERATE_OPINIONS = "moderate_opinions"
    READ_SYSTEM = "read_system"
    EDIT_SYSTEM = "edit_system"

    @property
    def reads_only(self) -> bool:
        return self.value.startswith("read_")


def with_reading(*powers: Power) -> frozenset[Power]:
    """The powers and the reading each of them includes."""
    readings = {
        Power(f"read_{power.value.split('_', 1)[1]}")
        for power in powers
        if power is not Power.MODERATE_OPINIONS
    }
    if Power.MODERATE_OPINIONS in powers:
        readings.add(Power.READ_DRAFTS)
    return frozenset(powers) | readings

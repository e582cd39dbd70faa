"""How roles, reaches and purposes read."""

from flask_babel import lazy_gettext as _l

from portal.accounts.models import ConsentPurpose
from portal.accounts.roles import Reach, Role
from portal.core.i18n import register_labels

register_labels(
    {
        Role.ADMIN: _l("System administrator"),
        Role.PEOPLE_OFFICER: _l("Personnel officer"),
        Role.ASSOCIATION_CHAIR: _l("Chair of an association"),
        Role.ASSOCIATION_SECRETARY: _l("Secretary of an association"),
        Role.TREASURER: _l("Treasurer"),
        Role.INSPECTOR: _l("Inspection committee"),
        Role.HONOURS_SECRETARY: _l("Secretary of the honours council"),
        Role.HONOURS_APPROVER: _l("Approver of honours"),
        Role.DRAFTING_OFFICER: _l("Drafting officer"),
        Role.DRAFTING_APPROVER: _l("Approver of drafts"),
        Role.MODERATOR: _l("Moderator of opinions"),
        Role.UNIT_LEADER: _l("Head of a unit"),
        Role.OBSERVER: _l("Observer"),
        Role.AUDITOR: _l("Auditor"),
    }
)
register_labels(
    {
        Reach.UNIT: _l("this unit and its divisions"),
        Reach.BELOW: _l("this unit and everything under it"),
    }
)
register_labels(
    {
        ConsentPurpose.PUBLIC_PROFILE: _l("Show my profile to the public"),
        ConsentPurpose.HONOUR_PUBLICATION: _l("Publish my honours"),
        ConsentPurpose.NOMINATION: _l("Be nominated"),
        ConsentPurpose.ASSOCIATION_MEMBERSHIP: _l("Keep my membership of an association"),
        ConsentPurpose.EXPERT_INVITATIONS: _l("Be invited as an expert"),
        ConsentPurpose.STATISTICS: _l("Be counted in detailed statistics"),
        ConsentPurpose.NATIONAL_SHARING: _l("Pass my record to the national S&T system"),
    }
)

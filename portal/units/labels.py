"""How the kinds of units, documents and powers read."""

from flask_babel import lazy_gettext as _l

from portal.core.i18n import register_labels
from portal.units.models import DocumentKind, UnitKind
from portal.units.powers import Power

register_labels(
    {
        UnitKind.PROVINCE: _l("Province"),
        UnitKind.DISTRICT: _l("District"),
        UnitKind.COMMUNE: _l("Commune"),
        UnitKind.AGENCY: _l("Agency"),
        UnitKind.DIVISION: _l("Division"),
        UnitKind.INSTITUTION: _l("Public institution"),
        UnitKind.ENTERPRISE: _l("Enterprise"),
        UnitKind.ASSOCIATION: _l("Association"),
        UnitKind.BRANCH: _l("Branch of an association"),
    }
)
register_labels(
    {
        DocumentKind.DECISION: _l("Decision"),
        DocumentKind.RESOLUTION: _l("Resolution"),
        DocumentKind.PLAN: _l("Plan"),
        DocumentKind.REGULATION: _l("Regulation"),
        DocumentKind.LAW: _l("Law"),
        DocumentKind.DECREE: _l("Decree"),
        DocumentKind.CIRCULAR: _l("Circular"),
        DocumentKind.CONCLUSION: _l("Conclusion"),
        DocumentKind.REPORT: _l("Report"),
        DocumentKind.NOTICE: _l("Notice"),
        DocumentKind.SUBMISSION: _l("Submission to a superior"),
        DocumentKind.LETTER: _l("Official letter"),
        DocumentKind.MINUTES: _l("Minutes"),
        DocumentKind.OTHER: _l("Another document"),
    }
)
register_labels(
    {
        Power.READ_PEOPLE: _l("read profiles of people"),
        Power.EDIT_PEOPLE: _l("edit profiles of people"),
        Power.APPROVE_PEOPLE: _l("verify what profiles say"),
        Power.READ_PEOPLE_SENSITIVE: _l("read sensitive facts of people"),
        Power.EDIT_PEOPLE_SENSITIVE: _l("edit sensitive facts of people"),
        Power.READ_MEMBERS: _l("read the lists of members"),
        Power.EDIT_MEMBERS: _l("edit the lists of members"),
        Power.APPROVE_MEMBERS: _l("admit members"),
        Power.READ_MONEY: _l("read dues and receipts"),
        Power.EDIT_MONEY: _l("record dues and receipts"),
        Power.READ_PLANS: _l("read plans"),
        Power.EDIT_PLANS: _l("edit plans"),
        Power.APPROVE_PLANS: _l("approve plans"),
        Power.READ_REPORTS: _l("read reports"),
        Power.EDIT_REPORTS: _l("edit reports"),
        Power.APPROVE_REPORTS: _l("approve reports"),
        Power.READ_HONOURS: _l("read recognition files"),
        Power.EDIT_HONOURS: _l("run recognition rounds"),
        Power.APPROVE_HONOURS: _l("approve recognition decisions"),
        Power.READ_DRAFTS: _l("read drafts before they are published"),
        Power.EDIT_DRAFTS: _l("edit drafts and answer opinions"),
        Power.APPROVE_DRAFTS: _l("approve drafts and answers"),
        Power.MODERATE_OPINIONS: _l("moderate opinions"),
        Power.READ_SYSTEM: _l("read the audit log"),
        Power.EDIT_SYSTEM: _l("manage units, accounts and grants"),
    }
)

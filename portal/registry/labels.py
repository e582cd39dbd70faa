"""How the registry's enumerations read."""

from flask_babel import lazy_gettext as _l

from portal.core.i18n import register_labels
from portal.registry.models import (
    Audience,
    Availability,
    ClaimState,
    DegreeLevel,
    EvidenceKind,
    IdentifierKind,
    ItemKind,
    ItemState,
    JobCategory,
    NameKind,
    ProfileClaimState,
    RankKind,
    RuleKey,
    Sector,
    Sex,
    SourceKind,
)
from portal.registry.models.career import AppointmentKind
from portal.registry.models.facet import FacetName
from portal.registry.work_labels import WORK_LABELS

STATE_TONES = {
    ItemState.DRAFT: "off",
    ItemState.SUBMITTED: "wait",
    ItemState.UNDER_REVIEW: "wait",
    ItemState.VERIFIED: "ok",
    ItemState.REJECTED: "bad",
    ItemState.EXPIRED: "bad",
}

AUDIENCES = tuple(Audience)

CLAIM_TONES = {
    ProfileClaimState.WAITING: "wait",
    ProfileClaimState.ACCEPTED: "ok",
    ProfileClaimState.REFUSED: "bad",
    ProfileClaimState.WITHDRAWN: "off",
}
register_labels(
    {
        ProfileClaimState.WAITING: _l("Waiting for the decision"),
        ProfileClaimState.ACCEPTED: _l("Claim accepted"),
        ProfileClaimState.REFUSED: _l("Refused"),
        ProfileClaimState.WITHDRAWN: _l("Taken back"),
    }
)

PLURALS = {
    ItemKind.NAME: _l("Other names"),
    ItemKind.IDENTIFIER: _l("Identifiers"),
    ItemKind.APPOINTMENT: _l("Appointments"),
    ItemKind.DEGREE: _l("Degrees"),
    ItemKind.RANK: _l("Academic ranks"),
    ItemKind.TITLE: _l("Titles of the State"),
    ItemKind.CREDENTIAL: _l("Certificates"),
    ItemKind.TRAINING: _l("Training courses"),
    ItemKind.CONTRIBUTION: _l("Works"),
    ItemKind.PROJECT_ROLE: _l("Projects"),
    ItemKind.DISTINCTION: _l("Awards received"),
    ItemKind.LANGUAGE: _l("Foreign languages"),
    ItemKind.SUPERVISION: _l("Students guided"),
    ItemKind.FIELD: _l("Fields"),
    ItemKind.KEYWORD: _l("Keywords"),
}
"""What a list of such items is called."""

register_labels(
    {
        Audience.PUBLIC: _l("Everyone"),
        Audience.REGISTERED: _l("Signed-in people"),
        Audience.OFFICERS: _l("Officers in charge"),
        Audience.OWNER: _l("Only me"),
    }
)
register_labels(
    {
        ItemState.DRAFT: _l("Not submitted"),
        ItemState.SUBMITTED: _l("Waiting for confirmation"),
        ItemState.UNDER_REVIEW: _l("Being checked"),
        ItemState.VERIFIED: _l("Confirmed"),
        ItemState.REJECTED: _l("Not confirmed"),
        ItemState.EXPIRED: _l("Expired"),
    }
)
register_labels(
    {
        SourceKind.SELF: _l("Stated by the person"),
        SourceKind.OFFICER: _l("Entered by an officer"),
        SourceKind.IMPORT: _l("Imported"),
        SourceKind.ORGANISATION: _l("Stated by an organisation"),
    }
)
register_labels(
    {
        EvidenceKind.DIPLOMA: _l("Diploma"),
        EvidenceKind.CERTIFICATE: _l("Certificate or licence"),
        EvidenceKind.DECISION: _l("Decision"),
        EvidenceKind.CONTRACT: _l("Contract"),
        EvidenceKind.CONFIRMATION: _l("Letter of confirmation"),
        EvidenceKind.PUBLICATION: _l("Publication"),
        EvidenceKind.PICTURE: _l("Picture"),
        EvidenceKind.OTHER: _l("Another paper"),
    }
)
register_labels(
    {
        RuleKey.VERIFICATION_DAYS: _l("Working days for a decision on an item"),
        RuleKey.REMINDER_DAYS: _l("Days before that deadline on which officers are reminded"),
        RuleKey.STALE_MONTHS: _l("Months after which a record that nobody confirmed is stale"),
        RuleKey.EXPIRING_DAYS: _l("Days before its end on which a certificate counts as expiring"),
        RuleKey.SMALLEST_CELL: _l("Smallest number of people that public statistics show"),
        RuleKey.FEATURED_WORKS: _l("Works that a person may put first"),
        RuleKey.CLAIM_CODE_DAYS: _l("Days for which the code on a receipt is good"),
        RuleKey.IMPORT_DAYS: _l("Days for which an import waits for its decisions"),
    }
)
register_labels(
    {
        ItemKind.NAME: _l("Other name"),
        ItemKind.IDENTIFIER: _l("Identifier"),
        ItemKind.APPOINTMENT: _l("Appointment"),
        ItemKind.DEGREE: _l("Degree"),
        ItemKind.RANK: _l("Academic rank"),
        ItemKind.TITLE: _l("Title of the State"),
        ItemKind.CREDENTIAL: _l("Certificate"),
        ItemKind.TRAINING: _l("Training"),
        ItemKind.CONTRIBUTION: _l("Work"),
        ItemKind.PROJECT_ROLE: _l("Project"),
        ItemKind.DISTINCTION: _l("Award received"),
        ItemKind.LANGUAGE: _l("Foreign language"),
        ItemKind.SUPERVISION: _l("Supervision"),
        ItemKind.FIELD: _l("Field"),
        ItemKind.KEYWORD: _l("Keyword"),
    }
)
register_labels(
    {
        Sex.FEMALE: _l("Female"),
        Sex.MALE: _l("Male"),
    }
)
register_labels(
    {
        Sector.EDUCATION: _l("Education and training"),
        Sector.HEALTH: _l("Health"),
        Sector.SCIENCE: _l("Science and technology"),
        Sector.AGRICULTURE: _l("Agriculture, forestry and fishery"),
        Sector.INDUSTRY: _l("Industry and trade"),
        Sector.CONSTRUCTION: _l("Construction and transport"),
        Sector.ECONOMY: _l("Economy and finance"),
        Sector.LAW: _l("Law and justice"),
        Sector.ADMINISTRATION: _l("Public administration"),
        Sector.CULTURE: _l("Culture, arts and sport"),
        Sector.MEDIA: _l("Press and publishing"),
        Sector.ENVIRONMENT: _l("Natural resources and environment"),
        Sector.INFORMATION: _l("Information technology"),
        Sector.OTHER: _l("Other sectors"),
    }
)
register_labels(
    {
        NameKind.LEGAL: _l("Name in official papers"),
        NameKind.CREDIT: _l("Name on works"),
        NameKind.OTHER: _l("Also known as"),
        NameKind.PEN: _l("Pen name"),
        NameKind.RELIGIOUS: _l("Religious name"),
    }
)
register_labels(
    {
        IdentifierKind.ORCID: _l("ORCID iD"),
        IdentifierKind.NATIONAL_ST: _l("National S&T code"),
        IdentifierKind.ISNI: _l("ISNI"),
        IdentifierKind.SCOPUS: _l("Scopus Author ID"),
        IdentifierKind.RESEARCHER_ID: _l("ResearcherID"),
        IdentifierKind.GOOGLE_SCHOLAR: _l("Google Scholar"),
        IdentifierKind.WEBSITE: _l("Website"),
        IdentifierKind.OTHER: _l("Other identifier"),
    }
)
register_labels(
    {
        AppointmentKind.EMPLOYMENT: _l("Position held"),
        AppointmentKind.INVITED_POSITION: _l("Invited position"),
        AppointmentKind.SERVICE: _l("Service to the community"),
    }
)
register_labels(
    {
        JobCategory.CADRE: _l("Cadre"),
        JobCategory.CIVIL_SERVANT: _l("Civil servant"),
        JobCategory.PUBLIC_EMPLOYEE: _l("Public employee"),
        JobCategory.WORKER: _l("Worker under contract"),
        JobCategory.SELF_EMPLOYED: _l("Self-employed"),
    }
)
register_labels(
    {
        DegreeLevel.VOCATIONAL: _l("Vocational secondary"),
        DegreeLevel.COLLEGE: _l("College"),
        DegreeLevel.BACHELOR: _l("Bachelor"),
        DegreeLevel.ENGINEER: _l("Engineer"),
        DegreeLevel.PHYSICIAN: _l("Physician"),
        DegreeLevel.SPECIALIST_1: _l("Specialist physician I"),
        DegreeLevel.MASTER: _l("Master"),
        DegreeLevel.SPECIALIST_2: _l("Specialist physician II"),
        DegreeLevel.DOCTOR: _l("Doctor"),
        DegreeLevel.DOCTOR_OF_SCIENCE: _l("Doctor of Science"),
    }
)
register_labels(
    {
        RankKind.PROFESSOR: _l("Professor"),
        RankKind.ASSOCIATE_PROFESSOR: _l("Associate Professor"),
    }
)
register_labels(
    {
        ClaimState.PENDING: _l("To be confirmed by the person"),
        ClaimState.MINE: _l("Mine"),
        ClaimState.NOT_MINE: _l("Not mine"),
        ClaimState.IGNORED: _l("Ignored"),
    }
)
register_labels(
    {
        FacetName.FIELD: _l("Field"),
        FacetName.RANK: _l("Academic rank"),
        FacetName.LEVEL: _l("Highest degree"),
        FacetName.SECTOR: _l("Sector"),
        FacetName.UNIT: _l("Workplace"),
        FacetName.LOCALITY: _l("Place of living"),
        FacetName.ASSOCIATION: _l("Association"),
        FacetName.HONOUR: _l("Honour"),
        FacetName.AVAILABILITY: _l("Requests to the expert"),
        FacetName.VERIFIED: _l("Confirmation"),
    }
)
register_labels(
    {
        Availability.OPEN: _l("Takes requests"),
        Availability.LIMITED: _l("Takes few requests"),
        Availability.CLOSED: _l("Takes no requests at present"),
    }
)

for labels in WORK_LABELS:
    register_labels(labels)

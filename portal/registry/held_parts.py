"""What the registry and the accounts below it hold about a person."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from portal.accounts.models import (
    Account,
    AccountSession,
    Consent,
    Delegate,
    EmailToken,
    Grant,
    RecoveryCode,
)
from portal.core.db import db
from portal.registry.held import Rows, held, leave_out, rows_of
from portal.registry.importing.models import ImportRow, ImportTask, Refusal
from portal.registry.labels import PLURALS
from portal.registry.models import (
    ITEM_MODELS,
    Contribution,
    Evidence,
    ItemKind,
    ItemSource,
    Merge,
    PeopleListEntry,
    Person,
    PersonFacet,
    ProfileClaim,
    Project,
    ProjectRole,
    Revision,
    SensitiveFacts,
    SensitiveReading,
    Verification,
    Work,
)
from portal.registry.sensitive import SensitiveField, value_of


@held("person", _l("Basics"), Person)
def basics(person: Person) -> Rows:
    return rows_of(Person, Person.id == person.id)


def _items(kind: ItemKind, model: Any) -> None:
    @held(kind.value, PLURALS[kind], model)
    def read(person: Person) -> Rows:
        return rows_of(model, model.person_id == person.id)


for _kind, _model in ITEM_MODELS.items():
    _items(_kind, _model)


@held("works", _l("Works themselves"), Work)
def works(person: Person) -> Rows:
    own = Contribution.__table__.select().with_only_columns(Contribution.work_id)
    return rows_of(Work, Work.id.in_(own.where(Contribution.person_id == person.id)))


@held("projects", _l("Projects themselves"), Project)
def projects(person: Person) -> Rows:
    own = ProjectRole.__table__.select().with_only_columns(ProjectRole.project_id)
    return rows_of(Project, Project.id.in_(own.where(ProjectRole.person_id == person.id)))


@held("evidence", _l("Scans"), Evidence)
def evidence(person: Person) -> Rows:
    return rows_of(Evidence, Evidence.person_id == person.id)


@held("sources", _l("Sources"), ItemSource)
def sources(person: Person) -> Rows:
    return rows_of(ItemSource, ItemSource.person_id == person.id)


@held("verifications", _l("Decisions on items"), Verification)
def verifications(person: Person) -> Rows:
    return rows_of(Verification, Verification.person_id == person.id)


@held("revisions", _l("History of changes"), Revision)
def revisions(person: Person) -> Rows:
    return rows_of(Revision, Revision.person_id == person.id)


@held("merges", _l("Merges of records"), Merge)
def merges(person: Person) -> Rows:
    concerned = or_(Merge.winner_id == person.id, Merge.loser_id == person.id)
    return rows_of(Merge, concerned, but=("before",))


@held("sensitive", _l("Sensitive facts"), SensitiveFacts)
def sensitive(person: Person) -> Rows:
    facts = {field.value: value_of(person, field) for field in SensitiveField}
    facts.pop(SensitiveField.BIRTH_DATE.value)
    return [facts] if any(facts.values()) else []


@held("sensitive_readings", _l("Who looked at sensitive facts"), SensitiveReading)
def sensitive_readings(person: Person) -> Rows:
    """With the name of each reader: a number tells the person nothing."""
    rows = rows_of(SensitiveReading, SensitiveReading.person_id == person.id)
    ids = {row["reader_id"] for row in rows}
    query = select(Account.id, Account.full_name).where(Account.id.in_(ids))
    names = dict(db.session.execute(query).tuples().all())
    return [row | {"reader": names.get(row["reader_id"], "")} for row in rows]


@held("claims", _l("Claims of profiles"), ProfileClaim)
def claims(person: Person) -> Rows:
    """One's own; of others' claims on the record only that there were some."""
    own = ProfileClaim.account_id == (person.account_id or 0)
    others = (ProfileClaim.person_id == person.id) & (
        ProfileClaim.account_id.is_distinct_from(person.account_id)
    )
    hidden = ("account_id", "message", "reason", "decided_by_id")
    return rows_of(ProfileClaim, own) + rows_of(ProfileClaim, others, but=hidden)


@held("imports", _l("Lists handed in"), ImportTask)
def imports(person: Person) -> Rows:
    started = ImportTask.started_by_id == (person.account_id or 0)
    return rows_of(ImportTask, or_(ImportTask.person_id == person.id, started))


@held("import_rows", _l("Lines of lists about the person"), ImportRow)
def import_rows(person: Person) -> Rows:
    return rows_of(ImportRow, ImportRow.person_id == person.id)


@held("refusals", _l("Suggestions refused"), Refusal)
def refusals(person: Person) -> Rows:
    return rows_of(Refusal, Refusal.person_id == person.id)


@held("lists", _l("Lists of people in which the person stands"), PeopleListEntry)
def lists(person: Person) -> Rows:
    kept = ("note",)
    return rows_of(PeopleListEntry, PeopleListEntry.person_id == person.id, but=kept)


@held("account", _l("My account"), Account)
def account(person: Person) -> Rows:
    return rows_of(Account, Account.id == (person.account_id or 0))


@held("sessions", _l("Where you are signed in"), AccountSession)
def sessions(person: Person) -> Rows:
    return rows_of(AccountSession, AccountSession.account_id == (person.account_id or 0))


@held("grants", _l("Grants"), Grant)
def grants(person: Person) -> Rows:
    return rows_of(Grant, Grant.account_id == (person.account_id or 0))


@held("consents", _l("My consents"), Consent)
def consents(person: Person) -> Rows:
    return rows_of(Consent, Consent.account_id == (person.account_id or 0))


@held("delegates", _l("Who acts for me"), Delegate)
def delegates(person: Person) -> Rows:
    mine = Delegate.account_id == (person.account_id or 0)
    return rows_of(Delegate, or_(mine, Delegate.delegate_id == (person.account_id or 0)))


leave_out(EmailToken, "hashes of mailed links, kept a few days")
leave_out(RecoveryCode, "hashes of codes that open the account")
leave_out(PersonFacet, "made anew from the items above, for counting")

"""An application is handed in, and approved, refused or withdrawn."""

from datetime import date

from flask_babel import gettext as _

from portal.associations import queries, rules
from portal.associations.actions.decisions import decision
from portal.associations.actions.members import admit
from portal.associations.models import Application, Association, MembershipType
from portal.core import audit, clock
from portal.core.db import db
from portal.core.mail import send_mail
from portal.registry.models import Person
from portal.units.models import Unit


def apply(
    association: Association,
    person: Person,
    *,
    kind: MembershipType,
    branch: Unit | None = None,
    letter: str = "",
    is_public: bool = True,
) -> Application:
    """Hand in an application; one at a time waits per person and association."""
    queries.lock(person)
    rules.check_may_apply(
        association,
        kind,
        queries.periods_of(association, person),
        queries.waiting_application(association, person) is not None,
        clock.today(),
    )
    application = Application(
        association=association,
        person=person,
        type=kind,
        branch=branch,
        letter=letter,
        is_public=is_public,
    )
    db.session.add(application)
    audit.record("apply", application)
    return application


def approve(
    application: Application,
    *,
    number: str,
    issued_on: date,
    starts_on: date,
    branch: Unit | None,
    by_id: int | None,
) -> Application:
    """Admit the person into a branch or none, by a decision that is entered in the register."""
    queries.lock(application)
    after = rules.check_move(application, "approve")
    today = clock.today()
    rules.check_not_future(issued_on, today, "issued_on")
    rules.check_not_future(starts_on, today, "starts_on")
    association, person = application.association, application.person
    document = decision(
        association,
        number=number,
        issued_on=issued_on,
        subject=_("Admission of members of %(association)s", association=association.unit.name),
    )
    application.membership = admit(
        association,
        person,
        kind=application.type,
        branch=branch,
        starts_on=starts_on,
        document=document,
        is_public=application.is_public,
    )
    application.document = document
    _decide(application, after, by_id)
    audit.record("approve_application", application)
    _tell(application, _("You have been admitted to the association"))
    return application


def refuse(application: Application, *, reason: str, by_id: int | None) -> Application:
    """Say no, and why; the person reads the reason."""
    queries.lock(application)
    after = rules.check_move(application, "refuse")
    application.reason = reason
    _decide(application, after, by_id)
    audit.record("refuse_application", application)
    _tell(application, _("About your application to join the association"))
    return application


def withdraw(application: Application) -> Application:
    """Take one's own application back."""
    queries.lock(application)
    after = rules.check_move(application, "withdraw")
    _decide(application, after, None)
    audit.record("withdraw_application", application)
    return application


def _decide(application: Application, state: rules.State, by_id: int | None) -> None:
    application.state = state
    application.decided_at = clock.now()
    application.decided_by_id = by_id


def _tell(application: Application, subject: str) -> None:
    account = application.person.account
    if account is None:
        return
    send_mail(
        to=account.email,
        subject=subject,
        template="associations/decided",
        application=application,
    )

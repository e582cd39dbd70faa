"""What associations hold about a person."""

from flask_babel import lazy_gettext as _l

from portal.associations.models import Application, MemberNumber, Membership
from portal.registry.held import Rows, held, rows_of
from portal.registry.models import Person


@held("memberships", _l("Memberships of associations"), Membership)
def memberships(person: Person) -> Rows:
    return rows_of(Membership, Membership.person_id == person.id)


@held("member_numbers", _l("Numbers of member cards"), MemberNumber)
def member_numbers(person: Person) -> Rows:
    return rows_of(MemberNumber, MemberNumber.person_id == person.id)


@held("applications", _l("Applications to associations"), Application)
def applications(person: Person) -> Rows:
    return rows_of(Application, Application.person_id == person.id)

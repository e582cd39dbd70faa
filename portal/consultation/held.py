"""What consultations hold about a person: what they said, and the invitations they had."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_

from portal.consultation.models import ExpertInvitation, Opinion, Reaction
from portal.registry.held import Rows, held, rows_of
from portal.registry.models import Person


@held("opinions", _l("Opinions on drafts"), Opinion)
def opinions(person: Person) -> Rows:
    own = Opinion.account_id == (person.account_id or 0)
    return rows_of(Opinion, or_(Opinion.person_id == person.id, own), but=("group_id", "sameness"))


@held("reactions", _l("Agreement with opinions of others"), Reaction)
def reactions(person: Person) -> Rows:
    return rows_of(Reaction, Reaction.account_id == (person.account_id or 0))


@held("invitations", _l("Invitations as an expert"), ExpertInvitation)
def invitations(person: Person) -> Rows:
    return rows_of(ExpertInvitation, ExpertInvitation.person_id == person.id)

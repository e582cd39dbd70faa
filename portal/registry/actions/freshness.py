"""Keeping records true over the years: somebody says that all is still right, or is asked."""

from flask_babel import force_locale
from flask_babel import gettext as _

from portal.accounts.models import Account
from portal.core import clock
from portal.core.mail import send_mail
from portal.registry.actions.history import revise, snapshot
from portal.registry.models import Person


def confirm_record(person: Person, *, actor: Account) -> None:
    """Say that all of the record is right today: its owner, or who keeps one on paper.

    An officer's word makes the record fresh, but it is not taken for the person's own.
    """
    before = snapshot(person)
    person.updated_at = clock.now()
    if person.account_id == actor.id:
        person.confirmed_at = clock.now()
    revise("confirm_record", person, actor_id=actor.id, before=before)


def ask_still_right(person: Person) -> None:
    """Ask the owner by mail whether the record is still right; the history tells when."""
    account = person.account
    with force_locale(account.language):
        send_mail(
            to=account.email,
            subject=_("Is your profile still right?"),
            template="registry/still_right.txt",
            name=account.full_name,
        )
    revise("ask_still_right", person, actor_id=None, before=snapshot(person))

"""What is done to a person's record as a whole."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.accounts.actions.consents import (
    consent_given,
    consent_withdrawn,
    give_consent,
    withdraw_consent,
)
from portal.accounts.models import Account, Consent, ConsentPurpose
from portal.accounts.queries import consent_in_force
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken, check_version
from portal.core.pictures import Picture
from portal.registry import rules
from portal.registry.actions.history import revise, snapshot
from portal.registry.models import Person, SourceKind
from portal.registry.names import parse_name
from portal.registry.queries import person_of
from portal.registry.visibility import speaks_for
from portal.units.models import Unit


def create_person(
    *,
    full_name: str,
    home_unit: Unit | None,
    account: Account | None = None,
    by: Account | None = None,
    **basics: Any,
) -> Person:
    """Open a record: by a person for themselves (`account`), or by an officer from a paper form."""
    if home_unit is None:
        raise RuleBroken(_("Say which unit looks after the record."), "home_unit")
    if account is not None and person_of(account) is not None:
        raise RuleBroken(_("You already have a profile."))
    author = by or account
    person = Person(
        full_name=bare_name(full_name),
        home_unit=home_unit,
        account=account,
        created_by_id=author.id if author else None,
        source=SourceKind.SELF if account is not None else SourceKind.OFFICER,
        **basics,
    )
    db.session.add(person)
    revise("create_person", person, actor_id=person.created_by_id)
    return person


def bare_name(typed: str) -> str:
    """The name without titles typed before it: those are items of their own."""
    name = parse_name(typed).name
    if not name:
        raise RuleBroken(_("Write the full name."), "full_name")
    return name


def edit_basics(
    person: Person, values: dict[str, Any], *, actor: Account, seen: int | None
) -> None:
    """Change name, headline and other basics; `seen` is the version the form was opened on."""
    check_version(seen, person.version)
    before = snapshot(person)
    unit = values.get("home_unit", person.home_unit)
    rules.check_home_unit_change(
        moved=unit is not person.home_unit, by_delegate=speaks_for(actor, person)
    )
    for name, value in values.items():
        if name.endswith("_visibility") and getattr(person, name) is not value:
            rules.check_visibility_change(actor_id=actor.id, owner_id=person.account_id)
        setattr(person, name, bare_name(value) if name == "full_name" else value)
    rules.check_called_name(person.full_name, person.called_name)
    rules.check_family_name(person.full_name, person.family_name)
    revise("edit_basics", person, actor_id=actor.id, before=before)


def set_photo(person: Person, picture: Picture | None, *, actor: Account) -> None:
    """Show this picture on the profile, or none."""
    before = snapshot(person)
    person.photo = picture
    person.photo_small = _rendition(picture, 0)
    person.photo_large = _rendition(picture, 1)
    revise("set_photo", person, actor_id=actor.id, before=before)


def _rendition(picture: Picture | None, size: int) -> str:
    names = [one.name for one in picture.renditions if one.format == "webp"] if picture else []
    return names[min(size, len(names) - 1)] if names else ""


def publish(
    person: Person, *, wording: str, actor: Account, notice_number: int | None = None
) -> None:
    """Show the profile to everyone: the owner agrees to `wording`, or has signed it on paper."""
    own = person.account is not None and actor.id == person.account_id
    if own and not has_account_consent(person):
        give_consent(
            person.account,
            ConsentPurpose.PUBLIC_PROFILE,
            wording=wording,
            notice_number=notice_number,
        )
    rules.check_consent(
        has_account_consent=has_account_consent(person),
        has_paper_consent=person.account is None and person.paper_consent_on is not None,
    )
    before = snapshot(person)
    person.is_public = True
    revise("publish", person, actor_id=actor.id, before=before)


def record_paper_consent(
    person: Person, *, signed_on: date | None, file: Any, actor: Account
) -> None:
    """Keep the scan of a consent signed on paper by a person who has no account, and publish."""
    if person.account is not None:
        raise RuleBroken(_("This person has an account and agrees there."))
    if signed_on is None or signed_on > clock.today():
        raise RuleBroken(_("The day of signing lies in the future."), "signed_on")
    person.paper_consent_on = signed_on
    person.paper_consent_file_id = file.id
    publish(person, wording="", actor=actor)


def hide(person: Person, *, actor_id: int | None) -> None:
    """Take the profile back from the public at once and end the consent it stood on."""
    before = snapshot(person)
    person.is_public = False
    person.paper_consent_on = None
    if person.account is not None:
        consent = consent_in_force(person.account, ConsentPurpose.PUBLIC_PROFILE)
        if consent is not None:
            withdraw_consent(consent)
    revise("hide", person, actor_id=actor_id, before=before)


@consent_given.connect
def show_at_once(consent: Consent) -> None:
    """Publish the profile in the transaction that agrees to it, wherever that is done."""
    if consent.purpose is ConsentPurpose.PUBLIC_PROFILE:
        person = person_of(consent.account)
        if person is not None and not person.is_public and person.merged_into_id is None:
            publish(person, wording=consent.wording, actor=consent.account)


@consent_withdrawn.connect
def hide_at_once(consent: Consent) -> None:
    """Hide the profile in the transaction that takes its consent back, wherever that is done."""
    if consent.purpose is ConsentPurpose.PUBLIC_PROFILE:
        person = person_of(consent.account)
        if person is not None and person.is_public:
            hide(person, actor_id=consent.account_id)


def has_account_consent(person: Person) -> bool:
    """Whether the person's account agrees to a public profile now."""
    return (
        person.account is not None
        and consent_in_force(person.account, ConsentPurpose.PUBLIC_PROFILE) is not None
    )


def unlink_account(person: Person, *, actor_id: int | None) -> Person:
    """Leave the record without an owner: its account is being closed. It is off the public pages."""
    before = snapshot(person)
    person.former_account_id, person.account = person.account_id, None
    person.is_public = False
    person.availability = person.availability_until = None
    revise("unlink_account", person, actor_id=actor_id, before=before)
    return person


def link_account(person: Person, account: Account, *, actor_id: int | None) -> Person:
    """Make the account the owner of the record; consent on paper is asked anew in the account."""
    if person.account_id is not None:
        raise RuleBroken(_("This profile already belongs to an account."))
    if person_of(account) is not None:
        raise RuleBroken(_("This account already has a profile; ask an officer to merge the two."))
    before = snapshot(person)
    person.account = account
    person.claim_digest = person.claim_expires_at = None
    if person.paper_consent_on is not None:
        person.is_public, person.paper_consent_on = has_account_consent(person), None
    revise("link_account", person, actor_id=actor_id, before=before)
    return person

"""Speaking on a draft: opinions of citizens, guests and experts, and reactions to them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.consultation.alignment import sameness
from portal.consultation.codes import absolute, digest_of, key_of_address, new_code, new_token
from portal.consultation.models import (
    Consultation,
    ExpertInvitation,
    GuestAttempt,
    InvitationState,
    Opinion,
    OpinionState,
    Provision,
    Question,
    Reaction,
    ReactionValue,
    Stance,
    SubmitterKind,
)
from portal.consultation.rules import opinions as rules
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.mail import send_mail
from portal.registry.queries.people import person_of


@dataclass(frozen=True)
class Words:
    """What an author wrote, and about what."""

    stance: Stance
    reason: str = ""
    proposed_text: str = ""
    provision: Provision | None = None
    question: Question | None = None


@dataclass(frozen=True)
class Author:
    """Who speaks: an account, an invited expert, or a guest with an address to confirm."""

    name: str
    kind: SubmitterKind = SubmitterKind.CITIZEN
    name_is_public: bool = False
    account: Any = None
    invitation: ExpertInvitation | None = None
    email: str = ""
    address: str = ""


def send_opinion(consultation: Consultation, words: Words, author: Author) -> Opinion:
    """Take an opinion in. A guest's stays unseen until the link in the mail is used."""
    now = clock.now()
    rules.check_in_time(consultation, now)
    rules.check_says_something(words.stance, words.reason, words.proposed_text)
    opinion = make_opinion(consultation, words, author)
    if author.account is None and author.invitation is None:
        _count_guest(author.address)
        _ask_to_confirm(opinion)
    else:
        _let_in(opinion)
    db.session.flush()
    audit.record("opinion.send", opinion)
    return opinion


def make_opinion(consultation: Consultation, words: Words, author: Author) -> Opinion:
    """The row of an opinion with the clause as its author saw it; not yet let in."""
    unit = words.provision
    opinion = Opinion(
        code=new_code(),
        consultation=consultation,
        provision=unit,
        question=words.question,
        clause_text=unit.words if unit else (words.question.text if words.question else ""),
        stance=words.stance,
        reason=words.reason,
        proposed_text=words.proposed_text,
        sameness=sameness(f"{words.reason} {words.proposed_text}"),
        submitter_kind=author.kind,
        submitter_name=author.name,
        name_is_public=author.name_is_public,
        account_id=author.account.id if author.account else None,
        person_id=_person_id(author),
        guest_email=author.email.strip().lower(),
        invitation=author.invitation,
    )
    db.session.add(opinion)
    return opinion


def _person_id(author: Author) -> int | None:
    if author.invitation is not None:
        return author.invitation.person_id
    person = person_of(author.account)
    return person.id if person else None


def _count_guest(address: str) -> None:
    key, since = key_of_address(address), clock.now() - timedelta(hours=1)
    query = select(func.count()).where(GuestAttempt.address_key == key, GuestAttempt.at > since)
    rules.check_not_too_many(db.session.scalar(query) or 0)
    db.session.add(GuestAttempt(address_key=key))


def _ask_to_confirm(opinion: Opinion) -> None:
    token, opinion.token_digest = new_token()
    opinion.state = OpinionState.UNCONFIRMED
    send_mail(
        to=opinion.guest_email,
        subject=_("Confirm your opinion %(code)s", code=opinion.code),
        template="consultation/confirm",
        opinion=opinion,
        link=absolute(f"/opinions/confirm/{token}"),
        until=opinion_expires(opinion),
    )


def opinion_expires(opinion: Opinion) -> Any:
    """Until when the link in the mail works."""
    return (opinion.created_at or clock.now()) + rules.CONFIRM_WITHIN


def opinion_with_token(token: str) -> Opinion | None:
    """The unconfirmed opinion of a link that still works, else None."""
    query = select(Opinion).where(Opinion.token_digest == digest_of(token))
    opinion = db.session.scalars(query).one_or_none()
    if opinion is None or opinion.state is not OpinionState.UNCONFIRMED:
        return None
    return opinion if clock.now() < opinion_expires(opinion) else None


def confirm(opinion: Opinion) -> None:
    """The author has proved the address: the opinion counts from when it was written."""
    opinion.token_digest = None
    _let_in(opinion)
    audit.record("opinion.confirm", opinion)


def _let_in(opinion: Opinion) -> None:
    opinion.confirmed_at = clock.now()
    waits = opinion.consultation.checks_before
    opinion.state = OpinionState.WAITING if waits else OpinionState.PUBLIC
    if opinion.invitation is not None:
        opinion.invitation.state = InvitationState.DONE


def react(opinion: Opinion, account: Any, value: ReactionValue) -> None:
    """Agree or not with an opinion; the last word of an account counts."""
    if opinion.account_id == account.id:
        raise RuleBroken(_("You cannot react to your own opinion."))
    rules.check_in_time(opinion.consultation, clock.now())
    query = select(Reaction).where(
        Reaction.opinion_id == opinion.id, Reaction.account_id == account.id
    )
    reaction = db.session.scalars(query).one_or_none() or Reaction(
        opinion=opinion, account_id=account.id
    )
    reaction.value, reaction.at = value, clock.now()
    db.session.add(reaction)

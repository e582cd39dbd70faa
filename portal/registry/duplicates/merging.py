"""Making one record of two. Nothing is deleted: the loser becomes a redirect."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import or_, select

from portal.accounts.models import Account, ConsentPurpose
from portal.accounts.queries import consent_in_force
from portal.core import audit
from portal.core.changes import note_change
from portal.core.db import db
from portal.core.errors import check_version
from portal.core.mail import send_mail
from portal.core.text import exact
from portal.registry.actions.history import revise, snapshot
from portal.registry.duplicates import rules
from portal.registry.duplicates.item_moves import move_items
from portal.registry.duplicates.moving import Moves, people_merging
from portal.registry.duplicates.pairs import lock, mark, pair_row, side, tell_proposer
from portal.registry.duplicates.twins import narrower
from portal.registry.facets import refresh_facets
from portal.registry.models import (
    Audience,
    CandidateState,
    DuplicateCandidate,
    ItemKind,
    Merge,
    NameKind,
    Person,
    PersonName,
    SensitiveFacts,
    SourceKind,
)

BASICS: dict[str, tuple[str, ...]] = {
    "full_name": ("full_name", "called_name", "family_name"),
    "headline": ("headline",),
    "bio": ("bio",),
    "sector": ("sector",),
    "sex": ("sex",),
    "birth_date": ("birth_date",),
    "contact_email": ("contact_email",),
    "contact_phone": ("contact_phone",),
    "home_unit": ("home_unit_id",),
    "commune": ("commune_id",),
    "photo": ("photo_id", "photo_small", "photo_large"),
    "availability": ("availability", "availability_until"),
}
"""What is chosen between the two records, and the columns that go together."""

PRIVATE = {
    "commune": "commune_visibility",
    "sex": "sex_visibility",
    "birth_date": "birth_visibility",
    "contact_email": "contact_visibility",
    "contact_phone": "contact_visibility",
}
"""The basics whose readers their owner chooses."""


@dataclass(frozen=True)
class Choices:
    """What the officer chose."""

    take: frozenset[str] = frozenset()
    """Of `BASICS`, those whose value comes from the loser."""
    kept_account_id: int | None = None
    apart: frozenset[tuple[ItemKind, int]] = field(default_factory=frozenset)
    """Items of either record that stay items of their own, although they look alike."""
    reason: str = ""


def merge(
    winner: Person,
    loser: Person,
    *,
    actor: Account,
    choices: Choices | None = None,
    seen: tuple[int | None, int | None] = (None, None),
) -> Merge:
    """Take `loser` into `winner`; `seen` are the versions of both that the officer looked at."""
    choices = choices or Choices()
    lock(winner, loser)
    check_version(seen[0], winner.version)
    check_version(seen[1], loser.version)
    rules.check_actor(actor.id, winner.account_id, loser.account_id)
    rules.check_merge(side(winner), side(loser), kept_account_id=choices.kept_account_id)
    before = {"winner": snapshot(winner), "loser": snapshot(loser)}
    accounts = [one for one in (winner.account, loser.account) if one is not None]
    moves = Moves(winner, loser)
    _join_basics(moves, choices.take)
    _join_accounts(moves, choices.kept_account_id)
    move_items(moves, choices.apart)
    _join_sensitive(moves)
    people_merging.send(moves)
    moves.move_the_rest()
    _lead_on(moves)
    _carry_decisions(moves)
    merged = Merge(
        winner_id=winner.id,
        loser_id=loser.id,
        actor_id=actor.id,
        reason=choices.reason,
        before=before | {"steps": moves.steps, "added": moves.added},
    )
    db.session.add(merged)
    row = mark(winner, loser, CandidateState.MERGED, actor, choices.reason)
    note(merged, "merge", before, actor, choices.reason)
    db.session.expire_all()
    tell_proposer(row, actor=actor, told=accounts)
    for account in accounts:
        tell(account, merged, is_kept=account.id == winner.account_id)
    return merged


def _join_basics(moves: Moves, take: Iterable[str]) -> None:
    winner, loser = moves.winner, moves.loser
    chosen = set(take) & set(BASICS)
    narrowed = {
        choice: narrower(getattr(winner, choice), getattr(loser, choice))
        for name, choice in PRIVATE.items()
        if getattr(loser, name) and (name in chosen or getattr(winner, name))
    }
    taken = {column: getattr(loser, column) for name in chosen for column in BASICS[name]}
    forgotten = loser.full_name if "full_name" not in chosen else winner.full_name
    shown = loser.is_public if "full_name" not in chosen else winner.is_public
    moves.set(winner, **taken, **narrowed)
    if exact(forgotten) != exact(winner.full_name) and not _has_name(winner, forgotten):
        moves.add(
            PersonName(
                person_id=winner.id,
                name_kind=NameKind.OTHER,
                full_name=forgotten,
                visibility=Audience.PUBLIC if shown else Audience.OFFICERS,
                source=SourceKind.OFFICER,
            )
        )


def _has_name(person: Person, name: str) -> bool:
    names = db.session.scalars(select(PersonName.full_name).filter_by(person_id=person.id))
    return exact(name) in {exact(one) for one in names}


def _join_accounts(moves: Moves, kept_account_id: int | None) -> None:
    """One account owns the profile; a public one then stands on that account's consent.

    What the loser refused in an account that was closed stays refused.
    """
    winner, loser = moves.winner, moves.loser
    kept = kept_account_id or winner.account_id or loser.account_id
    code = {"claim_digest": loser.claim_digest, "claim_expires_at": loser.claim_expires_at}
    moves.set(loser, account_id=None, claim_digest=None, claim_expires_at=None)
    if kept is None and winner.claim_digest is None:
        moves.set(winner, **code)
    if winner.former_account_id is None:
        moves.set(winner, former_account_id=loser.former_account_id)
    if kept is not None and kept != winner.account_id:
        account = db.session.get_one(Account, kept)
        agreed = consent_in_force(account, ConsentPurpose.PUBLIC_PROFILE) is not None
        moves.set(
            winner,
            account_id=kept,
            is_public=winner.is_public and agreed,
            paper_consent_on=None,
            claim_digest=None,
            claim_expires_at=None,
        )


def _join_sensitive(moves: Moves) -> None:
    """What the winner's sheet leaves empty is filled from the loser's; a sheet alone moves whole."""
    own = db.session.get(SensitiveFacts, moves.winner.id)
    other = db.session.get(SensitiveFacts, moves.loser.id)
    if own is None or other is None:
        return
    moves.leave(other)
    names = [("national_id_sealed", "national_id_key"), ("ethnicity",), ("party_joined",)]
    filled = {
        name: getattr(other, name)
        for group in names
        if not getattr(own, group[0])
        for name in group
    }
    moves.set(own, **filled)


def _lead_on(moves: Moves) -> None:
    moves.set(moves.loser, merged_into_id=moves.winner.id, is_public=False)


def _carry_decisions(moves: Moves) -> None:
    """Whom the loser was said not to be, the winner is not either."""
    for other, row in _decided_apart(moves.loser.id).items():
        known = pair_row(moves.winner.id, other)
        if other == moves.winner.id:
            continue
        if known is None:
            low, high = sorted((moves.winner.id, other))
            moves.add(
                DuplicateCandidate(
                    low_id=low,
                    high_id=high,
                    state=CandidateState.DISTINCT,
                    decided_at=row.decided_at,
                    decided_by_id=row.decided_by_id,
                    decision_note=row.decision_note,
                )
            )
        elif known.state is CandidateState.OPEN:
            moves.set(known, state=CandidateState.DISTINCT, decision_note=row.decision_note)


def _decided_apart(id: int) -> dict[int, DuplicateCandidate]:
    query = select(DuplicateCandidate).where(
        or_(DuplicateCandidate.low_id == id, DuplicateCandidate.high_id == id),
        DuplicateCandidate.state == CandidateState.DISTINCT,
    )
    return {row.low_id + row.high_id - id: row for row in db.session.scalars(query)}


def note(merged: Merge, action: str, before: dict[str, Any], actor: Account, reason: str) -> None:
    """A line in the history of each of the two records; what the public sees of both is stale."""
    db.session.flush()
    both = (merged.winner_id, merged.loser_id)
    refresh_facets(db.session, both)
    for id in both:
        note_change("person", id)
    for name, id in (("winner", merged.winner_id), ("loser", merged.loser_id)):
        person = db.session.get_one(Person, id)
        revise(f"{action}_{name}", person, actor_id=actor.id, before=before[name], reason=reason)
    audit.record(f"registry.{action}", merged, actor_id=actor.id, reason=reason)


def tell(account: Account, merged: Merge, *, is_kept: bool) -> None:
    """Write to an account whose record was merged or parted."""
    send_mail(
        to=account.email,
        subject=_("Your record was parted again")
        if merged.undone_at
        else _("Two records became one"),
        template="registry/merged.txt",
        name=account.full_name,
        winner=merged.winner.full_name,
        is_kept=is_kept,
        is_undone=merged.undone_at is not None,
    )

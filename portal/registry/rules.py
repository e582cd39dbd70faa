"""What must hold of profile items: the table of moves and the checks; pure."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date
from enum import StrEnum

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.registry.models import (
    EvidenceKind,
    ItemKind,
    ItemState,
    ProfileClaimState,
    RuleKey,
    called_and_rest,
)

_S = ItemState


class Move(StrEnum):
    SUBMIT = "submit"
    TAKE = "take"
    WITHDRAW = "withdraw"
    VERIFY = "verify"
    REJECT = "reject"
    REOPEN = "reopen"
    EXPIRE = "expire"


MOVES: dict[Move, tuple[frozenset[ItemState], ItemState]] = {
    Move.SUBMIT: (frozenset({_S.DRAFT, _S.REJECTED, _S.EXPIRED}), _S.SUBMITTED),
    Move.TAKE: (frozenset({_S.SUBMITTED}), _S.UNDER_REVIEW),
    Move.WITHDRAW: (frozenset({_S.SUBMITTED, _S.UNDER_REVIEW}), _S.DRAFT),
    Move.VERIFY: (frozenset({_S.SUBMITTED, _S.UNDER_REVIEW}), _S.VERIFIED),
    Move.REJECT: (frozenset({_S.SUBMITTED, _S.UNDER_REVIEW}), _S.REJECTED),
    Move.REOPEN: (frozenset(_S) - {_S.DRAFT}, _S.DRAFT),
    Move.EXPIRE: (frozenset({_S.VERIFIED}), _S.EXPIRED),
}
"""Each move: the states it starts from and the state it ends in. Editing an item reopens it."""

NEEDS_EVIDENCE = frozenset(
    {ItemKind.DEGREE, ItemKind.RANK, ItemKind.TITLE, ItemKind.CREDENTIAL, ItemKind.DISTINCTION}
)
"""What nobody can confirm without seeing a paper."""

VERIFIABLE = frozenset(ItemKind) - {ItemKind.KEYWORD, ItemKind.FIELD}
"""What is a fact; a keyword or a field of interest is the person's own word."""

COUNTED = VERIFIABLE - {ItemKind.NAME}
"""What counters of confirmed and self-stated items count; another name is no achievement."""

EVIDENCE_FOR: dict[ItemKind, EvidenceKind] = {
    ItemKind.APPOINTMENT: EvidenceKind.DECISION,
    ItemKind.DEGREE: EvidenceKind.DIPLOMA,
    ItemKind.RANK: EvidenceKind.DECISION,
    ItemKind.TITLE: EvidenceKind.DECISION,
    ItemKind.CREDENTIAL: EvidenceKind.CERTIFICATE,
    ItemKind.TRAINING: EvidenceKind.CERTIFICATE,
    ItemKind.LANGUAGE: EvidenceKind.CERTIFICATE,
    ItemKind.DISTINCTION: EvidenceKind.DECISION,
    ItemKind.CONTRIBUTION: EvidenceKind.PUBLICATION,
    ItemKind.PROJECT_ROLE: EvidenceKind.CONTRACT,
    ItemKind.SUPERVISION: EvidenceKind.CONFIRMATION,
}
"""What usually proves an item: the kind of scan that is chosen beforehand."""


def moved(state: ItemState, move: Move) -> ItemState:
    """The state after the move, or `RuleBroken` where it does not start from `state`."""
    starts, end = MOVES[move]
    if state not in starts:
        raise RuleBroken(_("This cannot be done in the item's present state."))
    return end


def check_submission(kind: ItemKind, *, has_evidence: bool) -> None:
    """Raise unless an officer will have something to decide on."""
    if kind not in VERIFIABLE:
        raise RuleBroken(_("Items of this kind need no confirmation."))
    if kind in NEEDS_EVIDENCE and not has_evidence:
        raise RuleBroken(_("Add a scan of the paper that proves it, then submit."), "evidence")


def check_asked(*, can_decide: bool) -> None:
    """Raise where nobody at the body that is asked could decide."""
    if not can_decide:
        raise RuleBroken(_("Nobody there decides on profiles. Choose another body."), "asked")


def check_decision(
    *, verifier_id: int, owner_id: int | None, stated_by_id: int | None, move: Move, reason: str
) -> None:
    """Raise when one would confirm one's own item or own entry, or reject without a reason."""
    if verifier_id == owner_id:
        raise RuleBroken(_("Nobody decides on an item of their own profile."))
    if move is Move.VERIFY and verifier_id == stated_by_id:
        raise RuleBroken(_("You entered this item yourself: another officer has to confirm it."))
    if move is Move.REJECT and not reason.strip():
        raise RuleBroken(_("Say why, so that the person can mend it."), "reason")


def check_visibility_change(*, actor_id: int | None, owner_id: int | None) -> None:
    """Raise when somebody else would decide what of a person with an account is shown."""
    if owner_id is not None and actor_id != owner_id:
        raise RuleBroken(_("Only the person decides who may see this."), "visibility")


def check_home_unit_change(*, moved: bool, by_delegate: bool) -> None:
    """Raise when a delegate would change whose officers look after the record, and so see it."""
    if moved and by_delegate:
        raise RuleBroken(_("Only the person decides which unit looks after it."), "home_unit")


def check_claim(*, has_owner: bool, has_profile: bool, is_waiting: bool, message: str) -> None:
    """Raise unless the profile is nobody's and the account may still take one."""
    if has_owner:
        raise RuleBroken(_("This profile already belongs to an account."))
    if has_profile:
        raise RuleBroken(_("You have a profile already; ask an officer to merge the two."))
    if is_waiting:
        raise RuleBroken(_("You have claimed this profile already; an officer will decide."))
    if not message.strip():
        raise RuleBroken(_("Say how the officer can know that it is you."), "message")


def check_claim_waits(state: ProfileClaimState) -> None:
    """Raise where the claim was decided or taken back in the meantime."""
    if state is not ProfileClaimState.WAITING:
        raise RuleBroken(_("This claim waits no longer."))


def check_claim_decision(*, by_id: int, claimant_id: int, reason: str) -> None:
    """Raise when one would decide on one's own claim, or decide without a reason."""
    if by_id == claimant_id:
        raise RuleBroken(_("Nobody decides on a claim of their own."))
    if not reason.strip():
        raise RuleBroken(_("Say how you checked it."), "reason")


def check_called_name(full_name: str, called_name: str) -> None:
    """Raise where the words to be called by are not words of the full name, as they stand there."""
    if called_name and called_and_rest(full_name, called_name) is None:
        raise RuleBroken(_("Write words that stand in your full name."), "called_name")


def check_family_name(full_name: str, family_name: str) -> None:
    """Raise where the family's words do not stand in the full name; nobody has to say any."""
    if family_name and called_and_rest(full_name, family_name) is None:
        raise RuleBroken(_("Write words that stand in your full name."), "family_name")


def check_featured(*, already: int, limit: int) -> None:
    """Raise where one more work would be put first than the registry's rule allows."""
    if already >= limit:
        raise RuleBroken(
            _("At most %(n)s works stand first; take another one down.", n=limit), "is_featured"
        )


def check_consent(*, has_account_consent: bool, has_paper_consent: bool) -> None:
    """Raise where a profile would be public without its person's consent."""
    if not has_account_consent and not has_paper_consent:
        raise RuleBroken(_("A profile is published only with the person's consent."))


def check_keywords(words: Collection[str], *, limit: int = 50) -> None:
    """Raise where there are more keywords than anybody reads."""
    if len(words) > limit:
        raise RuleBroken(_("At most %(n)s keywords.", n=limit), "words")


BOUNDS: dict[RuleKey, tuple[int, int]] = {
    RuleKey.VERIFICATION_DAYS: (1, 250),
    RuleKey.REMINDER_DAYS: (0, 60),
    RuleKey.STALE_MONTHS: (1, 120),
    RuleKey.EXPIRING_DAYS: (1, 730),
    RuleKey.SMALLEST_CELL: (3, 100),
    RuleKey.FEATURED_WORKS: (1, 50),
    RuleKey.CLAIM_CODE_DAYS: (1, 365),
    RuleKey.IMPORT_DAYS: (1, 365),
}
"""The smallest and largest value of each rule that still makes sense; under 3, cells name people."""


def check_rule_value(key: RuleKey, value: int, *, starts_on: date, today: date) -> None:
    """Raise where the value makes no sense, or would change what held on days that are past."""
    least, most = BOUNDS[key]
    if not least <= value <= most:
        raise RuleBroken(
            _("Write a number from %(least)s to %(most)s.", least=least, most=most), "value"
        )
    if starts_on < today:
        raise RuleBroken(
            _("What held on past days stays as it was: begin today or later."), "starts_on"
        )


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

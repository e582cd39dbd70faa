"""Moves of an item and who may decide: truth tables without a database."""

import pytest

from portal.core.errors import RuleBroken
from portal.core.unit_of_work import Portal
from portal.registry import rules
from portal.registry.models import ItemKind, ItemState
from portal.registry.rules import Move

# state: the moves that start from it, with where they lead
TABLE = {
    ItemState.DRAFT: {"submit": "submitted"},
    ItemState.SUBMITTED: {
        "take": "under_review",
        "withdraw": "draft",
        "verify": "verified",
        "reject": "rejected",
        "reopen": "draft",
    },
    ItemState.UNDER_REVIEW: {
        "withdraw": "draft",
        "verify": "verified",
        "reject": "rejected",
        "reopen": "draft",
    },
    ItemState.VERIFIED: {"reopen": "draft", "expire": "expired"},
    ItemState.REJECTED: {"submit": "submitted", "reopen": "draft"},
    ItemState.EXPIRED: {"submit": "submitted", "reopen": "draft"},
}


@pytest.mark.parametrize("state", ItemState)
@pytest.mark.parametrize("move", Move)
def test_every_move_from_every_state(app: Portal, state: ItemState, move: Move) -> None:
    end = TABLE[state].get(move.value)
    if end is not None:
        assert rules.moved(state, move) == end
        return
    with pytest.raises(RuleBroken):
        rules.moved(state, move)


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize("has_evidence", [True, False])
def test_what_may_be_handed_in(app: Portal, kind: ItemKind, has_evidence: bool) -> None:
    own_word = kind in (ItemKind.KEYWORD, ItemKind.FIELD)
    needs_paper = kind.value in ("degree", "rank", "title", "credential", "distinction")
    if not own_word and (has_evidence or not needs_paper):
        rules.check_submission(kind, has_evidence=has_evidence)
        return
    with pytest.raises(RuleBroken):
        rules.check_submission(kind, has_evidence=has_evidence)


@pytest.mark.parametrize(
    ("verifier", "owner", "stated_by", "move", "reason", "allowed"),
    [
        (1, 2, 2, "verify", "", True),
        (1, None, 3, "verify", "", True),
        (1, 1, 1, "verify", "", False),
        (1, 1, 2, "reject", "không rõ", False),
        (1, None, 1, "verify", "", False),
        (1, None, 1, "reject", "nhập nhầm", True),
        (1, 2, 2, "reject", "", False),
        (1, 2, 2, "reject", "   ", False),
        (1, 2, 2, "reject", "bản quét không đọc được", True),
        (1, 2, None, "verify", "", True),
    ],
)
def test_who_may_decide(
    app: Portal,
    verifier: int,
    owner: int | None,
    stated_by: int | None,
    move: str,
    reason: str,
    allowed: bool,
) -> None:
    def decide() -> None:
        rules.check_decision(
            verifier_id=verifier,
            owner_id=owner,
            stated_by_id=stated_by,
            move=Move(move),
            reason=reason,
        )

    if allowed:
        decide()
        return
    with pytest.raises(RuleBroken):
        decide()


@pytest.mark.parametrize(
    ("actor", "owner", "allowed"), [(1, 1, True), (1, None, True), (1, 2, False), (None, 2, False)]
)
def test_only_the_owner_chooses_the_readers(
    app: Portal, actor: int | None, owner: int | None, allowed: bool
) -> None:
    if allowed:
        rules.check_visibility_change(actor_id=actor, owner_id=owner)
        return
    with pytest.raises(RuleBroken):
        rules.check_visibility_change(actor_id=actor, owner_id=owner)


@pytest.mark.parametrize("account", [True, False])
@pytest.mark.parametrize("paper", [True, False])
def test_nobody_is_published_without_consent(app: Portal, account: bool, paper: bool) -> None:
    if account or paper:
        rules.check_consent(has_account_consent=account, has_paper_consent=paper)
        return
    with pytest.raises(RuleBroken):
        rules.check_consent(has_account_consent=False, has_paper_consent=False)

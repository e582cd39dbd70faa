"""What is done to associations and their members, by noun."""

from portal.associations.actions.applications import apply, approve, refuse, withdraw
from portal.associations.actions.associations import (
    DESCRIBED,
    add_type,
    describe,
    found_association,
    found_branch,
    lower_first,
    open_branches,
)
from portal.associations.actions.cards import issue_card, revoke_cards
from portal.associations.actions.members import (
    admit,
    end_membership,
    register_member,
    renew,
    show_publicly,
    suspend,
)
from portal.associations.actions.moves import divide_branch, undo_move
from portal.associations.actions.transfers import transfer, transfer_by_decision

__all__ = [
    "DESCRIBED",
    "add_type",
    "admit",
    "apply",
    "approve",
    "describe",
    "divide_branch",
    "end_membership",
    "found_association",
    "found_branch",
    "issue_card",
    "lower_first",
    "open_branches",
    "refuse",
    "register_member",
    "renew",
    "revoke_cards",
    "show_publicly",
    "suspend",
    "transfer",
    "transfer_by_decision",
    "undo_move",
    "withdraw",
]

"""What is done in the registry."""

from portal.registry.actions.freshness import ask_still_right, confirm_record
from portal.registry.actions.items import (
    add_evidence,
    add_keywords,
    remove_evidence,
    remove_item,
    save_item,
    show_item_to,
    show_items_to,
    submit_item,
    withdraw_item,
)
from portal.registry.actions.people import (
    create_person,
    edit_basics,
    has_account_consent,
    hide,
    link_account,
    publish,
    record_paper_consent,
    set_photo,
    unlink_account,
)
from portal.registry.actions.receipts import (
    ask_correction,
    claim_person,
    close_correction,
    confirm_by_code,
    issue_claim_code,
    not_valid,
    person_of_code,
)
from portal.registry.actions.registry_rules import add_rule
from portal.registry.actions.verification import decide, decide_many, take
from portal.registry.actions.works import save_project, save_work

__all__ = [
    "add_evidence",
    "add_keywords",
    "add_rule",
    "ask_correction",
    "ask_still_right",
    "claim_person",
    "close_correction",
    "confirm_by_code",
    "confirm_record",
    "create_person",
    "decide",
    "decide_many",
    "edit_basics",
    "has_account_consent",
    "hide",
    "issue_claim_code",
    "link_account",
    "not_valid",
    "person_of_code",
    "publish",
    "record_paper_consent",
    "remove_evidence",
    "remove_item",
    "save_item",
    "save_project",
    "save_work",
    "set_photo",
    "show_item_to",
    "show_items_to",
    "submit_item",
    "take",
    "unlink_account",
    "withdraw_item",
]

"""What is done in the registry."""

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
    claim_person,
    create_person,
    edit_basics,
    has_account_consent,
    hide,
    issue_claim_code,
    link_account,
    publish,
    record_paper_consent,
    set_photo,
)
from portal.registry.actions.verification import decide, take
from portal.registry.actions.works import save_project, save_work

__all__ = [
    "add_evidence",
    "add_keywords",
    "claim_person",
    "create_person",
    "decide",
    "edit_basics",
    "has_account_consent",
    "hide",
    "issue_claim_code",
    "link_account",
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
    "withdraw_item",
]

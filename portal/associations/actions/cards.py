"""Member cards are issued and withdrawn."""

from flask_babel import gettext as _

from portal.associations import queries, rules
from portal.associations.models import MemberCard, Membership
from portal.core import audit, clock, verify
from portal.core.db import db
from portal.core.errors import RuleBroken


def issue_card(membership: Membership) -> MemberCard:
    """Issue a card with a fresh code; earlier cards of the same membership stop being valid."""
    today = clock.today()
    if rules.standing_of(membership, today) not in rules.IN_GOOD_STANDING:
        raise RuleBroken(_("Only a member in good standing gets a card."))
    revoke_cards(membership)
    years = membership.association.card_years
    card = MemberCard(
        membership=membership, issued_on=today, expires_on=rules.add_months(today, 12 * years)
    )
    db.session.add(card)
    db.session.flush()
    verify.issue("card", card.id)
    audit.record("issue_card", card)
    return card


def revoke_cards(membership: Membership) -> list[MemberCard]:
    """Withdraw the cards of this period that are not withdrawn yet."""
    cards = queries.live_cards(membership)
    for card in cards:
        card.revoked_on = clock.today()
        audit.record("revoke_card", card)
    return cards

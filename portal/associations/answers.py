"""What a member card says to one who checks it: valid or not, where, since when; nothing else."""

from flask_babel import gettext as _

from portal.associations import queries, rules
from portal.associations.models import MemberCard
from portal.core import clock
from portal.core.db import db
from portal.core.verify import VerifyAnswer, answers


@answers("card")
def card_answer(key: str) -> VerifyAnswer | None:
    """The answer of today; a withdrawn or expired card, or a member no longer in standing, is not valid."""
    card = db.session.get(MemberCard, int(key))
    if card is None:
        return None
    today, membership = clock.today(), card.membership
    valid = (
        card.revoked_on is None
        and today <= card.expires_on
        and rules.standing_of(membership, today) in rules.IN_GOOD_STANDING
    )
    since = rules.member_since(queries.periods_of(membership.association, membership.person))
    facts = [(_("Association"), membership.association.unit.name)]
    if membership.branch:
        facts.append((_("Branch"), membership.branch.name))
    if since:
        facts.append((_("Member since"), str(since.year)))
    return VerifyAnswer(
        title=_("Member card"),
        status=_("The card is valid") if valid else _("The card is no longer valid"),
        tone="ok" if valid else "off",
        facts=facts,
    )

"""Member cards: issued by a click, printed as PDF."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.associations import actions, papers, permissions
from portal.associations.models import MemberCard, Membership
from portal.associations.views.blueprint import bp
from portal.core.access import allow
from portal.core.documents import send_document


@bp.post("/memberships/<int:id>/card")
@allow(permissions.ISSUE_CARD, Membership)
def issue_card(membership: Membership) -> ResponseReturnValue:
    actions.issue_card(membership)
    flash(_("The card is issued; earlier cards are no longer valid."), "done")
    return redirect(url_for(".membership", id=membership.id))


@bp.get("/cards/<int:id>.pdf")
@allow(permissions.SHOW_CARD, MemberCard)
def card(card: MemberCard) -> ResponseReturnValue:
    if card.revoked_on is not None:
        abort(404)
    name = f"the-hoi-vien-{card.membership.number.lower()}.pdf"
    return send_document(papers.card_pdf(card), name)

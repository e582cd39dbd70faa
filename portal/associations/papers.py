"""Papers of an association: the member card and the list of members."""

from collections.abc import Iterable
from datetime import date

from flask import current_app
from flask_babel import gettext as _

from portal.associations import rules
from portal.associations.models import Association, MemberCard, Membership
from portal.core import verify
from portal.core.documents import Sheet, qr_svg, render_pdf, write_xlsx
from portal.core.i18n import current_language, label, show_day


def member_book(association: Association, members: Iterable[Membership], day: date) -> bytes:
    """The list as a workbook; names and numbers are written as text, never as formulas."""
    columns = [
        _("Member number"),
        _("Full name"),
        _("Branch"),
        _("Type"),
        _("Standing"),
        _("Member from"),
        _("Member until"),
    ]
    rows = (
        [
            member.number,
            member.person.full_name,
            member.branch.name if member.branch else "",
            member.type.name,
            label(rules.standing_of(member, day)),
            show_day(member.starts_on),
            show_day(member.ends_on or member.valid_until),
        ]
        for member in members
    )
    note = _(
        "Members of %(association)s on %(day)s",
        association=association.unit.name,
        day=show_day(day),
    )
    return write_xlsx([Sheet(title=_("Members"), columns=columns, rows=rows, note=note)])


def card_pdf(card: MemberCard) -> bytes:
    """The card as a PDF with the code that anyone may check."""
    membership = card.membership
    code = verify.issue("card", card.id).code
    address = f"{current_app.config['SITE_URL']}/verify/{code}"
    branch = membership.branch
    return render_pdf(
        "card_member",
        {
            "lang": current_language(),
            "association": membership.association.unit.name,
            "heading": _("MEMBER CARD"),
            "name": membership.person.full_name,
            "rows": [
                [_("Number"), membership.number],
                [_("Type"), membership.type.name],
                [_("Branch"), branch.name if branch else ""],
                [_("Issued"), show_day(card.issued_on)],
                [_("Valid until"), show_day(card.expires_on)],
            ],
            "check": _("Check this card at"),
            "address": address,
            "qr": qr_svg(address),
            "demo": _("DEMO") if current_app.config["DEMO"] else "",
        },
    )

"""The certificate as a PDF, and what anybody who checks its code is told."""

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from portal.core import verify
from portal.core.db import db
from portal.core.documents import qr_svg, render_pdf
from portal.core.i18n import label
from portal.recognition.models import Honour, HonourState

TEMPLATE = "certificate-1"
_TONES = {HonourState.VALID: "ok", HonourState.CORRECTED: "wait", HonourState.REVOKED: "bad"}


def certificate_pdf(honour: Honour, *, serial: str, code: str) -> bytes:
    """Print it; a paper of the State is in Vietnamese whatever the reader's language."""
    decision = honour.decision
    address = f"{current_app.config['SITE_URL']}/verify/{code}"
    with force_locale("vi"):
        data = {
            "agency": decision.document.issuer,
            "kind": _("CERTIFICATE"),
            "title": honour.title.name,
            "name": honour.full_name,
            "round": honour.round.name,
            "decision": _(
                "Under Decision No. %(number)s of %(day)s",
                number=decision.document.number,
                day=decision.document.issued_on.strftime("%d/%m/%Y"),
            ),
            "register": _("Register number: %(number)s", number=honour.register_number),
            "serial": _("Serial: %(serial)s", serial=serial),
            "day": _(
                "day %(day)s month %(month)s year %(year)s",
                day=f"{honour.awarded_on.day:02d}",
                month=f"{honour.awarded_on.month:02d}",
                year=honour.awarded_on.year,
            ),
            "capacity": decision.capacity,
            "signer": decision.signer,
            "check": _("Check this certificate at %(address)s", address=address),
            "qr": qr_svg(address),
            "qr_alt": _("QR code leading to the page that says whether this certificate holds"),
            "demo": _("DEMO – without legal force") if current_app.config["DEMO"] else "",
        }
    return render_pdf("certificate", data)


@verify.answers("certificate")
def answer(key: str) -> verify.VerifyAnswer | None:
    """Name, title, decision and state: nothing that the roll does not say."""
    honour = db.session.get(Honour, int(key)) if key.isdecimal() else None
    if honour is None or honour.certificate is None:
        return None
    document = honour.decision.document
    facts = [
        (_("Full name"), honour.full_name),
        (_("Award title"), honour.title.name),
        (_("Round"), honour.round.name),
        (_("Decision"), document.title),
        (_("Decision issued by"), document.issuer),
        (_("Register number"), honour.register_number),
        (_("Serial"), honour.certificate.serial),
    ]
    status, since = label(honour.state), honour.awarded_on
    if honour.correction is not None:
        facts.append((_("Corrected by"), honour.correction.document.title))
    if honour.revocation is not None:
        revoking = honour.revocation.decision.document
        status = _("REVOKED by Decision %(number)s", number=revoking.title)
        facts.insert(0, (_("Revoked by"), revoking.title))
        since = revoking.issued_on
    return verify.VerifyAnswer(
        title=_("Certificate: %(title)s", title=honour.title.name),
        status=status,
        tone=_TONES[honour.state],
        facts=facts,
        since=since,
        url="/honours",
    )

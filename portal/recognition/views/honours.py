"""One honour: its public page, its certificate, its revocation."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.files import send_stored
from portal.core.forms import form_page
from portal.core.pagecache import keep_page
from portal.recognition import permissions
from portal.recognition.actions.honours import correct_honour, revoke_honour
from portal.recognition.forms.outcome import CorrectionForm, RevocationForm
from portal.recognition.models import Honour
from portal.recognition.views.blueprint import bp


@bp.get("/honours/<int:id>")
@allow(permissions.SHOW_HONOUR, Honour)
def honour(honour: Honour) -> ResponseReturnValue:
    """One honour; after a revocation it says so, it is never gone."""
    keep_page(("honours", honour.id))
    return render_template("recognition/honour.html", honour=honour)


@bp.get("/honours/<int:id>/certificate.pdf")
@allow(permissions.OPEN_CERTIFICATE, Honour)
def certificate(honour: Honour) -> ResponseReturnValue:
    if honour.certificate is None:
        return redirect(url_for("recognition.honour", id=honour.id))
    return send_stored(honour.certificate.file, inline=True)


@bp.route("/honours/<int:id>/correct", methods=["GET", "POST"])
@allow(permissions.REVOKE, Honour)
def correct(honour: Honour) -> ResponseReturnValue:
    form = CorrectionForm(
        issued_on=clock.today(),
        issuer=honour.decision.document.issuer,
        full_name=honour.full_name,
    )
    if form.validate_on_submit():
        with form.guard():
            correct_honour(
                honour,
                full_name=form.full_name.data,
                reason=form.reason.data,
                by=current_actor(),
                **form.signed(),
            )
            flash(_("Corrected; the certificate is printed anew under its old code."), "done")
            return redirect(url_for("recognition.honour", id=honour.id))
    return form_page("recognition/correct.html", form, honour=honour)


@bp.route("/honours/<int:id>/revoke", methods=["GET", "POST"])
@allow(permissions.REVOKE, Honour)
def revoke(honour: Honour) -> ResponseReturnValue:
    form = RevocationForm(issued_on=clock.today(), issuer=honour.decision.document.issuer)
    if form.validate_on_submit():
        with form.guard():
            revoke_honour(
                honour,
                ground=form.ground.data,
                reason=form.reason.data,
                by=current_actor(),
                **form.signed(),
            )
            flash(_("The honour is revoked; its verify page says so now."), "done")
            return redirect(url_for("recognition.honour", id=honour.id))
    return form_page("recognition/revoke.html", form, honour=honour)

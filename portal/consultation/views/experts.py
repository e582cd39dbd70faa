"""Inviting experts: found in the registry by topic, with their load shown."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.consultation import permissions
from portal.consultation.actions.inviting import invite
from portal.consultation.forms.desk import InviteForm
from portal.consultation.models import Consultation
from portal.consultation.queries import experts as found
from portal.consultation.queries import finding
from portal.consultation.queries.desk import invitations_of
from portal.consultation.views.blueprint import actor_id, bp, query_text
from portal.core.access import allow
from portal.core.errors import RuleBroken
from portal.core.forms import form_page


@bp.route("/consultations/<slug>/experts", methods=["GET", "POST"])
@allow(permissions.EDIT, finding.consultation_of)
def experts(consultation: Consultation) -> ResponseReturnValue:
    """Find people of the registry by what they know (`?q=`) and invite them."""
    words = (query_text("q") or "").strip()[:200]
    candidates = found.candidates(consultation, words)
    form = InviteForm()
    form.people.choices = [(one.person.id, one.person.full_name) for one in candidates]
    if form.validate_on_submit():
        with form.guard():
            number = _invite_chosen(consultation, candidates, form)
            flash(_("%(n)s invitations are on their way.", n=number), "done")
            return redirect(url_for("consultation.experts", slug=consultation.slug))
    return form_page(
        "consultation/experts.html",
        form,
        consultation=consultation,
        words=words,
        candidates=candidates,
        invitations=invitations_of(consultation),
    )


def _invite_chosen(
    consultation: Consultation, candidates: list[found.Candidate], form: InviteForm
) -> int:
    chosen = [one.person for one in candidates if one.person.id in (form.people.data or [])]
    if not chosen:
        raise RuleBroken(_("Choose at least one person."), "people")
    for person in chosen:
        invite(
            consultation,
            person,
            topic=form.topic.data or "",
            due_on=form.due_on.data,
            by_id=actor_id(),
        )
    return len(chosen)

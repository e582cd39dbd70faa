"""Moderation: the queue, and one opinion with the reason."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.consultation import permissions
from portal.consultation.actions.moderating import moderate as act
from portal.consultation.forms.desk import ReasonForm
from portal.consultation.models import ModerationVerb, Opinion, OpinionState
from portal.consultation.queries import finding
from portal.consultation.queries.desk import moderation_queue
from portal.consultation.views.blueprint import actor_id, bp, query_text
from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.core.paging import page_number, paginate

_TABS = (OpinionState.WAITING, OpinionState.PUBLIC, OpinionState.HIDDEN)


@bp.get("/consultations/moderation")
@allow(permissions.OPEN_MODERATION)
def moderation() -> ResponseReturnValue:
    """Opinions that wait, that show, that are hidden."""
    asked = query_text("state") or ""
    state = OpinionState(asked) if asked in {one.value for one in _TABS} else OpinionState.WAITING
    queue = moderation_queue(current_actor(), state)
    page = paginate(queue, page=page_number(query_text("page")), size=25)
    return render_template("consultation/moderation.html", page=page, state=state, tabs=_TABS)


@bp.post("/opinions/<code>/allow")
@allow(permissions.MODERATE, finding.opinion_of)
def let_through(opinion: Opinion) -> ResponseReturnValue:
    """Let a waiting opinion through, or restore a hidden one."""
    hidden = opinion.state is OpinionState.HIDDEN
    verb = ModerationVerb.RESTORE if hidden else ModerationVerb.ALLOW
    act(opinion, verb, reason="", by_id=actor_id())
    flash(_("%(code)s is public now.", code=opinion.code), "done")
    return redirect(url_for("consultation.moderation"))


@bp.route("/opinions/<code>/hide", methods=["GET", "POST"])
@allow(permissions.MODERATE, finding.opinion_of)
def hide(opinion: Opinion) -> ResponseReturnValue:
    """Hide an opinion with a reason that the public and the author read."""
    form = ReasonForm()
    if form.validate_on_submit():
        with form.guard():
            reason = form.reason.data or ""
            act(opinion, ModerationVerb.HIDE, reason=reason, by_id=actor_id())
            flash(_("%(code)s is hidden.", code=opinion.code), "done")
            return redirect(url_for("consultation.moderation"))
    return form_page("consultation/hide.html", form, opinion=opinion)

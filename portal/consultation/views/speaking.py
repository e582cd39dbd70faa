"""Speaking: the opinion form, the guest's confirmation, reactions, an expert's invitation."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.consultation import permissions
from portal.consultation.actions import inviting, speaking
from portal.consultation.actions.speaking import Author, Words
from portal.consultation.forms.public import ConfirmForm, GuestOpinionForm, OpinionForm, ReplyForm
from portal.consultation.models import (
    Consultation,
    ExpertInvitation,
    Opinion,
    OpinionState,
    ReactionValue,
    SubmitterKind,
)
from portal.consultation.queries import finding
from portal.consultation.queries.board import provisions_of
from portal.consultation.views.blueprint import bp, only_published, query_text
from portal.core import clock
from portal.core.access import ANYONE_MAY_SEND, allow, current_actor
from portal.core.errors import RuleBroken
from portal.core.forms import form_page


@bp.route("/consultations/<slug>/opinions/new", methods=["GET", "POST"])
@allow(permissions.SEND_OPINION, finding.consultation_of)
def speak(consultation: Consultation) -> ResponseReturnValue:
    """The form for one unit (`?unit=`), one question (`?question=`) or the whole draft."""
    only_published(consultation)
    invitation = invitation_in_hand(consultation)
    is_guest = current_actor() is None and invitation is None
    form = GuestOpinionForm() if is_guest else OpinionForm()
    if form.validate_on_submit():
        with form.guard():
            opinion = speaking.send_opinion(
                consultation, _words(consultation, form), _author(form, invitation)
            )
            return redirect(url_for("consultation.opinion", code=opinion.code, sent=1))
    return form_page("consultation/speak.html", form, **_about(consultation, invitation))


def _about(consultation: Consultation, invitation: ExpertInvitation | None) -> dict[str, Any]:
    return {
        "consultation": consultation,
        "unit": finding.published_unit(consultation, query_text("unit")),
        "question": finding.question_of(consultation, query_text("question")),
        "invitation": invitation,
        "now": clock.now(),
    }


def invitation_in_hand(consultation: Consultation) -> ExpertInvitation | None:
    """The invitation whose token the address carries, if it is to this consultation."""
    token = query_text("invitation")
    invitation = inviting.invitation_with_token(token) if token else None
    return invitation if invitation and invitation.consultation_id == consultation.id else None


def _words(consultation: Consultation, form: OpinionForm) -> Words:
    return Words(
        stance=form.stance.data,
        reason=form.reason.data or "",
        proposed_text=form.proposed_text.data or "",
        provision=finding.published_unit(consultation, query_text("unit")),
        question=finding.question_of(consultation, query_text("question")),
    )


def _author(form: OpinionForm, invitation: ExpertInvitation | None) -> Author:
    public = bool(form.name_is_public.data)
    if invitation is not None:
        name = invitation.person.full_name
        return Author(name, SubmitterKind.EXPERT, public, current_actor(), invitation)
    if (account := current_actor()) is not None:
        return Author(account.full_name, SubmitterKind.CITIZEN, public, account)
    if not isinstance(form, GuestOpinionForm):
        raise RuleBroken(_("Say who you are."))
    return Author(
        form.name.data or "",
        form.kind.data or SubmitterKind.CITIZEN,
        public,
        email=form.email.data or "",
        address=request.remote_addr or "",
    )


@bp.route("/opinions/confirm/<token>", methods=["GET", "POST"])
@allow(ANYONE_MAY_SEND)
def confirm(token: str) -> ResponseReturnValue:
    """The link of the mail: a page with one button, so that no scanner of links confirms."""
    opinion = speaking.opinion_with_token(token)
    if opinion is None:
        return render_template("consultation/expired.html"), 404
    form = ConfirmForm()
    if form.validate_on_submit():
        speaking.confirm(opinion)
        flash(_("Thank you: your opinion counts now."), "done")
        return redirect(url_for("consultation.opinion", code=opinion.code))
    return form_page("consultation/confirm.html", form, opinion=opinion)


@bp.post("/opinions/<code>/reaction")
@allow(permissions.REACT, finding.opinion_of)
def react(opinion: Opinion) -> ResponseReturnValue:
    """Agree or not with an opinion."""
    value = request.form.get("value", "")
    if opinion.state is OpinionState.PUBLIC and value in set(ReactionValue):
        speaking.react(opinion, current_actor(), ReactionValue(value))
        flash(_("Your view is noted."), "done")
    return redirect(opinion.url)


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@allow(ANYONE_MAY_SEND, inviting.invitation_with_token)
def invitation(invitation: ExpertInvitation) -> ResponseReturnValue:
    """What an expert is asked, the reply, and the way to the clauses."""
    form = ReplyForm()
    if form.validate_on_submit():
        with form.guard():
            accepts = request.form.get("reply") == "accept"
            inviting.reply(invitation, accepts=accepts, reason=form.reason.data or "")
            flash(_("Thank you for your reply."), "done")
            return redirect(request.path)
    consultation = invitation.consultation
    return form_page(
        "consultation/invitation.html",
        form,
        invitation=invitation,
        consultation=consultation,
        token=(request.view_args or {})["token"],
        provisions=provisions_of(consultation.current) if consultation.current else [],
        now=clock.now(),
    )

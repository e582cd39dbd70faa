"""The public posting, comments and their answers."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.core.mail import send_mail
from portal.recognition import permissions
from portal.recognition.actions import posting as actions
from portal.recognition.forms.outcome import AnswerForm, ObjectionForm, PostingForm
from portal.recognition.guards import closed_sentence
from portal.recognition.models import Nomination, Objection, Round
from portal.recognition.queries.nominations import in_states, objections_of
from portal.recognition.rules.days import Period
from portal.recognition.rules.phases import PhaseKind
from portal.recognition.rules.states import State
from portal.recognition.views.blueprint import bp

_POSTED = (State.POSTED, State.CONTESTED, State.CLEARED, State.PROPOSED)


@bp.route("/rounds/<slug>/post", methods=["GET", "POST"])
@allow(permissions.RUN_ROUND, Round)
def post_results(round: Round) -> ResponseReturnValue:
    form = PostingForm(starts_on=clock.today())
    if form.validate_on_submit():
        with form.guard():
            posting = actions.post_results(round, starts_on=form.starts_on.data, by=current_actor())
            flash(_("Posted: %(period)s", period=posting.period.sentence), "done")
            return redirect(url_for("recognition.posting", slug=round.slug))
    rules = round.rule_set
    period = Period(clock.today(), rules.posting_days, rules.posting_counts_first)
    passed = in_states(round, State.PASSED)
    return form_page(
        "recognition/post_results.html",
        form,
        round=round,
        period=period,
        passed=passed,
        waits=_posting_waits(round, passed),
    )


def _posting_waits(round: Round, passed: Sequence[Nomination]) -> str:
    if round.posting is not None:
        return _("The results are posted already.")
    nobody = "" if passed else _("Nobody has passed; there is nothing to post.")
    return closed_sentence(round, PhaseKind.PUBLIC_COMMENT) or nobody


@bp.get("/rounds/<slug>/posting")
@allow(permissions.SHOW_POSTING, Round)
def posting(round: Round) -> ResponseReturnValue:
    """What is posted and until when; who sent a comment is never shown."""
    return render_template(
        "recognition/posting.html",
        round=round,
        posting=round.posting,
        nominations=in_states(round, *_POSTED),
        today=clock.today(),
    )


@bp.route("/rounds/<slug>/comment", methods=["GET", "POST"])
@allow(permissions.OBJECT, Round)
def comment(round: Round) -> ResponseReturnValue:
    form = ObjectionForm()
    posted = list(in_states(round, State.POSTED, State.CONTESTED))
    form.offer(posted)
    if form.validate_on_submit():
        with form.guard():
            objection = actions.object_to(
                next(one for one in posted if one.id == form.nomination.data),
                kind=form.kind.data,
                text=form.text.data,
                sender_name=form.sender_name.data,
                sender_email=form.sender_email.data,
            )
            flash(
                _(
                    "Your comment is in under number %(n)s. The answer comes by mail.",
                    n=objection.id,
                ),
                "done",
            )
            return redirect(url_for("recognition.posting", slug=round.slug))
    return form_page("recognition/comment.html", form, round=round, posted=posted)


@bp.get("/rounds/<slug>/comments")
@allow(permissions.RUN_ROUND_READING, Round)
def comments(round: Round) -> ResponseReturnValue:
    return render_template(
        "recognition/comments.html", round=round, objections=objections_of(round)
    )


@bp.route("/comments/<int:id>/answer", methods=["GET", "POST"])
@allow(permissions.ANSWER_OBJECTION, Objection)
def answer_comment(objection: Objection) -> ResponseReturnValue:
    form = AnswerForm()
    if form.validate_on_submit():
        with form.guard():
            actions.answer_objection(
                objection, upheld=form.upheld.data, answer=form.answer.data, by=current_actor()
            )
            send_mail(
                to=objection.sender_email,
                subject=_("Answer to your comment No. %(n)s", n=objection.id),
                template="recognition/answer.txt",
                objection=objection,
            )
            flash(_("Answered; the sender gets it by mail."), "done")
            return redirect(url_for("recognition.comments", slug=objection.posting.round.slug))
    return form_page("recognition/answer_comment.html", form, objection=objection)

"""Drawing up a round, and turning it on."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.forms import form_page
from portal.core.requests import row_number
from portal.councils.actions.seats import create_council
from portal.recognition import permissions
from portal.recognition.actions import rounds as actions
from portal.recognition.actions.phases import advance as advance_round
from portal.recognition.actions.reviewing import appoint_council
from portal.recognition.forms.rounds import (
    CouncilForm,
    CriterionForm,
    NoticeForm,
    PhasesForm,
    ReasonForm,
    RoundForm,
    RoundWordsForm,
)
from portal.recognition.models import Criterion, Programme, Round, RuleSet
from portal.recognition.views.blueprint import bp
from portal.units.actions import register_document

_TURNS = ("suspend", "resume", "cancel", "conclude", "archive", "send_back")


@bp.route("/recognition/programmes/<slug>/rounds", methods=["GET", "POST"])
@allow(permissions.RUN_PROGRAMME, Programme)
def new_round(programme: Programme) -> ResponseReturnValue:
    form = RoundForm(year=clock.today().year, titles=[title.id for title in programme.titles])
    form.offer(programme)
    if form.validate_on_submit():
        with form.guard():
            round = actions.create_round(
                programme,
                name=form.name.data,
                year=form.year.data,
                rule_set=db.session.get_one(RuleSet, form.rule_set.data),
                titles=[
                    (title, form.quota.data)
                    for title in programme.titles
                    if title.id in form.titles.data
                ],
                opens_on=form.opens_on.data,
                summary=form.summary.data or "",
                how_to=form.how_to.data or "",
                by=current_actor(),
            )
            flash(_("The round is drawn up. Set its phases and criteria."), "done")
            return redirect(url_for("recognition.desk", slug=round.slug))
    return form_page("recognition/new_round.html", form, programme=programme)


@bp.route("/rounds/<slug>/edit", methods=["GET", "POST"])
@allow(permissions.EDIT_ROUND, Round)
def edit_round(round: Round) -> ResponseReturnValue:
    form = RoundWordsForm(obj=round)
    if form.validate_on_submit():
        with form.guard():
            actions.edit_round(
                round,
                name=form.name.data,
                year=form.year.data,
                summary=form.summary.data or "",
                how_to=form.how_to.data or "",
                seen=form.version.data,
            )
            flash(_("Saved."), "done")
            return redirect(url_for("recognition.desk", slug=round.slug))
    return form_page("recognition/edit_round.html", form, round=round)


@bp.route("/rounds/<slug>/phases", methods=["GET", "POST"])
@allow(permissions.RUN_ROUND, Round)
def phases(round: Round) -> ResponseReturnValue:
    form = PhasesForm.for_round(round)
    if form.validate_on_submit():
        with form.guard():
            actions.set_dates(round, form.dates())
            flash(_("The days of the phases are set."), "done")
            return redirect(url_for("recognition.desk", slug=round.slug))
    return form_page("recognition/phases.html", form, round=round)


@bp.route("/rounds/<slug>/criteria", methods=["GET", "POST"])
@allow(permissions.EDIT_ROUND, Round)
def criteria(round: Round) -> ResponseReturnValue:
    form = CriterionForm()
    if form.validate_on_submit():
        with form.guard():
            actions.add_criterion(
                round,
                name=form.name.data,
                text=form.text.data or "",
                weight=form.weight.data,
                highest=form.highest.data,
            )
            flash(_("The criterion is added."), "done")
            return redirect(url_for("recognition.criteria", slug=round.slug))
    total = sum(criterion.weight for criterion in round.criteria)
    return form_page("recognition/criteria.html", form, round=round, total=total)


@bp.post("/rounds/<slug>/criteria/remove")
@allow(permissions.EDIT_ROUND, Round)
def remove_criterion(round: Round) -> ResponseReturnValue:
    chosen = row_number(request.form.get("criterion"))
    criterion = db.session.get(Criterion, chosen) if chosen is not None else None
    if criterion is None or criterion.round_id != round.id:
        raise RuleBroken(_("This criterion is gone already."))
    actions.remove_criterion(round, criterion)
    flash(_("The criterion is taken out."), "done")
    return redirect(url_for("recognition.criteria", slug=round.slug))


@bp.post("/rounds/<slug>/submit")
@allow(permissions.EDIT_ROUND, Round)
def submit_round(round: Round) -> ResponseReturnValue:
    actions.submit_round(round, by=current_actor())
    return _done(round, _("The round is submitted; another person approves it."))


@bp.post("/rounds/<slug>/approve")
@allow(permissions.APPROVE_ROUND, Round)
def approve_round(round: Round) -> ResponseReturnValue:
    actions.approve_round(round, by=current_actor())
    return _done(round, _("The round is approved. Its rules no longer change."))


@bp.route("/rounds/<slug>/announce", methods=["GET", "POST"])
@allow(permissions.DECIDE_COURSE, Round)
def announce_round(round: Round) -> ResponseReturnValue:
    form = NoticeForm(issued_on=clock.today())
    if form.validate_on_submit():
        with form.guard():
            actions.announce_round(
                round, number=form.number.data, issued_on=form.issued_on.data, by=current_actor()
            )
            return _done(round, _("The round is announced; the public sees it."))
    return form_page("recognition/announce.html", form, round=round)


@bp.post("/rounds/<slug>/start")
@allow(permissions.RUN_ROUND, Round)
def start_round(round: Round) -> ResponseReturnValue:
    actions.start_round(round, by=current_actor())
    return _done(round, _("The round is running: nominations are open."))


@bp.post("/rounds/<slug>/advance")
@allow(permissions.RUN_ROUND, Round)
def advance(round: Round) -> ResponseReturnValue:
    advance_round(round, by=current_actor())
    return _done(round, _("The phase is closed and the next one open."))


@bp.route("/rounds/<slug>/course", methods=["GET", "POST"])
@allow(permissions.DECIDE_COURSE, Round)
def course(round: Round) -> ResponseReturnValue:
    """Suspend, resume, cancel, conclude, archive or send back, with the reason."""
    form = ReasonForm()
    name = request.values.get("turn", "")
    if form.validate_on_submit() and name in _TURNS:
        with form.guard():
            actions.turn_round(round, name, reason=form.reason.data or "", by=current_actor())
            return _done(round, _("Done."))
    return form_page("recognition/course.html", form, round=round, turn=name, turns=_TURNS)


@bp.route("/rounds/<slug>/council", methods=["GET", "POST"])
@allow(permissions.RUN_ROUND, Round)
def form_council(round: Round) -> ResponseReturnValue:
    """Found the round's council by its decision; its page takes the members."""
    if round.council_id is not None:
        return redirect(url_for("councils.council", id=round.council_id))
    form = CouncilForm(
        name=_("Council of the round “%(name)s”", name=round.name), issued_on=clock.today()
    )
    if form.validate_on_submit():
        with form.guard():
            unit = round.programme.unit
            document = register_document(
                number=form.number.data,
                issued_on=form.issued_on.data,
                subject=form.name.data,
                issuer=unit,
            )
            council = create_council(
                name=form.name.data, unit=unit, starts_on=form.issued_on.data, document=document
            )
            appoint_council(round, council)
            flash(_("The council is founded. Seat its members."), "done")
            return redirect(url_for("councils.seat", id=council.id))
    return form_page("recognition/form_council.html", form, round=round)


def _done(round: Round, sentence: str) -> ResponseReturnValue:
    flash(sentence, "done")
    return redirect(url_for("recognition.desk", slug=round.slug))

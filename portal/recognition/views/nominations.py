"""A nominator's pages: begin, write, add papers, ask, hand in, withdraw."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core import clock
from portal.core.access import SIGNED_IN, allow, current_actor
from portal.core.db import db
from portal.core.errors import EditConflict, RuleBroken
from portal.core.files import Accept, send_stored, store_upload
from portal.core.forms import form_page
from portal.councils.actions.conflicts import declare_conflict
from portal.councils.models import FindingSource
from portal.recognition import guards, permissions
from portal.recognition.actions import nominations as actions
from portal.recognition.forms.nominations import (
    EndorsementForm,
    NominationForm,
    NominationTextForm,
    PaperForm,
    ReportConflictForm,
    SteerForm,
)
from portal.recognition.models import (
    AwardTitle,
    Nomination,
    NominationPaper,
    NominationSource,
    Round,
)
from portal.recognition.queries.nominations import nominations_of
from portal.recognition.views.blueprint import bp, nomination_at, shown_round_at
from portal.registry.models import Person
from portal.registry.queries import person_of
from portal.units.models import Unit
from portal.units.powers import Power

_FOR_ORGANISATION = (Power.EDIT_MEMBERS, Power.APPROVE_MEMBERS, Power.APPROVE_REPORTS)


@bp.get("/my/nominations")
@allow(SIGNED_IN)
def my_nominations() -> ResponseReturnValue:
    """What I nominate and where I am nominated."""
    return render_template(
        "recognition/my_nominations.html", nominations=nominations_of(current_actor())
    )


@bp.route("/rounds/<slug>/nominate", methods=["GET", "POST"])
@allow(permissions.NOMINATE, shown_round_at)
def nominate(round: Round) -> ResponseReturnValue:
    """Begin a nomination; what is typed is kept as a draft even when the round takes none now."""
    form = NominationForm()
    form.offer(round)
    if form.validate_on_submit():
        with form.guard():
            nomination = actions.nominate(round, **_chosen(form), by=current_actor())
            _say_saved(nomination)
            return redirect(url_for("recognition.edit_nomination", id=nomination.id))
    own = person_of(current_actor())
    open_now = round.takes_nominations(clock.today())
    return form_page("recognition/nominate.html", form, round=round, own=own, open_now=open_now)


def _chosen(form: NominationForm) -> dict[str, Any]:
    source, person = form.source.data, form.person.data
    organisation: Unit | None = None
    if source is NominationSource.SELF:
        person = person_of(current_actor())
        if person is None:
            raise RuleBroken(_("Make your profile first, then nominate yourself."), "source")
    if not isinstance(person, Person):
        raise RuleBroken(_("Say whom you nominate."), "person")
    if source is NominationSource.ORGANISATION:
        organisation = form.organisation.data
        _check_speaks_for(organisation)
    return {
        "person": person,
        "title": db.session.get_one(AwardTitle, form.title.data),
        "source": source,
        "organisation": organisation,
        "summary": form.summary.data or "",
        "achievements": form.achievements.data or "",
    }


def _check_speaks_for(unit: Unit | None) -> None:
    """Only officers of a unit nominate in its name."""
    actor = current_actor()
    if unit is None:
        raise RuleBroken(_("Say which organisation nominates."), "organisation")
    if not any(actor.can(power, unit.id) for power in _FOR_ORGANISATION):
        raise RuleBroken(
            _("You hold no office with which to nominate for this organisation."), "organisation"
        )


def _say_saved(nomination: Nomination, late: str | None = None) -> None:
    if late is None and not nomination.round.takes_nominations(clock.today()):
        late = guards.late_sentence(nomination)
    flash(
        _("Saved as a draft at %(time)s.", time=clock.local(clock.now()).strftime("%H:%M")), "done"
    )
    if late:
        flash(late, "error")


@bp.get("/nominations/<int:id>")
@allow(permissions.SHOW_NOMINATION, nomination_at)
def nomination(nomination: Nomination) -> ResponseReturnValue:
    return render_template(
        "recognition/nomination.html",
        nomination=nomination,
        steer=SteerForm(formdata=None),
        may_see_history=permissions.has_a_part_in_it(current_actor(), nomination)
        or permissions.reads_the_round(current_actor(), nomination),
    )


@bp.route("/nominations/<int:id>/edit", methods=["GET", "POST"])
@allow(permissions.EDIT_NOMINATION, Nomination)
def edit_nomination(nomination: Nomination) -> ResponseReturnValue:
    """The text of a nomination; a collision shows both texts."""
    form = NominationTextForm(obj=nomination)
    theirs: dict[str, str] = {}
    if form.validate_on_submit():
        with form.guard():
            try:
                late = actions.save_text(
                    nomination,
                    summary=form.summary.data or "",
                    achievements=form.achievements.data or "",
                    seen=form.version.data,
                )
            except EditConflict:
                theirs = {
                    "summary": nomination.summary,
                    "achievements": nomination.achievements,
                }
                form.version.raw_data, form.version.data = None, nomination.version
                raise
            _say_saved(nomination, late)
            return redirect(url_for("recognition.nomination", id=nomination.id))
    return form_page("recognition/edit_nomination.html", form, nomination=nomination, theirs=theirs)


@bp.route("/nominations/<int:id>/papers", methods=["GET", "POST"])
@allow(permissions.EDIT_NOMINATION, Nomination)
def papers(nomination: Nomination) -> ResponseReturnValue:
    form = PaperForm()
    if form.validate_on_submit():
        with form.guard():
            file = store_upload(form.file.data, accept=Accept.EVIDENCE)
            actions.add_paper(nomination, file, kind=form.kind.data, title=form.title.data or "")
            flash(_("The paper is added."), "done")
            return redirect(url_for("recognition.papers", id=nomination.id))
    return form_page("recognition/papers.html", form, nomination=nomination)


@bp.post("/nominations/papers/<int:id>/remove")
@allow(permissions.EDIT_PAPER, NominationPaper)
def remove_paper(paper: NominationPaper) -> ResponseReturnValue:
    actions.remove_paper(paper)
    flash(_("The paper is taken out."), "done")
    return redirect(url_for("recognition.papers", id=paper.nomination_id))


@bp.get("/nominations/papers/<int:id>")
@allow(permissions.OPEN_PAPER, NominationPaper)
def paper(paper: NominationPaper) -> ResponseReturnValue:
    """A paper's file, to those who may read the nomination."""
    return send_stored(paper.file, inline=True)


@bp.route("/nominations/<int:id>/endorsements", methods=["GET", "POST"])
@allow(permissions.EDIT_NOMINATION, Nomination)
def endorse(nomination: Nomination) -> ResponseReturnValue:
    form = EndorsementForm()
    if form.validate_on_submit():
        with form.guard():
            actions.endorse(
                nomination,
                kind=form.kind.data,
                name=form.name.data,
                text=form.text.data or "",
                person=form.person.data,
                vote=form.vote,
                by=current_actor(),
            )
            flash(_("The endorsement is added."), "done")
            return redirect(url_for("recognition.nomination", id=nomination.id))
    return form_page("recognition/endorse.html", form, nomination=nomination)


@bp.post("/nominations/<int:id>/send")
@allow(permissions.EDIT_NOMINATION, Nomination)
def send_for_consent(nomination: Nomination) -> ResponseReturnValue:
    actions.send_for_consent(nomination, by=current_actor())
    own = nomination.source is NominationSource.SELF
    flash(_("You can complete it now.") if own else _("The nominee is asked by mail."), "done")
    return redirect(url_for("recognition.nomination", id=nomination.id))


@bp.post("/nominations/<int:id>/hand-in")
@allow(permissions.EDIT_NOMINATION, Nomination)
def hand_in(nomination: Nomination) -> ResponseReturnValue:
    version = actions.hand_in(nomination, by=current_actor())
    flash(_("Handed in as version %(n)s. You will hear of the result.", n=version.number), "done")
    return redirect(url_for("recognition.nomination", id=nomination.id))


@bp.post("/nominations/<int:id>/withdraw")
@allow(permissions.WITHDRAW, Nomination)
def withdraw(nomination: Nomination) -> ResponseReturnValue:
    actions.withdraw(nomination, reason=request.form.get("reason", ""), by=current_actor())
    flash(_("The nomination is withdrawn."), "done")
    return redirect(url_for("recognition.my_nominations"))


@bp.route("/nominations/<int:id>/report-conflict", methods=["GET", "POST"])
@allow(permissions.REPORT_CONFLICT, Nomination)
def report_conflict(nomination: Nomination) -> ResponseReturnValue:
    """A nominee or nominator reads the council's list and reports a conflict."""
    council = nomination.round.council
    form = ReportConflictForm()
    members = council.serving(clock.today()) if council else []
    form.offer(members)
    item = nomination.agenda_item
    if item is not None and form.validate_on_submit():
        nominee = permissions.is_nominee(current_actor(), nomination)
        with form.guard():
            declare_conflict(
                next(member for member in members if member.id == form.member.data),
                item,
                kind=form.kind.data,
                note=form.note.data,
                source=FindingSource.NOMINEE if nominee else FindingSource.NOMINATOR,
                by=current_actor(),
            )
            flash(_("Thank you. The council will decide on it."), "done")
            return redirect(url_for("recognition.nomination", id=nomination.id))
    return form_page(
        "recognition/report_conflict.html", form, nomination=nomination, members=members
    )

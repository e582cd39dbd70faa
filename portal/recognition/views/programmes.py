"""Programmes, their titles and rule sets."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.db import db
from portal.core.forms import form_page
from portal.core.i18n import label
from portal.recognition import permissions
from portal.recognition.actions import programmes as actions
from portal.recognition.forms.rounds import (
    KINDS_OF_PAPERS,
    ProgrammeForm,
    RuleSetForm,
    TitleForm,
)
from portal.recognition.models import Programme
from portal.recognition.queries.rounds import managed_rounds, programmes_for, units_for
from portal.recognition.views.blueprint import bp
from portal.units.models import Unit


@bp.get("/recognition")
@allow(permissions.SEE_ROUNDS)
def desk_of_programmes() -> ResponseReturnValue:
    """The rounds this person runs or approves, and the programmes for those who run them."""
    actor = current_actor()
    return render_template(
        "recognition/programmes.html",
        programmes=programmes_for(actor),
        rounds=managed_rounds(actor),
    )


@bp.route("/recognition/programmes", methods=["GET", "POST"])
@allow(permissions.PREPARE_ROUND)
def new_programme() -> ResponseReturnValue:
    form = ProgrammeForm()
    form.unit.choices = units_for(current_actor(), clock.today())
    if form.validate_on_submit():
        with form.guard():
            unit = db.session.get_one(Unit, form.unit.data)
            programme = actions.create_programme(
                name=form.name.data, description=form.description.data or "", unit=unit
            )
            actions.add_title(programme, name=form.title.data, kind=form.kind.data)
            flash(_("The programme stands. Give it its rules."), "done")
            return redirect(url_for("recognition.new_rule_set", slug=programme.slug))
    return form_page("recognition/new_programme.html", form)


@bp.route("/recognition/programmes/<slug>/titles", methods=["GET", "POST"])
@allow(permissions.RUN_PROGRAMME, Programme)
def new_title(programme: Programme) -> ResponseReturnValue:
    form = TitleForm()
    if form.validate_on_submit():
        with form.guard():
            actions.add_title(programme, name=form.name.data, kind=form.kind.data)
            flash(_("The title is added."), "done")
            return redirect(url_for("recognition.desk_of_programmes"))
    return form_page("recognition/new_title.html", form, programme=programme)


@bp.route("/recognition/programmes/<slug>/rules", methods=["GET", "POST"])
@allow(permissions.RUN_PROGRAMME, Programme)
def new_rule_set(programme: Programme) -> ResponseReturnValue:
    """A new version of the rules; rounds keep the one they pinned."""
    form = RuleSetForm()
    form.required_papers.choices = [(kind.value, label(kind)) for kind in KINDS_OF_PAPERS]
    if form.validate_on_submit():
        with form.guard():
            actions.add_rule_set(programme, name=form.name.data, **form.values())
            flash(_("The rules are kept as a new version."), "done")
            return redirect(url_for("recognition.desk_of_programmes"))
    return form_page("recognition/new_rule_set.html", form, programme=programme)

"""The answering desk: opinions grouped, answered one or many at a time, signed."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.consultation import permissions
from portal.consultation.actions import answering
from portal.consultation.forms.desk import AnswerForm, GroupForm, unit_choices
from portal.consultation.models import Consultation, OfficialResponse, Opinion, Provision
from portal.consultation.queries import answers as owed
from portal.consultation.queries import finding
from portal.consultation.queries.answers import Tab
from portal.consultation.queries.board import provisions_of
from portal.consultation.views.blueprint import actor_id, bp, query_text
from portal.core.access import allow
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.forms import form_page
from portal.core.paging import page_number, paginate
from portal.core.requests import row_number

_NOWHERE = _l("Nowhere, or not yet")


def _desk(consultation: Consultation, tab: Tab = Tab.OPEN) -> ResponseReturnValue:
    return redirect(url_for("consultation.answers", slug=consultation.slug, tab=tab.value))


@bp.get("/consultations/<slug>/answers")
@allow(permissions.READ_DESK, finding.consultation_of)
def answers(consultation: Consultation) -> ResponseReturnValue:
    """Opinions without answer, with a written one, with a signed one."""
    asked = query_text("tab") or ""
    tab = Tab(asked) if asked in set(Tab) else Tab.OPEN
    query = owed.opinions_to_answer(consultation, tab)
    page = paginate(query, page=page_number(query_text("page")), size=40)
    return form_page(
        "consultation/answers.html",
        GroupForm(),
        consultation=consultation,
        tab=tab,
        page=page,
        counts=owed.tab_counts(consultation),
        copies=owed.copies_of(page.items),
    )


@bp.post("/consultations/<slug>/groups")
@allow(permissions.ANSWER, finding.consultation_of)
def group(consultation: Consultation) -> ResponseReturnValue:
    """Put the chosen opinions into one issue, or go on to answer them together."""
    ids = request.form.getlist("opinion")
    if request.form.get("do") == "answer":
        slug = consultation.slug
        return redirect(url_for("consultation.answer", slug=slug, opinion=ids))
    title = " ".join((request.form.get("title") or "").split())[:200]
    if not title:
        raise RuleBroken(_("Give the issue a name."))
    answering.group_opinions(consultation, owed.chosen_opinions(consultation, ids), title=title)
    flash(_("The opinions are grouped."), "done")
    return _desk(consultation)


@bp.route("/consultations/<slug>/answers/new", methods=["GET", "POST"])
@allow(permissions.ANSWER, finding.consultation_of)
def answer(consultation: Consultation) -> ResponseReturnValue:
    """Answer the opinions the address names (`?opinion=1&opinion=2`, or `?group=3`)."""
    opinions = _chosen(consultation)
    form = _prepared(AnswerForm(), consultation)
    if form.validate_on_submit():
        with form.guard():
            answering.answer(consultation, opinions, **_given(form), by_id=actor_id())
            flash(_("The answer is written. Another person signs it."), "done")
            return _desk(consultation)
    return _answer_page(form, consultation, opinions)


def _chosen(consultation: Consultation) -> Sequence[Opinion]:
    if asked := query_text("group"):
        number = row_number(asked)
        found = owed.group_of(consultation.slug, number) if number is not None else None
        return [one for one in found.opinions if one.is_counted] if found else []
    return owed.chosen_opinions(consultation, request.args.getlist("opinion"))


def _prepared(form: AnswerForm, consultation: Consultation) -> AnswerForm:
    units = provisions_of(consultation.current) if consultation.current else []
    form.changed.choices = unit_choices(units, _NOWHERE)
    return form


def _given(form: AnswerForm) -> dict[str, Any]:
    if form.disposition.data is None:
        raise RuleBroken(_("Choose the result."), "disposition")
    changed = form.changed.data
    return {
        "disposition": form.disposition.data,
        "reason": form.reason.data or "",
        "changed_provision": db.session.get(Provision, changed) if changed else None,
    }


def _answer_page(
    form: AnswerForm, consultation: Consultation, opinions: Sequence[Opinion]
) -> ResponseReturnValue:
    return form_page("consultation/answer.html", form, consultation=consultation, opinions=opinions)


@bp.route("/consultations/<slug>/answers/<int:response>", methods=["GET", "POST"])
@allow(permissions.ANSWER, owed.response_of)
def edit_answer(response: OfficialResponse) -> ResponseReturnValue:
    """Change an answer that is not signed yet."""
    consultation = response.consultation
    form = _prepared(AnswerForm(obj=response), consultation)
    if not form.is_submitted():
        form.changed.data = response.changed_provision_id or 0
    if form.validate_on_submit():
        with form.guard():
            answering.edit_answer(response, **_given(form), by_id=actor_id())
            flash(_("Saved."), "done")
            return _desk(consultation, Tab.WRITTEN)
    return _answer_page(form, consultation, response.opinions)


@bp.post("/consultations/<slug>/answers/<int:response>/withdraw")
@allow(permissions.ANSWER, owed.response_of)
def withdraw(response: OfficialResponse) -> ResponseReturnValue:
    """Take back an answer that is not signed yet."""
    consultation = response.consultation
    answering.withdraw_answer(response)
    flash(_("The answer is taken back; its opinions wait again."), "done")
    return _desk(consultation)


@bp.post("/consultations/<slug>/answers/<int:response>/sign")
@allow(permissions.SIGN, owed.response_of)
def sign(response: OfficialResponse) -> ResponseReturnValue:
    """Sign one answer off; it becomes public."""
    answering.sign(response, by_id=actor_id())
    flash(_("The answer is signed and public."), "done")
    return _desk(response.consultation, Tab.WRITTEN)


@bp.post("/consultations/<slug>/answers/sign")
@allow(permissions.SIGN, finding.consultation_of)
def sign_all(consultation: Consultation) -> ResponseReturnValue:
    """Sign off everything that others wrote."""
    signed, own = answering.sign_all(consultation, by_id=actor_id())
    flash(_("%(n)s answers are signed and public.", n=signed), "done")
    if own:
        flash(
            _("%(n)s answers were written by yourself: another person signs them.", n=own), "wait"
        )
    return _desk(consultation, Tab.WRITTEN)

"""Members: the list with its filters and export, one member, registering, ending, moving."""

from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.associations import actions, papers, permissions, queries, rules
from portal.associations.actions.decisions import decision
from portal.associations.forms import (
    EndForm,
    MemberFilterForm,
    RegisterForm,
    SuspendForm,
    TransferForm,
)
from portal.associations.models import Association, EndReason, Membership
from portal.associations.views.blueprint import bp
from portal.associations.views.chosen import (
    branch_choices,
    branch_chosen,
    day_of,
    decision_chosen,
    type_choices,
    type_chosen,
)
from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.documents import send_document
from portal.core.forms import form_page
from portal.core.paging import page_number


@bp.get("/associations/<slug>/members")
@allow(permissions.LIST_MEMBERS, Association)
def members(association: Association) -> ResponseReturnValue:
    today = clock.today()
    wanted = queries.member_filter(request.args)
    asked: dict[str, Any] = wanted.arguments()
    form = MemberFilterForm(request.args)
    query = queries.members_of(association, wanted, current_actor(), today)
    page = queries.member_page(query, page_number(request.args.get("page")))
    return render_template(
        "associations/members.html",
        association=association,
        filter=form.offer(type_choices(association), branch_choices(association)),
        page=page,
        page_url=partial(url_for, ".members", slug=association.slug, **asked),
        export_url=url_for(".members_sheet", slug=association.slug, **asked),
        people=queries.people_in(query),
        standing_of=rules.standing_of,
        today=today,
    )


@bp.get("/associations/<slug>/members.xlsx")
@allow(permissions.LIST_MEMBERS, Association)
def members_sheet(association: Association) -> ResponseReturnValue:
    wanted = queries.member_filter(request.args)
    query = queries.members_of(association, wanted, current_actor(), clock.today())
    book = papers.member_book(association, queries.all_rows(query), clock.today())
    return send_document(book, f"hoi-vien-{association.slug}.xlsx")


@bp.get("/memberships/<int:id>")
@allow(permissions.SHOW_MEMBER, Membership)
def membership(membership: Membership) -> ResponseReturnValue:
    today = clock.today()
    return render_template(
        "associations/member.html",
        membership=membership,
        standing=rules.standing_of(membership, today),
        periods=queries.periods_of(membership.association, membership.person),
        cards=queries.cards_of(membership),
        today=today,
        good=rules.IN_GOOD_STANDING,
    )


@bp.route("/associations/<slug>/members/new", methods=["GET", "POST"])
@allow(permissions.REGISTER_MEMBER, Association)
def register(association: Association) -> ResponseReturnValue:
    form = RegisterForm().offer(type_choices(association), branch_choices(association))
    if form.validate_on_submit():
        with form.guard():
            member = actions.register_member(
                association,
                person=form.person.data,
                full_name=form.full_name.data or "",
                by=current_actor(),
                kind=type_chosen(form),
                branch=branch_chosen(form),
                additional=form.additional.data,
                number=(form.number.data or "").upper(),
                starts_on=day_of(form.starts_on),
                document=decision_chosen(association, form, _("Admission of members")),
            )
            flash(_("Registered: %(name)s", name=member.person.full_name), "done")
            return redirect(url_for(".membership", id=member.id))
    return form_page("associations/register.html", form, association=association)


@bp.route("/memberships/<int:id>/end", methods=["GET", "POST"])
@allow(permissions.EDIT_MEMBER, Membership)
def end(membership: Membership) -> ResponseReturnValue:
    form = EndForm(version=membership.version)
    if form.validate_on_submit():
        with form.guard():
            actions.end_membership(
                membership,
                ends_on=day_of(form.ends_on),
                reason=EndReason(form.reason.data),
                document=decision_chosen(membership.association, form, _("End of membership")),
                version=form.version.data,
            )
            flash(_("The membership is ended."), "done")
            return redirect(url_for(".membership", id=membership.id))
    return form_page("associations/end.html", form, membership=membership)


@bp.route("/memberships/<int:id>/transfer", methods=["GET", "POST"])
@allow(permissions.EDIT_MEMBER, Membership)
def transfer(membership: Membership) -> ResponseReturnValue:
    association = membership.association
    form = TransferForm().offer(branch_choices(association))
    if form.validate_on_submit():
        with form.guard():
            opened = actions.transfer_by_decision(
                membership,
                branch=branch_chosen(form),
                effective_on=day_of(form.effective_on),
                number=form.number.data or "",
                issued_on=day_of(form.issued_on),
            )
            flash(_("The member now belongs to the new branch."), "done")
            return redirect(url_for(".membership", id=opened.id))
    return form_page("associations/transfer.html", form, membership=membership)


@bp.route("/memberships/<int:id>/suspend", methods=["GET", "POST"])
@allow(permissions.EDIT_MEMBER, Membership)
def suspend(membership: Membership) -> ResponseReturnValue:
    form = SuspendForm()
    if form.validate_on_submit():
        with form.guard():
            document = decision(
                membership.association,
                number=form.number.data or "",
                issued_on=day_of(form.issued_on),
                subject=_("Suspension of a member"),
            )
            actions.suspend(
                membership,
                starts_on=day_of(form.starts_on),
                ends_on=day_of(form.ends_on),
                reason=form.reason.data or "",
                document=document,
            )
            flash(_("The suspension is entered; it ends by itself."), "done")
            return redirect(url_for(".membership", id=membership.id))
    return form_page("associations/suspend.html", form, membership=membership)


@bp.post("/memberships/<int:id>/renew")
@allow(permissions.EDIT_MEMBER, Membership)
def renew(membership: Membership) -> ResponseReturnValue:
    actions.renew(membership)
    flash(_("Renewed for one more term."), "done")
    return redirect(url_for(".membership", id=membership.id))

"""The council: who sits on it, what is before it, when it meets."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.councils import permissions, queries
from portal.councils.actions import seats
from portal.councils.forms import EndSeatForm, MemberForm
from portal.councils.models import Council, CouncilMember
from portal.councils.permissions import seat_of
from portal.councils.rules.threshold import reveals_votes
from portal.councils.views.blueprint import bp


@bp.get("/councils/<int:id>")
@allow(permissions.SHOW_COUNCIL, Council)
def council(council: Council) -> ResponseReturnValue:
    today = clock.today()
    return render_template(
        "councils/council.html",
        council=council,
        serving=council.serving(today),
        items=queries.items_for(council, seat_of(current_actor(), council)),
        meetings=queries.open_meetings(council),
        suspected=queries.suspected(council),
        reveals=reveals_votes(len(council.voting(today)), council.share),
    )


@bp.route("/councils/<int:id>/members", methods=["GET", "POST"])
@allow(permissions.COMPOSE_COUNCIL, Council)
def seat(council: Council) -> ResponseReturnValue:
    form = MemberForm(starts_on=clock.today())
    if form.validate_on_submit():
        with form.guard():
            member = seats.seat_member(
                council, form.person.data, role=form.role.data, starts_on=form.starts_on.data
            )
            flash(_("%(name)s has a seat now.", name=member.person.full_name), "done")
            return redirect(url_for("councils.seat", id=council.id))
    return form_page(
        "councils/seat.html", form, council=council, serving=council.serving(clock.today())
    )


@bp.route("/councils/members/<int:id>/end", methods=["GET", "POST"])
@allow(permissions.COMPOSE_COUNCIL, CouncilMember)
def end_seat(member: CouncilMember) -> ResponseReturnValue:
    form = EndSeatForm(ends_on=clock.today())
    if form.validate_on_submit():
        with form.guard():
            seats.end_seat(member, on=form.ends_on.data, reason=form.reason.data)
            flash(_("The seat of %(name)s ends.", name=member.person.full_name), "done")
            return redirect(url_for("councils.council", id=member.council_id))
    return form_page("councils/end_seat.html", form, member=member)

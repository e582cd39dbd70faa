"""The meeting room."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.councils import permissions, queries
from portal.councils.actions import ballots as ballot_actions
from portal.councils.actions import meetings as actions
from portal.councils.forms import AttendanceForm, BallotForm, DiscussionForm, MeetingForm
from portal.councils.models import Council, Meeting
from portal.councils.permissions import seat_of
from portal.councils.views.blueprint import bp


@bp.route("/councils/<int:id>/meetings", methods=["GET", "POST"])
@allow(permissions.MANAGE_COUNCIL, Council)
def call_meeting(council: Council) -> ResponseReturnValue:
    waiting = [item for item in council.items if item.meeting_id is None]
    form = MeetingForm(day=clock.today(), items=[item.id for item in waiting])
    form.items.choices = [(item.id, item.title) for item in waiting]
    if form.validate_on_submit():
        with form.guard():
            meeting = actions.call_meeting(
                council,
                title=form.title.data,
                held_at=form.held_at,
                place=form.place.data,
                items=[item for item in waiting if item.id in form.items.data],
            )
            flash(_("The meeting is called."), "done")
            return redirect(url_for("councils.meeting", id=meeting.id))
    return form_page("councils/call_meeting.html", form, council=council)


@bp.get("/meetings/<int:id>")
@allow(permissions.SHOW_MEETING, Meeting)
def meeting(meeting: Meeting) -> ResponseReturnValue:
    return _room(meeting)


def _room(meeting: Meeting, attendance: AttendanceForm | None = None) -> ResponseReturnValue:
    seat = seat_of(current_actor(), meeting)
    shown = {item.id for item in queries.items_for(meeting.council, seat)}
    form = attendance or AttendanceForm.for_meeting(meeting)
    return form_page(
        "councils/meeting.html",
        form,
        meeting=meeting,
        quorum=actions.quorum_of(meeting),
        serving=meeting.council.serving(meeting.day),
        items=[item for item in meeting.items if item.id in shown],
        discussion=DiscussionForm(formdata=None, discussion=meeting.discussion),
        shown=shown,
    )


@bp.post("/meetings/<int:id>/attendance")
@allow(permissions.RUN_MEETING, Meeting)
def attendance(meeting: Meeting) -> ResponseReturnValue:
    form = AttendanceForm.for_meeting(meeting)
    if form.validate_on_submit():
        with form.guard():
            actions.record_attendance(meeting, form.given())
            flash(_("Attendance is noted."), "done")
            return redirect(url_for("councils.meeting", id=meeting.id))
    return _room(meeting, form)


@bp.post("/meetings/<int:id>/open")
@allow(permissions.RUN_MEETING, Meeting)
def open_meeting(meeting: Meeting) -> ResponseReturnValue:
    actions.open_meeting(meeting)
    flash(_("The meeting is open."), "done")
    return redirect(url_for("councils.meeting", id=meeting.id))


@bp.post("/meetings/<int:id>/discussion")
@allow(permissions.RUN_MEETING, Meeting)
def discussion(meeting: Meeting) -> ResponseReturnValue:
    form = DiscussionForm()
    actions.note_discussion(meeting, form.discussion.data or "")
    flash(_("Noted."), "done")
    return redirect(url_for("councils.meeting", id=meeting.id))


@bp.post("/meetings/<int:id>/close")
@allow(permissions.RUN_MEETING, Meeting)
def close_meeting(meeting: Meeting) -> ResponseReturnValue:
    actions.close_meeting(meeting)
    flash(_("The meeting is closed."), "done")
    return redirect(url_for("councils.meeting", id=meeting.id))


@bp.route("/meetings/<int:id>/ballots", methods=["GET", "POST"])
@allow(permissions.RUN_BALLOT, Meeting)
def prepare_ballot(meeting: Meeting) -> ResponseReturnValue:
    seat = seat_of(current_actor(), meeting)
    shown = {item.id for item in queries.items_for(meeting.council, seat)}
    form = BallotForm(items=[item.id for item in meeting.items])
    form.items.choices = [(item.id, item.title) for item in meeting.items if item.id in shown]
    if form.validate_on_submit():
        with form.guard():
            chosen = [item for item in meeting.items if item.id in form.items.data]
            session = ballot_actions.prepare_ballot(meeting, chosen)
            flash(_("The ballot is prepared. Check the roll, then open it."), "done")
            return redirect(url_for("councils.ballot", id=session.id))
    return form_page("councils/prepare_ballot.html", form, meeting=meeting)

"""Issuing minutes and giving out their files."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.files import send_stored
from portal.councils import permissions
from portal.councils.forms import MinutesForm
from portal.councils.minutes import issue_minutes
from portal.councils.models import BallotSession, Meeting, Minutes
from portal.councils.views.blueprint import ballot_at, bp


@bp.post("/meetings/<int:id>/minutes")
@allow(permissions.ISSUE_MINUTES, Meeting)
def issue_of_meeting(meeting: Meeting) -> ResponseReturnValue:
    return _issue(meeting, None)


@bp.post("/ballots/<int:id>/minutes")
@allow(permissions.ISSUE_MINUTES, ballot_at)
def issue_of_ballot(session: BallotSession) -> ResponseReturnValue:
    return _issue(session.meeting, session)


def _issue(meeting: Meeting, session: BallotSession | None) -> ResponseReturnValue:
    number = MinutesForm().number.data or ""
    issue_minutes(meeting, session=session, number=number, by=current_actor())
    flash(_("The minutes are issued."), "done")
    return redirect(url_for("councils.meeting", id=meeting.id))


@bp.get("/minutes/<int:id>.docx")
@allow(permissions.READ_MINUTES, Minutes)
def minutes_docx(minutes: Minutes) -> ResponseReturnValue:
    return send_stored(minutes.docx)


@bp.get("/minutes/<int:id>.pdf")
@allow(permissions.READ_MINUTES, Minutes)
def minutes_pdf(minutes: Minutes) -> ResponseReturnValue:
    return send_stored(minutes.pdf)

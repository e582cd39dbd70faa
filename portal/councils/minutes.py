"""Minutes from the data: refused where the sums fail, written as DOCX and PDF."""

from collections.abc import Iterable
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from portal.core import audit, clock
from portal.core.db import db
from portal.core.documents import DOCX, PDF, Docx, render_pdf
from portal.core.documents.text import place_and_day
from portal.core.errors import RuleBroken
from portal.core.files import store_bytes
from portal.core.i18n import label
from portal.core.text import vietnamese_number_words
from portal.councils.actions.meetings import quorum_of
from portal.councils.models import (
    BallotSession,
    Meeting,
    MeetingState,
    MemberRole,
    Minutes,
    MinutesKind,
    Presence,
    SessionState,
)
from portal.councils.rules.ballots import differences, faults


def check_sums(session: BallotSession) -> None:
    """Both counts and the tally agree, every sum holds, and the rule gives the verdict that is kept."""
    if session.state is not SessionState.CLOSED:
        raise RuleBroken(_("Close the ballot first."))
    for line in session.lines:
        tally = line.tally
        wrong = (
            tally is None
            or len(line.counts) != 2
            or bool(faults(tally.figures, electorate=line.electorate))
            or any(differences(tally.figures, count.figures) for count in line.counts)
            or tally.verdict.passed is not tally.passed
        )
        if wrong:
            raise RuleBroken(
                _("The figures of “%(item)s” do not add up: no minutes.", item=line.item.title)
            )


def issue_minutes(
    meeting: Meeting, *, session: BallotSession | None, number: str, by: Any
) -> Minutes:
    """Write the minutes of the meeting, or of one ballot, once and for all."""
    kind = MinutesKind.MEETING if session is None else MinutesKind.COUNTING
    if any(
        row.kind is kind and row.session_id == (session and session.id) for row in meeting.minutes
    ):
        raise RuleBroken(_("These minutes are issued already."))
    sessions = (
        [session] if session else [s for s in meeting.sessions if s.state is not SessionState.VOID]
    )
    for one in sessions:
        check_sums(one)
    if session is None and meeting.state is not MeetingState.CLOSED:
        raise RuleBroken(_("Close the meeting first."))
    with force_locale("vi"):
        content = _content(meeting, sessions, kind, number)
        docx = store_bytes(_as_docx(content), name=f"{content['file']}.docx", media_type=DOCX)
        pdf = store_bytes(
            render_pdf("minutes", content), name=f"{content['file']}.pdf", media_type=PDF
        )
    minutes = Minutes(
        meeting=meeting,
        session_id=session.id if session else None,
        kind=kind,
        number=number,
        docx_id=docx.id,
        pdf_id=pdf.id,
        issued_by_id=by.id,
    )
    db.session.add(minutes)
    db.session.flush()
    audit.record("minutes.issue", minutes, after={"docx": docx.sha256, "pdf": pdf.sha256})
    return minutes


def _content(
    meeting: Meeting, sessions: Iterable[BallotSession], kind: MinutesKind, number: str
) -> dict[str, Any]:
    council = meeting.council
    place = meeting.place.split(",")[-1].strip()
    word = "hop" if kind is MinutesKind.MEETING else "kiem-phieu"
    return {
        "file": f"bien-ban-{word}-{meeting.id}",
        "agency": council.unit.name,
        "number": number,
        "place": place,
        "day": meeting.day,
        "place_and_day": place_and_day(place, meeting.day),
        "kind": label(kind),
        "subject": council.name,
        "facts": _facts(meeting),
        "members": [_member_row(meeting, member) for member in council.serving(meeting.day)],
        "member_columns": [_("No."), _("Full name"), _("Office"), _("Attendance")],
        "discussion": meeting.discussion,
        "agenda": [item.title for item in meeting.items],
        "ballots": [_ballot(session, kind) for session in sessions],
        "voided": [
            _("Ballot No. %(id)s was void: %(reason)s", id=session.id, reason=session.void_reason)
            for session in meeting.sessions
            if session.state is SessionState.VOID
        ],
        "signers": _signers(meeting, kind),
        "sign_note": _("(Signature and full name)"),
        "headings": {
            "members": _("Council members"),
            "agenda": _("Agenda"),
            "discussion": _("Discussion"),
            "ballots": _("Ballot results"),
        },
    }


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    there = clock.local(meeting.held_at)
    return [
        (_("Time"), there.strftime("%H:%M %d/%m/%Y")),
        (_("Place of the meeting"), meeting.place),
        (_("Content"), meeting.title),
        (_("Quorum"), quorum_of(meeting).sentence),
    ]


def _member_row(meeting: Meeting, member: Any) -> list[str]:
    row = next((line for line in meeting.attendance if line.member_id == member.id), None)
    presence = label(row.presence if row else Presence.ABSENT)
    reason = f" ({row.reason})" if row and row.reason else ""
    place = [one.id for one in meeting.council.serving(meeting.day)].index(member.id) + 1
    return [str(place), member.person.full_name, label(member.role), presence + reason]


def _ballot(session: BallotSession, kind: MinutesKind) -> dict[str, Any]:
    return {
        "rule": _(
            "Rule: at least %(share)s of %(base)s",
            share=str(session.share),
            base=label(session.share.base),
        ),
        "hash": _("Hash of the roll (SHA-256): %(hash)s", hash=session.roll_hash),
        "columns": [
            _("Item of the agenda"),
            _("Ballots issued"),
            _("Ballots returned"),
            _("Valid ballots"),
            _("Blank ballots"),
            _("Invalid ballots"),
            _("Yes votes"),
            _("No votes"),
            _("No opinion"),
        ],
        "rows": [
            [line.item.title, *(str(n) for n in line.tally.figures.as_row().values())]
            for line in session.lines
            if line.tally
        ],
        "verdicts": [
            f"{line.item.title}: {line.tally.verdict.sentence} "
            + _("(in words: %(words)s yes votes)", words=vietnamese_number_words(line.tally.yes))
            for line in session.lines
            if line.tally
        ],
        "recused": [
            _("%(name)s took no part in the vote on “%(item)s”", name=name, item=line.item.title)
            for line in session.lines
            for name in _recused(line)
        ]
        if kind is MinutesKind.MEETING
        else [],
    }


def _recused(line: Any) -> list[str]:
    return [entry.member.person.full_name for entry in line.roll if entry.state.value == "recused"]


def _signers(meeting: Meeting, kind: MinutesKind) -> list[tuple[str, str]]:
    serving = meeting.council.serving(meeting.day)
    presence = meeting.presence()
    here = [m for m in serving if presence.get(m.id) is Presence.PRESENT]

    def named(*roles: MemberRole) -> list[str]:
        return [member.person.full_name for member in here if member.role in roles]

    chair = next(iter(named(MemberRole.CHAIR) + named(MemberRole.DEPUTY)), "")
    secretary = next(iter(named(MemberRole.SECRETARY)), "")
    if kind is MinutesKind.MEETING:
        return [(_("SECRETARY"), secretary), (_("CHAIR"), chair)]
    counters = ", ".join(named(MemberRole.COUNTER)) or secretary
    return [(_("COUNTING TEAM"), counters), (_("CHAIR"), chair)]


def _as_docx(content: dict[str, Any]) -> bytes:
    paper = Docx(content["kind"])
    paper.heading_block(
        agency=content["agency"],
        number=content["number"],
        place=content["place"],
        day=content["day"],
    )
    paper.title(content["kind"], content["subject"])
    paper.facts(content["facts"])
    headings = content["headings"]
    paper.heading(headings["members"])
    paper.table(content["member_columns"], content["members"], widths=[1, 5, 3, 4])
    if content["agenda"]:
        paper.heading(headings["agenda"]).bullets(content["agenda"])
    if content["discussion"]:
        paper.heading(headings["discussion"]).paragraph(content["discussion"])
    if content["ballots"]:
        paper.heading(headings["ballots"])
    for ballot in content["ballots"]:
        paper.paragraph(ballot["rule"])
        paper.table(ballot["columns"], ballot["rows"], widths=[5, *([1.5] * 8)], size=11)
        paper.bullets(ballot["verdicts"] + ballot["recused"])
        paper.paragraph(ballot["hash"], italic=True)
    paper.bullets(content["voided"])
    for capacity, name in content["signers"]:
        paper.signature(capacity=capacity, name=name)
    return paper.save()

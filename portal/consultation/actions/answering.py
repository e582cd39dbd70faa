"""Answers: written by the drafting unit for one opinion or many, signed by another person."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from portal.consultation.actions.moderating import tell_author
from portal.consultation.models import (
    Consultation,
    Disposition,
    IssueGroup,
    OfficialResponse,
    Opinion,
    Provision,
)
from portal.consultation.rules.moves import check_another_person
from portal.consultation.rules.opinions import check_answer
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken


def group_opinions(
    consultation: Consultation, opinions: Sequence[Opinion], *, title: str
) -> IssueGroup:
    """Put opinions that raise one issue together; an opinion is in one group at most."""
    if not opinions:
        raise RuleBroken(_("Choose at least one opinion."))
    group = IssueGroup(consultation=consultation, title=title)
    db.session.add(group)
    for opinion in opinions:
        opinion.group = group
    audit.record("consultation.group_opinions", consultation)
    return group


def answer(
    consultation: Consultation,
    opinions: Sequence[Opinion],
    *,
    disposition: Disposition,
    reason: str,
    by_id: int | None,
    changed_provision: Provision | None = None,
) -> OfficialResponse:
    """Answer opinions with one text; what was answered and signed before stays as it is."""
    check_answer(disposition, reason, list(opinions))
    for opinion in opinions:
        if opinion.response is not None and opinion.response.is_signed:
            raise RuleBroken(_("%(code)s has a signed answer already.", code=opinion.code))
    response = OfficialResponse(
        consultation=consultation,
        disposition=disposition,
        reason=reason,
        written_by_id=by_id,
        changed_provision=changed_provision,
    )
    db.session.add(response)
    replaced = {one.response for one in opinions if one.response is not None}
    for opinion in opinions:
        opinion.response = response
    db.session.flush()
    for old in replaced:
        db.session.refresh(old, ["opinions"])
        if not old.opinions:
            db.session.delete(old)
    audit.record("consultation.answer", consultation, actor_id=by_id)
    return response


def edit_answer(
    response: OfficialResponse,
    *,
    disposition: Disposition,
    reason: str,
    by_id: int | None,
    changed_provision: Provision | None = None,
) -> None:
    """Change an answer that is not signed yet."""
    if response.is_signed:
        raise RuleBroken(_("A signed answer does not change."))
    check_answer(disposition, reason, response.opinions)
    response.disposition, response.reason = disposition, reason
    response.changed_provision = changed_provision
    response.written_by_id, response.written_at = by_id, clock.now()
    audit.record("consultation.edit_answer", response, actor_id=by_id)


def withdraw_answer(response: OfficialResponse) -> None:
    """Take back an answer that is not signed yet; its opinions wait again."""
    if response.is_signed:
        raise RuleBroken(_("A signed answer does not change."))
    for opinion in list(response.opinions):
        opinion.response = None
    db.session.flush()
    db.session.delete(response)


def sign(response: OfficialResponse, *, by_id: int | None) -> None:
    """Sign an answer written by another person; it becomes public and its authors are told."""
    if response.is_signed:
        return
    check_another_person(by_id, response.written_by_id)
    response.signed_by_id, response.signed_at = by_id, clock.now()
    audit.record("consultation.sign_answer", response, actor_id=by_id)
    for opinion in response.opinions:
        tell_author(opinion, _("Your opinion %(code)s was answered", code=opinion.code), "answered")


def sign_all(consultation: Consultation, *, by_id: int | None) -> tuple[int, int]:
    """Sign what others wrote; gives how many were signed and how many are one's own."""
    query = select(OfficialResponse).where(
        OfficialResponse.consultation_id == consultation.id, OfficialResponse.signed_at.is_(None)
    )
    waiting = db.session.scalars(query.order_by(OfficialResponse.id)).all()
    mine = [one for one in waiting if by_id is not None and one.written_by_id == by_id]
    for response in waiting:
        if response not in mine:
            sign(response, by_id=by_id)
    return len(waiting) - len(mine), len(mine)

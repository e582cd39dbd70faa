"""Publishing honours with their certificates, and taking one back."""

import hashlib
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.core import audit, verify
from portal.core.db import db
from portal.core.documents import PDF
from portal.core.errors import RuleBroken
from portal.core.files import store_bytes
from portal.core.text import sort_key
from portal.recognition.actions.deciding import register_later_decision
from portal.recognition.actions.steps import transition
from portal.recognition.certificate import TEMPLATE, certificate_pdf
from portal.recognition.models import (
    Certificate,
    Decision,
    DecisionKind,
    Honour,
    HonourState,
    Nomination,
    Revocation,
    RevocationGround,
    Round,
)
from portal.recognition.rules.states import State


def publish_honours(round: Round, *, by: Any) -> list[Honour]:
    """Enter everybody awarded in the honour roll, each with a certificate."""
    query = select(Nomination).where(
        Nomination.round_id == round.id, Nomination.state == State.AWARDED
    )
    awarded = sorted(
        db.session.scalars(query), key=lambda one: (one.title_id, one.person.sort_given, one.id)
    )
    if not awarded:
        raise RuleBroken(_("There is nobody to publish."))
    honours = [publish(nomination, by=by) for nomination in awarded]
    audit.record("round.publish", round, after={"honours": len(honours)})
    return honours


def publish(nomination: Nomination, *, by: Any) -> Honour:
    """Enter one honour with its register number and certificate."""
    transition(nomination, "publish", actor=by)
    decision = _decision_of(nomination)
    honour = Honour(
        round=nomination.round,
        title=nomination.title,
        person=nomination.person,
        nomination=nomination,
        decision=decision,
        full_name=nomination.person.full_name,
        sort_given=nomination.person.sort_given,
        citation=nomination.summary,
        year=decision.document.issued_on.year,
        awarded_on=decision.document.issued_on,
        register_number=_next_number(decision.document.issued_on.year),
    )
    db.session.add(honour)
    db.session.flush()
    issue_certificate(honour)
    audit.record("honour.publish", honour, after={"register_number": honour.register_number})
    return honour


def _decision_of(nomination: Nomination) -> Any:
    query = select(Decision).where(Decision.id == nomination.decision_id)
    return db.session.scalars(query).one()


def _next_number(year: int) -> str:
    numbers = db.session.scalar(select(func.count(Honour.id)).where(Honour.year == year))
    return f"{(numbers or 0) + 1:04d}/{year}"


def issue_certificate(honour: Honour) -> Certificate:
    """Print the certificate, keep the file and its hash, and give it its code."""
    code = verify.issue("certificate", honour.id).code
    serial = f"HT-{honour.year}-{honour.id:06d}"
    content = certificate_pdf(honour, serial=serial, code=code)
    name = f"chung-nhan-{serial.lower()}.pdf"
    stored = store_bytes(content, name=name, media_type=PDF)
    certificate = Certificate(
        honour=honour,
        serial=serial,
        code=code,
        file_id=stored.id,
        sha256=hashlib.sha256(content).hexdigest(),
        template=TEMPLATE,
    )
    db.session.add(certificate)
    db.session.flush()
    return certificate


def correct_honour(
    honour: Honour,
    *,
    full_name: str,
    reason: str,
    number: str,
    issued_on: date,
    issuer: str,
    signer: str,
    capacity: str,
    by: Any,
) -> Decision:
    """Put right how a name is written, by decision: the certificate is printed anew, its code stays."""
    if full_name.strip() == honour.full_name:
        raise RuleBroken(_("The name is written like this already."), "full_name")
    if issued_on < honour.awarded_on:
        raise RuleBroken(_("The correction is dated before the award."), "issued_on")
    decision = register_later_decision(
        honour.round,
        DecisionKind.CORRECTION,
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        signer=signer,
        capacity=capacity,
        by=by,
    )
    before = {"full_name": honour.full_name}
    honour.full_name = full_name.strip()
    honour.sort_given = sort_key(honour.full_name, by="given")
    honour.state, honour.nomination.decision = HonourState.CORRECTED, decision
    transition(honour.nomination, "correct", actor=by, reason=reason)
    _print_again(honour)
    audit.record("honour.correct", honour, before=before, after={"full_name": honour.full_name})
    return decision


def _print_again(honour: Honour) -> None:
    certificate = honour.certificate
    if certificate is None:
        return
    content = certificate_pdf(honour, serial=certificate.serial, code=certificate.code)
    name = f"chung-nhan-{certificate.serial.lower()}.pdf"
    certificate.file_id = store_bytes(content, name=name, media_type=PDF).id
    certificate.sha256 = hashlib.sha256(content).hexdigest()
    db.session.flush()


def revoke_honour(
    honour: Honour,
    *,
    ground: RevocationGround,
    reason: str,
    number: str,
    issued_on: date,
    issuer: str,
    signer: str,
    capacity: str,
    by: Any,
) -> Revocation:
    """Take an honour back by decision: roll, certificate and nomination flip in one transaction."""
    if honour.is_revoked:
        raise RuleBroken(_("This honour is revoked already."))
    if not reason.strip():
        raise RuleBroken(_("State the reason for the revocation."), "reason")
    if issued_on < honour.awarded_on:
        raise RuleBroken(_("The revocation is dated before the award."), "issued_on")
    decision = register_later_decision(
        honour.round,
        DecisionKind.REVOCATION,
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        signer=signer,
        capacity=capacity,
        by=by,
    )
    revocation = Revocation(honour=honour, decision=decision, ground=ground, reason=reason.strip())
    honour.state = HonourState.REVOKED
    db.session.add(revocation)
    transition(honour.nomination, "revoke", actor=by, reason=reason)
    audit.record("honour.revoke", honour, after={"number": number, "ground": ground.value})
    return revocation

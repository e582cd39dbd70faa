"""An open consultation with opinions and answers, one in preparation here, one elsewhere."""

from portal.consultation.actions import answering, drafting, inviting, preparing, speaking
from portal.consultation.actions.speaking import Author, Words
from portal.consultation.models import Disposition, DossierKind, Opinion, OpinionState, Stance
from portal.consultation.outline.source import source_of_text
from portal.core.db import db
from portal.core.mail import OutboxMessage
from tests.factories.consultation import (
    PLAN,
    make_consultation,
    make_open,
    make_opinion,
    publish_text,
)
from tests.trust.world.base import World, paper


def add_drafts(world: World) -> None:
    there = make_open(unit=world.thing("there"), title="Kế hoạch nơi kia")
    world.keep("consultation_there", there, there.slug)
    mine = make_open(unit=world.thing("here"), title="Kế hoạch nơi đây")
    world.keep("consultation", mine, mine.slug)
    publish_text(mine, PLAN.replace("60 người", "90 người"))
    working = drafting.import_draft(mine, source_of_text(PLAN))
    world.keep("working", working, working.number)
    world.keep("unit", working.provisions[3])
    secret = make_consultation(unit=world.thing("here"), title="Kế hoạch còn kín")
    publish_text(secret)
    world.keep("secret", secret, secret.slug)
    for name, one in (("dossier", mine), ("secret_dossier", secret), ("dossier_there", there)):
        document = preparing.add_document(
            one, kind=DossierKind.OTHER, title="Tờ trình", file=paper()
        )
        world.keep(name, document)
    _opinions(world)
    _answers(world)
    _letters(world)


def _opinions(world: World) -> None:
    mine = world.thing("consultation")
    public = make_opinion(mine, account=world.account("owner"), name_is_public=True)
    world.keep("opinion", public, public.code)
    for name, state in (("waiting", OpinionState.WAITING), ("removed", OpinionState.HIDDEN)):
        opinion = make_opinion(mine, account=world.account("neighbour"), name_is_public=False)
        opinion.state = state
        world.keep(f"{name}_opinion", opinion, opinion.code)
    words = Words(stance=Stance.PARTLY, reason="Ý kiến của khách.")
    for name, public_name in (("guest", False), ("named_guest", True)):
        author = Author(
            f"Khách {name}",
            name_is_public=public_name,
            email=f"{name}@example.vn",
            address="203.0.113.9",
        )
        opinion = speaking.send_opinion(mine, words, author)
        world.keys[f"{name}_token"] = _token_of_last_mail()
        speaking.confirm(opinion)
        world.keep(f"{name}_opinion", opinion, opinion.code)
    unconfirmed = speaking.send_opinion(mine, words, Author("Chưa xác nhận", email="c@example.vn"))
    world.keep("unconfirmed_opinion", unconfirmed, unconfirmed.code)
    world.keys["confirm_opinion"] = _token_of_last_mail()


def _answers(world: World) -> None:
    mine, drafter = world.thing("consultation"), world.accounts["drafter"]
    for name, opinion in (("response", "opinion"), ("signed_response", "guest_opinion")):
        response = answering.answer(
            mine,
            [world.thing(opinion)],
            disposition=Disposition.ACCEPTED,
            reason="Đã sửa.",
            by_id=drafter,
        )
        world.keep(name, response)
    answering.sign(world.thing("signed_response"), by_id=world.accounts["signer"])
    there = world.thing("consultation_there")
    opinion: Opinion = make_opinion(there)
    response = answering.answer(
        there, [opinion], disposition=Disposition.ACCEPTED, reason="Đã sửa.", by_id=None
    )
    world.keep("response_there", response)


def _letters(world: World) -> None:
    mine = world.thing("consultation")
    invitation = inviting.invite(mine, world.thing("person"), topic="Y tế")
    world.keep("invitation", invitation)
    world.keys["invitation_token"] = _token_of_last_mail()


def _token_of_last_mail() -> str:
    db.session.flush()
    query = db.select(OutboxMessage.text).order_by(OutboxMessage.id.desc()).limit(1)
    text: str = db.session.scalars(query).one()
    return next(line for line in text.split() if line.startswith("http")).rsplit("/", 1)[1]

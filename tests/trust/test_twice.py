"""A form that is sent twice acts once."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.accounts.models import EmailToken, Grant
from portal.associations.models import Application, Membership
from portal.consultation.models import Consultation, OfficialResponse, Opinion
from portal.core.db import db
from portal.councils.models import CouncilMember, Meeting
from portal.recognition.models import Nomination, Objection, Programme
from portal.registry.models import Degree, Keyword, Person, Work
from portal.units.models import Document
from tests.trust.doors import outcome
from tests.trust.visitor import Visitors
from tests.trust.world import World

Twice = tuple[str, str, type[Any], Callable[[World], dict[str, Any]]]
DAY = "02/03/2026"
TWICE: list[Twice] = [
    (
        "owner",
        "/people/{person}/items/degree/new",
        Degree,
        lambda w: {"level": "master", "discipline": "Y", "organisation": "Z"},
    ),
    ("owner", "/people/{person}/keywords", Keyword, lambda w: {"words": "tơ tằm"}),
    (
        "owner",
        "/people/{person}/works/new",
        Work,
        lambda w: {"title": "Mới", "type": "book", "role": "author"},
    ),
    (
        "officer",
        "/people/new",
        Person,
        lambda w: {"full_name": "Hoàn Toàn Mới", "home_unit": "Xã Đây"},
    ),
    (
        "citizen",
        "/profile/new",
        Person,
        lambda w: {"full_name": "Trần Văn Tôi", "home_unit": "Xã Đây"},
    ),
    ("citizen", "/forgotten", EmailToken, lambda w: {"email": w.account("owner").email}),
    (
        "secretary",
        "/associations/{association}/members/new",
        Membership,
        lambda w: {
            "person": f"#{w.keys['keeper_person']}",
            "type": w.thing("association").types[0].id,
            "starts_on": DAY,
            "decision_number": "1/QĐ",
            "issued_on": DAY,
        },
    ),
    (
        "councillor",
        "/associations/{association}/apply",
        Application,
        lambda w: {"type": w.thing("association").types[0].id},
    ),
    (
        "nominator",
        "/rounds/{round}/nominate",
        Nomination,
        lambda w: {
            "source": "peer",
            "person": f"#{w.keys['keeper_person']}",
            "title": w.thing("round").titles[0].title_id,
            "summary": "Giỏi",
        },
    ),
    (
        "anonymous",
        "/rounds/{past_round}/comment",
        Objection,
        lambda w: {
            "nomination": w.keys["posted_nomination"],
            "kind": "comment",
            "text": "Xin xem lại.",
            "sender_name": "Dân",
            "sender_email": "dan@example.vn",
        },
    ),
    (
        "honours",
        "/recognition/programmes",
        Programme,
        lambda w: {"unit": w.keys["here"], "name": "Mới", "title": "Mới", "kind": "title"},
    ),
    (
        "honours",
        "/councils/{council}/members",
        CouncilMember,
        lambda w: {"person": f"#{w.keys['person']}", "role": "member", "starts_on": DAY},
    ),
    (
        "keeper",
        "/councils/{council}/meetings",
        Meeting,
        lambda w: {"title": "Họp", "day": "02/03/2030", "hour": "8:30", "place": "Phòng 1"},
    ),
    (
        "anonymous",
        "/consultations/{consultation}/opinions/new",
        Opinion,
        lambda w: {
            "stance": "partly",
            "reason": "Nên sửa.",
            "name": "Khách",
            "email": "k@example.vn",
            "kind": "citizen",
        },
    ),
    (
        "citizen",
        "/consultations/{consultation}/opinions/new",
        Opinion,
        lambda w: {"stance": "partly", "reason": "Nên sửa."},
    ),
    (
        "drafter",
        "/consultations/{consultation}/answers/new?opinion={waiting_id}",
        OfficialResponse,
        lambda w: {"disposition": "accepted", "reason": "Đã sửa.", "changed": 0},
    ),
    (
        "drafter",
        "/consultations/new",
        Consultation,
        lambda w: {
            "title": "Mới",
            "unit": w.thing("here").name,
            "rule": w.thing("consultation").rule_id,
            "summary": "Sẽ làm gì.",
        },
    ),
    (
        "drafter",
        "/documents/new",
        Document,
        lambda w: {
            "number": "9/QĐ",
            "issued_on": DAY,
            "issuer": "Tỉnh Đây",
            "subject": "Thử",
            "kind": "decision",
        },
    ),
    (
        "admin",
        "/grants/new",
        Grant,
        lambda w: {
            "account": w.account("citizen").email,
            "role": "observer",
            "unit": "Tỉnh Đây",
            "starts_on": DAY,
        },
    ),
]


@pytest.mark.parametrize(
    ("actor", "template", "model", "fields"), TWICE, ids=[row[1] + row[0] for row in TWICE]
)
def test_a_form_sent_twice_acts_once(
    actor: str,
    template: str,
    model: type[Any],
    fields: Callable[[World], dict[str, Any]],
    world: World,
    visitors: Visitors,
) -> None:
    world.keys["waiting_id"] = world.thing("waiting_opinion").id
    path, data = world.path(template), {"once": "mot-lan"} | fields(world)
    before = db.session.query(model).count()
    first = visitors.post(actor, path, data)
    assert outcome(first) == "ok", first.status_code
    assert first.status_code == 302, _errors(first.text)
    second = visitors.post(actor, path, data)
    assert (second.status_code, second.location) == (302, first.location)
    assert db.session.query(model).count() == before + 1


def _errors(text: str) -> str:
    """What a page that came back says is wrong."""
    start = text.find('class="error')
    return text[start : start + 1500]

"""A marker stands in every field; nobody meets one that is not meant for them, by any channel."""

import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatchcase

import pypdfium2
import pytest
from sqlalchemy import inspect
from werkzeug.test import TestResponse

from portal.core.audit.models import AuditEntry
from portal.core.db import db
from portal.core.jobs import Job
from portal.core.mail import OutboxMessage
from portal.core.search.documents import indexers
from portal.core.unit_of_work import Portal
from tests.trust.doors import HIDDEN, PUBLIC_PAGES, doors
from tests.trust.fields import Marker, mark_everything
from tests.trust.visitor import Visitors
from tests.trust.world import World
from tests.trust.world.honours import SEATS

pytestmark = pytest.mark.xdist_group("canary")  # one walk serves all its tests

READERS = (
    "anonymous",
    "citizen",
    "owner",
    "neighbour",
    "helper",
    "nominator",
    "applicant",
    "officer",
    "officer_there",
    "leader",
    "secretary",
    "secretary_there",
    "honours",
    "approver",
    "councillor",
    "recused",
    "presider",
    "keeper",
    "counter",
    "drafter",
    "signer",
    "moderator",
    "admin",
    "demoted",
)
SHARED = (
    "/people/{person}-{person_slug}",
    "/people/{unowned}-{unowned_slug}",
    "/people/{twin}-{twin_slug}",
    "/people/{unowned}/person.jsonld",
    "/people/{twin}/person.jsonld",
    "/people/{person}/works.bib",
    "/people/{person}/works.json",
    "/people/{person}/works.ris",
    "/people/{person}/pictures",
    "/people/{person}/person.jsonld",
    "/people/statistics",
    "/people",
    "/people?q={asked}",
    "/people/look-up?q={asked}",
    "/search?q={asked}",
    "/associations/{association}",
    "/rounds",
    "/rounds/{round}",
    "/rounds/{past_round}",
    "/rounds/{past_round}/posting",
    "/honours",
    "/honours/{honour}",
    "/consultations",
    "/consultations/{consultation}",
    "/consultations/{consultation}/opinions",
    "/consultations/{consultation}/responses",
    "/opinions/{opinion}",
    "/opinions/{guest_opinion}",
    "/opinions/{named_guest_opinion}",
    "/opinions/{waiting_opinion}",
    "/opinions/{removed_opinion}",
    "/opinions/{unconfirmed_opinion}",
    "/verify/{code}",
)
"""Pages whose content depends on who asks; each is read by every reader."""
BY_LETTER = tuple(page for page in PUBLIC_PAGES if "_token}" in page or "confirm_" in page)
"""Whoever holds the link of the letter is its addressee, signed in or not."""
FURTHER = {
    "anonymous": ("/associations/{association_there}",),
    "owner": (
        "/settings/consents",
        "/settings/security",
        "/evidence/{draft_evidence}",
        "/items/degree/{public_degree}/proof",
        "/nominations/{past_nomination}",
    ),
    "neighbour": ("/people/{hidden_person}/basics", "/items/degree/{hidden_degree}/proof"),
    "honours": ("/nominations/{past_nomination}", "/nominations/{posted_nomination}"),
    **{f"{who}": (f"/people/{{{who}_person}}/basics",) for who in SEATS},
}
"""Pages of single readers beyond those that the table of rights names."""
OWN = ("/work", "/documents/{document}", "/my/nominations", "/memberships", "/profile")
EXPORTS = (
    "/people/{person}/summary",
    "/people/{person}/cv?format=docx&sections=degree&sections=contribution",
    "/people/{person}/cv?format=pdf&sections=degree&sections=supervision",
)


@pytest.fixture(scope="module")
def marked(world: World) -> list[Marker]:
    markers = mark_everything(world)
    for name in ("person", "hidden_person", "unowned", "twin"):
        world.keys[f"{name.removesuffix('_person')}_slug"] = world.thing(name).slug
    world.keys["asked"] = world.thing("person").full_name
    db.session.commit()
    db.session.remove()
    return markers


NOWHERE = (
    "*.clause_text",
    "*.on_behalf_of",
    "*.source_note",
    "*.urgent_reason",
    "*_account.email",
    "*_account.full_name",
    "*_appointment.job_position",
    "*_identifier.value",
    "*_name.family_name",
    "*_name.given_name",
    "*_person.bio",
    "*_person.called_name",
    "*_person.correction_asked",
    "person.family_name",
    "*_person.family_name",
    "*_project.organisation",
    "*_title.abbreviation",
    "*_work.abstract",
    "*_work.recognised_by",
    "check.*",
    "comment.sender_email",
    "consent.subject",
    "dossier_there.title",
    "invitation.email",
    "move.undone_reason",
    "programme.description",
    "response_there.reason",
    "session.browser",
)
"""Fields that no page shows, though it might: they wait for their page, or another stands for them."""
RANDOM = ("X-Request-ID", "Content-Length", "Set-Cookie", "ETag")


def words_of(answer: TestResponse) -> str:
    """Everything that an answer tells, out of its file where it is one."""
    head = " ".join(f"{name}: {value}" for name, value in answer.headers if name not in RANDOM)
    body = answer.data
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            text = " ".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
    elif body.startswith(b"%PDF"):
        pdf = pypdfium2.PdfDocument(body)
        text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
        text += json.dumps(pdf.get_metadata_dict())
    else:
        text = re.sub(r'value="[\w.-]{16,}"', "", body.decode("utf-8", "ignore"))
    return f"{head} {text}".lower()


def pages_of(actor: str) -> Iterator[str]:
    yield from SHARED
    yield from FURTHER.get(actor, ())
    if actor == "anonymous":
        yield from (page for page in PUBLIC_PAGES if page not in BY_LETTER)
        return
    yield from OWN
    for door in doors("GET"):
        for_all = "citizen" in door.opens_to
        if actor == "citizen" if for_all else actor in door.opens_to:
            yield door.template
    for template, names in HIDDEN.items():
        if actor in names.split():
            yield template
    if actor == "owner":
        yield from EXPORTS
    if actor in ("owner", "officer"):
        yield from (f"/people/{{person}}/history?page={number}" for number in range(2, 6))


class Walk:
    """Which markers each reader met, and where; a reader walks once."""

    def __init__(self, app: Portal, world: World, marked: list[Marker]) -> None:
        self.world, self.marked = world, marked
        self.visitors = Visitors(app, world)
        self._met: dict[str, list[tuple[Marker, str]]] = {}

    def of(self, actor: str) -> list[tuple[Marker, str]]:
        if actor not in self._met:
            self._met[actor] = met = []
            for template in dict.fromkeys(pages_of(actor)):
                text = words_of(self.visitors.get(actor, self.world.path(template)))
                met += [(marker, template) for marker in self.marked if marker.stands_in(text)]
        return self._met[actor]


@pytest.fixture(scope="module")
def walk(app: Portal, world: World, marked: list[Marker]) -> Walk:
    return Walk(app, world, marked)


@pytest.mark.parametrize("actor", READERS)
def test_nobody_meets_a_marker_that_is_not_meant_for_them(
    actor: str, walk: Walk, marked: list[Marker], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        met = walk.of(actor)
    leaks = [f"{marker} on {page}" for marker, page in met if actor not in marker.may_meet]
    assert not leaks, "\n".join(leaks)
    words = [one for one in marked if not one.word.isdecimal()]
    assert [str(one) for one in words if one.stands_in(caplog.text)] == []


@pytest.mark.timeout(600)
def test_every_marker_is_met_by_those_for_whom_it_is_public_or_by_somebody(
    walk: Walk, marked: list[Marker]
) -> None:
    public = {str(marker) for marker, _page in walk.of("anonymous")}
    anybody = {str(marker) for actor in READERS for marker, _page in walk.of(actor)}
    unmet = {str(one) for one in marked if "anonymous" in one.may_meet} - public
    unmet |= {str(one) for one in marked if one.may_meet} - anybody
    left = [name for name in sorted(unmet) if not any(fnmatchcase(name, one) for one in NOWHERE)]

    assert not left, "\n".join(left)


def test_the_search_index_holds_public_words_only(
    app: Portal, world: World, marked: list[Marker]
) -> None:
    with app.test_request_context():
        documents = {
            kind: [repr(one).lower() for one in indexer.write(list(indexer.keys()))]
            for kind, indexer in indexers.items()
        }
    for kind, found in documents.items():
        assert found, kind
        for marker in marked:
            if any(marker.stands_in(one) for one in found):
                assert "anonymous" in marker.may_meet, f"{marker} in {kind}"


def test_asking_for_a_private_word_is_as_asking_for_nonsense(
    world: World, visitors: Visitors, marked: list[Marker]
) -> None:
    private = [one for one in marked if "anonymous" not in one.may_meet and one.word[:3] == "kin"]
    for page in ("/people", "/search", "/associations", "/units", "/documents"):
        for marker in private[::25]:
            texts = [
                words_of(visitors.get("anonymous", page, query_string={"q": word})).replace(
                    word, ""
                )
                for word in (marker.word, "kinmbqmbqmbqmb")
            ]
            assert texts[0] == texts[1], f"{marker} on {page}"


ACTS: list[tuple[str, str, dict[str, str]]] = [
    (
        "officer",
        "/verification/degree/{item}",
        {"method": "scan", "reason": "Mờ.", "version": "{item_version}"},
    ),
    ("secretary", "/applications/{application}/refuse", {"reason": "Chưa đủ hồ sơ."}),
    ("moderator", "/opinions/{opinion}/hide", {"reason": "Lời lẽ."}),
    ("moderator", "/opinions/{named_guest_opinion}/hide", {"reason": "Lời lẽ."}),
    ("nominator", "/nominations/{nomination}/withdraw", {"reason": "Rút."}),
    ("honours", "/nominations/{nomination}/steer", {"step": "hold", "reason": "Chờ."}),
    ("signer", "/consultations/{consultation}/answers/{response}/sign", {}),
    ("honours", "/comments/{comment}/answer", {"answer": "Đã xem."}),
    ("admin", "/accounts/{account}/link", {}),
    ("owner", "/settings/email", {"email": "moi@example.vn"}),
    ("owner", "/people/{person}/basics", {"full_name": "Tên Mới", "home_unit": "Xã Đây"}),
    ("secretary", "/memberships/{membership}/end", {"reason": "resignation"}),
    ("drafter", "/consultations/{consultation}/edit", {"title": "Khác", "summary": "Khác"}),
]
"""Acts of every feature, so that letters, audit entries and jobs are written."""


def test_letters_audit_and_jobs_carry_nothing_foreign(
    world: World, visitors: Visitors, marked: list[Marker]
) -> None:
    before = db.session.query(OutboxMessage).count()
    owners = {one.word: one.thing.removesuffix("_account") for one in marked if "email" in str(one)}
    world.keys["item_version"] = world.thing("item").version
    for actor, template, data in ACTS:
        typed = {name: world.path(value) for name, value in data.items()}
        assert visitors.post(actor, world.path(template), typed).status_code in (302, 409, 422), (
            template
        )
    letters = db.session.query(OutboxMessage).order_by(OutboxMessage.id).all()[before:]
    assert len(letters) > 3
    for letter in letters:
        to = owners.get(letter.to.split("@")[0], "anonymous")
        text = f"{letter.subject} {letter.text}".lower()
        told = [one for one in marked if one.stands_in(text) and one.thing not in (to, "response")]
        foreign = [str(one) for one in told if not one.may_meet & {to, "anonymous"}]
        assert foreign == [], f"{letter.kind} to {to}"
    for table in (AuditEntry, Job):
        for row in db.session.query(table):
            told = " ".join(str(getattr(row, column.key)) for column in inspect(table).columns)
            words = [str(one) for one in marked if one.word.startswith("kin") and one.word in told]
            assert [name for name in words if not name.startswith("job.")] == [], table

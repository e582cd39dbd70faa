"""A marker stands in every field; nobody meets one that is not meant for them, by any channel."""

import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator

import pypdfium2
import pytest
from werkzeug.test import TestResponse

from portal.core.db import db
from tests.trust.doors import HIDDEN, PUBLIC_PAGES, doors
from tests.trust.fields import Marker, mark_everything
from tests.trust.visitor import Visitors
from tests.trust.world import World

READERS = (
    "anonymous",
    "citizen",
    "owner",
    "neighbour",
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
    "/people/{person}/works.bib",
    "/people/{person}/works.json",
    "/people",
    "/people?q=kin",
    "/people/look-up?q=kin",
    "/search?q=kin",
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
BY_LETTER = ("/invitations/{invitation_token}", "/opinions/confirm/{confirm_opinion}")
"""Whoever holds the link of the letter is its addressee, signed in or not."""
OWN = ("/work", "/documents/{document}", "/my/nominations", "/memberships", "/profile")
EXPORTS = (
    "/people/{person}/cv?format=docx&sections=degree&sections=contribution",
    "/people/{person}/cv?format=pdf&sections=degree&sections=supervision",
)


@pytest.fixture(scope="module")
def marked(world: World) -> list[Marker]:
    markers = mark_everything(world)
    for name in ("person", "hidden_person"):
        world.keys[f"{name.removesuffix('_person')}_slug"] = world.thing(name).slug
    db.session.commit()
    db.session.remove()
    return markers


BORN = ("birth_date",)
"""A year, which stands in other numbers too; looked for on pages only."""
RANDOM = ("X-Request-ID", "Set-Cookie", "ETag")


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


@pytest.mark.parametrize("actor", READERS)
def test_nobody_meets_a_marker_that_is_not_meant_for_them(
    actor: str,
    world: World,
    visitors: Visitors,
    marked: list[Marker],
    caplog: pytest.LogCaptureFixture,
) -> None:
    found, missing = [], {str(one) for one in marked if actor in one.may_meet}
    with caplog.at_level(logging.DEBUG):
        for template in dict.fromkeys(pages_of(actor)):
            text = words_of(visitors.get(actor, world.path(template)))
            for marker in marked:
                if marker.word in text:
                    missing.discard(str(marker))
                    if actor not in marker.may_meet:
                        found.append(f"{marker} on {template}")
    assert not found, "\n".join(found)
    assert [str(one) for one in marked if one.word in caplog.text and one.column not in BORN] == []
    print(actor, sorted(missing))

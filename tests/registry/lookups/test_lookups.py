"""Look-ups against a real server of this machine: good, slow, huge, wrong, hostile, elsewhere."""

import json
import resource
import socket
import threading
import time
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_babel import gettext
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.jobs import Job, JobState
from portal.core.unit_of_work import Portal
from portal.registry.importing import ImportRow, ImportTask
from portal.registry.lookups.fetching import Limits, fetch
from portal.registry.lookups.jobs import MOST_OF_ONE, ask_later
from portal.registry.lookups.origins import (
    Origin,
    address_of,
    allowed_origins,
    is_public,
    origin_of,
)
from portal.registry.lookups.services import Service, ask, offered, recognised
from portal.registry.models import Contribution, Keyword, Person, Work
from tests.factories.accounts import csrf_of, sign_in
from tests.registry.lookups.conftest import WORK

ACCEPT = "application/vnd.citationstyles.csl+json, application/json;q=0.5"


def get(base: str, word: str, seconds: float = 1.0) -> bytes:
    limits = Limits(seconds=seconds, size=1_000_000)
    return fetch(
        f"{base}/10.1000/{word}", accept=ACCEPT, allowed=allowed_origins(base), limits=limits
    )


def test_nobody_is_asked_unless_an_operator_lists_hosts(
    app: Portal, client: FlaskClient, account: Account, person: Person
) -> None:
    assert app.config["LOOKUPS"] == ""
    assert offered() == []
    with pytest.raises(RuleBroken):
        ask(Service.DOI, "10.1000/lu")
    db.session.commit()
    sign_in(client, account)
    assert client.get(f"/people/{person.id}/works/look-up").status_code == 404
    assert "look-up" not in client.get(f"/people/{person.id}/works/import").text


def test_a_good_answer_and_one_after_a_redirect_come_back(base: str) -> None:
    assert json.loads(get(base, "good")) == WORK
    assert json.loads(get(base, "onward")) == WORK


@pytest.mark.timeout(20)
@pytest.mark.parametrize("word", ["drip", "silent", "headers"])
def test_a_slow_service_is_left_after_the_time(base: str, word: str) -> None:
    start = time.monotonic()
    with pytest.raises(RuleBroken):
        get(base, word, seconds=0.6)
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    "word",
    [
        *("huge", "announced", "short", "html", "xml", "bomb", "missing", "busy", "error"),
        *("round", "elsewhere", "inside", "local", "file"),
    ],
)
def test_what_is_no_fit_answer_ends_in_a_sentence(base: str, word: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        get(base, word)
    assert broken.value.message


@pytest.mark.timeout(20)
def test_a_byte_a_second_does_not_stretch_the_time(base: str) -> None:
    start = time.monotonic()
    with pytest.raises(RuleBroken) as broken:
        get(base, "second", seconds=2.5)
    assert 2.4 < time.monotonic() - start < 4
    assert broken.value.message == gettext(
        "The service took too long to answer. Please try again later."
    )


@pytest.mark.timeout(20)
def test_a_tls_greeting_that_never_ends_is_cut_too() -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def greet() -> None:
        line = listener.accept()[0]
        with line, suppress(OSError):
            for byte in b"\x16\x03\x03\x40\x00" + bytes(40):
                line.send(bytes([byte]))
                time.sleep(0.2)

    threading.Thread(target=greet, daemon=True).start()
    base = f"https://127.0.0.1:{listener.getsockname()[1]}"
    start = time.monotonic()
    with listener, pytest.raises(RuleBroken):
        get(base, "good")
    assert time.monotonic() - start < 3


def test_an_answer_that_was_packed_is_never_unpacked(base: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(RuleBroken):
        get(base, "bomb")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120_000


def test_the_pause_that_a_service_asks_for_is_told(base: str) -> None:
    with pytest.raises(RuleBroken, match="120"):
        get(base, "busy")


def test_a_redirect_out_of_the_list_is_never_followed(server: Any, base: str) -> None:
    for word in ("elsewhere", "inside", "local"):
        with pytest.raises(RuleBroken):
            get(base, word)
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("setting", "origins"),
    [
        ("doi.org", {Origin("https", "doi.org", 443)}),
        (
            "https://DOI.org, pub.orcid.org",
            {Origin("https", "doi.org", 443), Origin("https", "pub.orcid.org", 443)},
        ),
        ("http://doi.org", set()),
        ("http://127.0.0.1:81", {Origin("http", "127.0.0.1", 81)}),
        ("http://localhost:81", set()),
        ("ftp://doi.org file:///etc", set()),
        ("https://user@doi.org", set()),
        ("https://doi.org:x", set()),
        ("", set()),
    ],
)  # fmt: skip
def test_the_list_takes_hosts_over_tls_and_this_machine_by_number(
    setting: str, origins: set[Origin]
) -> None:
    assert allowed_origins(setting) == origins


@pytest.mark.parametrize(
    ("number", "public"),
    [
        *(("8.8.8.8", True), ("2606:4700::1111", True)),
        *(("127.0.0.1", False), ("10.0.0.1", False), ("192.168.1.1", False), ("172.16.0.1", False)),
        *(("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False)),
        *(("::1", False), ("fe80::1", False), ("fd00::1", False), ("::ffff:127.0.0.1", False)),
        *(("2002:7f00:1::", False), ("224.0.0.1", False)),
    ],
)
def test_only_numbers_of_the_open_internet_are_asked(number: str, public: bool) -> None:
    assert is_public(ip_address(number)) is public


def test_a_listed_name_that_points_inside_is_refused() -> None:
    with pytest.raises(RuleBroken):
        address_of(Origin("https", "localhost", 443))


def test_strange_addresses_have_no_origin() -> None:
    for url in ("", "doi.org", "//doi.org", "javascript:alert(1)", "https://[::1", "https://"):
        assert origin_of(url) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://doi.org/10.1371/Journal.Pone.0033693", (Service.DOI, "10.1371/journal.pone.0033693")),
        ("https://orcid.org/0000-0002-1825-0097", (Service.ORCID, "0000-0002-1825-0097")),
        ("10.1000/0000-0002-1825-0097", (Service.DOI, "10.1000/0000-0002-1825-0097")),
    ],
)  # fmt: skip
def test_a_number_says_which_service_knows_it(text: str, found: tuple[Service, str]) -> None:
    assert recognised(text) == found


@pytest.mark.parametrize("text", ["0000-0002-1825-0098", "xin chào", "10.1", ""])
def test_a_number_with_a_wrong_digit_is_not_asked_about(text: str) -> None:
    with pytest.raises(RuleBroken):
        recognised(text)


def look_up(client: FlaskClient, person: Person, number: str) -> Any:
    address = f"/people/{person.id}/works/look-up"
    data = {"number": number, "csrf_token": csrf_of(client.get(address))}
    return client.post(address, data=data)


def test_a_doi_entry_shows_what_was_found_and_asks_which_author_one_is(
    client: FlaskClient, account: Account, person: Person, listed: str
) -> None:
    db.session.commit()
    sign_in(client, account)
    number = person.id
    answer = look_up(client, person, "https://doi.org/10.1000/GOOD")
    assert answer.location.startswith("/jobs/")
    job = db.session.scalars(select(Job)).one()
    assert job.state is JobState.DONE
    preview = client.get(preview_address()).text
    assert "Lũ quét" in preview
    assert "Trần Thị Hà" in preview
    assert '<option value="1" selected>' in preview
    assert db.session.scalar(select(func.count()).select_from(Work)) == 0
    again = look_up(client, db.session.get_one(Person, number), "10.1000/good")
    assert again.status_code == 302
    assert db.session.scalar(select(func.count()).select_from(ImportTask)) == 1
    assert db.session.scalar(select(func.count()).select_from(Contribution)) == 0


@pytest.mark.parametrize(
    "word",
    [
        *("html", "liar", "broken", "deep", "missing", "busy", "elsewhere", "local", "short"),
        *("huge", "bomb", "xml", "entities", "drip"),
    ],
)
def test_a_bad_answer_leaves_a_sentence_and_nothing_else(
    client: FlaskClient, account: Account, person: Person, listed: str, word: str
) -> None:
    db.session.commit()
    sign_in(client, account)
    number = person.id
    answer = look_up(client, person, f"10.1000/{word}")
    job = db.session.scalars(select(Job)).one()
    assert job.state is JobState.FAILED
    assert job.error
    page = client.get(answer.location).text
    assert "<script>alert" not in page
    assert f'href="/people/{number}/works/look-up"' in page
    assert db.session.scalar(select(func.count()).select_from(ImportTask)) == 0


def test_hostile_words_are_shown_as_text(
    client: FlaskClient, account: Account, person: Person, listed: str
) -> None:
    db.session.commit()
    sign_in(client, account)
    look_up(client, person, "10.1000/hostile")
    preview = client.get(preview_address()).text
    assert "<script>alert" not in preview
    assert "javascript:" not in preview


def test_names_with_markup_are_shown_as_text(
    client: FlaskClient, account: Account, person: Person, listed: str
) -> None:
    db.session.commit()
    sign_in(client, account)
    look_up(client, person, "10.1000/named")
    preview = client.get(preview_address()).text
    assert "&lt;img" in preview
    assert "<img src=x" not in preview
    assert "Anh&lt;/option&gt;" in preview


def test_a_work_under_another_doi_than_asked_for_is_shown_and_said(
    client: FlaskClient, account: Account, person: Person, listed: str
) -> None:
    """Some works have two DOIs; which one the service means is for the person to see."""
    db.session.commit()
    sign_in(client, account)
    look_up(client, person, "10.1000/good")
    preview = client.get(preview_address())
    assert "10.1000/lu" in errors_in(preview)
    assert "10.1000/good" in errors_in(preview)
    assert "Lũ quét" in preview.text


def test_a_record_comes_from_orcid_under_the_number_that_was_asked(
    client: FlaskClient, account: Account, person: Person, listed: str, server: Any
) -> None:
    db.session.commit()
    sign_in(client, account)
    server.record = record_of("0000-0002-1825-0097", "Nguyễn Văn Anh")
    look_up(client, person, "https://orcid.org/0000-0002-1825-0097")
    assert server.asked == ["/v3.0/0000-0002-1825-0097/record"]
    preview = client.get(preview_address()).text
    assert "lũ quét" in preview
    assert db.session.scalar(select(func.count()).select_from(Keyword)) == 0


def test_the_record_of_somebody_else_is_asked_about_before_anything_is_taken(
    client: FlaskClient, account: Account, person: Person, listed: str, server: Any
) -> None:
    db.session.commit()
    sign_in(client, account)
    server.record = record_of("0000-0002-1825-0097", "Lê Thị Hoa")
    look_up(client, person, "0000-0002-1825-0097")
    address = preview_address()
    page = client.get(address)
    assert "Lê Thị Hoa" in page.text
    assert "lũ quét" not in page.text
    row = db.session.scalars(select(ImportRow)).first()
    assert row is not None
    token = csrf_of(page)
    client.post(address, data={f"accept-{row.id}": "1", "csrf_token": token})
    assert db.session.scalar(select(func.count()).select_from(Keyword)) == 0


def test_a_record_of_another_number_than_asked_for_is_refused(
    client: FlaskClient, account: Account, person: Person, listed: str, server: Any
) -> None:
    db.session.commit()
    sign_in(client, account)
    server.record = record_of("0000-0001-5109-3700", "Nguyễn Văn Anh")
    look_up(client, person, "0000-0002-1825-0097")
    job = db.session.scalars(select(Job)).one()
    assert job.state is JobState.FAILED
    assert "0000-0001-5109-3700" in job.error
    assert db.session.scalar(select(func.count()).select_from(ImportTask)) == 0


def preview_address() -> str:
    """Where the one job that ran has led."""
    result = db.session.scalars(select(Job)).one().result
    assert result is not None
    return str(result["url"])


def record_of(orcid: str, name: str) -> bytes:
    record = {
        "orcid-identifier": {"path": orcid},
        "person": {
            "name": {"credit-name": {"value": name}},
            "keywords": {"keyword": [{"content": "lũ quét"}]},
        },
        "activities-summary": {},
    }
    return json.dumps(record).encode()


def errors_in(page: Any) -> str:
    """The words of the first notice on the page."""
    text: str = page.text
    return text[text.index('class="alert') :].partition("</div>")[0]


def test_one_account_asks_only_so_often_in_a_minute(
    client: FlaskClient, account: Account, person: Person, listed: str, app: Portal
) -> None:
    with app.test_request_context():
        for _time in range(MOST_OF_ONE):
            ask_later(person, "10.1000/good", actor=account)
        with pytest.raises(RuleBroken):
            ask_later(person, "10.1000/good", actor=account)


def test_a_wrong_number_is_said_beside_the_field(
    client: FlaskClient, account: Account, person: Person, listed: str
) -> None:
    db.session.commit()
    sign_in(client, account)
    answer = look_up(client, person, "0000-0002-1825-0098")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text

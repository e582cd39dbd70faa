"""What arrives in a form: clean, bounded, and read as people write it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField, StringField, TextAreaField

from portal.core.dates import parse_day, parse_partial_date, show_partial_date
from portal.core.errors import EditConflict, RuleBroken, check_version
from portal.core.forms import DayField, PartialDateField, PortalForm, clean
from portal.core.links import safe_target
from portal.core.unit_of_work import Portal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Lò Thị Hương \n", "Lò Thị Hương"),
        ("Lo\u0300 Thi\u0323", "Lò Thị"),
        ("\u202eđảo\u202c ngược", "đảo ngược"),
        ("Ngu\u200byễn\ufeff", "Nguyễn"),
        ("hai\u00a0chữ", "hai chữ"),
        ("một\r\nhai", "một\nhai"),
        ("a\x00b\x07", "ab"),
        ("lone \ud800 half", "lone  half"),
        ("👩\u200d⚕️ ý tế", "👩\u200d⚕️ ý tế"),
        (None, None),
    ],
)
def test_text_is_cleaned_and_nothing_more(typed: str | None, kept: str | None) -> None:
    assert clean(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


class AnyForm(PortalForm):
    name = StringField()
    story = TextAreaField()
    secret = PasswordField()
    day = DayField()
    since = PartialDateField()


def filled(app: Portal, **typed: str) -> AnyForm:
    with app.test_request_context("/", method="POST"):
        form = AnyForm(MultiDict(typed), meta={"csrf": False})
        form.validate()
        return form


def test_a_password_stays_exactly_as_typed(app: Portal) -> None:
    assert filled(app, secret=" a\u0300 \u200b").secret.data == " a\u0300 \u200b"


@pytest.mark.parametrize(("name", "length"), [("name", 301), ("story", 20_001)])
def test_a_text_beyond_its_bound_is_refused(app: Portal, name: str, length: int) -> None:
    form = filled(app, **{name: "a" * length})
    assert form[name].errors
    assert form[name].data == "a" * length


@pytest.mark.parametrize("text", ["05/09/2025", "5/9/2025", "05-09-2025", "5.9.2025", "2025-09-05"])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_day(text) == date(2025, 9, 5)


@pytest.mark.parametrize(
    "text", ["31/02/2025", "2025", "09/2025", "5/9/25", "hôm nay", "1/13/2025"]
)
def test_no_other_text_is_a_day(app: Portal, text: str) -> None:
    form = filled(app, day=text)
    assert form.day.errors
    assert form.day._value() == text


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("2019", "2019"),
        ("9/2019", "2019-09"),
        ("2019-9", "2019-09"),
        ("5/9/2019", "2019-09-05"),
        ("2019-09-05", "2019-09-05"),
    ],
)
def test_a_date_keeps_its_precision(text: str, stored: str) -> None:
    assert parse_partial_date(text) == stored


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("2019", "2019"), ("2019-09", "09/2019"), ("2019-09-05", "05/09/2019"), (None, ""), ("", "")],
)
def test_a_partial_date_is_shown_day_first(stored: str | None, shown: str) -> None:
    assert show_partial_date(stored) == shown


@pytest.mark.parametrize("text", ["13/2019", "19", "00/2019", "năm ngoái"])
def test_a_wrong_partial_date_is_kept_for_mending(app: Portal, text: str) -> None:
    form = filled(app, since=text)
    assert form.since.errors
    assert form.since._value() == text


def test_a_broken_rule_hangs_on_its_field(app: Portal) -> None:
    form = filled(app, name="Lan")
    with form.guard():
        raise RuleBroken("Somebody has this name.", "name")
    assert form.name.errors == ["Somebody has this name."]
    with form.guard():
        raise RuleBroken("Not today.")
    assert form.form_errors == ["Not today."]


def test_a_form_opened_on_an_older_version_is_a_conflict(app: Portal) -> None:
    check_version(3, 3)
    check_version(None, 3)
    with app.test_request_context(), pytest.raises(EditConflict):
        check_version(2, 3)


@pytest.mark.parametrize(
    "address",
    ["//evil.vn", "/\\evil.vn", "https:evil.vn", "javascript:alert(1)", "/%09/\tevil", "http://evil.vn/",
     "\\\\evil", "evil", "", None, "/a\nb", "http://localhost@evil.vn/", "/a b"],
)  # fmt: skip
def test_nobody_is_sent_elsewhere(app: Portal, address: str | None) -> None:
    with app.test_request_context("/", base_url="http://localhost"):
        assert safe_target(address) is None


@pytest.mark.parametrize(
    ("address", "path"),
    [("/people?q=an", "/people?q=an"), ("http://localhost/work", "/work"), ("/", "/")],
)
def test_our_own_addresses_are_kept(app: Portal, address: str, path: str) -> None:
    with app.test_request_context("/", base_url="http://localhost"):
        assert safe_target(address) == path

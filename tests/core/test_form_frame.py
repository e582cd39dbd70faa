"""How a form's errors are shown: each leads to its control."""

from enum import StrEnum

import pytest
from flask import render_template_string
from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import DataRequired, InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from portal.core.forms import PortalForm
from portal.core.layout import form_problems, initials, link_if, page_has_errors
from portal.core.unit_of_work import Portal
from tests.lint import problems

_PAGE = """{% extends "layouts/page.html" %}
{% from "components/form.html" import form_block %}{% from "components/field.html" import field %}
{% block title %}Biểu mẫu{% endblock %}
{% block content %}{% call form_block(form, "Lưu") %}{% for one in form if one.type != "CSRFTokenField" %}
{{ field(one) }}{% endfor %}{% endcall %}{% endblock %}"""


class Colour(StrEnum):
    RED = "red"
    GOLD = "gold"


class ColourField(SelectField):
    """A select under another name, as features make them."""


class InnerForm(PortalForm):
    street = StringField("Street", [DataRequired()])


class WholeForm(PortalForm):
    name = StringField("Name", [DataRequired()])
    colour = ColourField("Colour", [InputRequired()], choices=[(one, one) for one in Colour])
    size = RadioField("Size", choices=[("s", "S"), ("l", "L")])
    tags = SelectMultipleField(
        "Tags",
        [DataRequired()],
        choices=[("a", "A"), ("b", "B")],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    places = FieldList(FormField(InnerForm), min_entries=1)
    secret = HiddenField("Secret", [DataRequired()])


def _submitted() -> WholeForm:
    form = WholeForm(meta={"csrf": False})
    form.validate()
    form.add_error("The round is closed.")
    return form


def test_each_error_leads_to_what_takes_the_focus(app: Portal) -> None:
    with app.test_request_context("/", method="POST", data={"x": "1"}):
        anchors = [anchor for anchor, _text in form_problems(_submitted())]
    assert set(anchors) == {"", "name", "colour", "size-0", "tags-0", "places-0-street"}
    assert anchors[0] == ""


def test_an_error_on_top_names_its_field(app: Portal) -> None:
    with app.test_request_context("/", method="POST", data={"x": "1"}):
        said = dict(form_problems(_submitted()))
    assert said["name"] == "Name: Mục này là bắt buộc."
    assert said["places-0-street"] == "Street: Mục này là bắt buộc."
    assert "The round is closed." in [text for _anchor, text in form_problems(_submitted())]


def test_a_form_with_every_kind_of_field_and_error_is_sound_html(app: Portal) -> None:
    with app.test_request_context("/", method="POST", data={"x": "1"}):
        page = render_template_string(_PAGE, form=_submitted())
    assert problems(page) == []
    assert "<title>Lỗi: Biểu mẫu – Hiền Tài</title>" in page
    assert "The round is closed." in page


def test_only_a_form_with_errors_marks_the_title(app: Portal) -> None:
    with app.test_request_context("/"):
        assert not page_has_errors(WholeForm(meta={"csrf": False}))
        assert not page_has_errors(None)
        assert not page_has_errors("form")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Lò Thị Hương", "LH"), ("Đặng", "Đ"), ("", ""), ("  An   Bình ", "AB"), ("ôn ô", "Ô")],
)
def test_initials_are_of_the_family_and_the_given_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_link_that_leads_nowhere_yet_is_empty(app: Portal) -> None:
    with app.test_request_context("/"):
        assert link_if("front.home") == "/"
        assert link_if("no.such_page") == link_if("/no-such-page") == ""

"""Handing in a list or record, and deciding on its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.core.forms import MANDATORY, PortalForm
from portal.registry.formats.reading import LARGEST
from portal.registry.forms.choices import VisibilityField
from portal.registry.importing.models import ImportRow


class ImportForm(PortalForm):
    """A text or a file."""

    text = TextAreaField(
        _l("Paste the list here"),
        [Length(max=LARGEST)],
        description=_l(
            "BibTeX, RIS, CSL-JSON, a Crossref answer, an ORCID record (JSON or XML),"
            " a table with tabs, or a profile saved from this portal."
        ),
    )
    file = FileField(
        _l("Or choose a file"),
        description=_l("At most 5 MB and 5,000 works; larger texts than 1 MB only as a file."),
    )

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        valid: bool = super().validate(extra_validators)
        if valid and not self.text.data and not self.file.data:
            self.add_error(_("Paste a list or choose a file."), "text")
            return False
        return valid

    def content(self) -> bytes | str:
        """The file where there is one, read up to just over the limit; else the text."""
        if self.file.data:
            content: bytes = self.file.data.stream.read(LARGEST + 1)
            return content
        return self.text.data or ""

    def name(self) -> str:
        return " ".join((self.file.data.filename or "").split())[:120] if self.file.data else ""


class AcceptForm(PortalForm):
    """Decides on the rows of a page; the boxes of the rows are read by `decisions_of`."""

    visibility = VisibilityField()


class WhoseForm(PortalForm):
    """Says that a record which seems somebody else's is the person's."""

    sure = BooleanField(_l("Yes, this record is this person's"), [DataRequired(MANDATORY)])


@dataclass(frozen=True)
class Decision:
    """An accepted row, and what was asked about it."""

    row: ImportRow
    me: str = ""
    """Which contributor the person is: a place, "other", or "" (not said)."""
    answer: str = ""
    """What the line is, where the source leaves that open."""


def decisions_of(sent: Mapping[str, str], rows: Sequence[ImportRow]) -> list[Decision]:
    """The rows of a page that are to be taken over."""
    return [
        Decision(row, sent.get(f"me-{row.id}", ""), sent.get(f"answer-{row.id}", ""))
        for row in rows
        if sent.get(f"accept-{row.id}") == "1"
    ]


def refused_in(sent: Mapping[str, str], rows: Sequence[ImportRow]) -> list[ImportRow]:
    """The rows of a page that shall never be suggested again."""
    return [row for row in rows if sent.get(f"refuse-{row.id}") == "1"]

"""From a file or a pasted text to an outline, or to the sentence that says why not."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from portal.consultation.outline import Outline, recognise, recognise_paragraphs
from portal.consultation.outline.prepare import decode
from portal.core.errors import RuleBroken
from portal.core.files import run_bounded

LONGEST_TEXT = 1_500_000
_SECRET = re.compile(r"(?:ĐỘ MẬT\s*:\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)", re.IGNORECASE)
_READ_DOCX = "portal.consultation.outline.docx:read_docx"
_ZIP = b"PK\x03\x04"
_TEXT_ENDINGS = frozenset({".txt", ".md", ".markdown", ".text"})


@dataclass
class Source:
    """A recognised text with the warnings its file gave."""

    outline: Outline
    warnings: list[str] = field(default_factory=list)


def source_of_file(path: Path, name: str = "") -> Source:
    """The outline of a .txt, .md or .docx file; the content decides, the ending only names it."""
    ending = Path(name or path.name).suffix.lower()
    with path.open("rb") as file:
        head = file.read(4)
    if head == _ZIP:
        return _source_of_docx(path)
    if ending not in _TEXT_ENDINGS:
        raise RuleBroken(_("Only DOCX, TXT and MD files can be read here."), "file")
    if path.stat().st_size > LONGEST_TEXT * 2:
        raise RuleBroken(_("The text is too long to be one draft."), "file")
    return source_of_text(decode(path.read_bytes()))


def source_of_text(text: str) -> Source:
    """The outline of a pasted text."""
    if len(text) > LONGEST_TEXT:
        raise RuleBroken(_("The text is too long to be one draft."), "text")
    if not text.strip():
        raise RuleBroken(_("There is no text in it."), "text")
    if "\x00" in text:
        raise RuleBroken(_("This is not a text file."), "file")
    return Source(recognise(text))


def _source_of_docx(path: Path) -> Source:
    answer: dict[str, Any] = run_bounded(_READ_DOCX, path)
    if error := answer.get("error"):
        raise RuleBroken(_refusal(error), "file")
    if not answer["paragraphs"]:
        raise RuleBroken(_("There is no text in it."), "file")
    warnings = [text for key in answer["warnings"] if (text := _warning(key))]
    return Source(recognise_paragraphs(answer["paragraphs"]), warnings)


def _refusal(error: str) -> str:
    if error == "macros":
        return _("The file holds macros. Save it as an ordinary DOCX without macros and try again.")
    if error == "too_big":
        return _("The file is too big when unpacked.")
    return _("The file cannot be read as DOCX. Open it in Word, save it again as DOCX and retry.")


def _warning(key: str) -> str:
    return {
        "tracked_changes": _(
            "The file holds tracked changes; they were read as accepted. Check the text."
        ),
        "automatic_numbers": _("The file numbers paragraphs automatically; check the numbers."),
        "tables": _("The file holds tables; their rows were read as paragraphs."),
        "text_boxes": _("The file holds text boxes; they were left out."),
    }.get(key, "")


def check_not_secret(outline: Outline) -> None:
    """Refuse a text that carries a mark of secrecy: such drafts are never put on the portal."""
    marked = (*outline.header, *outline.preamble[:1], *outline.left_over)
    if any(_SECRET.fullmatch(line.strip()) for line in marked):
        raise RuleBroken(_("The text is marked secret. It must not be brought in here."), "file")


def no_structure() -> str:
    """The sentence for a text in which no heading was found."""
    return _(
        "No heading, article or numbered item was found. Begin each unit on its own line with its "
        "number (I., 1., 2.1., Điều 1., a)) and try again, or set the units by hand below."
    )

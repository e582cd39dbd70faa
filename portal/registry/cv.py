"""The scientific CV (Lý lịch khoa học) as a Word file and as PDF, from one set of sections."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from portal.core import clock
from portal.core.documents import Docx, render_pdf
from portal.core.i18n import current_language
from portal.registry.labels import PLURALS
from portal.registry.lines import Line
from portal.registry.models import Audience, ItemKind
from portal.registry.profile import Profile
from portal.registry.visibility import shown_to

SECTIONS: tuple[tuple[ItemKind, ...], ...] = (
    (ItemKind.DEGREE, ItemKind.RANK, ItemKind.TITLE),
    (ItemKind.TRAINING, ItemKind.CREDENTIAL),
    (ItemKind.APPOINTMENT,),
    (ItemKind.LANGUAGE,),
    (ItemKind.FIELD, ItemKind.KEYWORD),
    (ItemKind.CONTRIBUTION,),
    (ItemKind.PROJECT_ROLE,),
    (ItemKind.DISTINCTION,),
    (ItemKind.SUPERVISION,),
)
"""What a CV is made of, in the order of the form in use; each is chosen by its first kind."""


@dataclass(frozen=True)
class CvSection:
    """One table of the CV: its title and rows of (when, what, confirmed)."""

    title: str
    rows: Sequence[tuple[str, str, str]]

    @property
    def words(self) -> str:
        """The rows as one sentence where none has a time or a decision, else nothing."""
        if any(when or confirmed for when, _what, confirmed in self.rows):
            return ""
        return "; ".join(what for _when, what, _confirmed in self.rows) + "."


@dataclass(frozen=True)
class Cv:
    name: str
    basics: Sequence[tuple[str, str]]
    sections: Sequence[CvSection] = field(default_factory=list)


def section_choices() -> list[tuple[str, str]]:
    """The sections a person chooses among: (key, title)."""
    return [(kinds[0].value, _title(kinds)) for kinds in SECTIONS]


def cv_of(profile: Profile, *, chosen: Collection[str], public_only: bool) -> Cv:
    """The CV as its reader sees the profile; `public_only` leaves out what the public may not see."""
    sections = [
        CvSection(_title(kinds), [_row(line) for line in lines])
        for kinds in SECTIONS
        if kinds[0].value in chosen and (lines := _lines(profile, kinds, public_only))
    ]
    return Cv(profile.person.full_name, _basics(profile, public_only), sections)


def _lines(profile: Profile, kinds: Sequence[ItemKind], public_only: bool) -> list[Line]:
    lines = [line for kind in kinds for line in profile.of(kind)]
    if public_only:
        lines = [line for line in lines if shown_to(Audience.PUBLIC, line.item)]
    return lines


def _title(kinds: Sequence[ItemKind]) -> str:
    first, *rest = (str(PLURALS[kind]) for kind in kinds)
    return ", ".join([first, *(text[:1].lower() + text[1:] for text in rest)])


def _row(line: Line) -> tuple[str, str, str]:
    return line.when, line.text, _("Confirmed") if line.item.is_verified else ""


def _basics(profile: Profile, public_only: bool) -> list[tuple[str, str]]:
    person = profile.person
    seen = Profile(person, Audience.PUBLIC if public_only else profile.audience, profile.lines)
    rows = [
        (_("Full name"), person.full_name),
        (_("Date of birth"), seen.birth),
        (_("Sex"), seen.sex),
        (_("Rank and degree"), profile.honorific),
        (_("Occupation"), person.headline),
        (_("E-mail"), person.contact_email if seen.shows_contact else ""),
        (_("Telephone"), person.contact_phone if seen.shows_contact else ""),
    ]
    return [(label, value) for label, value in rows if value]


def as_docx(cv: Cv) -> bytes:
    """The CV in the layout of Decree 30/2020."""
    paper = Docx(f"{_('Scientific CV')} – {cv.name}")
    paper.state_and_motto()
    paper.title(_("Scientific CV"))
    paper.heading(_("General"))
    paper.facts(cv.basics)
    for section in cv.sections:
        paper.heading(section.title)
        if section.words:
            paper.paragraph(section.words)
        else:
            paper.table(_columns(), section.rows, widths=(2, 8, 2))
    paper.paragraph(_note(), italic=True)
    paper.signature(position=_("The declarant"), name=cv.name)
    return paper.save()


def as_pdf(cv: Cv) -> bytes:
    """The same CV, printed."""
    data: dict[str, Any] = {
        "title": _("Scientific CV"),
        "general": _("General"),
        "lang": current_language(),
        "name": cv.name,
        "basics": cv.basics,
        "columns": _columns(),
        "sections": [
            {"title": one.title, "rows": one.rows, "words": one.words} for one in cv.sections
        ],
        "note": _note(),
        "declarant": _("The declarant"),
    }
    return render_pdf("ly-lich", data)


def _columns() -> tuple[str, str, str]:
    return _("Time"), _("Content"), _("Confirmation")


def _note() -> str:
    return _(
        "Made by the portal on %(day)s from the person's own record. “Confirmed” means that an officer "
        "in charge compared the item with its proof.",
        day=f"{clock.today():%d/%m/%Y}",
    )

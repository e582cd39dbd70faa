"""Works and projects typed by hand."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.core.forms import MANDATORY, NotBefore, PartialDateField
from portal.core.i18n import label
from portal.registry.forms.choices import EnumField
from portal.registry.forms.items import ItemForm
from portal.registry.identifiers import normal_doi
from portal.registry.models import (
    ContributorRole,
    CreditRole,
    ProjectLevel,
    ProjectRoleKind,
    WorkType,
)

_needed = DataRequired(MANDATORY)

COMMON_TYPES = (
    WorkType.JOURNAL_ARTICLE,
    WorkType.CONFERENCE_PAPER,
    WorkType.BOOK,
    WorkType.BOOK_CHAPTER,
    WorkType.EDITED_BOOK,
    WorkType.DISSERTATION_THESIS,
    WorkType.REPORT,
    WorkType.PATENT,
    WorkType.INVENTION,
    WorkType.ARTISTIC_PERFORMANCE,
    WorkType.MUSICAL_COMPOSITION,
    WorkType.TRANSLATION,
    WorkType.SOFTWARE,
)
"""What most people state, on top of the list of all types."""


class WorkForm(ItemForm):
    """A work and the person's part in it."""

    title = StringField(_l("Title of the work"), [_needed, Length(max=1_000)])
    type = EnumField(
        _l("Kind of work"),
        WorkType,
        among=[*COMMON_TYPES, *(kind for kind in WorkType if kind not in COMMON_TYPES)],
        default=WorkType.JOURNAL_ARTICLE,
    )
    contributors = TextAreaField(
        _l("Authors, one a line, in their order"),
        [Optional()],
        description=_l("Leave empty if you are the only one."),
    )
    container = StringField(
        _l("Appeared in"), [Optional()], description=_l("Journal, book, publisher, stage")
    )
    issued = PartialDateField(_l("Date of publication"), [Optional()])
    doi = StringField(
        "DOI", [Optional()], description=_l("For example: 10.1371/journal.pone.0033693")
    )
    url = StringField(_l("Web address"), [Optional()])
    abstract = TextAreaField(_l("Abstract"), [Optional()])
    role = EnumField(_l("Your part"), ContributorRole, default=ContributorRole.AUTHOR)
    credit = SelectMultipleField(
        _l("What you contributed (CRediT)"),
        choices=lambda: [(role.value, label(role)) for role in CreditRole],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    is_featured = BooleanField(_l("Show first among my works"))

    def validate_doi(self, field: Any) -> None:
        if field.data and normal_doi(field.data) is None:
            raise ValidationError(_("This is not a DOI: it begins with 10. and has a slash."))

    def validate_url(self, field: Any) -> None:
        if field.data and not field.data.startswith(("https://", "http://")):
            raise ValidationError(_("Begin the address with https://"))

    def work_values(self) -> dict[str, Any]:
        """What concerns the work itself, by attribute name."""
        names = ("title", "type", "container", "issued", "url", "abstract")
        texts = {name: self[name].data or "" for name in names}
        return texts | {
            "type": self.type.data,
            "issued": self.issued.data,
            "doi": normal_doi(self.doi.data or ""),
        }

    def part_values(self) -> dict[str, Any]:
        """What concerns the person's part, by attribute name; an officer does not set its readers."""
        names = ("role", "credit", "is_featured", "visibility")
        return {name: self[name].data for name in names if name in self}

    def names(self) -> list[str]:
        """The contributors' names, one a line."""
        lines = (self.contributors.data or "").split("\n")
        return [" ".join(line.split())[:200] for line in lines if line.strip()]


class ProjectForm(ItemForm):
    """A project and the person's part in it."""

    name = StringField(_l("Name of the project"), [_needed, Length(max=1_000)])
    level = EnumField(_l("Level"), ProjectLevel, default=ProjectLevel.PROVINCE)
    code = StringField(_l("Code"), [Optional()])
    role = EnumField(_l("Your part"), ProjectRoleKind, default=ProjectRoleKind.MEMBER)
    organisation = StringField(_l("Body in charge"), [Optional()])
    funder = StringField(_l("Funded by"), [Optional()])
    budget = IntegerField(
        _l("Budget, in đồng"),
        [Optional(), NumberRange(0, 10**15)],
        description=_l("Never shown to the public."),
    )
    starts = PartialDateField(_l("From"), [Optional()])
    ends = PartialDateField(_l("To"), [Optional(), NotBefore("starts")])
    result = StringField(
        _l("Result"), [Optional()], description=_l("For example: passed, excellent")
    )

    def project_values(self) -> dict[str, Any]:
        """What concerns the project itself, by attribute name."""
        texts = {
            name: self[name].data or ""
            for name in ("name", "code", "organisation", "funder", "result")
        }
        return texts | {name: self[name].data for name in ("level", "budget", "starts", "ends")}

    def part_values(self) -> dict[str, Any]:
        """What concerns the person's part, by attribute name; an officer does not set its readers."""
        return {name: self[name].data for name in ("role", "visibility") if name in self}

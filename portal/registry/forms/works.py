"""Works and projects typed by hand."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import (
    DataRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from portal.core.forms import MANDATORY, NotBefore, PartialDateField
from portal.core.i18n import label
from portal.registry.forms.choices import EnumField
from portal.registry.forms.items import ItemForm
from portal.registry.identifiers import identifier_line, normal_doi, typed_numbers
from portal.registry.models import (
    ContributorRole,
    CreditRole,
    FundingType,
    ProjectLevel,
    ProjectRoleKind,
    WorkType,
)
from portal.registry.models import WorkForm as ResultForm

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
    form = EnumField(
        _l("More exactly, for results without a paper"),
        ResultForm,
        blank=_l("None of these"),
        description=_l("An initiative, a technical solution, a craft, teaching, community service"),
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
    numbers = TextAreaField(
        _l("Other numbers, one a line"),
        [Optional(), Length(max=2_000)],
        description=_l("For example: ISBN 978-604-0-00000-0, ISSN 0866-7209, patent 1-0012345"),
    )
    recognised_by = StringField(
        _l("Recognised by"),
        [Optional(), Length(max=500)],
        description=_l("The decision that recognised an initiative or solution, and its council"),
    )
    recognition_level = EnumField(_l("Level of recognition"), ProjectLevel, blank=_l("Not stated"))
    abstract = TextAreaField(_l("Abstract"), [Optional()])
    role = EnumField(_l("Your part"), ContributorRole, default=ContributorRole.AUTHOR)
    credit = SelectMultipleField(
        _l("What you contributed (CRediT)"),
        choices=lambda: [(role.value, label(role)) for role in CreditRole],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    is_corresponding = BooleanField(_l("I am the corresponding author"))
    is_featured = BooleanField(_l("Show first among my works"))

    def validate_doi(self, field: Any) -> None:
        if field.data and normal_doi(field.data) is None:
            raise ValidationError(_("This is not a DOI: it begins with 10. and has a slash."))

    def validate_url(self, field: Any) -> None:
        if field.data and not field.data.startswith(("https://", "http://")):
            raise ValidationError(_("Begin the address with https://"))

    def work_values(self) -> dict[str, Any]:
        """What concerns the work itself, by attribute name."""
        names = ("title", "container", "url", "abstract", "recognised_by")
        texts = {name: self[name].data or "" for name in names}
        chosen = {name: self[name].data for name in ("type", "form", "recognition_level", "issued")}
        return texts | chosen | {"doi": normal_doi(self.doi.data or "")}

    def other_identifiers(self) -> list[dict[str, Any]]:
        """The numbers as the work stores them; one that has no normal form keeps its error."""
        lines = (self.numbers.data or "").splitlines()
        return [identifier_line(line) for line in lines if line.strip()]

    def part_values(self) -> dict[str, Any]:
        """What concerns the person's part, by attribute name; an officer does not set its readers."""
        names = ("role", "credit", "is_corresponding", "is_featured", "visibility")
        return {name: self[name].data for name in names if name in self}

    def all_values(self, stored: list[Any]) -> dict[str, Any]:
        """`work_values` with the numbers: what is stored stays where no line of it was changed."""
        values = self.work_values()
        if (self.numbers.data or "").split("\n") != typed_numbers(stored).split("\n"):
            kept = [one for one in stored if one["type"] == "doi"]
            values["identifiers"] = kept + self.other_identifiers()
        return values

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
    funding_type = EnumField(_l("Kind of funding"), FundingType, blank=_l("Not stated"))
    budget = IntegerField(
        _l("Budget, in whole units of the currency"),
        [Optional(), NumberRange(0, 10**15)],
        description=_l("Never shown to the public."),
    )
    currency = StringField(
        _l("Currency"),
        [Optional(), Regexp(r"^[A-Z]{3}$", message=_l("Write three capital letters, as VND."))],
        default="VND",
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
        chosen = ("level", "funding_type", "budget", "starts", "ends")
        return (
            texts
            | {name: self[name].data for name in chosen}
            | {"currency": self.currency.data or "VND"}
        )

    def part_values(self) -> dict[str, Any]:
        """What concerns the person's part, by attribute name; an officer does not set its readers."""
        return {name: self[name].data for name in ("role", "visibility") if name in self}

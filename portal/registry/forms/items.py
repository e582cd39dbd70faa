"""One form a kind of item: shape only. `values()` is what an action stores."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from portal.core import clock
from portal.core.forms import (
    MANDATORY,
    NotBefore,
    PartialDateField,
    PortalForm,
    VersionedForm,
)
from portal.registry.forms.choices import EnumField, VisibilityField
from portal.registry.models import (
    DegreeLevel,
    EvidenceKind,
    IdentifierKind,
    ItemKind,
    JobCategory,
    NameKind,
    RankKind,
    SupervisionLevel,
    SupervisionPart,
    called_and_rest,
)
from portal.registry.models.career import AppointmentKind
from portal.registry.queries.items import research_fields

_YEAR = _l("Year")
_needed = DataRequired(MANDATORY)
_FRAME = {"csrf_token", "once", "version", "evidence", "evidence_kind", "note"}
_WHAT_SCAN = _l("What the scan is")


class YearField(IntegerField):
    """A year that people alive could have lived."""

    def __init__(self, text: Any = _YEAR, **given: Any) -> None:
        checks = [Optional(), NumberRange(1900, 2100, _l("Write a year with four digits."))]
        super().__init__(text, validators=checks, **given)


class NotAfterToday:
    """The partial date is not in the future."""

    def __call__(self, _form: Any, field: Any) -> None:
        if field.data and field.data > clock.today().isoformat()[: len(field.data)]:
            raise ValidationError(_("This date lies in the future."))


class ItemForm(VersionedForm):
    """The frame of every item: who may see it, and where wanted a scan."""

    visibility = VisibilityField()

    def values(self) -> dict[str, Any]:
        """What was typed, by the item's own attribute names."""
        return {
            field.name: "" if field.data is None and isinstance(field, StringField) else field.data
            for field in self
            if field.name not in _FRAME and not isinstance(field, FileField)
        } | {field.name: field.data for field in self if isinstance(field, PartialDateField)}


class EvidencedForm(ItemForm):
    evidence = FileField(_l("Scan of the paper (PDF, JPEG, PNG or WebP)"), [Optional()])
    evidence_kind = EnumField(_WHAT_SCAN, EvidenceKind, default=EvidenceKind.OTHER)


class NameForm(ItemForm):
    full_name = StringField(_l("Name"), [_needed])
    family_name = StringField(
        _l("Its family name"), [Optional()], description=_l("Only if you wish to say so.")
    )
    given_name = StringField(_l("Its given name"), [Optional()])
    name_kind = EnumField(_l("What kind of name"), NameKind, default=NameKind.OTHER)

    def validate_family_name(self, field: Any) -> None:
        self._check_part(field)

    def validate_given_name(self, field: Any) -> None:
        self._check_part(field)

    def _check_part(self, field: Any) -> None:
        if field.data and called_and_rest(self.full_name.data or "", field.data) is None:
            raise ValidationError(_("Write words that stand in the full name."))


class IdentifierForm(ItemForm):
    identifier_kind = EnumField(_l("Kind"), IdentifierKind, default=IdentifierKind.ORCID)
    value = StringField(_l("Identifier or address"), [_needed])


class AppointmentForm(ItemForm):
    role = StringField(
        _l("Position held"), [_needed], description=_l("For example: head of department")
    )
    organisation = StringField(_l("Workplace"), [_needed])
    department = StringField(_l("Department"), [Optional()])
    appointment_kind = EnumField(_l("Kind"), AppointmentKind, default=AppointmentKind.EMPLOYMENT)
    job_category = EnumField(_l("Job category"), JobCategory, blank=_l("Not stated"))
    job_position = StringField(
        _l("Job position"),
        [Optional()],
        description=_l("As in the unit's approved list of job positions"),
    )
    starts = PartialDateField(_l("From"), [Optional()])
    ends = PartialDateField(
        _l("To"), [Optional(), NotBefore("starts")], description=_l("Leave empty if it goes on.")
    )


class DegreeForm(EvidencedForm):
    level = EnumField(_l("Degree"), DegreeLevel, among=list(reversed(DegreeLevel)))
    discipline = StringField(_l("Discipline"), [_needed])
    organisation = StringField(_l("Institution"), [_needed])
    country = StringField(_l("Country, if not Việt Nam"), [Optional()])
    thesis = StringField(_l("Title of the thesis"), [Optional()])
    starts = PartialDateField(_l("Study began"), [Optional(), NotAfterToday()])
    awarded = PartialDateField(_l("Awarded"), [Optional(), NotAfterToday(), NotBefore("starts")])
    diploma_number = StringField(
        _l("Diploma number"), [Optional()], description=_l("Never shown to the public.")
    )


class RankForm(EvidencedForm):
    rank = EnumField(_l("Academic rank"), RankKind)
    discipline = StringField(_l("Discipline"), [Optional()])
    year = YearField()
    council = StringField(_l("Council that recognised it"), [Optional()])
    decision_number = StringField(_l("Decision number"), [Optional()])


class TitleForm(EvidencedForm):
    name = StringField(
        _l("Title"), [_needed], description=_l("For example: Nhà giáo Ưu tú, Thầy thuốc Nhân dân")
    )
    abbreviation = StringField(_l("Abbreviation"), [Optional()])
    year = YearField()
    decision_number = StringField(_l("Decision number"), [Optional()])


class CredentialForm(EvidencedForm):
    name = StringField(_l("Certificate"), [_needed])
    issuer = StringField(_l("Issued by"), [_needed])
    number = StringField(_l("Number"), [Optional()], description=_l("Never shown to the public."))
    issued = PartialDateField(_l("Issued on"), [Optional(), NotAfterToday()])
    valid_until = PartialDateField(_l("Valid until"), [Optional(), NotBefore("issued")])


class TrainingForm(ItemForm):
    course = StringField(_l("Course"), [_needed])
    organiser = StringField(_l("Organised by"), [Optional()])
    starts = PartialDateField(_l("From"), [Optional()])
    ends = PartialDateField(_l("To"), [Optional(), NotBefore("starts")])
    certificate = StringField(_l("Certificate received"), [Optional()])
    is_completed = BooleanField(
        _l("Completed"), description=_l("Leave it unticked for a study that goes on or was left.")
    )


class DistinctionForm(EvidencedForm):
    name = StringField(_l("Award"), [_needed])
    issuer = StringField(_l("Awarded by"), [_needed])
    awarded = PartialDateField(_l("Awarded on"), [Optional(), NotAfterToday()])
    decision_number = StringField(_l("Decision number"), [Optional()])


class LanguageForm(ItemForm):
    language = StringField(_l("Language"), [_needed])
    level = StringField(_l("Level"), [Optional()], description=_l("For example: B2, fluent"))
    certificate = StringField(_l("Certificate"), [Optional()])


class SupervisionForm(ItemForm):
    student = StringField(
        _l("Student"), [_needed], description=_l("Shown only to you and the officers in charge.")
    )
    level = EnumField(_l("Level"), SupervisionLevel, default=SupervisionLevel.MASTER)
    part = EnumField(_l("Your part"), SupervisionPart, default=SupervisionPart.MAIN)
    topic = StringField(_l("Topic"), [Optional()])
    institution = StringField(_l("Institution"), [Optional()])
    year = YearField(_l("Year of defence"))


class FieldForm(ItemForm):
    field_id = SelectField(_l("Field of science and technology"), coerce=int)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        fields = research_fields()
        self["field_id"].choices = [(one.id, f"{one.code} {one.name}") for one in fields]


class KeywordForm(ItemForm):
    """One keyword; several are stated at once with `KeywordsForm`."""

    word = StringField(_l("Keyword"), [_needed, Length(max=80)])


class KeywordsForm(PortalForm):
    words = TextAreaField(
        _l("Keywords"),
        [_needed, Length(max=2_000)],
        description=_l("Separate them with commas or new lines."),
    )
    visibility = VisibilityField()

    def listed(self) -> list[str]:
        """The keywords, each once, without the empty ones."""
        text = (self.words.data or "").replace("\n", ",").replace(";", ",")
        return list(dict.fromkeys(word.strip()[:80] for word in text.split(",") if word.strip()))


class EvidenceForm(PortalForm):
    evidence = FileField(
        _l("Scan of the paper (PDF, JPEG, PNG or WebP)"), [DataRequired(_l("Choose a file."))]
    )
    evidence_kind = EnumField(_WHAT_SCAN, EvidenceKind, default=EvidenceKind.OTHER)
    note = StringField(_l("What it shows"), [Optional()])


class VisibilityForm(PortalForm):
    visibility = VisibilityField()


ITEM_FORMS: dict[ItemKind, type[ItemForm]] = {
    ItemKind.NAME: NameForm,
    ItemKind.IDENTIFIER: IdentifierForm,
    ItemKind.APPOINTMENT: AppointmentForm,
    ItemKind.DEGREE: DegreeForm,
    ItemKind.RANK: RankForm,
    ItemKind.TITLE: TitleForm,
    ItemKind.CREDENTIAL: CredentialForm,
    ItemKind.TRAINING: TrainingForm,
    ItemKind.DISTINCTION: DistinctionForm,
    ItemKind.LANGUAGE: LanguageForm,
    ItemKind.SUPERVISION: SupervisionForm,
    ItemKind.FIELD: FieldForm,
    ItemKind.KEYWORD: KeywordForm,
}
"""The kinds that one form states whole; works and projects have their own pages."""

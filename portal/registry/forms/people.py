"""The basics of a record, its photo, its publication, its claim."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, FloatField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import (
    DataRequired,
    Email,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from portal.core import clock
from portal.core.forms import (
    MANDATORY,
    DayField,
    PartialDateField,
    PortalForm,
    VersionedForm,
)
from portal.registry.cv import section_choices
from portal.registry.forms.choices import EnumField, UnitField, VisibilityField
from portal.registry.forms.items import NotAfterToday
from portal.registry.lines import Line
from portal.registry.models import Availability, Item, Sector, Sex
from portal.units.models import UnitKind

_needed = DataRequired(MANDATORY)
_unknown = _l("Not stated")


class NewPersonForm(PortalForm):
    """What a record begins with."""

    full_name = StringField(
        _l("Full name"),
        [_needed, Length(max=200)],
        description=_l("As it stands in your papers, without titles such as TS. or PGS."),
    )
    home_unit = UnitField(
        _l("Commune, ward or agency whose officers look after the record"),
        validators=[_needed],
        description=_l("For example: Phường Bến Thành"),
    )
    headline = StringField(
        _l("In one line: what you do"),
        [Optional(), Length(max=160)],
        description=_l("For example: cardiologist, provincial hospital"),
    )
    sector = EnumField(_l("Sector"), Sector, blank=_unknown)
    anew = BooleanField(_l("It is none of these"))


class NotPast:
    """The day is today or later."""

    def __call__(self, _form: Any, field: Any) -> None:
        if field.data and field.data < clock.today():
            raise ValidationError(_("This day has passed."))


PRIVATE_BASICS = {
    "birth_visibility": ("birth_date",),
    "commune_visibility": ("commune",),
    "sex_visibility": ("sex",),
    "contact_visibility": ("contact_email", "contact_phone"),
}
"""The choice of readers over each of the private basics."""


class BasicsForm(VersionedForm):
    """The basics; each private one with who may see it."""

    full_name = StringField(
        _l("Full name"),
        [_needed, Length(max=200)],
        description=_l("As it stands in your papers, without titles such as TS. or PGS."),
    )
    called_name = StringField(
        _l("The name you are called by, and sorted under"),
        [Optional(), Length(max=80)],
        description=_l(
            "Leave it empty if it is the last word of your full name. For H'Hen Niê: H'Hen"
        ),
    )
    family_name = StringField(
        _l("Family name"),
        [Optional(), Length(max=80)],
        description=_l("Only if you wish to say which words it is; nobody guesses it."),
    )
    headline = StringField(_l("In one line: what you do"), [Optional(), Length(max=160)])
    bio = TextAreaField(_l("About me"), [Optional(), Length(max=4_000)])
    sector = EnumField(_l("Sector"), Sector, blank=_unknown)
    home_unit = UnitField(
        _l("Commune, ward or agency whose officers look after the record"), validators=[_needed]
    )
    commune = UnitField(
        _l("Commune or ward where you live"),
        kinds=(UnitKind.COMMUNE,),
    )
    commune_visibility = VisibilityField(
        _l("Who may see where you live"),
        description=_l("If everyone may, the directory finds you by it."),
    )
    availability = EnumField(_l("Requests for expert advice"), Availability, blank=_unknown)
    availability_until = DayField(
        _l("Until when this holds"),
        [Optional(), NotPast()],
        description=_l("Empty: until you change it"),
    )
    birth_date = PartialDateField(_l("Date of birth"), [Optional(), NotAfterToday()])
    birth_visibility = VisibilityField(_l("Who may see the date of birth"))
    sex = EnumField(_l("Sex"), Sex, blank=_unknown)
    sex_visibility = VisibilityField(_l("Who may see the sex"))
    contact_email = StringField(_l("E-mail for contact"), [Optional(), Email()])
    contact_phone = StringField(_l("Telephone for contact"), [Optional(), Length(max=40)])
    contact_visibility = VisibilityField(_l("Who may see the contact"))

    def values(self) -> dict[str, Any]:
        """What was typed, by the person's attribute names."""
        frame = {"csrf_token", "once", "version"}
        if "availability" in self and self.availability.data is None:
            self.availability_until.data = None
        texts = {"called_name", "family_name", "headline", "bio", "contact_email", "contact_phone"}
        return {
            field.name: field.data or "" if field.name in texts else field.data
            for field in self
            if field.name not in frame
        }


class PhotoForm(PortalForm):
    """A photo and the part to cut from it, in per cent of the picture's width and height."""

    photo = FileField(_l("Photo (JPEG, PNG or WebP)"), [DataRequired(_l("Choose a file."))])
    left = FloatField(_l("From the left, %"), [Optional(), NumberRange(0, 100)])
    top = FloatField(_l("From the top, %"), [Optional(), NumberRange(0, 100)])
    width = FloatField(_l("Width, %"), [Optional(), NumberRange(1, 100)])
    height = FloatField(_l("Height, %"), [Optional(), NumberRange(1, 100)])

    def crop(self) -> tuple[float, float, float, float] | None:
        """Left, top, right, bottom as parts of the whole, or None for the whole picture."""
        parts = [self[name].data for name in ("left", "top", "width", "height")]
        if None in parts:
            return None
        left, top, width, height = (float(part) / 100 for part in parts if part is not None)
        return left, top, min(1.0, left + width), min(1.0, top + height)


class PublishForm(PortalForm):
    agree = BooleanField(_l("I agree"), [DataRequired(_l("Tick the box if you agree."))])


class ShowItemsForm(PortalForm):
    """Which of the listed items everyone may see; all are ticked to begin with."""

    items = SelectMultipleField(
        _l("Items that everyone will see"),
        [DataRequired(_l("Tick at least one item."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def offer(self, lines: Iterable[Line]) -> "ShowItemsForm":
        """Fill the choices with the items in words."""
        self.items.choices = [(f"{one.item.kind}-{one.item.id}", one.text) for one in lines]
        if not self.is_submitted():
            self.items.data = [key for key, _text in self.items.choices]
        return self

    def chosen(self, items: Iterable[Item]) -> list[Item]:
        """Those of the items whose box is ticked."""
        ticked = set(self.items.data or ())
        return [item for item in items if f"{item.kind}-{item.id}" in ticked]


class PaperConsentForm(PortalForm):
    signed_on = DayField(_l("Day on which the person signed"), [_needed])
    scan = FileField(_l("Scan of the signed paper"), [DataRequired(_l("Choose a file."))])


class ClaimForm(PortalForm):
    code = StringField(
        _l("Code on the receipt"),
        [_needed],
        description=_l("Four groups of four letters and digits"),
    )


class CvForm(PortalForm):
    """Which sections a CV holds; sent by GET, for it changes nothing."""

    class Meta(PortalForm.Meta):
        csrf = False

    sections = SelectMultipleField(
        _l("Sections"),
        choices=section_choices,
        default=lambda: [key for key, _title in section_choices()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    public_only = BooleanField(_l("Only what everyone may see"))

"""What a person knows and was given: fields, keywords, languages, students, distinctions."""

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from portal.core import text
from portal.core.db import Model
from portal.registry.models.item import Item, ItemKind


class ResearchField(Model):
    """A field of science and technology by its official code; editable, as circulars change."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    legal_basis: Mapped[str] = mapped_column(default="")
    is_sample: Mapped[bool] = mapped_column(default=False)

    def name_in(self, language: str) -> str:
        """The name in that language where it is known, else in Vietnamese."""
        return self.name_en if language == "en" and self.name_en else self.name


class PersonField(Item, Model):
    """A field a person works in."""

    __table_args__ = (UniqueConstraint("person_id", "field_id"),)
    kind = ItemKind.FIELD

    field_id: Mapped[int] = mapped_column(ForeignKey("research_field.id"), index=True)
    field: Mapped[ResearchField] = relationship()

    @property
    def title(self) -> str:
        return self.field.name


class Keyword(Item, Model):
    """A person's own word for what they know."""

    __table_args__ = (UniqueConstraint("person_id", "folded"),)
    kind = ItemKind.KEYWORD

    word: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)

    @validates("word")
    def _derive(self, _key: str, word: str) -> str:
        self.folded = text.fold(word)
        return word

    @property
    def title(self) -> str:
        return self.word


class LanguageSkill(Item, Model):
    """A language, with the certificate and level that show it."""

    kind = ItemKind.LANGUAGE

    language: Mapped[str]
    level: Mapped[str] = mapped_column(default="")
    certificate: Mapped[str] = mapped_column(default="")

    @property
    def title(self) -> str:
        return self.language


class SupervisionLevel(StrEnum):
    BACHELOR = "bachelor"
    MASTER = "master"
    SPECIALIST = "specialist"
    DOCTOR = "doctor"


class SupervisionPart(StrEnum):
    MAIN = "main"
    SECOND = "second"


class Supervision(Item, Model):
    """A student guided to a degree. The student's name is theirs: it shows to officers and the owner."""

    kind = ItemKind.SUPERVISION

    student: Mapped[str]
    level: Mapped[SupervisionLevel]
    part: Mapped[SupervisionPart] = mapped_column(default=SupervisionPart.MAIN)
    topic: Mapped[str] = mapped_column(default="")
    institution: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]

    @property
    def title(self) -> str:
        return self.topic or self.institution


class Distinction(Item, Model):
    """An award received elsewhere; what this portal confers is an `Honour` of `recognition`."""

    kind = ItemKind.DISTINCTION

    name: Mapped[str]
    issuer: Mapped[str] = mapped_column(default="")
    decision_number: Mapped[str] = mapped_column(default="")
    awarded: Mapped[str | None]

    @property
    def title(self) -> str:
        return self.name

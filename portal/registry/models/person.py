"""The human being, who owns one profile: names, identifiers, basics."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from portal.core import clock, text
from portal.core.changes import Tracked
from portal.core.db import Model, Versioned
from portal.registry.models.item import Audience, Item, ItemKind, SourceKind


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Sector(StrEnum):
    """The field of society a person works in, by which directory and statistics group people."""

    EDUCATION = "education"
    HEALTH = "health"
    SCIENCE = "science"
    AGRICULTURE = "agriculture"
    INDUSTRY = "industry"
    CONSTRUCTION = "construction"
    ECONOMY = "economy"
    LAW = "law"
    ADMINISTRATION = "administration"
    CULTURE = "culture"
    MEDIA = "media"
    ENVIRONMENT = "environment"
    INFORMATION = "information"
    OTHER = "other"


class Availability(StrEnum):
    """Whether an expert takes requests at present."""

    OPEN = "open"
    LIMITED = "limited"
    CLOSED = "closed"


def called_and_rest(full_name: str, called: str) -> tuple[str, str] | None:
    """The words `called` as they stand in the full name, and its other words; None where they do not."""
    words, wanted = full_name.split(), [text.fold(word) for word in called.split()]
    for start in range(len(words) - len(wanted) + 1) if wanted else ():
        end = start + len(wanted)
        if [text.fold(word) for word in words[start:end]] == wanted:
            return " ".join(words[start:end]), " ".join(words[:start] + words[end:])
    return None


def given_key(full_name: str, called: str = "") -> str:
    """The key by given name: the words the person chose, else the last syllable, never a guess."""
    parts = called_and_rest(full_name, called)
    return text.sort_key_of_parts(*parts) if parts else text.sort_key(full_name, by="given")


def name_columns(full_name: str) -> dict[str, str]:
    """What is stored beside a full name so that it sorts, matches and links; bulk loads use it."""
    return {
        "sort_given": given_key(full_name),
        "sort_full": text.sort_key(full_name, by="full"),
        "folded": text.fold(full_name),
        "slug": text.slug(full_name),
    }


class Person(Versioned, Tracked, Model):
    """A person, with or without an account. Never deleted: two records of one person are merged."""

    __table_args__ = (
        Index("ix_person_public_given", "is_public", "sort_given"),
        Index("ix_person_public_full", "is_public", "sort_full"),
        Index("ix_person_public_id", "is_public", "id"),
        Index("ix_person_public_updated", "is_public", "updated_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), unique=True)
    former_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    """The account that owned the record until it was closed: what it refused stays refused."""
    full_name: Mapped[str]
    called_name: Mapped[str] = mapped_column(default="")
    """The words of the full name by which the person is called and sorted; empty: the last one."""
    family_name: Mapped[str] = mapped_column(default="")
    """The words of the full name that are the family's; empty: not said, and never guessed."""
    slug: Mapped[str]
    sort_given: Mapped[str]
    sort_full: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    headline: Mapped[str] = mapped_column(default="")
    bio: Mapped[str] = mapped_column(default="")
    sector: Mapped[Sector | None]
    sex: Mapped[Sex | None]
    sex_visibility: Mapped[Audience] = mapped_column(default=Audience.OWNER)
    birth_date: Mapped[str | None]
    """ISO text as exact as is known: 1960, 1960-05 or 1960-05-19."""
    birth_year: Mapped[int | None]
    birth_visibility: Mapped[Audience] = mapped_column(default=Audience.OWNER)
    contact_email: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    contact_visibility: Mapped[Audience] = mapped_column(default=Audience.OWNER)
    home_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    commune_visibility: Mapped[Audience] = mapped_column(default=Audience.OWNER)
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    photo_small: Mapped[str] = mapped_column(default="")
    photo_large: Mapped[str] = mapped_column(default="")
    """File names of two renditions, so that a list of people reads no other table."""
    is_public: Mapped[bool] = mapped_column(default=False)
    availability: Mapped[Availability | None]
    availability_until: Mapped[date | None]
    confirmed_at: Mapped[datetime | None]
    """When the person, or who keeps the record for them, last said that all of it is right."""
    correction_asked: Mapped[str] = mapped_column(default="")
    """What the person, without an account, says is wrong in the record; emptied by who mends it."""
    paper_consent_on: Mapped[date | None]
    """The day of a signed paper consent to publish, for a person who has no account."""
    paper_consent_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    claim_digest: Mapped[str | None] = mapped_column(unique=True)
    claim_expires_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[SourceKind] = mapped_column(default=SourceKind.SELF)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    account: Mapped[Any] = relationship("Account", foreign_keys=[account_id])
    home_unit: Mapped[Any] = relationship("Unit", foreign_keys=[home_unit_id])
    commune: Mapped[Any] = relationship("Unit", foreign_keys=[commune_id])
    photo: Mapped[Any] = relationship("Picture")

    @validates("full_name")
    def _derive(self, _key: str, full_name: str) -> str:
        for column, value in name_columns(full_name).items():
            setattr(self, column, value)
        self.sort_given = given_key(full_name, self.called_name or "")
        return full_name

    @validates("called_name")
    def _sort_anew(self, _key: str, called_name: str) -> str:
        self.sort_given = given_key(self.full_name or "", called_name)
        return called_name

    @validates("birth_date")
    def _derive_year(self, _key: str, birth_date: str | None) -> str | None:
        self.birth_year = int(birth_date[:4]) if birth_date else None
        return birth_date

    def availability_on(self, day: date) -> Availability | None:
        """Whether the person takes requests that day; None where they say nothing of it."""
        passed = self.availability_until is not None and self.availability_until < day
        return None if passed else self.availability

    @property
    def url(self) -> str:
        """The address of the page, good outside a request too: mail, search index, jobs."""
        return f"/people/{self.id}-{self.slug}"

    @property
    def photo_url(self) -> str:
        """The small photo's address, or empty."""
        return self._photo_at(self.photo_small)

    @property
    def portrait_url(self) -> str:
        """The larger photo's address, or empty."""
        return self._photo_at(self.photo_large)

    def _photo_at(self, name: str | None) -> str:
        return f"/people/{self.id}/photo/{name}" if name else ""

    @property
    def scope_unit_id(self) -> int | None:
        """The unit whose officers look after this person."""
        return self.home_unit_id

    def changes(self) -> list[tuple[str, object]]:
        return [("person", self.id)]


class SensitiveFacts(Versioned, Model):
    """What is never public and never searched; who reads it leaves a `SensitiveReading`."""

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    national_id_sealed: Mapped[str] = mapped_column(default="")
    """The 12 digits of the identity card, encrypted."""
    national_id_key: Mapped[str | None] = mapped_column(index=True)
    """A keyed hash of them: equal for two records of one person, and tells nothing else."""
    ethnicity: Mapped[str] = mapped_column(default="")
    party_joined: Mapped[str | None]
    """The day of joining the Party, ISO text as exact as is known."""
    person: Mapped[Person] = relationship()

    @property
    def scope_unit_id(self) -> int | None:
        return self.person.home_unit_id


class SensitiveReading(Model):
    """Somebody looked at a sensitive field; shown to the person, never removed."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    field: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
    reader: Mapped[Any] = relationship("Account")


class NameKind(StrEnum):
    LEGAL = "legal"
    CREDIT = "credit"
    OTHER = "other"
    PEN = "pen"
    RELIGIOUS = "religious"


class PersonName(Item, Model):
    """Another name a person goes by; `Person.full_name` stays the one of truth."""

    kind = ItemKind.NAME

    name_kind: Mapped[NameKind] = mapped_column(default=NameKind.OTHER)
    full_name: Mapped[str]
    family_name: Mapped[str] = mapped_column(default="")
    given_name: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(index=True)

    @validates("full_name")
    def _derive(self, _key: str, full_name: str) -> str:
        self.folded = text.fold(full_name)
        return full_name

    @property
    def title(self) -> str:
        return self.full_name


class IdentifierKind(StrEnum):
    ORCID = "orcid"
    NATIONAL_ST = "national_st"
    """The code of the National Database on Science and Technology."""
    ISNI = "isni"
    SCOPUS = "scopus"
    RESEARCHER_ID = "researcher_id"
    GOOGLE_SCHOLAR = "google_scholar"
    WEBSITE = "website"
    OTHER = "other"


class PersonIdentifier(Item, Model):
    """An identifier as it was given, its normal form, and what was wrong when it has none."""

    __table_args__ = (Index("ix_person_identifier_normal", "identifier_kind", "normal"),)
    kind = ItemKind.IDENTIFIER

    identifier_kind: Mapped[IdentifierKind]
    value: Mapped[str]
    normal: Mapped[str | None]
    error: Mapped[str] = mapped_column(default="")

    @property
    def title(self) -> str:
        return self.normal or self.value

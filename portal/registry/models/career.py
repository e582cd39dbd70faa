"""What a person was and learnt: appointments, degrees, ranks, titles, certificates, courses."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from portal.core.db import Model
from portal.registry.models.item import Item, ItemKind


class Dated:
    """Two partial dates (ISO text of any precision); an empty end means until now."""

    starts: Mapped[str | None]
    ends: Mapped[str | None]


class AtUnit:
    """A place named by a unit of the register, or by its name as written."""

    @declared_attr
    def unit_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("unit.id"), index=True)

    organisation: Mapped[str] = mapped_column(default="")

    @declared_attr
    def unit(cls) -> Mapped[Any]:
        return relationship("Unit", foreign_keys=f"{cls.__name__}.unit_id")  # type: ignore[attr-defined]


class AppointmentKind(StrEnum):
    EMPLOYMENT = "employment"
    INVITED_POSITION = "invited_position"
    SERVICE = "service"


class JobCategory(StrEnum):
    """Cán bộ, công chức, viên chức, người lao động: the law's four, and self-employed."""

    CADRE = "cadre"
    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"
    WORKER = "worker"
    SELF_EMPLOYED = "self_employed"


class Appointment(Dated, AtUnit, Item, Model):
    """A post: what, where, from when to when."""

    kind = ItemKind.APPOINTMENT

    appointment_kind: Mapped[AppointmentKind] = mapped_column(default=AppointmentKind.EMPLOYMENT)
    role: Mapped[str]
    department: Mapped[str] = mapped_column(default="")
    job_category: Mapped[JobCategory | None]
    job_position: Mapped[str] = mapped_column(default="")
    """Vị trí việc làm: the post's name in the unit's approved list of job positions."""

    @property
    def title(self) -> str:
        return f"{self.role}, {self.organisation}" if self.organisation else self.role


class DegreeLevel(StrEnum):
    """Degrees from the lowest to the highest, with the two of specialist physicians."""

    VOCATIONAL = "vocational"
    COLLEGE = "college"
    BACHELOR = "bachelor"
    ENGINEER = "engineer"
    PHYSICIAN = "physician"
    SPECIALIST_1 = "specialist_1"
    MASTER = "master"
    SPECIALIST_2 = "specialist_2"
    DOCTOR = "doctor"
    DOCTOR_OF_SCIENCE = "doctor_of_science"


class Degree(AtUnit, Item, Model):
    """A degree that was awarded, by whom, for what, under which diploma."""

    kind = ItemKind.DEGREE

    level: Mapped[DegreeLevel]
    discipline: Mapped[str] = mapped_column(default="")
    thesis: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    diploma_number: Mapped[str] = mapped_column(default="")
    """Never public: with a name it is enough to forge."""
    starts: Mapped[str | None]
    awarded: Mapped[str | None]

    @property
    def title(self) -> str:
        return self.discipline or self.organisation


class RankKind(StrEnum):
    PROFESSOR = "professor"
    ASSOCIATE_PROFESSOR = "associate_professor"


class AcademicRank(Item, Model):
    kind = ItemKind.RANK

    rank: Mapped[RankKind]
    discipline: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    council: Mapped[str] = mapped_column(default="")
    decision_number: Mapped[str] = mapped_column(default="")

    @property
    def title(self) -> str:
        return self.discipline


class HonoraryTitle(Item, Model):
    """A title of the State (Nhà giáo Nhân dân, Nghệ sĩ Ưu tú …), as its decision names it."""

    kind = ItemKind.TITLE

    name: Mapped[str]
    abbreviation: Mapped[str] = mapped_column(default="")
    decision_number: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]

    @property
    def title(self) -> str:
        return self.name


class Credential(Item, Model):
    """A certificate or licence to practise, valid until a day or for ever."""

    kind = ItemKind.CREDENTIAL

    name: Mapped[str]
    issuer: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    issued: Mapped[str | None]
    valid_until: Mapped[str | None]

    @property
    def title(self) -> str:
        return self.name


class Training(Dated, Item, Model):
    """A course or a study; one that did not end in a degree yet, or never did, is not completed."""

    kind = ItemKind.TRAINING

    course: Mapped[str]
    organiser: Mapped[str] = mapped_column(default="")
    certificate: Mapped[str] = mapped_column(default="")
    is_completed: Mapped[bool] = mapped_column(default=True)

    @property
    def title(self) -> str:
        return self.course

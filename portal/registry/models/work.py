"""What a person made: works with their sources, contributions, projects."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from portal.core import clock, text
from portal.core.changes import Tracked
from portal.core.db import Model, Versioned
from portal.registry.models.career import AtUnit, Dated
from portal.registry.models.item import Item, ItemKind, SourceKind
from portal.registry.models.work_type import CreditRole, WorkType


class ProjectLevel(StrEnum):
    STATE = "state"
    MINISTRY = "ministry"
    PROVINCE = "province"
    BASE = "base"
    INTERNATIONAL = "international"


class WorkForm(StrEnum):
    """What ORCID's types do not tell apart: the results of people who write no papers."""

    INITIATIVE = "initiative"
    TECHNICAL_SOLUTION = "technical_solution"
    UTILITY_SOLUTION = "utility_solution"
    APPLIED_RESULT = "applied_result"
    CRAFT = "craft"
    TEACHING = "teaching"
    COMMUNITY_SERVICE = "community_service"


class Work(Versioned, Tracked, Model):
    """One work, however many sources tell of it; the CSL-JSON is kept as it came."""

    __table_args__ = (Index("ix_work_folded_year", "folded", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[WorkType] = mapped_column(default=WorkType.OTHER)
    form: Mapped[WorkForm | None]
    title: Mapped[str]
    folded: Mapped[str]
    container: Mapped[str] = mapped_column(default="")
    """The journal, book, publisher's series, exhibition or programme it appeared in."""
    issued: Mapped[str | None]
    year: Mapped[int | None]
    language: Mapped[str] = mapped_column(default="")
    abstract: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    recognised_by: Mapped[str] = mapped_column(default="")
    """The decision that recognised an initiative or solution: number, day, council."""
    recognition_level: Mapped[ProjectLevel | None]
    doi: Mapped[str | None] = mapped_column(unique=True)
    """Lower case, without a resolver's address: what two sources of one work agree on."""
    identifiers: Mapped[list[Any]] = mapped_column(default=list)
    """[{type, value, normal, error}]: one that cannot be normalised is kept with its error."""
    csl: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    contributions: Mapped[list["Contribution"]] = relationship(
        back_populates="work", order_by="Contribution.order"
    )
    sources: Mapped[list["WorkSource"]] = relationship(back_populates="work")

    @validates("title")
    def _derive(self, _key: str, title: str) -> str:
        self.folded = text.fold(title)[:300]
        return title

    @validates("issued")
    def _derive_year(self, _key: str, issued: str | None) -> str | None:
        self.year = int(issued[:4]) if issued else None
        return issued

    @property
    def authors(self) -> "list[Contribution]":
        """The lines that the work prints, in their order: one that became another's in a merge is none."""
        return [line for line in self.contributions if line.claim is not ClaimState.IGNORED]

    def changes(self) -> list[tuple[str, object]]:
        return [("person", line.person_id) for line in self.contributions if line.person_id]


class WorkSource(Model):
    """Who told of a work and in what words: one line a source."""

    id: Mapped[int] = mapped_column(primary_key=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"), index=True)
    source: Mapped[SourceKind] = mapped_column(default=SourceKind.SELF)
    format: Mapped[str] = mapped_column(default="")
    """BibTeX, RIS, CSL-JSON, Crossref, ORCID; empty when typed by hand."""
    reference: Mapped[str] = mapped_column(default="")
    raw: Mapped[str] = mapped_column(default="")
    stated_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    stated_at: Mapped[datetime] = mapped_column(default=clock.now)
    work: Mapped[Work] = relationship(back_populates="sources")


class ClaimState(StrEnum):
    PENDING = "pending"
    MINE = "mine"
    NOT_MINE = "not_mine"
    IGNORED = "ignored"


class ContributorRole(StrEnum):
    """ORCID's contributor roles, with the arts' own words added."""

    AUTHOR = "author"
    EDITOR = "editor"
    CHAIR_OR_TRANSLATOR = "chair-or-translator"
    TRANSLATOR = "translator"
    ASSIGNEE = "assignee"
    PRINCIPAL_INVESTIGATOR = "principal-investigator"
    CO_INVESTIGATOR = "co-investigator"
    CO_INVENTOR = "co-inventor"
    OTHER_INVENTOR = "other-inventor"
    GRADUATE_STUDENT = "graduate-student"
    POSTDOCTORAL_RESEARCHER = "postdoctoral-researcher"
    SUPPORT_STAFF = "support-staff"
    PERFORMER = "performer"
    OTHER = "other"


class Contribution(Item, Model):
    """A person's, or a not yet recognised name's, part in a work; the profile item of a work."""

    __table_args__ = (UniqueConstraint("work_id", "person_id"),)
    kind = ItemKind.CONTRIBUTION

    @declared_attr
    def person_id(cls) -> Mapped[int | None]:  # type: ignore[override]
        return mapped_column(ForeignKey("person.id"), index=True, nullable=True)

    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"), index=True)
    name: Mapped[str]
    """The name as the work prints it."""
    folded: Mapped[str] = mapped_column(index=True)
    order: Mapped[int] = mapped_column(default=0)
    role: Mapped[ContributorRole] = mapped_column(default=ContributorRole.AUTHOR)
    credit: Mapped[list[str]] = mapped_column(default=list)
    """CRediT slugs: see `CreditRole`."""
    claim: Mapped[ClaimState] = mapped_column(default=ClaimState.MINE)
    is_featured: Mapped[bool] = mapped_column(default=False)
    is_corresponding: Mapped[bool] = mapped_column(default=False)
    work: Mapped[Work] = relationship(back_populates="contributions")

    @validates("name")
    def _derive(self, _key: str, name: str) -> str:
        self.folded = text.fold(name)
        return name

    @property
    def title(self) -> str:
        return self.work.title

    @property
    def credit_roles(self) -> list[CreditRole]:
        return [CreditRole(slug) for slug in self.credit]


class FundingType(StrEnum):
    """ORCID's funding types."""

    GRANT = "grant"
    CONTRACT = "contract"
    AWARD = "award"
    SALARY_AWARD = "salary-award"


class Project(Dated, AtUnit, Versioned, Tracked, Model):
    """A research task or project, its level, code and money."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    level: Mapped[ProjectLevel] = mapped_column(default=ProjectLevel.BASE)
    code: Mapped[str] = mapped_column(default="")
    funder: Mapped[str] = mapped_column(default="")
    budget: Mapped[int | None] = mapped_column(BigInteger)
    """In whole units of the currency; shown to officers and the owner only."""
    currency: Mapped[str] = mapped_column(default="VND")
    funding_type: Mapped[FundingType | None]
    result: Mapped[str] = mapped_column(default="")
    roles: Mapped[list["ProjectRole"]] = relationship(back_populates="project")

    @validates("name")
    def _derive(self, _key: str, name: str) -> str:
        self.folded = text.fold(name)
        return name

    def changes(self) -> list[tuple[str, object]]:
        return [("person", role.person_id) for role in self.roles]


class ProjectRoleKind(StrEnum):
    LEAD = "lead"
    CO_LEAD = "co_lead"
    SECRETARY = "secretary"
    MEMBER = "member"


class ProjectRole(Item, Model):
    """A person's part in a project; the profile item of a project."""

    __table_args__ = (UniqueConstraint("project_id", "person_id"),)
    kind = ItemKind.PROJECT_ROLE

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    role: Mapped[ProjectRoleKind] = mapped_column(default=ProjectRoleKind.MEMBER)
    project: Mapped[Project] = relationship(back_populates="roles")

    @property
    def title(self) -> str:
        return self.project.name

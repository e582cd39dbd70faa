"""How an accepted row becomes a work, a place on a profile and its lines of source."""

from dataclasses import asdict
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.text import fold
from portal.registry.actions.history import revise
from portal.registry.actions.items import first_audience, name_written_for
from portal.registry.actions.works import edit_work, fill_gaps
from portal.registry.formats import ParsedContributor, ParsedWork
from portal.registry.importing.comparing import Compared, contribution_of
from portal.registry.models import (
    Audience,
    ClaimState,
    Contribution,
    ContributorRole,
    ItemState,
    Person,
    ProjectLevel,
    RuleKey,
    SourceKind,
    Work,
    WorkForm,
    WorkSource,
    WorkType,
)
from portal.registry.queries.rule_values import rule_value

_MOST_CONTRIBUTORS = 500
_GAPS = ("container", "issued", "language", "abstract", "doi")
_Word = TypeVar("_Word", bound=StrEnum)


def new_work(parsed: ParsedWork, title: str) -> Work:
    """A work with all its names, none of them linked to a person yet."""
    work = Work(
        type=WorkType(parsed.type),
        form=_among(WorkForm, parsed.extra.get("form")),
        recognised_by=str(parsed.extra.get("recognised_by") or "")[:500],
        recognition_level=_among(ProjectLevel, parsed.extra.get("recognition_level")),
        title=title,
        container=parsed.container,
        issued=parsed.issued or None,
        language=parsed.language,
        abstract=parsed.abstract,
        url=parsed.url if parsed.url.startswith(("http://", "https://")) else "",
        doi=parsed.doi or None,
        identifiers=[asdict(one) for one in parsed.identifiers],
        csl=parsed.csl,
    )
    for order, one in enumerate(parsed.contributors[:_MOST_CONTRIBUTORS]):
        work.contributions.append(_name_on_work(one, order))
    db.session.add(work)
    db.session.flush()
    return work


def _among(words: type[_Word], word: Any) -> _Word | None:
    return words(word) if word in set(words) else None


def _name_on_work(one: ParsedContributor, order: int) -> Contribution:
    roles = set(ContributorRole)
    return Contribution(
        name=one.name or one.orcid,
        order=order,
        role=ContributorRole(one.role) if one.role in roles else ContributorRole.OTHER,
        credit=one.credit,
        source=SourceKind.IMPORT,
    )


def put_on_profile(
    work: Work,
    person: Person,
    parsed: ParsedWork,
    *,
    me: int | None,
    actor: Account,
    visibility: Audience | None,
) -> None:
    """Link the name that is the person's, or add the person behind the names."""
    line = _line_of(work, parsed.contributors[me]) if me is not None else None
    if line is None:
        told = parsed.contributors[me].name if me is not None else person.full_name
        line = Contribution(name=told, order=len(work.contributions))
        work.contributions.append(line)
    line.person = person
    line.claim = ClaimState.MINE
    line.state = ItemState.DRAFT
    line.source = SourceKind.IMPORT
    line.stated_by_id = actor.id
    line.source_note = parsed.sources[0].format if parsed.sources else ""
    own = person.account_id == actor.id
    shown_to = _among(Audience, parsed.flags.get("visibility")) or visibility
    line.visibility = (shown_to if own else None) or first_audience(person, actor)
    line.on_behalf_of = name_written_for(person, actor)
    if parsed.flags:
        _show_as_before(line, parsed.flags)
    revise("import_work", line, actor_id=actor.id)
    fill_gaps(line, {name: getattr(parsed, name) for name in _GAPS}, parsed.csl, actor)


def _show_as_before(line: Contribution, flags: dict[str, Any]) -> None:
    """As the portal's own export says the profile showed it; what is featured stays within the rule."""
    line.claim = _among(ClaimState, flags.get("claim")) or ClaimState.MINE
    line.role = _among(ContributorRole, flags.get("role")) or line.role
    line.is_corresponding = flags.get("is_corresponding") is True
    if flags.get("is_featured") is True and line.claim is ClaimState.MINE:
        featured = select(func.count()).where(
            Contribution.person_id == line.person.id, Contribution.is_featured.is_(True)
        )
        room = rule_value(RuleKey.FEATURED_WORKS)
        with db.session.no_autoflush:
            line.is_featured = (db.session.scalar(featured) or 0) < room


def _line_of(work: Work, told: ParsedContributor) -> Contribution | None:
    """The free line of the work that bears this name."""
    folded = fold(told.name)
    return next(
        (one for one in work.contributions if one.person_id is None and one.folded == folded), None
    )


def take_over(work: Work, person: Person, compared: Compared, *, actor: Account) -> None:
    """Change the work to what the source says, as its editor might by hand."""
    contribution = contribution_of(work, person)
    if contribution is None:
        return
    values: dict[str, object] = {name: read for name, _stored, read in compared.differences}
    if "type" in values:
        values["type"] = compared.parsed.type
    edit_work(contribution, values, None, actor)


def is_told_otherwise(work: Work, parsed: ParsedWork) -> bool:
    """Whether a source of the row is not yet among the work's sources."""
    known = {(one.format, one.reference, one.raw) for one in work.sources}
    return any((one.format, one.reference, one.raw) not in known for one in parsed.sources)


def add_sources(work: Work, parsed: ParsedWork, *, actor: Account) -> None:
    """One line for each source that is not among the work's yet."""
    known = {(one.format, one.reference, one.raw) for one in work.sources}
    for one in parsed.sources:
        if (one.format, one.reference, one.raw) not in known:
            work.sources.append(
                WorkSource(
                    source=SourceKind.IMPORT,
                    format=one.format,
                    reference=one.reference,
                    raw=one.raw,
                    stated_by_id=actor.id,
                )
            )

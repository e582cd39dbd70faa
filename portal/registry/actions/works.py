"""Works and projects typed by hand; imported ones come through `registry.importing`."""

from typing import Any

from flask_babel import gettext as _

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.errors import RuleBroken, check_version
from portal.core.text import exact
from portal.registry import rules
from portal.registry.actions.history import revise, snapshot
from portal.registry.actions.items import save_item
from portal.registry.actions.shared import check_shared, may_change_shared, reopen_shared
from portal.registry.models import (
    Contribution,
    ItemState,
    Project,
    ProjectRole,
    RuleKey,
    Work,
    WorkSource,
)
from portal.registry.queries.items import featured_count, work_by_doi
from portal.registry.queries.rule_values import rule_value
from portal.registry.rules import Move


def save_work(
    contribution: Contribution,
    work_values: dict[str, Any],
    *,
    contributors: list[str],
    values: dict[str, Any],
    actor: Account,
    seen: int | None = None,
) -> None:
    """Store a work typed by hand with the person's part in it.

    `contributors` are the names in their order; one of them, or the person's name where none is
    given, is the person. A work whose DOI the registry knows is joined, not doubled.
    """
    is_new = contribution.id is None
    if not is_new:
        check_version(seen, contribution.version)
    known = work_by_doi(work_values["doi"]) if work_values.get("doi") else None
    if is_new:
        work = known or Work(**work_values)
        _join(contribution, work, actor)
    else:
        work = contribution.work
        edit_work(contribution, work_values, known, actor)
    if known is None or not is_new:
        _set_contributors(contribution, work, contributors, actor)
    if values.get("is_featured") and not contribution.is_featured:
        rules.check_featured(
            already=featured_count(contribution.person),
            limit=rule_value(RuleKey.FEATURED_WORKS),
        )
    save_item(contribution, values, actor=actor)


def _join(contribution: Contribution, work: Work, actor: Account) -> None:
    person = contribution.person
    if any(one.person_id == person.id for one in work.contributions):
        raise RuleBroken(_("This work is on the profile already."), "doi")
    _take_place(contribution, work)
    contribution.work = work
    db.session.add(work)
    work.sources.append(WorkSource(stated_by_id=actor.id))


def _take_place(contribution: Contribution, work: Work) -> None:
    """Stand where the work prints the person's name, if that line is nobody's yet; else at the end."""
    person, lines = contribution.person, list(work.contributions)
    free = next(
        (one for one in lines if one.person_id is None and one.folded == person.folded), None
    )
    contribution.order = 1 + max((one.order or 0 for one in lines), default=-1)
    contribution.name = contribution.name or person.full_name
    if free is not None:
        contribution.order, contribution.name = free.order, free.name
        work.contributions.remove(free)
        db.session.delete(free)


def edit_work(
    contribution: Contribution, values: dict[str, Any], known: Work | None, actor: Account
) -> None:
    """Change a work by one of its people, or by an officer; see `shared` for its other people.

    `known` is the work that bears the new DOI already, if any.
    """
    work = contribution.work
    if known is not None and known is not work:
        raise RuleBroken(_("The registry knows another work under this DOI."), "doi")
    changed = {name: value for name, value in values.items() if getattr(work, name) != value}
    if changed:
        others = _others_on(contribution)
        check_shared(others, actor)
        _change("edit_work", contribution, work, changed, others, actor)


def fill_gaps(
    contribution: Contribution, values: dict[str, Any], csl: dict[str, Any], actor: Account
) -> None:
    """Say of the work what it left unsaid; what it says stays.

    Under a confirmed entry of another it stays unsaid, where `edit_work` would refuse. What only a
    citation shows (`csl`: volume, pages) opens no entry again, for nobody confirmed it.
    """
    work, others = contribution.work, _others_on(contribution)
    if not may_change_shared(others, actor):
        return
    work.csl = work.csl or csl
    gaps = {name: value for name, value in values.items() if value and not getattr(work, name)}
    if gaps:
        _change("edit_work", contribution, work, gaps, others, actor)


def _change(
    action: str, part: Any, thing: Any, changed: dict[str, Any], others: list[Any], actor: Account
) -> None:
    """Let the work or project say what is `changed`, and open again whatever rested on it."""
    old, own = snapshot(thing), snapshot(part)
    for name, value in changed.items():
        setattr(thing, name, value)
    if part.state is not ItemState.DRAFT:
        part.state = rules.moved(part.state, Move.REOPEN)
    revise(action, part, actor_id=actor.id, before=own | old, shared=thing)
    reopen_shared(others, actor, shared=thing, before=old)


def _others_on(contribution: Contribution) -> list[Contribution]:
    """The lines of the work's other people, also of those who disowned it or were merged away."""
    lines = contribution.work.contributions
    return [one for one in lines if one.person_id is not None and one is not contribution]


def _set_contributors(
    contribution: Contribution, work: Work, names: list[str], actor: Account
) -> None:
    """Put the authors in this order; whose name or place changes holds another entry than before."""
    person = contribution.person
    places, before = _places(work), snapshot(contribution)
    names = names or [person.full_name]
    spelt = [exact(name) for name in names]
    own = (exact(contribution.name or ""), exact(person.full_name))
    mine = next((spelt.index(name) for name in own if name in spelt), None)
    if mine is None:
        names = [*names, contribution.name or person.full_name]
        mine = len(names) - 1
    linked = {
        one.folded: one
        for one in work.authors
        if one.person_id is not None and one is not contribution
    }
    kept = []
    for order, name in enumerate(names):
        line = contribution if order == mine else linked.pop(_folded(name), None)
        line = line or Contribution(work=work, name=name)
        line.name, line.order = name, order
        kept.append(line)
    others = [line for line in work.contributions if line not in kept]
    linked_others = [line for line in others if line.person_id is not None]
    for order, line in enumerate(linked_others, start=len(kept)):
        line.order = order
    work.contributions = [*kept, *linked_others]
    for line in others:
        if line.person_id is None and line.id is not None:
            db.session.delete(line)
    moved = _places(work)
    if moved == places:
        return
    others = _others_on(contribution)
    still = [one for one in others if places.get(one) == moved.get(one)]
    check_shared([one for one in others if one not in still], actor)
    if contribution.id is not None and places[contribution] != moved[contribution]:
        _reopen_own(contribution, before, actor)
    reopen_shared(others, actor, but=still)


def _reopen_own(contribution: Contribution, before: dict[str, Any], actor: Account) -> None:
    if contribution.state is not ItemState.DRAFT:
        contribution.state = rules.moved(contribution.state, Move.REOPEN)
        revise("edit_work", contribution, actor_id=actor.id, before=before)


def _places(work: Work) -> dict[Contribution, tuple[int, str]]:
    """Each author's place among the others, whatever numbers the lines bear, and printed name."""
    lines = sorted(work.authors, key=lambda one: one.order or 0)
    return {line: (place, line.name) for place, line in enumerate(lines)}


def _folded(name: str) -> str:
    return Contribution(name=name).folded


def save_project(
    role: ProjectRole,
    project_values: dict[str, Any],
    *,
    values: dict[str, Any],
    actor: Account,
    seen: int | None = None,
) -> None:
    """Store a project typed by hand with the person's part in it."""
    if role.id is None:
        role.project = Project(**project_values)
        db.session.add(role.project)
    else:
        check_version(seen, role.version)
        _edit_project(role, project_values, actor)
    save_item(role, values, actor=actor)


def _edit_project(role: ProjectRole, values: dict[str, Any], actor: Account) -> None:
    project = role.project
    changed = {name: value for name, value in values.items() if getattr(project, name) != value}
    if changed:
        others = [one for one in project.roles if one is not role]
        check_shared(others, actor)
        _change("edit_project", role, project, changed, others, actor)

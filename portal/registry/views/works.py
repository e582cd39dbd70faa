"""Works and projects typed by hand."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.registry import actions, permissions
from portal.registry.forms.works import ProjectForm, WorkForm
from portal.registry.identifiers import typed_numbers
from portal.registry.models import Contribution, Item, ItemKind, ProjectRole
from portal.registry.views.blueprint import bp, item_at, new_item_at
from portal.registry.views.conflicts import item_conflict
from portal.registry.views.items import back_to_record, fit_form, seen_version


def new_contribution_at(id: int) -> Item | None:
    return new_item_at(id, ItemKind.CONTRIBUTION)


def new_role_at(id: int) -> Item | None:
    return new_item_at(id, ItemKind.PROJECT_ROLE)


@bp.route("/people/<int:id>/works/new", methods=["GET", "POST"])
@allow(permissions.EDIT_ITEM, new_contribution_at)
def new_contribution(contribution: Contribution) -> ResponseReturnValue:
    """State a work."""
    return _work_page(contribution, WorkForm(obj=contribution), _("Add a work"))


@bp.route("/works/<kind>/<int:item_id>", methods=["GET", "POST"])
@allow(permissions.EDIT_ITEM, item_at)
def edit_contribution(item: Item) -> ResponseReturnValue:
    """Change a work or the part in it."""
    if not isinstance(item, Contribution):
        return redirect(url_for("registry.edit_item", kind=item.kind, item_id=item.id))
    work = item.work
    names = "\n".join(one.name for one in work.authors)
    numbers = typed_numbers(work.identifiers)
    form = WorkForm(obj=_Both(item, work), contributors=names, numbers=numbers)
    return _work_page(item, form, _("Change a work"))


def _work_page(item: Contribution, form: WorkForm, title: str) -> ResponseReturnValue:
    fit_form(form, item)
    if form.validate_on_submit():
        with form.guard():
            actions.save_work(
                item,
                form.all_values(item.work.identifiers if item.work else []),
                contributors=form.names(),
                values=form.part_values(),
                actor=current_actor(),
                seen=seen_version(form),
            )
            flash(_("Saved: %(title)s.", title=item.title), "done")
            return back_to_record(item)
    return _page("registry/item.html", item, form, title)


@bp.route("/people/<int:id>/projects/new", methods=["GET", "POST"])
@allow(permissions.EDIT_ITEM, new_role_at)
def new_project_role(role: ProjectRole) -> ResponseReturnValue:
    """State a project."""
    return _project_page(role, ProjectForm(obj=role), _("Add a project"))


@bp.route("/projects/<kind>/<int:item_id>", methods=["GET", "POST"])
@allow(permissions.EDIT_ITEM, item_at)
def edit_project_role(item: Item) -> ResponseReturnValue:
    """Change a project or the part in it."""
    if not isinstance(item, ProjectRole):
        return redirect(url_for("registry.edit_item", kind=item.kind, item_id=item.id))
    return _project_page(item, ProjectForm(obj=_Both(item, item.project)), _("Change a project"))


def _project_page(item: ProjectRole, form: ProjectForm, title: str) -> ResponseReturnValue:
    fit_form(form, item)
    if form.validate_on_submit():
        with form.guard():
            actions.save_project(
                item,
                form.project_values(),
                values=form.part_values(),
                actor=current_actor(),
                seen=seen_version(form),
            )
            flash(_("Saved: %(title)s.", title=item.title), "done")
            return back_to_record(item)
    return _page("registry/item.html", item, form, title)


def _page(template: str, item: Item, form: Any, title: str) -> ResponseReturnValue:
    differences = item_conflict(form, _both(item)) if item.id else []
    return form_page(
        template, form, item=item, title=title, person=item.person, differences=differences
    )


class _Both:
    """The part and the thing itself read as one object, as their form shows them."""

    def __init__(self, part: Any, thing: Any) -> None:
        self._part, self._thing = part, thing

    def __getattr__(self, name: str) -> Any:
        first = self._part if name in ("role", "version", "visibility") else self._thing
        second = self._thing if first is self._part else self._part
        return getattr(first, name) if hasattr(first, name) else getattr(second, name)


def _both(item: Any) -> Any:
    return _Both(item, item.work if isinstance(item, Contribution) else item.project)

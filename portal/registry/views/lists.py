"""Lists of people that somebody keeps."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.core.access import allow, current_actor
from portal.core.documents import send_document
from portal.core.errors import RuleBroken
from portal.core.forms import form_page
from portal.core.paging import page_number, paginate
from portal.core.requests import row_number
from portal.core.text import slug
from portal.registry.facet_links import address, asked_of, question_of
from portal.registry.lists import actions, permissions, queries
from portal.registry.lists.forms import NEW, AddForm, ListForm, NoteForm
from portal.registry.lists.rules import MOST_AT_ONCE, MOST_ENTRIES
from portal.registry.lists.sheet import csv_of, xlsx_of
from portal.registry.models import ListKind, PeopleList, PeopleListEntry, Person
from portal.registry.views.blueprint import bp
from portal.registry.views.conflicts import list_conflict, note_conflict
from portal.registry.views.documents import send_summary


@dataclass(frozen=True)
class Entry:
    """An entry of the address, with its list for the rights."""

    people: PeopleList
    entry: PeopleListEntry

    @property
    def owner_id(self) -> int:
        return self.people.owner_id

    @property
    def kind(self) -> ListKind:
        return self.people.kind

    @property
    def scope_unit_id(self) -> int | None:
        return self.people.unit_id


def list_at(key: str, **_rest: object) -> PeopleList | None:
    return queries.list_with_key(key)


def entry_at(key: str, person_id: int) -> Entry | None:
    people = queries.list_with_key(key)
    entry = queries.entry_of(people, person_id) if people else None
    return Entry(people, entry) if people and entry else None


@bp.get("/lists")
@allow(permissions.READ_LISTS)
def lists() -> ResponseReturnValue:
    """My lists and those shared with my units."""
    query = queries.lists_read_by(current_actor())
    page = paginate(query, page=page_number(request.args.get("page")))
    return render_template(
        "registry/lists.html",
        page=page,
        sizes=queries.sizes_of(page.items),
        pages=lambda number: url_for("registry.lists", page=number),
    )


@bp.route("/lists/new", methods=["GET", "POST"])
@allow(permissions.BEGIN_LIST)
def new_list() -> ResponseReturnValue:
    """Begin a list: with `live`, one that asks the directory's question in the address anew each time."""
    form = ListForm()
    question = question_of(asked_of(request.args)) if request.args.get("live") else None
    if form.validate_on_submit():
        with form.guard():
            people = actions.begin_list(owner=current_actor(), query=question, **form.values())
            flash(_("The list is begun."), "done")
            return redirect(url_for("registry.people_list", key=people.key))
    return form_page("registry/list_edit.html", form, people=None, question=question)


@bp.route("/lists/add", methods=["GET", "POST"])
@allow(permissions.BEGIN_LIST)
def add_to_list() -> ResponseReturnValue:
    """Put the people of the address on one of the lists I keep, or on a new one."""
    chosen = queries.chosen_people(_ids(request.values), current_actor())
    form = AddForm().offer(list(queries.lists_kept_by(current_actor())), _("A new list"))
    if form.validate_on_submit():
        with form.guard():
            people = _chosen_list(form)
            added = actions.add_people(people, chosen)
            flash(
                _("%(n)s people were put on the list “%(name)s”.", n=added, name=people.name),
                "done",
            )
            return redirect(url_for("registry.people_list", key=people.key))
    return form_page("registry/list_add.html", form, chosen=chosen)


def _ids(values: MultiDict[str, str]) -> list[int]:
    numbers = (row_number(text) for text in values.getlist("person")[:MOST_AT_ONCE])
    return [number for number in numbers if number is not None]


def _chosen_list(form: AddForm) -> PeopleList:
    if form.onto.data != NEW:
        people = queries.list_with_key(form.onto.data)
        return people or abort(404)
    if not form.name.data:
        raise RuleBroken(_("Write a name for the new list."), "name")
    return actions.begin_list(owner=current_actor(), name=form.name.data)


@bp.get("/lists/<key>")
@allow(permissions.READ_LIST, list_at)
def people_list(people: PeopleList) -> ResponseReturnValue:
    """The people on a list, as its reader may see them."""
    asked = asked_of(MultiDict(people.query))
    return render_template(
        "registry/people_list.html",
        people=people,
        page=queries.page_of(people, current_actor(), page_number(request.args.get("page"))),
        pages=lambda number: url_for("registry.people_list", key=people.key, page=number),
        question=address(asked) if people.kind is ListKind.LIVE else "",
        keeps=permissions.KEEP_ENTRIES(current_actor(), people),
        owns=permissions.owns_the_list(current_actor(), people),
    )


@bp.route("/lists/<key>/edit", methods=["GET", "POST"])
@allow(permissions.EDIT_LIST, list_at)
def edit_list(people: PeopleList) -> ResponseReturnValue:
    """Change a list's name, note and readers."""
    form = ListForm(obj=people)
    if form.validate_on_submit():
        with form.guard():
            actions.edit_list(
                people, **form.values(), actor=current_actor(), seen=form.version.data
            )
            flash(_("The list is saved."), "done")
            return redirect(url_for("registry.people_list", key=people.key))
    differences = list_conflict(form, people)
    return form_page(
        "registry/list_edit.html", form, people=people, question=None, differences=differences
    )


@bp.post("/lists/<key>/delete")
@allow(permissions.EDIT_LIST, list_at)
def delete_list(people: PeopleList) -> ResponseReturnValue:
    """Throw a list away."""
    actions.delete_list(people, actor=current_actor())
    flash(_("The list is deleted."), "done")
    return redirect(url_for("registry.lists"))


@bp.route("/lists/<key>/people/<int:person_id>", methods=["GET", "POST"])
@allow(permissions.KEEP_ENTRIES, entry_at)
def list_note(place: Entry) -> ResponseReturnValue:
    """Write a note beside a person on the list."""
    form = NoteForm(note=place.entry.note, version=place.people.version)
    if form.validate_on_submit():
        with form.guard():
            actions.write_note(
                place.people, place.entry.person_id, form.note.data or "", seen=form.version.data
            )
            return redirect(url_for("registry.people_list", key=place.people.key))
    differences = note_conflict(form, place.entry, place.people.version)
    person: Person | None = next(
        iter(queries.chosen_people([place.entry.person_id], current_actor())), None
    )
    return form_page(
        "registry/list_note.html", form, people=place.people, person=person, differences=differences
    )


@bp.post("/lists/<key>/people/<int:person_id>/remove")
@allow(permissions.KEEP_ENTRIES, entry_at)
def take_off_list(place: Entry) -> ResponseReturnValue:
    """Take a person off the list."""
    actions.take_off(place.people, place.entry.person_id)
    flash(_("One person was taken off the list."), "done")
    return redirect(url_for("registry.people_list", key=place.people.key))


@bp.get("/lists/<key>.xlsx")
@allow(permissions.READ_LIST, list_at)
def list_xlsx(people: PeopleList) -> ResponseReturnValue:
    """The list as a workbook."""
    return send_document(xlsx_of(people, current_actor()), f"{slug(people.name)}.xlsx")


@bp.get("/lists/<key>/summary")
@allow(permissions.READ_LIST, list_at)
def list_summary(people: PeopleList) -> ResponseReturnValue:
    """The people on a list one line each (trích ngang), as Word or, with `format=pdf`, as PDF."""
    lines = queries.all_of(people, current_actor(), MOST_ENTRIES)
    return send_summary([one.person for one in lines if one.person], people.name)


@bp.get("/lists/<key>.csv")
@allow(permissions.READ_LIST, list_at)
def list_csv(people: PeopleList) -> ResponseReturnValue:
    """The list as comma-separated text."""
    return send_document(csv_of(people, current_actor()), f"{slug(people.name)}.csv", "text/csv")

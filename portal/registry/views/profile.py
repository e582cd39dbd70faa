"""One's own record: its tasks, basics, photo, history, and who sees it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.accounts.queries import roles_over
from portal.core.access import CHANGE_OWN, SIGNED_IN, allow, current_actor
from portal.core.forms import form_page
from portal.core.paging import page_number, paginate
from portal.core.pictures import store_picture
from portal.registry import actions, permissions
from portal.registry.forms.people import (
    PRIVATE_BASICS,
    BasicsForm,
    NewPersonForm,
    PhotoForm,
)
from portal.registry.history import told_to
from portal.registry.lines import line_of
from portal.registry.models import Person, Revision
from portal.registry.overview import record_of
from portal.registry.person_page import preview_of
from portal.registry.previews import Preview
from portal.registry.queries import person_of
from portal.registry.queries.asked import bodies_asked
from portal.registry.queries.items import revisions_of
from portal.registry.queries.ownership import living, merges_into
from portal.registry.queries.pairs import second_records_of
from portal.registry.views.alike import check_namesakes, namesakes
from portal.registry.views.blueprint import bp, person_at, shown_person_at
from portal.registry.views.conflicts import basics_conflict
from portal.registry.visibility import audience_of, sees, speaks_for
from portal.units.powers import Power

_POWERS = frozenset({Power.READ_PEOPLE, Power.EDIT_PEOPLE})


@bp.get("/profile")
@allow(SIGNED_IN)
def mine() -> ResponseReturnValue:
    """My profile, or the way to begin one."""
    person = person_of(current_actor())
    if person is None:
        return redirect(url_for("registry.start"))
    return redirect(url_for("registry.record", id=person.id))


@bp.route("/profile/new", methods=["GET", "POST"])
@allow(CHANGE_OWN)
def start() -> ResponseReturnValue:
    """Begin my own profile."""
    account = current_actor()
    form = NewPersonForm(full_name=account.full_name)
    if form.validate_on_submit():
        with form.guard():
            check_namesakes(form)
            person = actions.create_person(
                full_name=form.full_name.data,
                home_unit=form.home_unit.data,
                account=account,
                headline=form.headline.data or "",
                sector=form.sector.data,
            )
            flash(
                _("Your profile is open. Only you and the officers in charge see it so far."),
                "done",
            )
            return redirect(url_for("registry.record", id=person.id))
    return form_page("registry/start.html", form, alike=namesakes(form))


@bp.get("/people/<int:id>/record")
@allow(permissions.READ_RECORD, shown_person_at)
def record(person: Person) -> ResponseReturnValue:
    """The record with its tasks, for its owner or an officer in charge; a merged one leads on."""
    if request.view_args != {"id": person.id}:
        return redirect(url_for("registry.record", id=person.id), 301)
    actor = current_actor()
    return render_template(
        "registry/record.html",
        person=person,
        record=record_of(person, actor),
        doubles=second_records_of(person, actor),
    )


@bp.route("/people/<int:id>/basics", methods=["GET", "POST"])
@allow(permissions.EDIT_RECORD, person_at)
def basics(person: Person) -> ResponseReturnValue:
    """Change name, headline and the other basics."""
    form = BasicsForm(obj=person)
    _fit_basics(form, person)
    if form.validate_on_submit():
        with form.guard():
            actions.edit_basics(
                person, form.values(), actor=current_actor(), seen=form.version.data
            )
            flash(_("The basics are saved."), "done")
            return redirect(url_for("registry.record", id=person.id))
    differences = basics_conflict(form, person)
    return form_page("registry/basics.html", form, person=person, differences=differences)


def _fit_basics(form: BasicsForm, person: Person) -> None:
    """Before an officer, take off what the owner keeps from officers, and who may see the rest."""
    if person.account_id in (None, current_actor().id):
        return
    circle = audience_of(current_actor(), person)
    if speaks_for(current_actor(), person):
        del form.home_unit
    else:
        del form.availability, form.availability_until
    for choice, names in PRIVATE_BASICS.items():
        for name in names if not sees(circle, getattr(person, choice)) else ():
            del form[name]
        del form[choice]


@bp.route("/people/<int:id>/photo", methods=["GET", "POST"])
@allow(permissions.EDIT_RECORD, person_at)
def edit_photo(person: Person) -> ResponseReturnValue:
    """Choose a photo and the part of it to show."""
    form = PhotoForm()
    if form.validate_on_submit():
        with form.guard():
            picture = store_picture(form.photo.data, crop=form.crop())
            actions.set_photo(person, picture, actor=current_actor())
            flash(_("The photo is saved."), "done")
            return redirect(url_for("registry.record", id=person.id))
    return form_page("registry/photo.html", form, person=person)


@bp.post("/people/<int:id>/photo/remove")
@allow(permissions.EDIT_RECORD, person_at)
def remove_photo(person: Person) -> ResponseReturnValue:
    """Show no photo any more."""
    actions.set_photo(person, None, actor=current_actor())
    flash(_("The photo is removed."), "done")
    return redirect(url_for("registry.record", id=person.id))


@bp.get("/people/<int:id>/readers")
@allow(permissions.READ_RECORD, person_at)
def readers(person: Person) -> ResponseReturnValue:
    """Who can see the profile and why, in plain words."""
    roles = roles_over(person.home_unit_id, _POWERS) if person.home_unit_id else []
    asked = [
        (body, [(item, line_of(item)) for item in items])
        for body, items in bodies_asked(person, actor=current_actor())
    ]
    return render_template("registry/readers.html", person=person, roles=roles, asked=asked)


@bp.get("/people/<int:id>/preview/<audience>")
@allow(permissions.SHOW_PREVIEW, person_at)
def preview(person: Person) -> ResponseReturnValue:
    """The page as other readers see it, or would see it once published."""
    name = (request.view_args or {})["audience"]
    shown = Preview(name) if name in list(Preview) else Preview.PUBLIC
    if shown is Preview.OWNER and not permissions.owns_the_profile(current_actor(), person):
        shown = Preview.OFFICERS
    page = preview_of(person, shown, all_works=request.args.get("tab") == "works")
    return render_template("registry/person.html", person=person, page=page, preview=shown)


@bp.get("/people/<int:id>/history")
@allow(permissions.READ_HISTORY, person_at)
def history(person: Person) -> ResponseReturnValue:
    """Every change of the record, the latest first."""
    query, by = revisions_of(person), request.args.get("by", type=int)
    if by is not None:
        query = query.where(Revision.actor_id == by)
    page = paginate(query, page=page_number(request.args.get("page")))
    return render_template(
        "registry/history.html",
        person=person,
        kept=living(person),
        joined=merges_into(person),
        page=page,
        told=told_to(current_actor(), person, page.items),
        by=page.items[0].actor if by is not None and page.items else None,
        pages=lambda number: url_for("registry.history", id=person.id, page=number, by=by),
    )

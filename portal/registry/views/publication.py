"""Publishing a profile and taking it back; records opened from paper forms."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.files import Accept, store_upload
from portal.core.forms import form_page
from portal.registry import actions, permissions
from portal.registry.forms.people import (
    NewPersonForm,
    PaperConsentForm,
    PublishForm,
    ShowItemsForm,
)
from portal.registry.lines import line_of
from portal.registry.models import Audience, Person
from portal.registry.notice import publication_notice
from portal.registry.queries.items import items_for, offered_to_the_public
from portal.registry.views.alike import check_namesakes, namesakes
from portal.registry.views.blueprint import bp, person_at


@bp.route("/people/<int:id>/publication", methods=["GET", "POST"])
@allow(permissions.CHANGE_PUBLICATION, person_at)
def publication(person: Person) -> ResponseReturnValue:
    """Publish one's own profile after reading what that means."""
    if not permissions.owns_the_profile(current_actor(), person):
        return redirect(url_for("registry.paper_consent", id=person.id))
    form = PublishForm()
    if form.validate_on_submit():
        with form.guard():
            words, number = publication_notice()
            actions.publish(person, wording=words, notice_number=number, actor=current_actor())
            flash(_("Your profile is public now."), "done")
            return redirect(url_for("registry.record", id=person.id))
    return _page(person, form)


def _page(person: Person, form: PublishForm | ShowItemsForm) -> tuple[str, int]:
    offered = [line_of(item) for item in offered_to_the_public(person)]
    shown = items_for(person, Audience.PUBLIC)
    return form_page(
        "registry/publication.html",
        form,
        person=person,
        notice=publication_notice()[0],
        shown=sum(len(items) for items in shown.values()),
        offered=offered,
        publish=form if isinstance(form, PublishForm) else PublishForm(formdata=None),
        show=form
        if isinstance(form, ShowItemsForm)
        else ShowItemsForm(formdata=None).offer(offered),
    )


@bp.post("/people/<int:id>/publication/items")
@allow(permissions.PUBLISH_OWN, person_at)
def show_items(person: Person) -> ResponseReturnValue:
    """Let everyone see the ticked ones of one's appointments, degrees and works."""
    offered = offered_to_the_public(person)
    form = ShowItemsForm().offer(line_of(item) for item in offered)
    if form.validate_on_submit():
        with form.guard():
            chosen = form.chosen(offered)
            number = actions.show_items_to(chosen, Audience.PUBLIC, actor=current_actor())
            flash(_("%(n)s items are set to “Everyone”.", n=number), "done")
            return redirect(url_for("registry.publication", id=person.id))
    return _page(person, form)


@bp.post("/people/<int:id>/publication/withdraw")
@allow(permissions.CHANGE_PUBLICATION, person_at)
def withdraw_publication(person: Person) -> ResponseReturnValue:
    """Take the profile back from the public at once."""
    actions.hide(person, actor_id=current_actor().id)
    flash(_("The profile is no longer public."), "done")
    return redirect(url_for("registry.record", id=person.id))


@bp.route("/people/<int:id>/paper-consent", methods=["GET", "POST"])
@allow(permissions.PUBLISH_ON_PAPER, person_at)
def paper_consent(person: Person) -> ResponseReturnValue:
    """Keep a consent signed on paper by somebody without an account."""
    form = PaperConsentForm()
    if form.validate_on_submit():
        with form.guard():
            file = store_upload(form.scan.data, accept=Accept.EVIDENCE, field="scan")
            actions.record_paper_consent(
                person, signed_on=form.signed_on.data, file=file, actor=current_actor()
            )
            flash(_("The consent is kept and the profile is public."), "done")
            return redirect(url_for("registry.record", id=person.id))
    return form_page("registry/paper_consent.html", form, person=person)


@bp.route("/people/new", methods=["GET", "POST"])
@allow(permissions.CREATE_PERSON)
def intake() -> ResponseReturnValue:
    """An officer opens a record from a paper form."""
    form = NewPersonForm()
    if form.validate_on_submit():
        with form.guard():
            permissions.check_looks_after(current_actor(), form.home_unit.data)
            check_namesakes(form)
            person = actions.create_person(
                full_name=form.full_name.data,
                home_unit=form.home_unit.data,
                by=current_actor(),
                headline=form.headline.data or "",
                sector=form.sector.data,
            )
            flash(_("The record is open."), "done")
            return redirect(url_for("registry.record", id=person.id))
    return form_page("registry/intake.html", form, alike=namesakes(form))

"""The authors of a work: who stands behind which name, and who does not."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.errors import RuleBroken
from portal.core.forms import form_page
from portal.core.paging import page_number, paginate
from portal.registry.authors import permissions
from portal.registry.authors.actions import disown, link_line, take_line
from portal.registry.authors.forms import LinkForm
from portal.registry.authors.queries import authors_of, disowned
from portal.registry.models import Contribution, Item, Work
from portal.registry.queries import person_of
from portal.registry.views.blueprint import bp, item_at
from portal.registry.views.items import back_to_record


@bp.get("/works/<int:id>/authors")
@allow(permissions.SHOW_AUTHORS, Work)
def work_authors(work: Work) -> ResponseReturnValue:
    """The authors in their order, and who each is."""
    actor = current_actor()
    me = person_of(actor)
    return render_template(
        "registry/authors/list.html", work=work, me=me, authors=authors_of(work, actor, me)
    )


@bp.post("/authors/<int:id>/mine")
@allow(permissions.CLAIM_LINE, Contribution)
def claim_line(line: Contribution) -> ResponseReturnValue:
    """This name is me."""
    me = person_of(current_actor())
    if me is None:
        raise RuleBroken(_("Open your own profile first."))
    link_line(line, me, actor=current_actor())
    flash(_("The work is on your profile. Choose there who may see it."), "done")
    return back_to_record(line)


@bp.route("/authors/<int:id>/link", methods=["GET", "POST"])
@allow(permissions.LINK_LINE, Contribution)
def link_author(line: Contribution) -> ResponseReturnValue:
    """Say which person stands behind a name."""
    form = LinkForm()
    if form.validate_on_submit():
        with form.guard():
            permissions.check_may_link(current_actor(), form.named())
            link_line(line, form.named(), actor=current_actor())
            flash(_("Linked. A person with an account is asked whether it is right."), "done")
            return redirect(url_for("registry.work_authors", id=line.work_id))
    return form_page("registry/authors/link.html", form, line=line)


@bp.post("/items/<kind>/<int:item_id>/mine")
@allow(permissions.ANSWER_LINE, item_at)
def take_item_as_mine(item: Item) -> ResponseReturnValue:
    """This work is mine after all."""
    if isinstance(item, Contribution):
        take_line(item, actor=current_actor())
        flash(_("The work is on your profile. Choose there who may see it."), "done")
    return back_to_record(item)


@bp.post("/items/<kind>/<int:item_id>/not-mine")
@allow(permissions.ANSWER_LINE, item_at)
def disown_item(item: Item) -> ResponseReturnValue:
    """This is not mine."""
    answer = back_to_record(item)
    disown(item, actor=current_actor())
    flash(_("Said. Nobody sees it on your profile, and it is not proposed again."), "done")
    return answer


@bp.get("/registry/not-theirs")
@allow(permissions.LIST_DISOWNED)
def not_theirs() -> ResponseReturnValue:
    """Works that people said are not theirs: somebody else's, perhaps."""
    page = paginate(disowned(current_actor()), page=page_number(request.args.get("page")))
    return render_template(
        "registry/authors/disowned.html",
        page=page,
        pages=lambda number: url_for("registry.not_theirs", page=number),
    )

"""The officers' queue and their decisions."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.core.paging import page_number
from portal.registry import actions, permissions
from portal.registry.forms.items import DecisionForm
from portal.registry.lines import line_of
from portal.registry.models import Item, ItemKind
from portal.registry.queries.items import evidence_of, verifications_of
from portal.registry.queries.verification import taker_of, verification_queue
from portal.registry.rules import Move
from portal.registry.views.blueprint import bp, item_at
from portal.registry.written import writers_of, written


@bp.get("/verification")
@allow(permissions.OPEN_QUEUE)
def queue() -> ResponseReturnValue:
    """What waits for this officer's confirmation."""
    kind = request.args.get("kind", "")
    chosen = ItemKind(kind) if kind in list(ItemKind) else None
    page = verification_queue(
        current_actor(), kind=chosen, page=page_number(request.args.get("page"))
    )
    lines = [(waiting, line_of(waiting.item)) for waiting in page.items]
    return render_template(
        "registry/queue.html",
        page=page,
        lines=lines,
        chosen=chosen,
        pages=lambda number: url_for("registry.queue", kind=chosen, page=number),
    )


@bp.route("/verification/<kind>/<int:item_id>", methods=["GET", "POST"])
@allow(permissions.DECIDE, item_at)
def decide(item: Item) -> ResponseReturnValue:
    """Read an item with its scans and decide."""
    form = DecisionForm()
    if form.validate_on_submit():
        move = Move.VERIFY if request.form.get("decision") == Move.VERIFY else Move.REJECT
        with form.guard():
            actions.decide(
                item,
                move,
                verifier=current_actor(),
                method=form.method.data,
                reason=form.reason.data or "",
                valid_until=form.valid_until.data,
            )
            flash(_("Decided. The person gets a mail."), "done")
            return redirect(url_for("registry.queue"))
    return form_page(
        "registry/decide.html",
        form,
        item=item,
        line=line_of(item),
        person=item.person,
        scans=evidence_of(item),
        decisions=verifications_of(item),
        taken_by=taker_of(item),
        written=written(item, writers_of([item])),
    )


@bp.post("/verification/<kind>/<int:item_id>/take")
@allow(permissions.DECIDE, item_at)
def take(item: Item) -> ResponseReturnValue:
    """Take an item for checking, so that two officers do not check it at once."""
    actions.take(item, verifier=current_actor())
    flash(_("You are checking this item now; the queue shows it."), "done")
    return redirect(url_for("registry.decide", kind=item.kind, item_id=item.id))

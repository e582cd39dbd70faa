"""The officers' queue and their decisions, one by one and several at once."""

from functools import partial
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.core.paging import page_number
from portal.registry import actions, permissions
from portal.registry.actions.verification import Left
from portal.registry.forms.deciding import DecisionForm, ManyForm
from portal.registry.lines import line_of
from portal.registry.models import Item
from portal.registry.queries.items import evidence_of, verifications_of
from portal.registry.queries.verification import (
    counted_for,
    is_overdue,
    taker_of,
    verification_queue,
)
from portal.registry.queue_page import filters_of, narrowed_by
from portal.registry.rules import Move
from portal.registry.sources import sources_of
from portal.registry.views.blueprint import bp, item_at
from portal.registry.written import writers_of, written


@bp.get("/verification")
@allow(permissions.OPEN_QUEUE)
def queue() -> ResponseReturnValue:
    """What waits for this account's decision."""
    return _queue_page(ManyForm(formdata=None))


@bp.post("/verification")
@allow(permissions.DECIDE_MANY)
def decide_many() -> ResponseReturnValue:
    """Decide alike on every line that is ticked; what cannot be decided stays ticked, with why."""
    form, left = ManyForm(), list[Left]()
    if form.validate_on_submit():
        done, left = actions.decide_many(
            form.ticked(), _move(), verifier=current_actor(), **_given(form)
        )
        if done:
            flash(_("Decided: %(n)s.", n=done), "done")
        if not form.ticked():
            form.add_error(_("Tick at least one item."))
        elif not left:
            return redirect(url_for("registry.queue", **_asked_for()))
    return _queue_page(form, left)


def _queue_page(form: ManyForm, left: list[Left] | None = None) -> tuple[str, int]:
    actor, narrowed = current_actor(), narrowed_by(request.args)
    page = verification_queue(actor, narrowed, page=page_number(request.args.get("page")))
    return form_page(
        "registry/queue.html",
        form,
        page=page,
        lines=[(waiting, line_of(waiting.item)) for waiting in page.items],
        left=[(one, line_of(one.item) if one.item else None) for one in left or ()],
        why={(one.ticked.kind, one.ticked.id): one.sentence for one in left or ()},
        filters=filters_of(actor, narrowed),
        pages=partial(_page_url, _asked_for()),
    )


def _asked_for() -> dict[str, Any]:
    """The filters of the page asked for, as its address has them."""
    return {
        name: request.args[name] for name in ("kind", "asked", "overdue") if name in request.args
    }


def _page_url(filters: dict[str, Any], number: int) -> str:
    return url_for("registry.queue", page=number, **filters)


def _move() -> Move:
    """Which of the two buttons was pressed."""
    return Move.VERIFY if request.form.get("decision") == Move.VERIFY else Move.REJECT


def _given(form: DecisionForm) -> dict[str, Any]:
    """What goes with the decision."""
    return {
        "method": form.method.data,
        "reason": form.reason.data or "",
        "valid_until": form.valid_until.data,
    }


@bp.route("/verification/<kind>/<int:item_id>", methods=["GET", "POST"])
@allow(permissions.DECIDE, item_at)
def decide(item: Item) -> ResponseReturnValue:
    """Read an item with its scans and decide."""
    form = DecisionForm()
    if form.validate_on_submit():
        with form.guard():
            actor, seen = current_actor(), form.version.data or 0
            actions.decide(item, _move(), verifier=actor, seen=seen, **_given(form))
            flash(_("Decided. The person gets a mail."), "done")
            return redirect(url_for("registry.queue"))
    form.shows(item.version)
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
        sources=sources_of(item),
        counted=counted_for(current_actor(), item.person),
        overdue=is_overdue(item),
    )


@bp.post("/verification/<kind>/<int:item_id>/take")
@allow(permissions.DECIDE, item_at)
def take(item: Item) -> ResponseReturnValue:
    """Take an item for checking, so that two officers do not check it at once."""
    actions.take(item, verifier=current_actor())
    flash(_("You are checking this item now; the queue shows it."), "done")
    return redirect(url_for("registry.decide", kind=item.kind, item_id=item.id))

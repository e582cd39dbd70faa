"""Records that may be of one person: the list, two side by side, the decision, its undoing."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.accounts.models import Account
from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.core.jobs import enqueue
from portal.core.paging import page_number
from portal.registry.duplicates import permissions
from portal.registry.duplicates.compare import comparison_of
from portal.registry.duplicates.forms import (
    ApartForm,
    FilterForm,
    MergeForm,
    ProposeForm,
    TwoPeopleForm,
)
from portal.registry.duplicates.jobs import FIND, standing_scan
from portal.registry.duplicates.labels import reasons_told, tables_told
from portal.registry.duplicates.merging import merge
from portal.registry.duplicates.pairs import Pair, keep_apart, pair_at, pair_row, propose
from portal.registry.duplicates.parting import undo
from portal.registry.duplicates.queries import (
    Tab,
    counts_for,
    elsewhere,
    merges_of,
    pairs_for,
    sensitive_units,
)
from portal.registry.models import Merge, Person
from portal.registry.queries.directory import unit_names
from portal.registry.views.blueprint import bp, person_at


@bp.get("/registry/duplicates")
@allow(permissions.LIST_PAIRS)
def duplicates() -> ResponseReturnValue:
    """Pairs that a scan found, that somebody proposed, that were decided."""
    name = request.args.get("tab", "")
    tab = Tab(name) if name in list(Tab) else Tab.FOUND
    form = FilterForm(request.args)
    unit = form.unit.data if form.validate() else None
    page = pairs_for(
        current_actor(),
        tab,
        unit_id=unit.id if unit else None,
        page=page_number(request.args.get("page")),
    )
    return _list_page(tab, form, page)


def _list_page(tab: Tab, form: FilterForm, page: Any) -> str:
    actor = current_actor()
    people = [person for row in page.items for person in (row.low, row.high)]
    secret = sensitive_units(actor, people)
    typed = form.unit.typed
    return render_template(
        "registry/duplicates/list.html",
        tab=tab,
        form=form,
        page=page,
        counts=counts_for(actor),
        told={row.id: reasons_told(row, sensitive_units=secret) for row in page.items},
        merges=merges_of(page.items),
        units=unit_names({person.home_unit_id for person in people}),
        elsewhere=elsewhere(actor),
        pages=lambda number: url_for(
            "registry.duplicates", tab=tab, page=number, unit=typed or None
        ),
    )


@bp.post("/registry/duplicates/scan")
@allow(permissions.SCAN)
def scan_duplicates() -> ResponseReturnValue:
    """Look through the whole registry, behind the answer."""
    actor: Account = current_actor()
    running = standing_scan()
    if running is not None and running.owner_id != actor.id:
        flash(_("The registry is being looked through already. Come back in a few minutes."))
        return redirect(url_for("registry.duplicates"))
    job = running or enqueue(FIND, owner_id=actor.id, url=url_for("registry.duplicates"))
    return redirect(url_for("jobs.show", id=job.id))


@bp.get("/registry/compare")
@allow(permissions.LIST_PAIRS)
def compare() -> ResponseReturnValue:
    """Choose any two records to compare."""
    form = TwoPeopleForm(_numbered(request.args)) if request.args else TwoPeopleForm()
    if request.args and form.validate():
        low, high = form.numbers()
        if low != high:
            return redirect(url_for("registry.pair", low=low, high=high))
        form.add_error(_("Choose two different records."), "b")
    return form_page("registry/duplicates/choose.html", form)


def _numbered(given: Any) -> Any:
    """The two records of the address: a bare number is a record's number."""
    typed = given.copy()
    for name in ("a", "b"):
        if typed.get(name, "").isdecimal():
            typed[name] = f"#{typed[name]}"
    return typed


@bp.get("/registry/pairs/<int:low>/<int:high>")
@allow(permissions.COMPARE, pair_at)
def pair(pair: Pair) -> ResponseReturnValue:
    """Two records side by side, field by field."""
    return _pair_page(pair, MergeForm(formdata=None), ApartForm(formdata=None))


def _pair_page(pair: Pair, form: MergeForm, apart: ApartForm) -> tuple[str, int]:
    shown = comparison_of(pair, current_actor())
    row = pair_row(pair.low.id, pair.high.id)
    secret = sensitive_units(current_actor(), (pair.low, pair.high))
    if not form.is_submitted():
        form.winner.data = shown.winner
    form.low_version.data, form.high_version.data = pair.low.version, pair.high.version
    failing = apart if apart.errors else form
    text, _code = form_page(
        "registry/duplicates/compare.html",
        failing,
        merging=form,
        apart=apart,
        shown=shown,
        pair=pair,
        row=row,
        told=reasons_told(row, sensitive_units=secret) if row else [],
        picked=request.form,
    )
    return text, 422 if form.errors or apart.errors else 200


@bp.post("/registry/pairs/<int:low>/<int:high>/merge")
@allow(permissions.DECIDE_PAIR, pair_at)
def merge_pair(pair: Pair) -> ResponseReturnValue:
    """Make one record of the two."""
    form = MergeForm()
    if form.validate_on_submit():
        with form.guard():
            winner, loser = form.sides(pair)
            chosen = form.choices(pair, request.form)
            merged = merge(winner, loser, actor=current_actor(), choices=chosen, seen=form.seen())
            flash(_("The two records are one. It can be undone on this page."), "done")
            return redirect(url_for("registry.merged", id=merged.id))
    return _pair_page(pair, form, ApartForm(formdata=None))


@bp.post("/registry/pairs/<int:low>/<int:high>/apart")
@allow(permissions.DECIDE_PAIR, pair_at)
def part_pair(pair: Pair) -> ResponseReturnValue:
    """Decide that these are two people."""
    form = ApartForm()
    if form.validate_on_submit():
        with form.guard():
            keep_apart(pair.low, pair.high, actor=current_actor(), note=form.note.data or "")
            flash(_("Kept as two people. The pair does not come back."), "done")
            return redirect(url_for("registry.duplicates"))
    return _pair_page(pair, MergeForm(formdata=None), form)


@bp.get("/registry/merges/<int:id>")
@allow(permissions.SHOW_MERGE, Merge)
def merged(merge: Merge) -> ResponseReturnValue:
    """What a merge did, and the way back."""
    return render_template(
        "registry/duplicates/merged.html",
        merge=merge,
        moved=tables_told(merge.before["steps"]),
        kept=tables_told(merge.before.get("kept", [])),
    )


@bp.post("/registry/merges/<int:id>/undo")
@allow(permissions.UNDO_MERGE, Merge)
def undo_merge(merge: Merge) -> ResponseReturnValue:
    """Part the two records again."""
    kept = undo(merge, actor=current_actor())
    if kept:
        flash(_("Parted. What was changed since the merge stays as it is, see below."), "error")
    else:
        flash(_("The two records are as they were."), "done")
    return redirect(url_for("registry.merged", id=merge.id))


@bp.route("/people/<int:id>/same-as", methods=["GET", "POST"])
@allow(permissions.PROPOSE, person_at)
def propose_merge(person: Person) -> ResponseReturnValue:
    """Say that another profile is of the same person."""
    form = ProposeForm()
    if form.validate_on_submit():
        with form.guard():
            propose(person, form.named(), actor=current_actor(), note=form.note.data or "")
            flash(_("Thank you. An officer who looks after both profiles decides."), "done")
            return redirect(person.url)
    return form_page("registry/duplicates/propose.html", form, person=person)

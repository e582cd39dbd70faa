"""This profile is me: the claimant's page, and the officers' list with their decision."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor, demand
from portal.core.forms import form_page
from portal.core.paging import page_number, paginate
from portal.registry import permissions
from portal.registry.actions import claims as actions
from portal.registry.forms.ownership import ClaimDecisionForm, ProfileClaimForm
from portal.registry.models import Person, ProfileClaim
from portal.registry.queries import person_of
from portal.registry.queries.ownership import (
    claims_for,
    claims_of,
    corrections_for,
    living,
    waiting_claims_on,
)
from portal.registry.views.blueprint import bp, shown_person_at
from portal.registry.visibility import person_visible_to


def claimable_at(id: int) -> Person | None:
    """The person of the address, where the reader may know of them and nobody owns the profile."""
    person = shown_person_at(id)
    if person is None or person.account_id is not None:
        return None
    return person if person_visible_to(current_actor(), person) else None


@bp.route("/people/<int:id>/claim", methods=["GET", "POST"])
@allow(permissions.CLAIM_PROFILE, claimable_at)
def claim_profile(person: Person) -> ResponseReturnValue:
    """Say that this profile is oneself, and how the officer may know."""
    form = ProfileClaimForm()
    if form.validate_on_submit():
        with form.guard():
            actions.claim_profile(person, account=current_actor(), message=form.message.data or "")
            flash(_("Your claim is in. An officer decides, and you get a mail."), "done")
            return redirect(url_for("registry.my_claims"))
    return form_page(
        "registry/claim_profile.html", form, person=person, own=person_of(current_actor())
    )


@bp.get("/profile/claims")
@allow(permissions.LIST_OWN_CLAIMS)
def my_claims() -> ResponseReturnValue:
    """The claims one has made, and what became of them."""
    return render_template("registry/my_claims.html", claims=claims_of(current_actor()))


@bp.post("/profile/claims/<int:id>/withdraw")
@allow(permissions.WITHDRAW_CLAIM, ProfileClaim)
def withdraw_claim(claim: ProfileClaim) -> ResponseReturnValue:
    """Take one's claim back."""
    actions.withdraw_claim(claim, actor=current_actor())
    flash(_("The claim is taken back."), "done")
    return redirect(url_for("registry.my_claims"))


@bp.get("/registry/claims")
@allow(permissions.LIST_CLAIMS)
def profile_claims() -> ResponseReturnValue:
    """What waits for this officer: claims of profiles, and corrections asked for by people."""
    page = paginate(claims_for(current_actor()), page=page_number(request.args.get("page")))
    return render_template(
        "registry/profile_claims.html",
        page=page,
        corrections=paginate(corrections_for(current_actor()), page=1).items,
        pages=lambda number: url_for("registry.profile_claims", page=number),
    )


@bp.route("/registry/claims/<int:id>", methods=["GET", "POST"])
@allow(permissions.DECIDE_CLAIM, ProfileClaim)
def decide_claim(claim: ProfileClaim) -> ResponseReturnValue:
    """Read a claim beside the record and decide, with the reason."""
    person, form = living(claim.person), ClaimDecisionForm()
    demand(permissions.DECIDE_CLAIM_ON, person)
    if form.validate_on_submit():
        with form.guard():
            decide = actions.accept_claim if form.is_accepted() else actions.refuse_claim
            decide(claim, by=current_actor(), reason=form.reason.data or "")
            flash(_("Decided. The person gets a mail."), "done")
            return redirect(url_for("registry.profile_claims"))
    others = [one for one in waiting_claims_on(claim.person) if one.id != claim.id]
    return form_page("registry/decide_claim.html", form, claim=claim, person=person, others=others)

"""What must hold of all people whatever happened; `flask check --all` asks."""

from sqlalchemy import func, or_, select

from portal.accounts.models import Consent, ConsentPurpose
from portal.core import text
from portal.core.db import db
from portal.core.invariants import invariant
from portal.registry.models import (
    ITEM_MODELS,
    ItemState,
    Person,
    PersonFacet,
    Verification,
    given_key,
)
from portal.registry.visibility import visible_people


@invariant("no public person without consent")
def public_without_consent() -> list[str]:
    """A public profile rests on a consent in force, of the account or signed on paper."""
    agreed = (
        select(Consent.id)
        .where(
            Consent.account_id == Person.account_id,
            Consent.purpose == ConsentPurpose.PUBLIC_PROFILE,
            Consent.withdrawn_at.is_(None),
        )
        .exists()
    )
    query = select(Person.id).where(
        Person.is_public.is_(True), Person.paper_consent_on.is_(None), ~agreed
    )
    return [f"person {id}" for id in db.session.scalars(query.order_by(Person.id))]


@invariant("no confirmed item without a decision")
def verified_without_decision() -> list[str]:
    """An item counts as confirmed only by an officer's decision that is kept."""
    lines = []
    for kind, model in ITEM_MODELS.items():
        decided = (
            select(Verification.id)
            .where(
                Verification.item_kind == kind,
                Verification.item_id == model.id,
                Verification.decision == ItemState.VERIFIED,
            )
            .exists()
        )
        query = select(model.id).where(model.state == ItemState.VERIFIED, ~decided)
        lines += [f"{kind} {id}" for id in db.session.scalars(query.order_by(model.id))]
    return lines


@invariant("nobody confirmed an item of their own profile")
def own_decisions() -> list[str]:
    query = (
        select(Verification.id)
        .join(Person, Person.id == Verification.person_id)
        .where(Person.account_id == Verification.verifier_id)
    )
    return [f"verification {id}" for id in db.session.scalars(query.order_by(Verification.id))]


@invariant("facet values belong to public people")
def facets_of_hidden() -> list[str]:
    hidden = select(Person.id).where(~visible_people(None))
    query = select(PersonFacet.person_id).where(PersonFacet.person_id.in_(hidden)).distinct()
    return [f"person {id}" for id in db.session.scalars(query.order_by(PersonFacet.person_id))]


@invariant("names sort and fold as they are written")
def stale_name_keys() -> list[str]:
    query = select(
        Person.id, Person.full_name, Person.called_name, Person.folded, Person.sort_given
    )
    return [
        f"person {row.id}"
        for row in db.session.execute(query.order_by(Person.id).execution_options(yield_per=1_000))
        if row.folded != text.fold(row.full_name)
        or row.sort_given != given_key(row.full_name, row.called_name)
    ]


@invariant("merged records are hidden and lead somewhere")
def merged_and_public() -> list[str]:
    query = select(Person.id).where(
        Person.merged_into_id.is_not(None),
        or_(Person.is_public.is_(True), Person.merged_into_id == Person.id),
    )
    return [f"person {id}" for id in db.session.scalars(query.order_by(Person.id))]


@invariant("an account owns one record at most")
def accounts_with_two_records() -> list[str]:
    query = (
        select(Person.account_id)
        .where(Person.account_id.is_not(None))
        .group_by(Person.account_id)
        .having(func.count() > 1)
    )
    return [f"account {id}" for id in db.session.scalars(query.order_by(Person.account_id))]


@invariant("redirects of merged records end at a living one")
def redirects_without_end() -> list[str]:
    """A redirect that comes back to itself would lead readers in circles."""
    query = select(Person.id, Person.merged_into_id).where(Person.merged_into_id.is_not(None))
    leads = {id: into for id, into in db.session.execute(query.order_by(Person.id)) if into}
    return [f"person {id}" for id in leads if _is_endless(id, leads)]


def _is_endless(id: int, leads: dict[int, int]) -> bool:
    seen = set()
    while id in leads and id not in seen:
        seen.add(id)
        id = leads[id]
    return id in seen

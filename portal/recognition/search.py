"""What the search knows of rounds: public ones only, with those honoured in them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.core.db import db
from portal.core.search import SearchDocument, indexed
from portal.recognition.models import Honour, HonourState, Round, RoundTitle
from portal.recognition.rules.states import PUBLIC_ROUNDS


def _keys() -> Iterable[str]:
    return db.session.scalars(select(Round.slug).order_by(Round.id))


@indexed("round", keys=_keys)
def round_documents(keys: Sequence[str]) -> Iterable[SearchDocument]:
    """A document for each public round; names of those honoured make it findable by them."""
    query = (
        select(Round)
        .where(Round.slug.in_(keys), Round.state.in_(PUBLIC_ROUNDS))
        .options(
            selectinload(Round.titles).joinedload(RoundTitle.title), selectinload(Round.phases)
        )
    )
    for round in db.session.scalars(query):
        yield SearchDocument(
            kind="round",
            key=round.slug,
            title=round.name,
            url=f"/rounds/{round.slug}",
            body=f"{round.summary} {round.how_to}".strip(),
            keywords=" ".join([line.title.name for line in round.titles] + _honoured(round)),
            facets={"year": [str(round.year)], "state": [round.state.value]},
            day=round.phases[0].starts_on if round.phases else None,
        )


def _honoured(round: Round) -> list[str]:
    query = select(Honour.full_name).where(
        Honour.round_id == round.id, Honour.state != HonourState.REVOKED
    )
    return list(db.session.scalars(query.order_by(Honour.id)))

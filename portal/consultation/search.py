"""What the search knows of a consultation: the published draft and the plain summary."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.consultation.models import PUBLIC_STATES, Consultation, DraftVersion
from portal.core import clock
from portal.core.db import db
from portal.core.search import SearchDocument, indexed
from portal.units.models import Unit


def consultation_keys() -> Iterable[str]:
    """The numbers of all public consultations."""
    query = select(Consultation.id).where(Consultation.state.in_(PUBLIC_STATES))
    return (str(id) for id in db.session.scalars(query.order_by(Consultation.id)))


@indexed("consultation", keys=consultation_keys)
def consultation_documents(keys: Sequence[str]) -> Iterable[SearchDocument]:
    """Documents of those that are public now."""
    query = (
        select(Consultation)
        .where(
            Consultation.id.in_([int(key) for key in keys]), Consultation.state.in_(PUBLIC_STATES)
        )
        .options(
            joinedload(Consultation.unit).selectinload(Unit.versions),
            selectinload(Consultation.versions).selectinload(DraftVersion.provisions),
        )
    )
    for one in db.session.scalars(query):
        yield SearchDocument(
            kind="consultation",
            key=str(one.id),
            title=one.title,
            url=f"/consultations/{one.slug}",
            keywords=one.unit.name,
            body=_body(one),
            facets={"state": [one.state.value]},
            day=clock.local(one.opens_at).date() if one.opens_at else None,
        )


def _body(consultation: Consultation) -> str:
    version = consultation.current
    texts = [consultation.summary]
    if version is not None:
        texts += [version.subject, *(unit.words for unit in version.provisions)]
    return " · ".join(text for text in texts if text)

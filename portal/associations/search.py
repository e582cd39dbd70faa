"""What the search knows of associations: what their public page says."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.associations.models import Association
from portal.associations.queries import branches_of
from portal.core import clock
from portal.core.db import db
from portal.core.search import SearchDocument, indexed
from portal.core.text import sort_key
from portal.units.models import Unit


def association_keys() -> Iterable[str]:
    """Every association's key, for a rebuild."""
    return (str(key) for key in db.session.scalars(select(Association.id).order_by(Association.id)))


@indexed("association", keys=association_keys)
def association_documents(keys: Sequence[str]) -> Iterable[SearchDocument]:
    """A document for each association whose unit exists today."""
    today = clock.today()
    query = (
        select(Association)
        .where(Association.id.in_([int(key) for key in keys if key.isdecimal()]))
        .options(joinedload(Association.unit).selectinload(Unit.versions))
        .order_by(Association.id)
    )
    for association in db.session.scalars(query).unique():
        version = association.unit.current
        if not association.unit.is_open(today):
            continue
        yield SearchDocument(
            kind="association",
            key=str(association.id),
            title=version.name,
            url=url_for("associations.association", slug=association.slug),
            body=f"{association.about}\n{association.how_to_join}",
            keywords=" ".join(
                [version.short_name, *(row.name for row in branches_of(association, today))]
            ),
            sorts={"full": sort_key(version.name, by="full")},
        )

"""Taking a merge back: both records as they were, and what came since where it is."""

from flask_babel import gettext as _
from sqlalchemy import or_, select

from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import db
from portal.registry.actions.history import snapshot
from portal.registry.duplicates import rules
from portal.registry.duplicates.merging import note, tell
from portal.registry.duplicates.moving import Step, put_back
from portal.registry.duplicates.pairs import lock, pair_of
from portal.registry.models import CandidateState, Merge


def undo(merged: Merge, *, actor: Account) -> list[Step]:
    """Part the two again as they were; what was changed since stays and is given back to be told."""
    winner, loser = merged.winner, merged.loser
    lock(winner, loser)
    db.session.refresh(merged)
    rules.check_actor(actor.id, winner.account_id, loser.account_id)
    rules.check_undo(is_undone=merged.undone_at is not None, later=_later(merged))
    before = {"winner": snapshot(winner), "loser": snapshot(loser)}
    kept = put_back(merged.before["steps"], merged.before["added"])
    merged.undone_at, merged.undone_by_id = clock.now(), actor.id
    merged.before = merged.before | {"kept": kept}
    row = pair_of(winner.id, loser.id)
    row.state, row.decided_at, row.decided_by_id = CandidateState.OPEN, None, None
    note(merged, "part", before, actor, "")
    db.session.expire_all()
    for account in {one for one in (merged.winner.account, merged.loser.account) if one}:
        tell(account, merged, is_kept=True)
    return kept


def _later(merged: Merge) -> str:
    """The newest merge since then that touches one of the two, in words; empty for none."""
    both = (merged.winner_id, merged.loser_id)
    query = (
        select(Merge)
        .where(
            Merge.id > merged.id,
            Merge.undone_at.is_(None),
            or_(Merge.winner_id.in_(both), Merge.loser_id.in_(both)),
        )
        .order_by(Merge.id.desc())
        .limit(1)
    )
    later = db.session.scalars(query).one_or_none()
    if later is None:
        return ""
    return _(
        "%(loser)s into %(winner)s on %(day)s",
        loser=f"{later.loser.full_name} (#{later.loser_id})",
        winner=f"{later.winner.full_name} (#{later.winner_id})",
        day=clock.local(later.at).strftime("%d/%m/%Y"),
    )

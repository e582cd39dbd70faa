"""An account is closed: what its holder said on drafts stays, and so do the answers."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.accounts.closing import Remains, outlives
from portal.consultation.models import Opinion
from portal.core.db import db


@outlives
def opinions(account: Any) -> Iterable[Remains]:
    """Opinions, under the name they were signed with."""
    query = select(Opinion.id).where(Opinion.account_id == account.id).limit(1)
    if db.session.scalar(query) is not None:
        yield Remains(
            _("Your opinions on drafts stay, with their answers, under the name you signed them.")
        )

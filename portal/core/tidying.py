"""What the house throws away when it has served its time."""

from datetime import timedelta

from sqlalchemy import delete

from portal.core import clock
from portal.core.db import db
from portal.core.jobs import every
from portal.core.unit_of_work import FormReceipt

_KEPT = timedelta(days=30)


@every(seconds=24 * 3600, name="core.forget_receipts")
def forget_receipts() -> None:
    """Forget forms acted upon long ago: nobody sends the same page again after a month."""
    db.session.execute(delete(FormReceipt).where(FormReceipt.at < clock.now() - _KEPT))

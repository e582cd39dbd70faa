"""What comes round by itself: confirmations end with their day, officers and owners are reminded."""

from datetime import datetime, time, timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from portal.accounts.models import Account, Grant
from portal.accounts.roles import roles_with
from portal.core import clock
from portal.core.db import db
from portal.core.jobs import Job, Progress, enqueue, every, job
from portal.core.mail import OutboxMessage, send_mail
from portal.core.working_days import is_working_day
from portal.registry.actions.freshness import ask_still_right
from portal.registry.actions.verification import expire
from portal.registry.models import RuleKey
from portal.registry.queries.freshness import owners_to_ask
from portal.registry.queries.rule_values import rule_value
from portal.registry.queries.verification import due_count, outlived
from portal.units.powers import Power

_REMINDER = "registry/due"
_OWNERS_A_ROUND = 200
_MORNING = 7


@every(seconds=6 * 3600, name="registry.expire_items")
def expire_items() -> int:
    """Items whose confirmation held until a day that has passed are confirmed no more."""
    items = outlived(clock.today())
    for item in items:
        expire(item)
    return len(items)


@every(seconds=3600, name="registry.remind")
def remind() -> None:
    """On the morning of a working day, let each officer who decides have one letter."""
    now = clock.local(clock.now())
    if is_working_day(now.date()) and now.hour >= _MORNING and _not_yet_written():
        enqueue("registry.write_reminders")


@job("registry.write_reminders")
def write_reminders(progress: Progress) -> dict[str, int]:
    """One letter a day to each officer for whom something is due; a second run writes no more."""
    days = rule_value(RuleKey.REMINDER_DAYS)
    until = clock.today() + timedelta(days=days)
    officers, written = _officers(), 0
    for done, account_id in enumerate(officers, start=1):
        account = db.session.get_one(Account, account_id)
        due, overdue = due_count(account, until)
        if due and not _written_today(account):
            _write(account, due=due, overdue=overdue, days=days)
            written += 1
        progress(done, len(officers))
    return {"letters": written}


def _write(account: Account, **counts: int) -> None:
    with force_locale(account.language):
        send_mail(
            to=account.email,
            subject=_("Items wait for your decision"),
            template=_REMINDER,
            name=account.full_name,
            **counts,
        )


def _officers() -> list[int]:
    roles = {
        role for power in (Power.EDIT_PEOPLE, Power.APPROVE_PEOPLE) for role in roles_with(power)
    }
    query = (
        select(Account.id)
        .join(Grant, Grant.account_id == Account.id)
        .where(
            Grant.role.in_(roles),
            Grant.ended_at.is_(None),
            Account.suspended_at.is_(None),
            Account.confirmed_at.is_not(None),
        )
        .distinct()
        .order_by(Account.id)
    )
    return list(db.session.scalars(query))


def _not_yet_written() -> bool:
    query = select(Job.id).where(
        Job.kind == "registry.write_reminders", Job.created_at >= _midnight()
    )
    return db.session.scalar(query.limit(1)) is None


def _written_today(account: Account) -> bool:
    query = select(OutboxMessage.id).where(
        OutboxMessage.kind == _REMINDER,
        OutboxMessage.to == account.email,
        OutboxMessage.created_at >= _midnight(),
    )
    return db.session.scalar(query.limit(1)) is not None


def _midnight() -> datetime:
    return datetime.combine(clock.today(), time.min, clock.VIETNAM)


@every(seconds=24 * 3600, name="registry.ask_owners")
def ask_owners() -> int:
    """Ask owners of stale records whether all is still right, each at most once a year."""
    owners = db.session.scalars(owners_to_ask(_OWNERS_A_ROUND)).all()
    for person in owners:
        ask_still_right(person)
    return len(owners)

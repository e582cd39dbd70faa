"""Writing a message, and bringing those that wait to the post office."""

import smtplib
import uuid
from contextlib import ExitStack
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template
from sqlalchemy import select, update

from portal.core import clock
from portal.core.db import db
from portal.core.forms import clean
from portal.core.jobs import every, wake_after_commit
from portal.core.mail.models import MailState, OutboxMessage
from portal.core.mail.smtp import Refused, Unreachable, compose, open_connection
from portal.core.unit_of_work import commit

NO_MAILBOX = "account.invalid"
"""The domain of addresses behind which nobody is (RFC 2606): letters to it are not written."""
GIVE_UP_AFTER = timedelta(hours=72)
_ROUND, _TASK = 100, "core.drain_outbox"


def send_mail(*, to: str, subject: str, template: str, **context: Any) -> OutboxMessage:
    """Write a message to the outbox in the current transaction; a job sends it once that commits.

    `template` is a name under templates/mail, such as "accounts/confirm.txt". Links in it must be
    absolute and built from SITE_URL. The text is in the language of the moment. What is addressed
    to `NO_MAILBOX` is not kept.
    """
    name = template if template.endswith(".txt") else f"{template}.txt"
    text = render_template(f"mail/{name}", **context).strip() + "\n"
    host = urlsplit(current_app.config["SITE_URL"]).hostname or "localhost"
    message = OutboxMessage(
        kind=name.removesuffix(".txt"),
        to=_one_line(to),
        subject=_one_line(subject)[:200],
        text=text,
        message_id=f"<{uuid.uuid4()}@{host}>",
    )
    if not message.to.endswith(f"@{NO_MAILBOX}"):
        db.session.add(message)
        wake_after_commit(_TASK)
    return message


def _one_line(text: str) -> str:
    return " ".join((clean(str(text)) or "").split())


def pause_before(tries: int) -> timedelta:
    """How long to wait after `tries` attempts: 1, 2, 4 … minutes, at most an hour."""
    return timedelta(minutes=min(60, 2 ** max(0, tries - 1)))


@every(seconds=30, name=_TASK)
def drain_outbox() -> None:
    """Send what is due over one connection.

    Each letter is claimed, sent and marked in turn, and no transaction is open while the post
    office takes its time.
    """
    url = current_app.config["SMTP_URL"]
    if not url and not current_app.config["DEMO"]:
        return
    with ExitStack() as stack:
        connection: smtplib.SMTP | None = None
        for message_id in _due():
            if not _claim(message_id):
                continue
            try:
                letter = _letter(message_id)
                if url and connection is None:
                    connection = stack.enter_context(open_connection(url))
                if connection is not None:
                    connection.send_message(letter)
            except smtplib.SMTPRecipientsRefused as refused:
                code, text = next(iter(refused.recipients.values()))
                _not_sent(message_id, text, for_good=code >= 500)
            except (Refused, smtplib.SMTPDataError) as refused:
                _not_sent(message_id, refused, for_good=getattr(refused, "smtp_code", 550) >= 500)
            except (Unreachable, smtplib.SMTPException, OSError) as failure:
                return _not_sent(message_id, failure)
            else:
                _sent(message_id)


def _due() -> list[int]:
    query = select(OutboxMessage.id).where(
        OutboxMessage.state == MailState.QUEUED, OutboxMessage.next_try_at <= clock.now()
    )
    due = list(db.session.scalars(query.order_by(OutboxMessage.id).limit(_ROUND)))
    db.session.commit()
    return due


def _claim(message_id: int) -> bool:
    """Put the next try ahead before sending: a second worker, or a crash, does not send it again now."""
    now = clock.now()
    claimed = db.session.scalar(
        update(OutboxMessage)
        .where(
            OutboxMessage.id == message_id,
            OutboxMessage.state == MailState.QUEUED,
            OutboxMessage.next_try_at <= now,
        )
        .values(next_try_at=now + timedelta(minutes=5), tries=OutboxMessage.tries + 1)
        .returning(OutboxMessage.id)
        .execution_options(synchronize_session=False)
    )
    commit()
    return claimed is not None


def _letter(message_id: int) -> EmailMessage:
    message = db.session.get_one(OutboxMessage, message_id)
    try:
        return compose(message, current_app.config["MAIL_FROM"])
    finally:
        db.session.commit()


def _sent(message_id: int) -> None:
    message = db.session.get_one(OutboxMessage, message_id)
    message.state, message.sent_at, message.error = MailState.SENT, clock.now(), ""
    commit()


def _not_sent(message_id: int, why: object, *, for_good: bool = False) -> None:
    message = db.session.get_one(OutboxMessage, message_id)
    text = why.decode("utf-8", "replace") if isinstance(why, bytes) else str(why)
    message.error = text[:500]
    if for_good or clock.now() - message.created_at > GIVE_UP_AFTER:
        message.state = MailState.FAILED
    else:
        message.next_try_at = clock.now() + pause_before(message.tries)
    commit()

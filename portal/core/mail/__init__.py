"""Mail: written to the outbox with the act, sent by a job."""

from flask import Flask

from portal.core.mail import labels, views
from portal.core.mail.actions import NO_MAILBOX, send_mail
from portal.core.mail.models import MailState, OutboxMessage
from portal.core.mail.smtp import check_smtp_url

__all__ = ["NO_MAILBOX", "MailState", "OutboxMessage", "labels", "send_mail"]


def init_app(app: Flask) -> None:
    if url := app.config["SMTP_URL"]:
        check_smtp_url(url)
    app.register_blueprint(views.bp)

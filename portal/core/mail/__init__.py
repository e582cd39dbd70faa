"""Mail: written to the outbox with the act, sent by a job."""

from flask import Flask

from portal.core.mail import labels, views
from portal.core.mail.actions import send_mail
from portal.core.mail.models import MailState, OutboxMessage

__all__ = ["MailState", "OutboxMessage", "labels", "send_mail"]


def init_app(app: Flask) -> None:
    app.register_blueprint(views.bp)

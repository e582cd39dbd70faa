"""The road to the mail server, and the letter as it is sent."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import SplitResult, unquote, urlsplit

from portal.core.config import ConfigurationError
from portal.core.mail.models import OutboxMessage

TIMEOUT = 20.0
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class Unreachable(Exception):
    """The mail server cannot be used now; every message waits."""


class Refused(Exception):
    """This message can never be sent as it is."""


@contextmanager
def open_connection(url: str) -> Iterator[smtplib.SMTP]:
    """A connection to smtp://, smtps:// or smtp+starttls://user:password@host:port.

    A password never travels in the clear: with one, smtp:// asks for STARTTLS too.
    """
    parts = check_smtp_url(url)
    port = parts.port or _PORTS[parts.scheme]
    try:
        if parts.scheme == "smtps":
            context = ssl.create_default_context()
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                parts.hostname or "", port, timeout=TIMEOUT, context=context
            )
        else:
            connection = smtplib.SMTP(parts.hostname or "", port, timeout=TIMEOUT)
        if parts.scheme == "smtp+starttls" or (parts.scheme == "smtp" and parts.username):
            connection.starttls(context=ssl.create_default_context())
        if parts.username:
            connection.login(unquote(parts.username), unquote(parts.password or ""))
    except (OSError, smtplib.SMTPException) as failure:
        raise Unreachable(str(failure)) from failure
    try:
        yield connection
    finally:
        try:
            connection.quit()
        except (OSError, smtplib.SMTPException):
            connection.close()


def check_smtp_url(url: str) -> SplitResult:
    """The parts of a PORTAL_SMTP_URL, or a `ConfigurationError` that says how to write one."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ConfigurationError(
            "PORTAL_SMTP_URL is written smtp://user:password@host:port (or smtps://, smtp+starttls://)"
        )
    return parts


def compose(message: OutboxMessage, sender: str) -> EmailMessage:
    """The letter; a name or address that would break a header is refused."""
    name, address = parseaddr(sender)
    try:
        letter = EmailMessage()
        letter["From"] = Address(name, addr_spec=address)
        letter["To"] = Address(addr_spec=message.to)
        letter["Subject"] = message.subject
        letter["Date"] = format_datetime(message.created_at)
        letter["Message-ID"] = message.message_id
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.text)
    except ValueError as broken:
        raise Refused(str(broken)) from broken
    return letter

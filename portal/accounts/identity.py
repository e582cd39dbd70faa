"""Who asks: from the browser's cookie to an account, on every request anew."""

import ipaddress

from flask import Flask, Request, current_app, g, request, session
from flask_login import AnonymousUserMixin, LoginManager

from portal.accounts import queries
from portal.accounts.models import Account, AccountSession

COOKIE_KEY = "token"

login = LoginManager()


class Nobody(AnonymousUserMixin):
    """Who has not signed in."""

    is_officer = False


@login.request_loader
def _load(_request: Request) -> Account | None:
    token = session.get(COOKIE_KEY)
    found = queries.session_of(token) if isinstance(token, str) else None
    if found is None or found.awaits_code or not found.account.is_active:
        return None
    g.account_session = found
    found.account.second_factor_is_required = current_app.config["REQUIRE_2FA"]
    return found.account


def current_session() -> AccountSession | None:
    """The session of the browser that asks; None for anonymous."""
    found: AccountSession | None = g.get("account_session")
    return found


def remember(token: str) -> None:
    """Give the browser its token; whatever else its cookie held is dropped (no fixation)."""
    session.clear()
    session[COOKIE_KEY] = token
    session.permanent = True


def forget() -> None:
    """Empty the browser's cookie."""
    session.clear()


def network_of(address: str | None) -> str:
    """The network of an address, /24 or /48: enough to recognise and to throttle, not to trace."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    prefix = 24 if ip.version == 4 else 48
    return str(ipaddress.ip_network(f"{ip}/{prefix}", strict=False))


def asking_network() -> str:
    """The network the request came from."""
    return network_of(request.remote_addr)


def init_app(app: Flask) -> None:
    login.anonymous_user = Nobody
    login.session_protection = None  # our own table is the protection
    login.init_app(app, add_context_processor=False)

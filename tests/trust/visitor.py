"""Browsers for the actors of the world: signed in, each request with a fresh cookie jar."""

from collections.abc import Callable
from typing import Any

from flask import session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from portal.accounts.identity import COOKIE_KEY
from portal.core.unit_of_work import Portal
from tests.conftest import Browser
from tests.trust.world import World


class Visitors:
    """Opens pages and sends forms as an actor, with a CSRF token that is truly that browser's."""

    def __init__(self, app: Portal, world: World) -> None:
        self.app = app
        self.world = world
        app.test_client_class = Browser
        self._cookies: dict[str, tuple[str, str]] = {}

    def client(self, actor: str, host: str = "localhost") -> FlaskClient:
        """A new browser in which the actor is signed in."""
        client = self.app.test_client()
        client.set_cookie("session", self._signed(actor)[0], domain=host)
        return client

    def token(self, actor: str) -> str:
        """The CSRF token of the actor's browser."""
        return self._signed(actor)[1]

    def get(self, actor: str, path: str, **given: Any) -> TestResponse:
        return self.client(actor).get(path, **given)

    def post(self, actor: str, path: str, data: Any = None, **given: Any) -> TestResponse:
        form = {"csrf_token": self.token(actor)} | (data or {})
        return self.client(actor).post(path, data=form, **given)

    def ask(self, actor: str, method: str, path: str) -> TestResponse:
        """One request of either method, without any field."""
        send: Callable[..., TestResponse] = self.get if method == "GET" else self.post
        return send(actor, path)

    def _signed(self, actor: str) -> tuple[str, str]:
        if actor not in self._cookies:
            with self.app.app_context(), self.app.test_request_context():
                if token := self.world.tokens.get(actor):
                    session[COOKIE_KEY] = token
                csrf = generate_csrf()
                signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
                self._cookies[actor] = signer.dumps(dict(session)), csrf
        return self._cookies[actor]

"""A reader with a client: opens pages, sends forms with the token of the page."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import Browser
from tests.factories.accounts import sign_in


class Reader:
    """One person at one browser; every answer is checked to be what was expected."""

    def __init__(self, app: Any, account: Any = None) -> None:
        app.test_client_class = Browser
        self.client: FlaskClient = app.test_client()
        self.account = account

    def _arrive(self) -> None:
        """Sign in anew: a journey of months outlives any session."""
        if self.account is not None:
            sign_in(self.client, self.account)

    def open(self, address: str, status: int = 200) -> str:
        self._arrive()
        answer = self.client.get(address)
        assert answer.status_code == status, (address, answer.status_code, answer.text[:2000])
        return answer.text

    def send(
        self, address: str, data: dict[str, Any] | None = None, *, of: str = "", status: int = 302
    ) -> TestResponse:
        """Post to `address` with the token of the page `of` (the same address if not given)."""
        self._arrive()
        page = self.client.get(of or address)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        given = {"csrf_token": token[1] if token else self._any_token()}
        given |= data or {}
        answer = self.client.post(
            address,
            data=given,
            content_type="multipart/form-data",
            headers={"Referer": f"http://localhost{of or address}"},
        )
        assert answer.status_code == status, (address, answer.status_code, answer.text[:6000])
        return answer

    def _any_token(self) -> str:
        page = self.client.get("/sign-in").text
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        return found[1] if found else ""

    def fetch(self, address: str) -> TestResponse:
        """A file, as it is."""
        self._arrive()
        return self.client.get(address)

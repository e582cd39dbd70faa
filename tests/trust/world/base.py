"""What the world remembers: numbers and names only, so that it outlives every session."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import g
from sqlalchemy import Connection, inspect

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.files import StoredFile, store_bytes
from tests.corpus import pdf


@dataclass
class World:
    """Actors with their signed-in browsers, things with their keys in addresses."""

    connection: Connection
    accounts: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    keys: dict[str, object] = field(default_factory=dict)
    """What stands for a thing in an address: {person}, {round} …"""
    rows: dict[str, tuple[type[Any], Any]] = field(default_factory=dict)
    """Every thing's table and primary key by its name."""

    def keep(self, name: str, thing: Any, key: object = None) -> Any:
        """Remember a thing under a name; `key` is what addresses use where it is not the id."""
        db.session.flush()
        identity = inspect(thing).identity
        self.rows[name] = type(thing), identity
        self.keys[name] = identity[0] if key is None else key
        return thing

    def thing(self, name: str) -> Any:
        """The thing itself, in the session of now."""
        kind, identity = self.rows[name]
        return db.session.get_one(kind, identity)

    def account(self, actor: str) -> Account:
        return db.session.get_one(Account, self.accounts[actor])

    def path(self, template: str) -> str:
        """An address with the world's keys put in."""
        return template.format_map(self.keys)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever the block writes is as if it had never been."""
        step = self.connection.begin_nested()
        try:
            yield
        finally:
            for name in list(g):
                g.pop(name)
            db.session.remove()
            step.rollback()


def paper(name: str = "minh-chung.pdf") -> StoredFile:
    """A stored PDF."""
    return store_bytes(pdf(), name=name, media_type="application/pdf")

"""People and what they did: profiles, works, claims with evidence, verification."""

from flask import Flask

from portal.registry import cli


def init_app(app: Flask) -> None:
    cli.init_app(app)

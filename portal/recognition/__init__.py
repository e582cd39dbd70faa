"""Recognition: programmes, rounds, nominations, decisions, honours and certificates."""

from flask import Flask

from portal.recognition import cli


def init_app(app: Flask) -> None:
    cli.init_app(app)

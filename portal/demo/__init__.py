"""An invented province that shows the portal at work; marked as demo on every page."""

from flask import Flask

from portal.demo import cli


def init_app(app: Flask) -> None:
    cli.init_app(app)

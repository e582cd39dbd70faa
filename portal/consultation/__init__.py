"""Drafts put before the public: their structure, opinions on each unit, answers, synthesis."""

from flask import Flask

from portal.consultation import cli


def init_app(app: Flask) -> None:
    for part in (cli,):
        part.init_app(app)

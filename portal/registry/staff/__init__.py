"""Bringing in a unit's staff as one list: read in a child, compared, taken over by a job, taken back."""

from flask import Flask

from portal.registry.staff import jobs, labels, views, worklist

__all__ = ["init_app", "jobs", "labels", "views", "worklist"]


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(STAFF_TONES=labels.TONES)

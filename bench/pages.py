"""Public pages against a bare Flask page: one primary-key query and a small template.

Requests go through WSGI in one process and one thread, so that only the application is measured.
"""

import logging
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from flask import Flask, render_template_string
from flask_sqlalchemy import SQLAlchemy
from werkzeug.test import Client, create_environ, run_wsgi_app

from bench.table import print_table
from portal.app import create_app
from portal.core.unit_of_work import Portal
from tools.served import Server, load_demo

BARE = """<!doctype html><html lang="vi"><head><title>{{ row.name }}</title></head>
<body><h1>{{ row.name }}</h1><p>{{ row.id }}</p></body></html>"""


def bare_page(folder: Path) -> Flask:
    """The yardstick: what Flask and SQLAlchemy cost before any product."""
    app = Flask("bare")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder}/bare.db"
    db = SQLAlchemy(app)

    class Row(db.Model):  # type: ignore[name-defined, misc]
        id = db.Column(db.Integer, primary_key=True)
        name = db.Column(db.Text)

    with app.app_context():
        db.create_all()
        db.session.add_all(Row(name=f"Dòng {number}") for number in range(1000))
        db.session.commit()

    @app.get("/<int:id>")
    def show(id: int) -> str:
        return render_template_string(BARE, row=db.session.get(Row, id))

    return app


SLICE, SLICES = 25, 14


def rate(app: Callable[..., Any], path: str, *, cookie: str = "") -> float:
    """Requests a second of processor time, one thread on one address, in the best of short slices:
    neither other load shows nor that others emptied the processor's caches."""
    headers = {"Cookie": cookie} if cookie else {}
    environ = create_environ(path, "http://127.0.0.1:8000", headers=headers)
    _answer(app, environ)
    return SLICE / min(_slice(app, environ) for _ in range(SLICES))


def _slice(app: Callable[..., Any], environ: dict[str, Any]) -> float:
    begun = time.process_time()
    for _ in range(SLICE):
        _answer(app, environ)
    return time.process_time() - begun


def _answer(app: Callable[..., Any], environ: dict[str, Any]) -> None:
    body, status, _headers = run_wsgi_app(app, dict(environ), buffered=True)
    if not status.startswith("200"):
        raise RuntimeError(f"{environ['PATH_INFO']}: {status}")
    b"".join(body)


def signed_in_cookie(app: Portal, account: dict[str, str]) -> str:
    """The cookies of a reader who has signed in through the form."""
    client = Client(app)
    page = client.get("/sign-in", base_url="http://127.0.0.1:8000").get_data(as_text=True)
    hidden = dict(re.findall(r'name="(csrf_token|once)"[^>]*value="([^"]+)"', page))
    form = {**hidden, "email": account["email"], "password": account["password"]}
    answer = client.post("/sign-in", data=form, base_url="http://127.0.0.1:8000")
    if answer.status_code != 302:
        raise RuntimeError("could not sign in")
    cookie = client.get_cookie("session", "127.0.0.1")
    return f"session={cookie.value}" if cookie else ""


def measure(people: int) -> None:
    """Load a demo province and print one row a page."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        settings = {
            "PORTAL_DEMO": "1",
            "PORTAL_INSTANCE": name,
            "PORTAL_JOBS": "immediate",
            "PORTAL_ARGON2_COST": "cheap",
            "PORTAL_SITE_URL": "http://127.0.0.1:8000",
        }
        os.environ.update(settings)
        server = Server("", {**os.environ})
        begun = time.perf_counter()
        load_demo(server, people)
        loaded = people / (time.perf_counter() - begun)
        app, cold = create_app(), create_app({"PAGE_CACHE": False})
        logging.getLogger("portal").setLevel(logging.WARNING)
        cookie = signed_in_cookie(app, server.accounts["citizen"])
        yardstick = bare_page(folder)
        rows: list[list[object]] = []
        for label, path in addresses(app).items():
            bare = rate(yardstick, "/7")  # anew beside each page: the machine may be shared
            warm = rate(app, path)
            plain, signed = rate(cold, path), rate(app, path, cookie=cookie)
            rows.append(
                [label, bare, warm, plain, signed, *(r / bare for r in (warm, plain, signed))]
            )
        head = ["page", "bare/s", "warm/s", "cold/s", "signed in/s", "warm", "cold", "signed in"]
        print_table(f"Pages over {people:,} people (ratios to the bare page)", head, rows)
        print(f"  demo loaded at {loaded:.0f} people/s, every part of it included")
        print(f"  memory {psutil.Process().memory_info().rss / 1e6:.0f} MB")


def addresses(app: Portal) -> dict[str, str]:
    """The pages that are measured, found as a reader would find them."""
    client = Client(app)

    def first(page: str, pattern: str) -> str:
        text = client.get(page, base_url="http://127.0.0.1:8000").get_data(as_text=True)
        found = re.search(pattern, text)
        if found is None:
            raise RuntimeError(f"{page}: no link like {pattern}")
        return found.group(1)

    return {
        "person": first("/people", r'href="(/people/\d+-[^"?#]+)"'),
        "directory": "/people",
        "consultation": first("/consultations", r'href="(/consultations/[^"/?#]+)"'),
        "home": "/",
    }

"""A demo province served in its own folder: for browser tests, screenshots and measurements."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 900}


@dataclass
class Server:
    """The served portal: its address, its environment, and the demo sign-ins by role."""

    url: str
    environment: dict[str, str]
    accounts: dict[str, dict[str, str]] = field(default_factory=dict)

    def flask(self, *arguments: str) -> str:
        """Run a command beside the server; gives its standard output, raises on failure."""
        done = subprocess.run(
            [BIN / "flask", "--app", "wsgi", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"flask {' '.join(arguments)}: {done.stderr}")
        return done.stdout


@contextmanager
def served(
    instance: Path,
    *,
    people: int,
    database: str | None = None,
    drafts: Path | None = None,
    settings: dict[str, str] | None = None,
) -> Iterator[Server]:
    """Load a demo province of so many people into `instance` and serve it on a free port."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "PORTAL_DEMO": "1",
        "PORTAL_INSTANCE": str(instance),
        "PORTAL_SITE_URL": url,
        "PORTAL_ARGON2_COST": "cheap",
        "PORTAL_JOBS": "immediate",
        "DATABASE_URL": database or f"sqlite:///{instance}/portal.db",
        "GUNICORN_BIND": f"127.0.0.1:{port}",
        "GUNICORN_WORKERS": "1",
        **(settings or {}),
    }
    server = Server(url, environment)
    load_demo(server, people, drafts=drafts)
    with _web(environment, instance / "web.log") as process:
        _wait_for(url + "/healthz", process)
        yield server


@contextmanager
def served_beside(server: Server, entry: str, settings: dict[str, str]) -> Iterator[Server]:
    """Serve the same province through another entry on a port of its own."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    own = {"PORTAL_SITE_URL": url, "GUNICORN_BIND": f"127.0.0.1:{port}"}
    environment = {**server.environment, **own, **settings}
    log = Path(environment["PORTAL_INSTANCE"]) / f"web-{port}.log"
    with _web(environment, log, entry) as process:
        _wait_for(url + "/healthz", process)
        yield Server(url, environment, server.accounts)


def load_demo(server: Server, people: int, *, drafts: Path | None = None) -> None:
    """Make the tables, load the province and note the sign-ins."""
    server.flask("db", "upgrade")
    beside = ["--drafts", str(drafts)] if drafts else []
    server.flask("demo", "load", "--people", str(people), "--seed", "45", *beside)
    accounts = json.loads(server.flask("demo", "accounts", "--json"))
    server.accounts.update({account["role"]: account for account in accounts})


@contextmanager
def _web(
    environment: dict[str, str], log: Path, entry: str = "wsgi:app"
) -> Iterator[subprocess.Popen[bytes]]:
    command = [BIN / "gunicorn", "--config", "deploy/gunicorn.conf.py", entry]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if process.poll() is not None:
            raise RuntimeError("the web server ended at once; see web.log in its folder")
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError("the web server did not answer")

"""Set up the demo province once and serve it: a web server and a job worker until Ctrl-C.

python tools/run.py --port 8000
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
_GRACE = 15


def flask(*arguments: str) -> None:
    """Run one command of the portal, or end with its exit code."""
    done = subprocess.run([BIN / "flask", "--app", "wsgi", *arguments], cwd=ROOT)
    if done.returncode:
        sys.exit(done.returncode)


def start(port: int) -> list[subprocess.Popen[bytes]]:
    """Start the web server and the worker in their own process groups."""
    web = [BIN / "gunicorn", "--config", "deploy/gunicorn.conf.py", "wsgi:app"]
    worker = [BIN / "flask", "--app", "wsgi", "jobs", "work"]
    environment = {**os.environ, "GUNICORN_BIND": f"127.0.0.1:{port}", "GUNICORN_WORKERS": "1"}
    return [
        subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        for command in (web, worker)
    ]


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask every process to end, and insist after a while; a second Ctrl-C changes nothing."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + _GRACE
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def main() -> int:
    """Prepare, serve, and wait for Ctrl-C or for a process that ends by itself."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    os.environ.setdefault("PORTAL_DEMO", "1")
    os.environ.setdefault("PORTAL_LOG", "text")
    os.environ.setdefault("PORTAL_SITE_URL", f"http://127.0.0.1:{port}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    flask("demo", "prepare")
    processes = start(port)
    sys.stdout.write(f"\n  Hiền Tài: http://127.0.0.1:{port}   (Ctrl-C stops it)\n\n")
    sys.stdout.flush()
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        stop(processes)


if __name__ == "__main__":
    sys.exit(main())

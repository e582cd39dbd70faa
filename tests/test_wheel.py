"""The wheel carries templates, static files, translations and migrations, and serves the same pages."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHOW = """
from flask_migrate import upgrade
from portal.app import create_app
app = create_app()
with app.app_context():
    upgrade()
client = app.test_client()
page = client.get("/")
assert page.status_code == 200, page.status_code
text = page.get_data(as_text=True)
assert 'lang="vi"' in text
address = text.split('rel="stylesheet" href="')[1].split('"')[0]
assert client.get(address).status_code == 200, address
print(__import__("portal").__file__)
"""


def test_the_wheel_serves_the_home_page(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(site),
        "PORTAL_DEMO": "1",
        "PORTAL_INSTANCE": str(tmp_path / "instance"),
    }
    shown = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.strip().startswith(str(site))

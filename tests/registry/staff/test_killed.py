"""A worker killed anywhere: the list ends as if it had never been."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import database_url

ROOT = Path(__file__).parents[3]
Dump = dict[str, list[str]]
ROWS = 90
WORKER = '''
import json, os, signal, sys
from sqlalchemy import event, text
from sqlalchemy.engine import Engine
from portal.accounts import actions as accounts
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.app import create_app
from portal.core.db import db
from portal.core.jobs import running
from portal.core.unit_of_work import unit_of_work
from portal.registry.importing.models import ImportTask
from portal.registry.staff import actions, reading, running as staff_running, undoing
from portal.units import actions as units
from portal.units.models import Unit, UnitKind
from tests.registry.staff.conftest import HEAD, upload, xlsx

reading._PIECE = staff_running.BATCH = undoing.BATCH = 20
app = create_app()


def begin():
    db.drop_all()
    db.create_all()
    unit = units.create_unit(name="Trường", kind=UnitKind.INSTITUTION, parent=None)
    officer = accounts.create_account(email="a@b.vn", full_name="Cán Bộ", password="rừng xanh núi đỏ 45")
    accounts.grant(officer, Role.PEOPLE_OFFICER, unit)
    rows = [(f"Lê Văn {chr(65 + n % 26)}{chr(97 + n // 26)}", f"{n % 28 + 1:02}/05/1960", f"a{n}@b.vn",
             "Khoa", "Giảng viên", "Tiến sĩ", "Toán") for n in range(ROWS)]
    rows += [(*rows[n][:4], "Thành viên hội đồng", "", "") for n in (0, 1, 70)]
    task = actions.begin_list(unit, upload(xlsx([HEAD, *rows])), day=None, actor=officer)


def act(step):
    with unit_of_work():
        if step == "begin":
            begin()
            return
        task = db.session.scalars(db.select(ImportTask)).one()
        officer = db.session.scalars(db.select(Account)).one()
        {"run": actions.accept_all, "undo": actions.undo}[step](task, actor=officer)


def work(last):
    seen = [0]

    def count(*_given):
        seen[0] += 1
        if seen[0] == last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    running.recover_lost_jobs()
    for number in running.due_jobs():
        running.run_job(number)


def in_child(do, given):
    """Whether a process of its own came to its end."""
    if not (child := os.fork()):
        with app.app_context():
            do(given)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
    return status == 0


def tell(deaths):
    """Print how often a worker died and what the database holds: the dump."""
    found = {name: sorted(map(str, db.session.execute(text(query)))) for name, query in dumps.items()}
    print(json.dumps([deaths, found]), flush=True)


stride, dumps = int(sys.argv[1]), json.loads(sys.argv[2])
for step in ("begin", "run", "undo"):
    assert in_child(act, step)
    last = stride
    while not in_child(work, last):
        last += stride
    assert in_child(tell, last // stride - 1 if stride else 0)
'''.replace("ROWS", str(ROWS))
_OF_PERSON = "JOIN person ON person.id = it.person_id"
DUMPS = {
    "person": "SELECT full_name, birth_date, contact_email, home_unit_id, version, is_public FROM person",
    "post": "SELECT full_name, role, department, visibility, state, it.source, it.version"
    f" FROM appointment it {_OF_PERSON}",
    "degree": f"SELECT full_name, level, discipline, it.version FROM degree it {_OF_PERSON}",
    "row": "SELECT number, state, standing, error, processed_at IS NULL, full_name"
    f" FROM import_row it LEFT {_OF_PERSON}",
    "revision": f"SELECT full_name, item_kind, action FROM revision it {_OF_PERSON}",
    "change": "SELECT kind, full_name FROM change LEFT JOIN person"
    " ON kind = 'person' AND key = CAST(person.id AS VARCHAR)",
    "audit": "SELECT action FROM audit_entry",
    "task": "SELECT state FROM import_task",
}
"""What is compared: everything by names, for a sequence of PostgreSQL leaves numbers out."""


def life_of_a_list(folder: Path, part: str, *, killed_every: int) -> Iterator[tuple[int, Dump]]:
    """A list read, taken over and taken back in a portal of its own; after each step (deaths, dump).

    The first worker is killed after so many statements, each next one after as many more, until one
    comes to the end; 0: nobody is killed.
    """
    folder.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": database_url(folder, part).replace("ql+psycopg://", "ql://"),
        "PORTAL_INSTANCE": str(folder),
        "PORTAL_SECRET_KEY": "tests-only-" * 4,
        "PORTAL_ARGON2_COST": "cheap",
        "PORTAL_DEMO": "1",
    }
    order = [sys.executable, "-c", WORKER, str(killed_every), json.dumps(DUMPS)]
    done = subprocess.run(order, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    for line in done.stdout.splitlines():
        deaths, dump = json.loads(line)
        yield deaths, dump


def test_a_list_ends_the_same_however_often_its_worker_is_killed(tmp_path: Path) -> None:
    calm = list(life_of_a_list(tmp_path / "calm", "calm", killed_every=0))
    killed = list(life_of_a_list(tmp_path / "killed", "killed", killed_every=3))
    for (deaths, dump), (none, expected) in zip(killed, calm, strict=True):
        assert (none, deaths >= 8) == (0, True)
        assert dump == expected
    _read, taken, undone = (dump for _deaths, dump in calm)
    assert (len(taken["person"]), len(taken["post"])) == (ROWS, ROWS + 3)
    assert taken["task"] == [str(("finished",))]
    assert (undone["task"], undone["post"]) == ([str(("undone",))], [])

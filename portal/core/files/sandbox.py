"""Reading a stranger's file in a child process with bounds: memory, processor time and wall time."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.core.files import child as child_script


class ChildFailed(RuleBroken):
    """The child did not come back with an answer; `why` is memory, time or error."""

    def __init__(self, why: str, detail: str = "") -> None:
        if why == "error":
            message = _("The file could not be read. Open it, save it again and send the new copy.")
        else:
            message = _(
                "The file takes too long to read or is too complex. Split it or simplify it."
            )
        super().__init__(message)
        self.why, self.detail = why, detail


def run_bounded(
    function: str,
    path: Path | str,
    *,
    memory_mb: int = 512,
    cpu_seconds: int = 10,
    wall_seconds: float = 20,
    **arguments: Any,
) -> Any:
    """Call `package.module:function(path, **arguments)` in a child and give its JSON result.

    The module may import pure modules only (no models, no application). A `ValueError` raised by the
    function comes back as `RuleBroken`, its message (a msgid) translated here; running out of bounds,
    or any other error, as `ChildFailed`, which is a `RuleBroken` with a sentence too.
    """
    order = [function, str(path), json.dumps(arguments), str(memory_mb), str(cpu_seconds)]
    child = subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", child_script.__file__, *order],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", "")},
    )
    try:
        answer, errors = child.communicate(timeout=wall_seconds)
    except subprocess.TimeoutExpired:
        _end(child)
        raise ChildFailed("time") from None
    except BaseException:
        _end(child)
        raise
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise ChildFailed("time")
    try:
        outcome = json.loads(answer)
    except ValueError:
        raise ChildFailed("error", errors.decode("utf-8", "replace")[-500:]) from None
    if "refused" in outcome:
        sentence: str = outcome["refused"]
        raise RuleBroken(_(sentence))
    if "failed" in outcome:
        raise ChildFailed(outcome["failed"], outcome["detail"])
    return outcome["result"]


def _end(child: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()

"""The portal some days from now, for journeys that no day can hold: `gunicorn tests.browser.later:app`.

How many days is read anew on every look at the clock from the file that DAYS_LATER names.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from portal.core import clock

_FILE = Path(os.environ["DAYS_LATER"])


def _now() -> datetime:
    return datetime.now(UTC) + timedelta(days=int(_FILE.read_text()))


clock.now = _now

from wsgi import app  # noqa: E402

__all__ = ["app"]

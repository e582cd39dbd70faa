"""An account is closed: nominations and honours stay in the papers of their rounds."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.accounts.closing import Remains, outlives
from portal.recognition.queries.nominations import nominations_of


@outlives
def nominations(account: Any) -> Iterable[Remains]:
    """Nominations made or received."""
    if nominations_of(account):
        yield Remains(
            _("Nominations and honours stay in the records of their rounds."),
            url_for("recognition.my_nominations"),
            _("My nominations"),
        )

"""The account of a member is closed: the register of the association stays."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.accounts.closing import Remains, outlives
from portal.associations.queries import memberships_of
from portal.core import clock
from portal.registry.queries import person_of


@outlives
def memberships(account: Any) -> Iterable[Remains]:
    """Memberships in force, one line an association."""
    person = person_of(account)
    for one in memberships_of(person) if person is not None else ():
        if one.ends_on is None or one.ends_on >= clock.today():
            name = one.association.unit.name
            yield Remains(
                _("You stay a member of %(association)s until you leave it.", association=name),
                url_for("associations.association", slug=one.association.slug),
                name,
            )

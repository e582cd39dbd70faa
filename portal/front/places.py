"""The pages a signed-in person may open and would not find in the navigation."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.associations.queries import associations_read_by
from portal.core.layout import link_if
from portal.councils.queries import seats_of

Link = tuple[str, str]

MOST_ASSOCIATIONS = 8

_OFFICE: Mapping[str, LazyString] = {
    "registry.desk": _l("Work with profiles"),
    "registry.queue": _l("Items to confirm"),
    "registry.intake": _l("Enter a person"),
    "registry.staff_lists": _l("Staff lists"),
    "registry.profile_claims": _l("Claims of profiles, and corrections"),
    "registry.duplicates": _l("Records that may be of one person"),
    "recognition.desk_of_programmes": _l("Programmes and rounds"),
    "consultation.desks": _l("Desks of consultations"),
    "consultation.create": _l("Start a consultation"),
    "consultation.moderation": _l("Opinions to moderate"),
    "accounts.accounts": _l("Accounts"),
    "accounts.grants": _l("Grants"),
    "accounts.notices": _l("What people are told before they agree"),
    "units.new": _l("Enter a unit"),
    "registry.rules": _l("Rules of the registry"),
}
_OWN: Mapping[str, LazyString] = {
    "registry.mine": _l("My profile"),
    "registry.helped": _l("Profiles I help with"),
    "registry.lists": _l("Lists of people"),
    "associations.my_memberships": _l("My memberships"),
    "recognition.my_nominations": _l("My nominations"),
    "accounts.settings": _l("Settings"),
}
_BOOKS: Mapping[str, LazyString] = {
    "units.index": _l("Units and territories"),
    "units.documents": _l("Register of documents"),
}


def places_of(actor: Any) -> list[tuple[str, Sequence[Link]]]:
    """Groups of links with their headings, each page asked by its own right."""
    groups = [
        (_("For your office"), _open(_OFFICE, actor)),
        (_("Where you take part"), _taken_part(actor)),
        (_("Your own"), _open(_OWN, actor)),
        (_("To look up"), _open(_BOOKS, actor)),
    ]
    return [(heading, links) for heading, links in groups if links]


def _taken_part(actor: Any) -> list[Link]:
    """Councils the person sits on and associations whose list they read."""
    councils = [
        (seat.council.name, url_for("councils.council", id=seat.council_id))
        for seat in seats_of(actor)
    ]
    read = associations_read_by(actor, MOST_ASSOCIATIONS)
    associations = [
        link
        for one in read
        for link in (
            (one.unit.name, url_for("associations.association", slug=one.slug)),
            (
                _("Members of %(association)s", association=one.unit.name),
                url_for("associations.members", slug=one.slug),
            ),
        )
    ]
    return [*councils, *associations]


def _open(pages: Mapping[str, LazyString], actor: Any) -> list[Link]:
    return [
        (str(text), address)
        for endpoint, text in pages.items()
        if (address := link_if(endpoint)) and _may_open(endpoint, actor)
    ]


def _may_open(endpoint: str, actor: Any) -> bool:
    right = getattr(current_app.view_functions[endpoint], "right", None)
    return right is not None and right(actor)

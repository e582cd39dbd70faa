"""The table of rights as data, shared by whoever walks through all doors."""

from dataclasses import dataclass
from pathlib import Path

from werkzeug.test import TestResponse

from tests.trust.world.people import CITIZENS, HERE, THERE

ACTORS = (
    "anonymous",
    *HERE,
    *THERE,
    *CITIZENS,
    "applicant",
    "secretary",
    "chair",
    "secretary_there",
    "suspended",
    "demoted",
)
_OFFICERS = {*HERE, *THERE, "secretary", "chair", "secretary_there"} - {"auditor"}
GROUPS: dict[str, set[str]] = {
    "everyone": set(ACTORS),
    "signed": set(ACTORS) - {"anonymous", "suspended"},
    "officers": _OFFICERS,
    "nobody": set(),
}
PUBLIC_PAGES = (
    "/",
    "/accessibility",
    "/associations",
    "/associations/{association}",
    "/consultations",
    "/forgotten",
    "/healthz",
    "/honours",
    "/invitations/{invitation_token}",
    "/opinions",
    "/opinions/confirm/{confirm_opinion}",
    "/people",
    "/experts",
    "/experts?topic=tri+thuc",
    "/people?q=nguyen&sort=updated",
    "/people/filters/locality?find=xa",
    "/people/suggest?q=ng",
    "/preferences",
    "/privacy",
    "/readyz",
    "/register",
    "/register/confirm/{confirm_token}",
    "/register/sent",
    "/reset/{reset_token}",
    "/rounds",
    "/search?q=tri+thuc",
    "/settings/email/{new_email_token}",
    "/sign-in",
    "/styleguide",
    "/units",
    "/units/{here}-{here_slug}",
    "/verify",
    "/verify/{code}",
    "/no-such-page",
)

HIDDEN = {
    "/people/{hidden_person}-{hidden_slug}": "neighbour officer_there",
    "/lists/{own_list}": "owner",
    "/people/{hidden_person}/record": "neighbour officer_there",
    "/people/{hidden_person}/cv": "neighbour officer_there",
    "/people/{hidden_person}/works.bib": "neighbour officer_there",
    "/people/{hidden_person}/pictures": "neighbour officer_there",
    "/people/{hidden_person}/works.ris": "neighbour officer_there",
    "/people/{hidden_person}/person.jsonld": "neighbour officer_there",
    "/items/degree/{hidden_degree}": "neighbour officer_there",
    "/items/degree/{owner_degree}": "owner helper",
    "/evidence/{draft_evidence}": "owner helper",
    "/evidence/{hidden_evidence}": "neighbour",
    "/memberships/{membership_there}": "neighbour secretary_there",
    "/cards/{card_there}.pdf": "neighbour secretary_there",
    "/associations/{association_there}/members": "secretary_there",
    "/associations/{association_there}/members.xlsx": "secretary_there",
    "/rounds/{draft_round}": "honours approver leader",
    "/rounds/{draft_round}/nominate": "honours approver leader",
    "/rounds/{round}/posting": "",
    "/nominations/{draft_nomination}": "neighbour",
    "/nominations/{draft_nomination}/screen": "",
    "/nominations/papers/{draft_paper}": "neighbour",
    "/consultations/{secret}": "drafter signer moderator leader",
    "/consultations/{secret}/opinions": "drafter signer moderator leader",
    "/consultations/{secret}/opinions/new": "drafter",
    "/consultations/{secret}/versions/1": "drafter signer moderator leader",
    "/consultations/{secret}/documents/{secret_dossier}": "drafter signer moderator leader",
    "/consultations/{consultation}/versions/{working}": "",
    "/consultations/{consultation_there}/desk": "drafter_there",
}
"""What is not published, of somebody else, or of another unit; and to whom it is there at all."""


@dataclass(frozen=True)
class Door:
    """One row of the table."""

    method: str
    template: str
    refusal: str
    opens_to: frozenset[str]

    def expected(self, actor: str) -> str:
        if actor in self.opens_to:
            return "ok"
        if self.refusal != "404" and actor in ("anonymous", "suspended"):
            return "sign-in"
        return self.refusal.removeprefix("s")

    @property
    def holder(self) -> str:
        """One actor to whom it opens, the same every time; the signed-in are called "citizen"."""
        return "citizen" if "citizen" in self.opens_to else min(self.opens_to)


def _read(line: str) -> Door:
    door, refusal, names = (part.strip() for part in line.split("|"))
    method, template = door.split()
    opens_to = set[str]().union(*(GROUPS.get(name, {name}) for name in names.split()))
    assert opens_to <= set(ACTORS), line
    return Door(method, template, refusal, frozenset(opens_to))


TABLE = [
    _read(line)
    for line in Path(__file__).with_name("rights.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def doors(method: str) -> list[Door]:
    """The rows of one method that open to somebody."""
    return [door for door in TABLE if door.method == method and door.opens_to]


def outcome(answer: TestResponse) -> str:
    """What an answer means: ok (done, shown, or the form sent back), sign-in, 403 or 404."""
    if answer.status_code in (301, 302, 303, 308):
        return "sign-in" if "/sign-in" in answer.location else "ok"
    return "ok" if answer.status_code in (200, 409, 422) else str(answer.status_code)

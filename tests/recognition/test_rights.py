"""Who may do what: every role of a round against every right, by hand."""

import pytest

from portal.accounts.roles import Role
from portal.core.access import Right
from portal.councils import permissions as councils
from portal.councils.actions.conflicts import put_before
from portal.councils.models import MemberRole, PersonPart
from portal.recognition import permissions as rights
from portal.recognition.models import Nomination
from portal.recognition.rules.phases import PhaseKind
from portal.recognition.rules.states import State
from tests.factories.accounts import make_account
from tests.factories.councils import make_council, make_member
from tests.factories.recognition import (
    make_nomination,
    make_officers,
    make_programme,
    make_round,
    make_running_round,
)
from tests.factories.registry import make_person
from tests.factories.units import make_unit

ROLES = (
    "public",
    "other",
    "nominator",
    "nominee",
    "secretary",
    "approver",
    "far",
    "chair",
    "member",
)


class Cast:
    """A round under review with everybody who has a part in it; `far` is an officer elsewhere."""

    def __init__(self) -> None:
        unit = make_unit()
        self.round = make_running_round(make_programme(unit), phase=PhaseKind.REVIEW)
        self.council = make_council(unit)
        self.round.council = self.council
        chair = make_member(self.council, role=MemberRole.CHAIR, account=True)
        self.seat = make_member(self.council, account=True)
        nominee = make_account()
        person = make_person(account=nominee)
        item = put_before(self.council, title="Hồ sơ", people=[(person, PersonPart.NOMINEE)])
        self.nomination = make_nomination(
            self.round, person=person, state=State.UNDER_REVIEW, agenda_item=item
        )
        self.nomination.submitted_at = self.nomination.created_at
        secretary, approver = make_officers(unit)
        self.actors = {
            "public": None,
            "other": make_account(),
            "nominator": self.nomination.nominator,
            "nominee": nominee,
            "secretary": secretary,
            "approver": approver,
            "far": make_account(Role.HONOURS_SECRETARY, make_unit()),
            "chair": chair.person.account,
            "member": self.seat.person.account,
        }

    def allowed(self, right: Right, thing: object) -> set[str]:
        return {name for name, actor in self.actors.items() if right(actor, thing)}


@pytest.fixture
def cast() -> Cast:
    return Cast()


EVERYBODY = set(ROLES)
OFFICERS = {"secretary", "approver"}


@pytest.mark.parametrize(
    ("right", "who"),
    [
        (rights.SHOW_ROUND, EVERYBODY),
        (rights.EDIT_ROUND, set()),
        (rights.RUN_ROUND, {"secretary"}),
        (rights.APPROVE_ROUND, {"approver"}),
        (rights.DECIDE_COURSE, {"approver"}),
        (rights.SEE_DESK, OFFICERS),
        (rights.EXPORT_RESULTS, OFFICERS),
        (rights.PUBLISH, {"approver"}),
        (rights.REVIEW, {"chair", "member"}),
        (rights.ENTER_DECISION, {"secretary"}),
        (rights.SHOW_POSTING, set()),
        (rights.OBJECT, set()),
    ],
)
def test_rights_over_a_running_round(cast: Cast, right: Right, who: set[str]) -> None:
    assert cast.allowed(right, cast.round) == who


@pytest.mark.parametrize(
    ("right", "who"),
    [
        (rights.SHOW_NOMINATION, OFFICERS | {"nominator", "nominee", "chair", "member"}),
        (rights.EDIT_NOMINATION, {"nominator"}),
        (rights.CONSENT, {"nominee"}),
        (rights.WITHDRAW, {"nominator", "nominee"}),
        (rights.SCREEN, {"secretary"}),
        (rights.STEER, {"secretary"}),
        (rights.SCORE, {"chair", "member"}),
        (rights.REPORT_CONFLICT, {"nominator", "nominee"}),
    ],
)
def test_rights_over_a_nomination_under_review(cast: Cast, right: Right, who: set[str]) -> None:
    assert cast.allowed(right, cast.nomination) == who


@pytest.mark.parametrize(
    ("right", "who"),
    [
        (councils.SHOW_COUNCIL, OFFICERS | {"chair", "member"}),
        (councils.COMPOSE_COUNCIL, {"secretary"}),
        (councils.MANAGE_COUNCIL, {"secretary"}),
        (councils.RUN_MEETING, {"secretary", "chair"}),
        (councils.SEE_CONFLICTS, {"secretary", "chair"}),
        (councils.DECLARE_OWN_CONFLICT, {"chair", "member"}),
        (councils.ISSUE_MINUTES, {"secretary"}),
    ],
)
def test_rights_over_the_council(cast: Cast, right: Right, who: set[str]) -> None:
    assert cast.allowed(right, cast.council) == who


def test_a_draft_is_its_nominator_s_alone() -> None:
    cast = Cast()
    draft = make_nomination(cast.round, nominator=cast.actors["nominator"])
    draft.person.account = cast.actors["nominee"] = make_account()
    assert cast.allowed(rights.SHOW_NOMINATION, draft) == {"nominator"}
    draft.state = State.AWAITING_CONSENT
    assert cast.allowed(rights.SHOW_NOMINATION, draft) == {"nominator", "nominee"}


def test_a_draft_round_is_its_officers_alone() -> None:
    cast = Cast()
    cast.round = make_round(cast.round.programme)
    assert cast.allowed(rights.SHOW_ROUND, cast.round) == OFFICERS
    assert cast.allowed(rights.EDIT_ROUND, cast.round) == {"secretary"}


def test_a_party_of_a_nomination_never_screens_or_scores_it(cast: Cast) -> None:
    for name in ("secretary", "member"):
        cast.nomination.nominator_id = cast.actors[name].id
        right = rights.SCREEN if name == "secretary" else rights.SCORE
        assert name not in cast.allowed(right, cast.nomination)


def test_nobody_shows_more_of_a_nomination_than_the_list_does(cast: Cast) -> None:
    assert isinstance(cast.nomination, Nomination)
    assert not rights.SHOW_NOMINATION(None, cast.nomination)

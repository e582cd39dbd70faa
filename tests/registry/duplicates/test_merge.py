"""Two records become one and two again: nothing is lost, nothing is shown wider, rules hold."""

import pytest
from sqlalchemy import select

from portal.accounts.actions.consents import give_consent
from portal.accounts.models import Account, ConsentPurpose
from portal.core import invariants
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.duplicates.merging import Choices, merge
from portal.registry.duplicates.moving import references
from portal.registry.duplicates.pairs import keep_apart, pair_row, propose
from portal.registry.duplicates.parting import undo
from portal.registry.models import (
    Audience,
    CandidateState,
    ClaimState,
    Contribution,
    Degree,
    Evidence,
    IdentifierKind,
    ItemKind,
    ItemSource,
    ItemState,
    Keyword,
    Merge,
    PeopleList,
    PeopleListEntry,
    Person,
    PersonIdentifier,
    PersonName,
    Revision,
    SensitiveFacts,
)
from portal.units.models import Unit
from tests.factories.accounts import make_account
from tests.factories.associations import make_association, make_member
from tests.factories.councils import make_council
from tests.factories.councils import make_member as make_seat
from tests.factories.recognition import make_honour
from tests.factories.registry import (
    make_appointment,
    make_degree,
    make_distinction,
    make_keyword,
    make_person,
    make_person_field,
    make_project_role,
    make_research_field,
    make_work,
)
from tests.registry.duplicates.records import all_rows, make_file, verified


def fill(winner: Person, loser: Person, officer: Account) -> None:
    """All kinds of rows on both sides, some of them the same."""
    field = make_research_field()
    shared = make_work(winner, title="Cây chè Shan tuyết")
    db.session.add(Contribution(work=shared, person=loser, name=loser.full_name, order=4))
    make_work(loser, make_person(is_public=False))
    for person in (winner, loser):
        make_degree(person, awarded="2001")
        make_appointment(person)
        make_keyword(person, word="chè")
        make_person_field(person, field=field)
        make_distinction(person, name=f"Giải {person.id}")
    verified(make_degree(loser, discipline="Nông học"), officer)
    make_project_role(loser)
    db.session.add_all(
        [
            PersonIdentifier(
                person=loser,
                identifier_kind=IdentifierKind.ORCID,
                value="x",
                normal="0000-0002-1825-0097",
            ),
            SensitiveFacts(person=loser, ethnicity="Tày"),
            PeopleList(
                owner_id=officer.id,
                name="Nhóm chè",
                key=f"k{winner.id}",
                entries=[PeopleListEntry(person=winner), PeopleListEntry(person=loser)],
            ),
            PeopleList(
                owner_id=officer.id,
                name="Nhóm hai",
                key=f"l{winner.id}",
                entries=[PeopleListEntry(person=loser)],
            ),
        ]
    )
    make_member(person=loser)
    make_honour(person=loser)
    make_seat(make_council(), loser)
    db.session.flush()


def test_what_the_loser_had_is_the_winners_and_the_undo_gives_it_back_exactly(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    fill(winner, loser, officer)
    association = make_association()
    make_member(association, winner)
    make_member(association, loser)
    before = all_rows(winner, loser)

    merged = merge(winner, loser, actor=officer)

    after = all_rows(winner, loser)
    assert after != before
    assert loser.merged_into_id == winner.id
    assert not loser.is_public
    assert [row["person_id"] for row in after["honour.person_id"]] == [winner.id]
    assert [row["person_id"] for row in after["council_member.person_id"]] == [winner.id]
    assert {row["person_id"] for row in after["distinction.person_id"]} == {winner.id}
    assert not any(invariants.broken().values())

    assert undo(merged, actor=officer) == []
    assert all_rows(winner, loser) == before


def test_every_table_that_points_at_a_person_is_moved_or_known_to_stay() -> None:
    moved = {f"{model.__tablename__}.{name}" for model, name in references()}
    assert {
        "agenda_item_person.person_id",
        "application.person_id",
        "council_member.person_id",
        "endorsement.person_id",
        "expert_invitation.person_id",
        "honour.person_id",
        "import_task.person_id",
        "member_number.person_id",
        "membership.person_id",
        "nomination.person_id",
        "opinion.person_id",
        "people_list_entry.person_id",
        "profile_claim.person_id",
        "refusal.person_id",
        "sensitive_facts.person_id",
        "sensitive_reading.person_id",
    } <= moved
    assert not {name for name in moved if name.startswith(("merge.", "person.", "revision."))}


def test_the_same_things_become_one_line_and_the_better_proven_one_stays(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    own = make_degree(winner, awarded="2001")
    better = verified(make_degree(loser, awarded="2001"), officer)
    merge(winner, loser, actor=officer)
    degrees = db.session.scalars(select(Degree).filter_by(person_id=winner.id)).all()
    assert [one.id for one in degrees] == [better.id]
    assert db.session.get_one(Degree, own.id).person_id == loser.id
    (source,) = db.session.scalars(select(ItemSource).filter_by(person_id=winner.id))
    assert (source.item_kind, source.item_id) == (ItemKind.DEGREE, better.id)


def test_items_that_only_look_alike_can_be_kept_beside_each_other(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    make_degree(winner, awarded="2001")
    other = make_degree(loser, awarded="2001")
    choices = Choices(apart=frozenset({(ItemKind.DEGREE, other.id)}))
    merge(winner, loser, actor=officer, choices=choices)
    degrees = db.session.scalars(select(Degree).filter_by(person_id=winner.id)).all()
    assert len(degrees) == 2


def test_a_work_of_both_has_the_person_once_and_keeps_the_confirmed_part(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    work = make_work(winner)
    second = Contribution(work=work, person=loser, name="T. T. Hoa", order=3)
    db.session.add(second)
    db.session.flush()
    verified(second, officer)
    merge(winner, loser, actor=officer)
    mine = db.session.scalars(select(Contribution).filter_by(person_id=winner.id)).all()
    assert [one.id for one in mine] == [second.id]
    (left,) = db.session.scalars(select(Contribution).filter_by(person_id=loser.id))
    assert left.claim is ClaimState.IGNORED


def test_the_other_name_is_kept_and_found(two: tuple[Person, Person], officer: Account) -> None:
    winner, loser = two
    merge(winner, loser, actor=officer)
    (name,) = db.session.scalars(select(PersonName).filter_by(person_id=winner.id))
    assert (name.full_name, name.visibility) == ("Tran Thi Hoa", Audience.PUBLIC)


def test_basics_are_taken_field_by_field(two: tuple[Person, Person], officer: Account) -> None:
    winner, loser = two
    winner.headline, loser.headline = "Giáo viên", "Nhà giáo"
    winner.bio, loser.bio = "Một", "Hai"
    merge(winner, loser, actor=officer, choices=Choices(take=frozenset({"headline"})))
    assert (winner.headline, winner.bio) == ("Nhà giáo", "Một")


READERS = [
    (Audience.PUBLIC, Audience.OFFICERS, Audience.OFFICERS),
    (Audience.OFFICERS, Audience.PUBLIC, Audience.OFFICERS),
    (Audience.OWNER, Audience.PUBLIC, Audience.OWNER),
    (Audience.REGISTERED, Audience.REGISTERED, Audience.REGISTERED),
]


@pytest.mark.parametrize(("own", "other", "result"), READERS)
def test_the_narrower_choice_of_readers_wins(
    two: tuple[Person, Person], officer: Account, own: Audience, other: Audience, result: Audience
) -> None:
    winner, loser = two
    winner.birth_date = loser.birth_date = "1960"
    winner.birth_visibility, loser.birth_visibility = own, other
    merge(winner, loser, actor=officer)
    assert winner.birth_visibility is result


def test_an_item_of_an_unpublished_record_is_not_shown_by_the_merge(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    loser.is_public = False
    item = make_distinction(loser, visibility=Audience.PUBLIC)
    merge(winner, loser, actor=officer)
    assert item.visibility is Audience.OFFICERS


def test_what_the_owner_keeps_to_themselves_stays_so(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    item = make_distinction(loser, visibility=Audience.OWNER)
    merge(winner, loser, actor=officer)
    assert (item.person_id, item.visibility) == (winner.id, Audience.OWNER)


def test_scans_of_a_line_that_became_one_prove_the_line_that_stays(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    own, other = make_degree(winner), make_degree(loser)
    file = make_file()
    db.session.add(
        Evidence(person_id=loser.id, item_kind=other.kind, item_id=other.id, file_id=file)
    )
    db.session.flush()
    merge(winner, loser, actor=officer)
    (scan,) = db.session.scalars(select(Evidence))
    assert (scan.person_id, scan.item_id) == (winner.id, own.id)


# --- accounts -------------------------------------------------------------------------------------


def test_an_account_of_the_loser_owns_the_winner_and_a_public_page_rests_on_its_consent(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    account = make_account()
    loser.account = account
    loser.is_public = False
    merged = merge(winner, loser, actor=officer)
    assert (winner.account_id, loser.account_id) == (account.id, None)
    assert not winner.is_public
    undo(merged, actor=officer)
    assert (winner.account_id, loser.account_id) == (None, account.id)
    assert winner.is_public


def test_with_consent_the_winner_stays_public(two: tuple[Person, Person], officer: Account) -> None:
    winner, loser = two
    loser.account = make_account()
    give_consent(loser.account, ConsentPurpose.PUBLIC_PROFILE, wording="x")
    merge(winner, loser, actor=officer)
    assert winner.is_public


def test_two_accounts_are_refused_unless_one_is_given_up(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    winner.account, loser.account = make_account(), make_account()
    given_up = loser.account
    with pytest.raises(RuleBroken, match="tài khoản"):
        merge(winner, loser, actor=officer)
    choices = Choices(kept_account_id=winner.account_id)
    merged = merge(winner, loser, actor=officer, choices=choices)
    assert loser.account_id is None
    undo(merged, actor=officer)
    assert loser.account_id == given_up.id


def test_nobody_ends_up_having_confirmed_their_own_item(
    two: tuple[Person, Person], officer: Account, province: Unit
) -> None:
    winner, loser = two
    verifier = make_account("people_officer", province)
    winner.account = verifier
    item = verified(make_degree(loser), verifier)
    before = all_rows(winner, loser)
    merged = merge(winner, loser, actor=officer)
    assert (item.person_id, item.state) == (winner.id, ItemState.DRAFT)
    assert not any(invariants.broken().values())
    undo(merged, actor=officer)
    assert all_rows(winner, loser) == before


def test_an_officer_does_not_merge_their_own_record(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    winner.account = officer
    with pytest.raises(RuleBroken):
        merge(winner, loser, actor=officer)


# --- decisions -------------------------------------------------------------------------------------


def test_two_people_stay_two_and_are_proposed_by_nobody_again(
    two: tuple[Person, Person], officer: Account
) -> None:
    keep_apart(*two, actor=officer, note="Hai người khác nhau")
    with pytest.raises(RuleBroken):
        propose(*two, actor=make_account(), note="")
    row = pair_row(two[0].id, two[1].id)
    assert row is not None
    assert row.state is CandidateState.DISTINCT


def test_whom_the_loser_is_not_the_winner_is_not(
    two: tuple[Person, Person], officer: Account, commune: Unit
) -> None:
    winner, loser = two
    stranger = make_person(full_name="Trần Thị Hòa", home_unit=commune)
    keep_apart(loser, stranger, actor=officer, note="")
    merged = merge(winner, loser, actor=officer)
    row = pair_row(winner.id, stranger.id)
    assert row is not None
    assert row.state is CandidateState.DISTINCT
    undo(merged, actor=officer)
    assert pair_row(winner.id, stranger.id) is None


def test_both_records_tell_of_it_and_the_audit_log_too(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    merged = merge(winner, loser, actor=officer, choices=Choices(reason="Cùng ngày sinh"))
    undo(merged, actor=officer)
    for person, role in ((winner, "winner"), (loser, "loser")):
        told = db.session.scalars(select(Revision.action).filter_by(person_id=person.id)).all()
        assert {f"merge_{role}", f"part_{role}"} <= set(told)
    assert isinstance(merged, Merge)
    assert db.session.scalars(select(Keyword)).all() == []

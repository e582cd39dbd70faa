"""What is done to people and items: consent, claims, keywords, works, decisions, history."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.accounts.actions import withdraw_consent
from portal.accounts.models import Account, ConsentPurpose
from portal.accounts.queries import consent_in_force
from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db
from portal.core.errors import EditConflict, RuleBroken
from portal.core.files import store_bytes
from portal.core.invariants import broken
from portal.core.mail import OutboxMessage
from portal.core.unit_of_work import Portal
from portal.registry import actions
from portal.registry.jobs import expire_items
from portal.registry.models import (
    Audience,
    Contribution,
    Credential,
    Degree,
    DegreeLevel,
    ItemState,
    Keyword,
    Person,
    Revision,
    SourceKind,
    Verification,
    Work,
    WorkType,
)
from portal.registry.rules import Move
from portal.units.models import Unit
from tests.factories.accounts import make_account
from tests.factories.registry import make_degree, make_person, make_work


@pytest.fixture(autouse=True)
def request_context(app: Portal):  # type: ignore[no-untyped-def]
    with app.test_request_context():
        yield


@pytest.fixture
def owner() -> Account:
    return make_account(full_name="Trần Thị Hà")


@pytest.fixture
def person(owner: Account, commune: Unit) -> Person:
    return actions.create_person(full_name="PGS.TS. Trần Thị Hà", home_unit=commune, account=owner)


def test_titles_typed_before_a_name_do_not_stay_in_it(person: Person) -> None:
    assert (person.full_name, person.slug) == ("Trần Thị Hà", "tran-thi-ha")
    assert not person.is_public


def test_an_account_has_one_profile(owner: Account, person: Person, commune: Unit) -> None:
    with pytest.raises(RuleBroken):
        actions.create_person(full_name="Trần Hà", home_unit=commune, account=owner)


def test_consent_taken_back_anywhere_hides_at_once(owner: Account, person: Person) -> None:
    actions.publish(person, wording="Tôi đồng ý", actor=owner)
    assert person.is_public
    consent = consent_in_force(owner, ConsentPurpose.PUBLIC_PROFILE)
    assert consent is not None
    withdraw_consent(consent)
    assert not person.is_public
    assert not broken()["no public person without consent"]


def test_hiding_the_profile_ends_the_consent(owner: Account, person: Person) -> None:
    actions.publish(person, wording="Tôi đồng ý", actor=owner)
    actions.hide(person, actor_id=owner.id)
    assert consent_in_force(owner, ConsentPurpose.PUBLIC_PROFILE) is None


def test_an_officer_cannot_publish_for_a_person_with_an_account(
    officer: Account, person: Person
) -> None:
    with pytest.raises(RuleBroken):
        actions.publish(person, wording="", actor=officer)
    assert not person.is_public


def test_a_paper_record_is_published_on_paper_and_claimed_with_its_code(
    officer: Account, commune: Unit
) -> None:
    person = actions.create_person(full_name="A Lăng Thị Bê", home_unit=commune, by=officer)
    assert person.source is SourceKind.OFFICER
    with pytest.raises(RuleBroken):
        actions.publish(person, wording="", actor=officer)
    scan = store_bytes(b"%PDF-1.4", name="ky.pdf", media_type="application/pdf")
    actions.record_paper_consent(person, signed_on=clock.today(), file=scan, actor=officer)
    assert person.is_public
    code = actions.issue_claim_code(person, actor=officer)
    newcomer = make_account()
    assert actions.claim_person("AAAA-BBBB-CCCC-DDDD", account=newcomer) is None
    claimed = actions.claim_person(code.lower().replace("-", " "), account=newcomer)
    assert claimed is person
    assert person.account_id == newcomer.id
    assert not person.is_public
    assert actions.claim_person(code, account=make_account()) is None


def test_a_claim_code_ends(officer: Account, commune: Unit) -> None:
    person = actions.create_person(full_name="Hồ Văn Ríah", home_unit=commune, by=officer)
    code = actions.issue_claim_code(person, actor=officer)
    with clock.frozen(datetime.now(UTC) + timedelta(days=91)):
        assert actions.claim_person(code, account=make_account()) is None


def test_items_are_private_until_their_owner_says_otherwise(owner: Account, person: Person) -> None:
    degree = Degree(person=person)
    actions.save_item(
        degree,
        {"level": DegreeLevel.MASTER, "discipline": "Luật", "organisation": "X"},
        actor=owner,
    )
    assert (degree.visibility, degree.state) == (Audience.OWNER, ItemState.DRAFT)
    assert (degree.source, degree.stated_by_id) == (SourceKind.SELF, owner.id)


def test_an_item_names_its_unit_where_the_register_knows_it(
    owner: Account, person: Person, commune: Unit
) -> None:
    degree = Degree(person=person)
    values = {"level": DegreeLevel.MASTER, "discipline": "Luật"}
    actions.save_item(degree, values | {"organisation": "phuong an cuu"}, actor=owner)
    assert degree.unit_id == commune.id
    actions.save_item(degree, values | {"organisation": "Đại học khác"}, actor=owner)
    assert degree.unit_id is None


def test_a_stale_edit_changes_nothing(owner: Account, person: Person) -> None:
    degree = make_degree(person)
    with pytest.raises(EditConflict):
        actions.save_item(degree, {"discipline": "Khác"}, actor=owner, seen=degree.version - 1)
    assert degree.discipline == "Y học"


def test_the_same_keyword_is_stated_once_with_or_without_diacritics(
    owner: Account, person: Person
) -> None:
    actions.add_keywords(person, ["Tim mạch", "tim mach", "Suy tim"], visibility=None, actor=owner)
    actions.add_keywords(person, ["TIM MẠCH"], visibility=None, actor=owner)
    words = db.session.scalars(select(Keyword.word).order_by(Keyword.id)).all()
    assert len(words) == 2
    with pytest.raises(RuleBroken):
        actions.add_keywords(person, [f"từ {n}" for n in range(60)], visibility=None, actor=owner)


def work_values(**given: object) -> dict[str, object]:
    return {
        "title": "Đặc điểm suy tim",
        "type": WorkType.JOURNAL_ARTICLE,
        "container": "Tạp chí Y học",
        "issued": "2020",
        "doi": None,
        "url": "",
        "abstract": "",
    } | given


def test_a_work_keeps_its_authors_in_order_and_finds_the_person_among_them(
    owner: Account, person: Person
) -> None:
    part = Contribution(person=person)
    names = ["Nguyễn Văn An", "trần thị hà", "Lê Bình"]
    actions.save_work(part, work_values(), contributors=names, values={}, actor=owner)
    assert [(one.name, one.person_id) for one in part.work.contributions] == [
        ("Nguyễn Văn An", None),
        ("trần thị hà", person.id),
        ("Lê Bình", None),
    ]
    actions.save_work(
        part,
        work_values(title="Đặc điểm mới"),
        contributors=["Trần Thị Hà", "Lê Bình"],
        values={},
        actor=owner,
        seen=part.version,
    )
    db.session.expire_all()
    assert [one.name for one in part.work.contributions] == ["Trần Thị Hà", "Lê Bình"]
    assert part.work.title == "Đặc điểm mới"


def test_a_work_known_by_its_doi_is_joined_and_not_doubled(owner: Account, person: Person) -> None:
    known = make_work(make_person(full_name="Nguyễn Văn An"), doi="10.1000/xyz")
    part = Contribution(person=person)
    actions.save_work(part, work_values(doi="10.1000/xyz"), contributors=[], values={}, actor=owner)
    assert part.work is known
    assert [one.name for one in known.authors] == ["Nguyễn Văn An", person.full_name]
    assert db.session.query(Work).count() == 1
    again = Contribution(person=person)
    with pytest.raises(RuleBroken):
        actions.save_work(
            again, work_values(doi="10.1000/xyz"), contributors=[], values={}, actor=owner
        )


def test_who_joins_a_work_stands_where_it_prints_the_name(owner: Account, person: Person) -> None:
    known = make_work(make_person(full_name="Nguyễn Văn An"), doi="10.1000/xyz")
    for order, name in enumerate((person.full_name.upper(), "Trần Văn Ba"), start=1):
        db.session.add(Contribution(work=known, name=name, order=order))
    db.session.flush()
    part = Contribution(person=person)
    actions.save_work(part, work_values(doi="10.1000/xyz"), contributors=[], values={}, actor=owner)
    db.session.expire_all()
    names = ["Nguyễn Văn An", person.full_name.upper(), "Trần Văn Ba"]
    assert [one.name for one in known.authors] == names
    assert known.authors[1] is part


def test_a_decision_is_kept_told_and_audited(
    owner: Account, officer: Account, person: Person
) -> None:
    degree = make_degree(person, state=ItemState.SUBMITTED)
    with pytest.raises(RuleBroken):
        actions.decide(degree, Move.REJECT, verifier=officer)
    actions.decide(degree, Move.REJECT, verifier=officer, reason="Bản quét mờ")
    assert degree.state is ItemState.REJECTED
    kept = db.session.scalars(select(Verification)).one()
    assert (kept.decision, kept.reason, kept.verifier_id) == (
        ItemState.REJECTED,
        "Bản quét mờ",
        officer.id,
    )
    mail = db.session.scalars(select(OutboxMessage)).one()
    assert mail.to == owner.email
    assert "Bản quét mờ" in mail.text
    entries = db.session.scalars(select(AuditEntry.action)).all()
    assert "registry.decide" in entries
    with pytest.raises(RuleBroken):
        actions.decide(degree, Move.VERIFY, verifier=officer)


def test_nobody_confirms_an_item_of_their_own(officer: Account, commune: Unit) -> None:
    person = actions.create_person(full_name="Lê Văn Cán", home_unit=commune, account=officer)
    degree = make_degree(person, state=ItemState.SUBMITTED)
    with pytest.raises(RuleBroken):
        actions.decide(degree, Move.VERIFY, verifier=officer)


def test_the_history_keeps_what_was_said_and_the_audit_log_only_names(
    owner: Account, person: Person
) -> None:
    actions.edit_basics(person, {"birth_date": "1975-05-19"}, actor=owner, seen=person.version)
    last = db.session.scalars(select(Revision).order_by(Revision.id.desc()).limit(1)).one()
    assert (last.before["birth_date"], last.after["birth_date"]) == (None, "1975-05-19")
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert "birth_date" in entry.fields
    assert "1975" not in repr(vars(entry))


def test_a_removed_item_takes_its_scans_and_stays_in_the_history(
    owner: Account, person: Person
) -> None:
    degree = make_degree(person, discipline="Sử học")
    scan = store_bytes(b"%PDF-1.4", name="bang.pdf", media_type="application/pdf")
    actions.add_evidence(degree, scan, actor=owner)
    actions.remove_item(degree, actor=owner)
    last = db.session.scalars(select(Revision).order_by(Revision.id.desc()).limit(1)).one()
    assert last.before["discipline"] == "Sử học"


def test_a_new_scan_under_a_confirmed_item_opens_it_again(owner: Account, person: Person) -> None:
    degree = make_degree(person, state=ItemState.VERIFIED)
    scan = store_bytes(b"%PDF-1.4", name="bang.pdf", media_type="application/pdf")
    actions.add_evidence(degree, scan, actor=owner)
    assert degree.state is ItemState.DRAFT


def test_each_invariant_finds_its_breach(officer: Account, commune: Unit) -> None:
    person = make_person(is_public=True, home_unit=commune, account=officer)
    degree = make_degree(person, state=ItemState.VERIFIED)
    found = {name for name, lines in broken().items() if lines}
    assert found == {"no public person without consent", "no confirmed item without a decision"}
    db.session.add(
        Verification(
            person_id=person.id,
            item_kind=degree.kind,
            item_id=degree.id,
            decision=ItemState.VERIFIED,
            verifier_id=officer.id,
        )
    )
    db.session.flush()
    db.session.execute(db.update(Person).values(folded="x", merged_into_id=person.id))
    found = {name for name, lines in broken().items() if lines}
    assert found == {
        "no public person without consent",
        "nobody confirmed an item of their own profile",
        "facet values belong to public people",
        "names sort and fold as they are written",
        "merged records are hidden and lead somewhere",
        "redirects of merged records end at a living one",
    }


def test_a_confirmation_ends_with_its_day(owner: Account, officer: Account, person: Person) -> None:
    today = clock.today()
    for until in (today - timedelta(days=1), today, None):
        degree = make_degree(person, state=ItemState.SUBMITTED)
        actions.decide(degree, Move.VERIFY, verifier=officer, valid_until=until)
    paper = Credential(person=person, name="Chứng chỉ hành nghề", valid_until="2020-05")
    paper.state = ItemState.VERIFIED
    db.session.add(paper)
    db.session.flush()
    assert expire_items() == 2
    assert expire_items() == 0
    states = db.session.scalars(select(Degree.state).order_by(Degree.id)).all()
    assert states == [ItemState.EXPIRED, ItemState.VERIFIED, ItemState.VERIFIED]
    assert paper.state is ItemState.EXPIRED

"""Lists of works become works once, with a line for each source."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.importing import ImportRow, ImportTask, RowState
from portal.registry.importing.actions import (
    OTHER,
    Outcome,
    accept,
    begin_import,
    confirm_whose,
)
from portal.registry.importing.comparing import RowStatus, compare
from portal.registry.importing.forms import Decision
from portal.registry.models import (
    Audience,
    Contribution,
    ItemState,
    Person,
    Revision,
    SourceKind,
    Work,
    WorkSource,
)
from tests.factories.accounts import make_account
from tests.factories.registry import make_person, make_work

BIBTEX = (
    "@article{mot, title={Rừng ngập mặn}, author={Trần Thị Hà and Nguyễn Văn Anh},"
    " journal={Tạp chí Lâm nghiệp}, year=2020, doi={10.1000/RNM}}"
)
RIS = (
    "TY  - JOUR\nTI  - Rừng ngập mặn\nAU  - Nguyễn, Văn Anh\nDO  - 10.1000/rnm\nPY  - 2020\nER  - "
)
CSL = json.dumps([{"type": "article-journal", "title": "Rừng ngập mặn", "DOI": "10.1000/rnm"}])


@pytest.fixture
def account() -> Account:
    return make_account(full_name="Nguyễn Văn Anh")


@pytest.fixture
def person(account: Account) -> Person:
    return make_person(full_name="Nguyễn Văn Anh", account_id=account.id)


def take(person: Person, account: Account, content: str, me: str = "") -> Outcome:
    """Hand in and accept every row, with the author the comparison proposes unless `me` is given."""
    task = begin_import(person, content, actor=account)
    decisions = [
        Decision(one.row, me or ("" if one.me is None else str(one.me)))
        for one in compare(task.rows, person)
    ]
    return accept(person, decisions, actor=account, visibility=Audience.PUBLIC)


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_an_accepted_row_becomes_a_work_on_the_profile(person: Person, account: Account) -> None:
    assert take(person, account, BIBTEX) == Outcome(added=1)
    work = db.session.scalars(select(Work)).one()
    assert (work.title, work.container, work.doi) == (
        "Rừng ngập mặn",
        "Tạp chí Lâm nghiệp",
        "10.1000/rnm",
    )
    assert [(one.name, one.person_id) for one in work.contributions] == [
        ("Trần Thị Hà", None),
        ("Nguyễn Văn Anh", person.id),
    ]
    mine = work.contributions[1]
    assert (mine.source, mine.state, mine.visibility) == (
        SourceKind.IMPORT,
        ItemState.DRAFT,
        Audience.PUBLIC,
    )
    assert work.csl["DOI"] == "10.1000/rnm"
    assert db.session.scalars(select(Revision.action)).all() == ["import_work"]


def test_the_same_doi_from_three_sources_is_one_work_with_three_lines(
    person: Person, account: Account
) -> None:
    take(person, account, BIBTEX)
    take(person, account, RIS)
    take(person, account, CSL)
    assert count(Work) == 1
    assert db.session.scalars(select(WorkSource.format).order_by(WorkSource.id)).all() == [
        "BibTeX",
        "RIS",
        "CSL-JSON",
    ]


def test_the_same_list_again_is_the_same_task_and_changes_nothing(
    person: Person, account: Account
) -> None:
    take(person, account, BIBTEX)
    assert take(person, account, BIBTEX) == Outcome()
    assert (count(ImportTask), count(ImportRow), count(Work), count(WorkSource)) == (1, 1, 1, 1)


def test_a_work_of_the_registry_is_joined_and_its_free_name_is_linked(
    person: Person, account: Account
) -> None:
    other = make_person(full_name="Trần Thị Hà")
    work = make_work(other, title="Rừng ngập mặn", doi="10.1000/rnm", container="Đã có")
    db.session.add(Contribution(work=work, name="Nguyễn Văn Anh", order=1))
    db.session.flush()
    task = begin_import(person, BIBTEX, actor=account)
    assert [one.status for one in compare(task.rows, person)] == [RowStatus.KNOWN]
    take(person, account, BIBTEX)
    assert count(Work) == 1
    assert [one.person_id for one in work.contributions] == [other.id, person.id]
    assert work.container == "Đã có"


def test_a_row_that_tells_it_otherwise_shows_the_difference_and_changes_it_when_accepted(
    person: Person, account: Account
) -> None:
    work = make_work(person, title="Rừng ngập mặn", doi="10.1000/rnm", issued="2019")
    task = begin_import(person, BIBTEX, actor=account)
    (compared,) = compare(task.rows, person)
    assert compared.status is RowStatus.CHANGED
    assert compared.differences == [
        ("container", "", "Tạp chí Lâm nghiệp"),
        ("issued", "2019", "2020"),
    ]
    assert take(person, account, BIBTEX) == Outcome(changed=1)
    assert (work.issued, work.year) == ("2020", 2020)


def test_a_co_authors_confirmed_entry_is_not_changed_by_a_list(
    person: Person, account: Account
) -> None:
    other = make_person(full_name="Trần Thị Hà")
    work = make_work(person, other, title="Rừng ngập mặn", doi="10.1000/rnm", issued="2019")
    work.contributions[1].state = ItemState.VERIFIED
    db.session.flush()
    assert take(person, account, BIBTEX) == Outcome(refused=1)
    assert work.issued == "2019"
    row = db.session.scalars(select(ImportRow)).one()
    assert row.error
    assert row.state is RowState.WAITING


def test_a_row_without_a_plain_author_needs_the_persons_choice(
    person: Person, account: Account
) -> None:
    content = "@misc{a, title={Tranh sơn mài}, author={Trần Thị Hà and Lê Văn Bình}}"
    assert take(person, account, content) == Outcome(refused=1)
    assert count(Work) == 0
    assert take(person, account, content, me=OTHER) == Outcome(added=1)
    work = db.session.scalars(select(Work)).one()
    assert [one.name for one in work.contributions] == [
        "Trần Thị Hà",
        "Lê Văn Bình",
        "Nguyễn Văn Anh",
    ]
    assert db.session.scalars(select(ImportRow.error)).one() == ""


def test_two_works_of_one_title_in_different_years_are_two(
    person: Person, account: Account
) -> None:
    content = "".join(
        f"@misc{{k{year}, title={{Báo cáo}}, author={{Nguyễn Văn Anh}}, year={year}}}"
        for year in (2019, 2020, 2020)
    )
    assert take(person, account, content) == Outcome(added=2)
    assert count(Work) == 2


def test_a_patent_is_known_again_by_its_number(person: Person, account: Account) -> None:
    patent = (
        "@patent{{p, title={{Phân bón}}, author={{Nguyễn Văn Anh}}, number={{1-0023456}}, year={}}}"
    )
    take(person, account, patent.format(2021))
    assert take(person, account, patent.format(2022)) == Outcome(changed=1)
    assert db.session.scalars(select(Work.issued)).all() == ["2022"]


def test_a_work_without_a_title_is_called_after_where_it_appeared(
    person: Person, account: Account, shared: Path
) -> None:
    content = (shared / "registry/crossref/list_works_sample_2.json").read_text("utf-8")
    take(person, account, content, me=OTHER)
    titles = db.session.scalars(select(Work.title).order_by(Work.id)).all()
    assert titles == ["Icônes", "Journal of Physical Education and Sport, 2018 (03)"]


def test_an_officers_import_is_shown_to_officers_only(person: Person) -> None:
    officer = make_account()
    person.account_id = None
    take(person, officer, BIBTEX)
    mine = db.session.scalars(select(Contribution).where(Contribution.person_id.is_not(None))).one()
    assert mine.visibility is Audience.OFFICERS


def test_what_holds_nothing_is_refused_with_the_reason(person: Person, account: Account) -> None:
    with pytest.raises(RuleBroken):
        begin_import(person, "xin chào", actor=account)
    with pytest.raises(RuleBroken) as broken:
        begin_import(person, "{}", actor=account, name="rỗng.json")
    assert broken.value.field == "file"
    assert count(ImportTask) == 0


@pytest.mark.parametrize(
    ("file", "works"),
    [
        ("bibtex/vietnamese_latex_accents.bib", 5),
        ("crossref/citeproc_10.1126_science.169.3946.635.json", 1),
        ("crossref/list_works_sample_2.json", 2),
        ("crossref/work_10.1371_journal.pone.0033693.json", 1),
        ("crossref/work_10.3892_ijo_00000353.json", 1),
        ("orcid/read_record-full-3.0.json", 1),
        ("orcid/write_bulk-works-100-works-3.0.json", 100),
        ("orcid/write_work-51-contributors-3.0.json", 1),
        ("ris/example_basic.ris", 1),
        ("ris/example_bom.ris", 1),
        ("ris/example_full.ris", 2),
        ("ris/multiline.ris", 1),
    ],
)
def test_every_real_file_loads_onto_a_profile(
    person: Person, account: Account, shared: Path, file: str, works: int
) -> None:
    task = begin_import(person, (shared / "registry" / file).read_bytes(), actor=account, name=file)
    confirm_whose(task, actor=account)
    of_works = [row for row in task.rows if row.kind is None]
    outcome = accept(person, [Decision(row, OTHER) for row in of_works], actor=account)
    assert outcome == Outcome(added=works)
    assert count(Work) == works

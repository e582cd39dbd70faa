"""The official four-column table: its rows, its sums, and the check that they agree.

Columns: group of issues / article / clause · who spoke · what was said · acceptance or explanation.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from portal.consultation.models import Disposition
from portal.core.errors import RuleBroken


@dataclass(frozen=True)
class TableRow:
    """One opinion: where it belongs, who gave it, what it says, how it was answered."""

    code: str
    place: str
    submitter: str
    content: str
    answer: str
    disposition: Disposition | None
    is_late: bool = False


@dataclass
class Table:
    """Everything the report says, figures and rows; the figures are counted apart from the rows."""

    subject: str
    agency: str
    asked: int
    received: int
    rows: list[TableRow] = field(default_factory=list)
    agreeing: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    silence_counts: bool = False
    submitters: int = 0

    @property
    def by_disposition(self) -> Counter[Disposition | None]:
        return Counter(row.disposition for row in self.rows)


def faults_of(table: Table, known_codes: Sequence[str]) -> list[str]:
    """Every disagreement between the report and what is stored; none when the sums agree."""
    faults: list[str] = []
    codes = [row.code for row in table.rows]
    if len(codes) != table.received:
        faults.append(
            _("The report counts %(n)s opinions, its table has %(m)s rows.", n=table.received, m=len(codes))
        )  # fmt: skip
    twice = [code for code, times in Counter(codes).items() if times > 1]
    faults += [_("%(code)s stands in the table twice.", code=code) for code in twice]
    missing = sorted(set(known_codes) - set(codes))
    faults += [_("%(code)s is missing from the table.", code=code) for code in missing]
    strange = sorted(set(codes) - set(known_codes))
    faults += [_("%(code)s does not belong to this consultation.", code=code) for code in strange]
    if sum(table.by_disposition.values()) != len(codes):
        faults.append(_("The answers do not add up to the opinions."))
    both = sorted(set(table.agreeing) & set(table.silent))
    faults += [_("%(name)s is listed as agreeing and as silent.", name=name) for name in both]
    if len(table.silent) > table.asked:
        faults.append(_("More bodies are silent than were asked."))
    return faults


def check_sums(table: Table, known_codes: Sequence[str]) -> None:
    """Refuse to hand out a report whose sums do not agree."""
    if faults := faults_of(table, known_codes):
        raise RuleBroken(
            _("The report is not given out: its sums do not agree.") + " " + " ".join(faults)
        )

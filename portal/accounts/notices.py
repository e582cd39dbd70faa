"""What a person is told before agreeing: the version in force, from the table or the shipped samples."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy import select

from portal.accounts.models import Account, Consent, ConsentNotice, ConsentPurpose
from portal.accounts.queries import consents_of
from portal.core import clock
from portal.core.db import db
from portal.core.i18n import current_language

FACTS = Path(__file__).parent / "facts" / "consent_notices.csv"


def notice_of(purpose: ConsentPurpose, *, day: date | None = None) -> ConsentNotice | None:
    """The version in force on `day` (today); None for a purpose that is asked case by case."""
    query = (
        select(ConsentNotice)
        .where(ConsentNotice.purpose == purpose, ConsentNotice.starts_on <= (day or clock.today()))
        .order_by(ConsentNotice.number.desc())
    )
    return db.session.scalars(query.limit(1)).one_or_none() or shipped_notices().get(purpose)


def versions_of(purpose: ConsentPurpose) -> list[ConsentNotice]:
    """Every version entered and the shipped one, the newest first."""
    query = select(ConsentNotice).where(ConsentNotice.purpose == purpose)
    entered = list(db.session.scalars(query.order_by(ConsentNotice.number.desc())))
    shipped = shipped_notices().get(purpose)
    return [*entered, shipped] if shipped is not None else entered


def wording(notice: ConsentNotice, language: str | None = None) -> str:
    """The notice in the reader's language."""
    english = (language or current_language()) == "en"
    return notice.text_en if english else notice.text_vi


@dataclass(frozen=True)
class Standing:
    """Where an account stands with one purpose: the notice of today, what it said, and before."""

    purpose: ConsentPurpose
    notice: ConsentNotice
    consent: Consent | None
    history: Sequence[Consent]

    @property
    def text(self) -> str:
        return wording(self.notice)

    @property
    def is_given(self) -> bool:
        return self.consent is not None

    @property
    def is_refused(self) -> bool:
        """Whether the last word was a no."""
        return self.consent is None and bool(self.history)

    @property
    def is_older(self) -> bool:
        """Whether the consent in force was given to words that have changed since."""
        return self.consent is not None and self.consent.wording not in (
            self.notice.text_vi,
            self.notice.text_en,
        )


def standings_of(account: Account) -> list[Standing]:
    """One line for each purpose that has a notice, and the whole history of each."""
    given: dict[ConsentPurpose, list[Consent]] = {}
    for consent in consents_of(account):
        given.setdefault(consent.purpose, []).append(consent)
    standings = []
    for purpose in shipped_notices():
        notice, history = notice_of(purpose), given.get(purpose, [])
        if notice is not None:
            standing = next((one for one in history if one.withdrawn_at is None), None)
            standings.append(Standing(purpose, notice, standing, history))
    return standings


@cache
def shipped_notices() -> dict[ConsentPurpose, ConsentNotice]:
    """The samples that count until somebody enters a notice; they are never stored by themselves."""
    with FACTS.open(encoding="utf-8", newline="") as rows:
        return {
            ConsentPurpose(row["purpose"]): ConsentNotice(
                purpose=ConsentPurpose(row["purpose"]),
                number=int(row["number"]),
                starts_on=date.fromisoformat(row["starts_on"]),
                text_vi=row["text_vi"],
                text_en=row["text_en"],
                legal_basis=row["legal_basis"],
                is_sample=True,
            )
            for row in csv.DictReader(rows)
        }

"""Rules of membership as truth tables, on unsaved objects."""

from datetime import date

import pytest

from portal.associations import rules
from portal.associations.models import (
    Application,
    ApplicationState,
    Association,
    Belonging,
    Discipline,
    EndReason,
    Membership,
    MembershipType,
    Standing,
)
from portal.core.errors import RuleBroken

HOME = Belonging.HOME
PERIOD = {"starts_on": date(2025, 1, 1)}
TERM = PERIOD | {"valid_until": date(2025, 12, 31), "grace_until": date(2026, 1, 30)}


def period(belonging: Belonging = HOME, disciplines: tuple = (), **given: object) -> Membership:
    rows = [Discipline(starts_on=start, ends_on=end) for start, end in disciplines]
    return Membership(belonging=belonging, disciplines=rows, **given)


@pytest.mark.parametrize(
    ("membership", "day", "standing"),
    [
        (period(**PERIOD), date(2024, 12, 31), Standing.UPCOMING),
        (period(**PERIOD), date(2025, 1, 1), Standing.ACTIVE),
        (period(Belonging.CANDIDATE, **PERIOD), date(2025, 1, 1), Standing.CANDIDATE),
        (period(Belonging.HONORARY, **PERIOD), date(2025, 1, 1), Standing.ACTIVE),
        (period(ends_on=date(2025, 6, 30), **PERIOD), date(2025, 6, 30), Standing.ACTIVE),
        (period(ends_on=date(2025, 6, 30), **PERIOD), date(2025, 7, 1), Standing.ENDED),
        (period(**TERM), date(2025, 12, 31), Standing.ACTIVE),
        (period(**TERM), date(2026, 1, 1), Standing.IN_GRACE),
        (period(**TERM), date(2026, 1, 30), Standing.IN_GRACE),
        (period(**TERM), date(2026, 1, 31), Standing.LAPSED),
        (period(ends_on=date(2025, 3, 1), **TERM), date(2026, 1, 10), Standing.ENDED),
        (
            period(disciplines=((date(2025, 2, 1), date(2025, 3, 1)),), **PERIOD),
            date(2025, 3, 1),
            Standing.SUSPENDED,
        ),
        (
            period(disciplines=((date(2025, 2, 1), date(2025, 3, 1)),), **PERIOD),
            date(2025, 3, 2),
            Standing.ACTIVE,
        ),
    ],
)
def test_standing_follows_from_the_dates_alone(
    membership: Membership, day: date, standing: Standing
) -> None:
    assert rules.standing_of(membership, day) is standing


@pytest.mark.parametrize("state", list(ApplicationState))
@pytest.mark.parametrize("move", list(rules.MOVES))
def test_only_a_waiting_application_moves(state: ApplicationState, move: str) -> None:
    application = Application(state=state)
    if state is ApplicationState.SUBMITTED:
        assert rules.check_move(application, move) is not ApplicationState.SUBMITTED
    else:
        with pytest.raises(RuleBroken):
            rules.check_move(application, move)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
        (date(2025, 12, 5), 12, date(2026, 12, 5)),
    ],
)
def test_months_are_added_without_leaving_the_month(day: date, months: int, later: date) -> None:
    assert rules.add_months(day, months) == later


def test_a_term_of_a_year_ends_the_day_before_and_has_its_grace() -> None:
    kind = MembershipType(term_months=12, grace_days=30)
    assert rules.term_of(kind, date(2025, 3, 1)) == (date(2026, 2, 28), date(2026, 3, 30))
    assert rules.term_of(MembershipType(term_months=None), date(2025, 3, 1)) == (None, None)


def test_a_renewal_follows_the_term_unless_the_grace_is_over() -> None:
    last, grace = date(2025, 12, 31), date(2026, 1, 30)
    assert rules.next_term_start(last, date(2025, 12, 1), grace) == date(2026, 1, 1)
    assert rules.next_term_start(last, date(2026, 1, 30), grace) == date(2026, 1, 1)
    assert rules.next_term_start(last, date(2026, 3, 1), grace) == date(2026, 3, 1)


ASSOCIATION = Association(id=1, accepts_applications=True)
CLOSED = Association(id=1, accepts_applications=False)
KIND = MembershipType(association_id=1, by_application=True)
HONORARY = MembershipType(association_id=1, by_application=False)
FOREIGN = MembershipType(association_id=2, by_application=True)
OPEN = period(**PERIOD)
OVER = period(ends_on=date(2025, 6, 30), **PERIOD)
ADDITIONAL = period(Belonging.SECONDARY, **PERIOD)


@pytest.mark.parametrize(
    ("association", "kind", "periods", "waiting", "may"),
    [
        (ASSOCIATION, KIND, [], False, True),
        (ASSOCIATION, KIND, [OVER], False, True),
        (ASSOCIATION, KIND, [ADDITIONAL], False, True),
        (ASSOCIATION, KIND, [OPEN], False, False),
        (ASSOCIATION, KIND, [OVER, OPEN], False, False),
        (ASSOCIATION, KIND, [], True, False),
        (ASSOCIATION, HONORARY, [], False, False),
        (ASSOCIATION, FOREIGN, [], False, False),
        (CLOSED, KIND, [], False, False),
    ],
)
def test_who_may_apply(
    association: Association,
    kind: MembershipType,
    periods: list[Membership],
    waiting: bool,
    may: bool,
) -> None:
    def check() -> None:
        rules.check_may_apply(association, kind, periods, waiting, date(2025, 9, 1))

    if may:
        check()
    else:
        with pytest.raises(RuleBroken):
            check()


@pytest.mark.parametrize(
    ("ends_on", "reason", "may"),
    [
        (date(2025, 1, 1), EndReason.RESIGNATION, True),
        (date(2024, 12, 31), EndReason.RESIGNATION, False),
        (date(2025, 5, 1), EndReason.DEATH, True),
        (date(2025, 5, 1), EndReason.TRANSFER, False),
        (date(2025, 5, 1), EndReason.MERGER, False),
    ],
)
def test_when_a_membership_may_end(ends_on: date, reason: EndReason, may: bool) -> None:
    if may:
        rules.check_may_end(period(**PERIOD), ends_on, reason)
    else:
        with pytest.raises(RuleBroken):
            rules.check_may_end(period(**PERIOD), ends_on, reason)
    with pytest.raises(RuleBroken):
        rules.check_may_end(OVER, date(2025, 7, 1), EndReason.RESIGNATION)


def test_one_main_period_a_day() -> None:
    rules.check_no_overlap(date(2025, 7, 1), [OVER, ADDITIONAL])
    for periods in ([OPEN], [OVER]):
        with pytest.raises(RuleBroken):
            rules.check_no_overlap(date(2025, 6, 30), periods)


def test_a_number_is_padded() -> None:
    assert rules.member_number("HYH", 42) == "HYH-00042"

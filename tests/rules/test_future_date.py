import datetime as dt

from clfcards.rules.future_date import RULE
from tests.rules.bank_of import card, found

TODAY = dt.date(2026, 11, 28)


def test_a_date_in_the_future() -> None:
    assert found(RULE, card(verified=dt.date(2027, 11, 28)), today=TODAY) == [(0, "verified")]
    assert found(RULE, card(verified=dt.date(2026, 11, 30)), today=TODAY) == [(0, "verified")]


def test_where_the_author_is_it_can_be_tomorrow() -> None:
    assert not found(RULE, card(verified=dt.date(2026, 11, 29)), card(verified=TODAY), today=TODAY)


def test_without_a_day_nothing_is_checked() -> None:
    assert not found(RULE, card(verified=dt.date(2199, 1, 1)))

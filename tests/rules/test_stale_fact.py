import datetime as dt

from clfcards.rules.stale_fact import RULE
from tests.rules.bank_of import card, found, messages_of, question


def test_verified_before_the_given_day() -> None:
    assert found(RULE, card(), stale_before=dt.date(2026, 1, 16))[-1] == (0, "verified")
    assert not found(RULE, card(), stale_before=dt.date(2026, 1, 15))


def test_without_a_day_the_age_is_not_checked() -> None:
    assert not found(RULE, card(verified=dt.date(1999, 1, 1)))


def test_verified_before_its_service_was_renamed() -> None:
    old = question(services=("tea-kettle",), verified=dt.date(2025, 5, 31))
    assert found(RULE, old) == [(0, "verified")]
    assert messages_of(RULE, old) == [
        "verified on 2025-05-31, before 'Water Boiler' became 'Tea Kettle' (2025-06-01): read the source again"
    ]


def test_verified_after_the_change() -> None:
    assert not found(RULE, question(services=("tea-kettle",), verified=dt.date(2025, 6, 1)))
    assert not found(RULE, question(services=("tea-pot",), verified=dt.date(2025, 5, 31)))


def test_the_guides_own_pages_grow_old_too() -> None:
    assert found(RULE, stale_before=dt.date(2026, 1, 16)) == [(-1, "sources", "syllabus", "verified")]
    assert messages_of(RULE, stale_before=dt.date(2026, 1, 16)) == [
        "verified on 2026-01-15, before 2026-01-16: read https://example.org/syllabus again"
    ]

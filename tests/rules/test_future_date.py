import datetime as dt

from clfcards.rules.future_date import RULE
from tests.rules.bank_of import card, found, guide
from tests.small_exam import GUIDE as GUIDE_TEXT

TODAY = dt.date(2026, 11, 28)


def test_a_date_in_the_future() -> None:
    assert found(RULE, card(verified=dt.date(2027, 11, 28)), today=TODAY) == [(0, "verified")]
    assert found(RULE, card(verified=dt.date(2026, 11, 30)), today=TODAY) == [(0, "verified")]


def test_where_the_author_is_it_can_be_tomorrow() -> None:
    assert not found(RULE, card(verified=dt.date(2026, 11, 29)), card(verified=TODAY), today=TODAY)


def test_the_guide_cites_a_page_or_has_a_revision_from_the_future() -> None:
    cited = guide(GUIDE_TEXT.replace("verified: 2026-01-15", "verified: 2027-01-15"))
    assert found(RULE, guide=cited, today=TODAY) == [(-1, "sources", "syllabus", "verified")]
    seen = guide(GUIDE_TEXT.replace("seen: 2025-03-01", "seen: 2052-03-01"))
    assert found(RULE, guide=seen, today=TODAY) == [(-1, "revisions", 0, "seen")]


def test_the_first_day_of_an_exam_or_of_a_name_may_be_announced_for_the_future() -> None:
    announced = guide(
        GUIDE_TEXT.replace("in_use_from: 2025-03-01", "in_use_from: 2027-03-01").replace("by: 2025", "by: 2027")
    )
    assert not found(RULE, guide=announced, today=TODAY)


def test_without_a_day_nothing_is_checked() -> None:
    assert not found(RULE, card(verified=dt.date(2199, 1, 1)))

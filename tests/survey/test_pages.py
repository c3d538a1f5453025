"""Which pages the bank rests on, and in which order somebody should read them again."""

import datetime as dt

from clfcards.model.bank import Bank
from clfcards.survey.pages import cited_pages
from tests.rules.bank_of import GUIDE, card, question

OLD, NEW = dt.date(2025, 1, 2), dt.date(2026, 1, 2)
BANK = Bank(
    (
        card(id="leaf", source="https://example.org/leaves#green", verified=NEW),
        card(id="stem", source="https://example.org/leaves", verified=OLD),
        card(id="cup", source="https://example.org/cups", verified=dt.date(2024, 5, 6)),
        card(id="rule", source="https://example.org/syllabus", verified=NEW),
    ),
    (question(id="q-cup", source="https://example.org/cups#big", verified=NEW),),
)


def test_the_guides_own_pages_come_first_then_those_unread_for_the_longest_time() -> None:
    pages = cited_pages(GUIDE, BANK)
    assert [page.url for page in pages] == [
        "https://example.org/syllabus",
        "https://example.org/cups",
        "https://example.org/leaves",
    ]
    assert [page.in_guide for page in pages] == [True, False, False]


def test_anchors_are_one_page_and_every_citation_keeps_its_own_day() -> None:
    leaves = cited_pages(GUIDE, BANK)[2]
    assert [(r.name, r.url, r.verified) for r in leaves.readings] == [
        ("stem", "https://example.org/leaves", OLD),
        ("leaf", "https://example.org/leaves#green", NEW),
    ]
    assert leaves.verified == OLD


def test_a_page_that_both_the_guide_and_an_item_cite() -> None:
    syllabus = cited_pages(GUIDE, BANK)[0]
    assert [(r.name, r.in_guide) for r in syllabus.readings] == [("rule", False), ("syllabus", True)]

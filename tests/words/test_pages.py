"""How the pages that a bank rests on are listed for people and for programs."""

import datetime as dt

from clfcards.codec import to_json
from clfcards.survey.pages import Page, Reading
from clfcards.words.pages import csv_text, document, text

DAY, LATER = dt.date(2026, 1, 2), dt.date(2026, 3, 4)
PAGES = [
    Page("https://example.org/a", (Reading("syllabus", "https://example.org/a", DAY, in_guide=True),)),
    Page(
        "https://example.org/b",
        (
            Reading("leaf", "https://example.org/b#x,y", DAY),
            Reading("stem", "https://example.org/b", DAY),
            Reading("cup", "https://example.org/b", LATER),
        ),
    ),
]


def test_text_groups_the_items_of_a_page_by_the_day_it_was_read() -> None:
    assert text(PAGES) == (
        "2 pages, cited 4 times\n\n"
        "https://example.org/a\n  2026-01-02  guide: syllabus\n\n"
        "https://example.org/b\n  2026-01-02  leaf, stem\n  2026-03-04  cup"
    )


def test_csv_has_a_row_per_citation_and_quotes_commas() -> None:
    assert csv_text(PAGES).splitlines() == [
        "page,cited as,cited by,kind,verified",
        "https://example.org/a,https://example.org/a,syllabus,guide,2026-01-02",
        'https://example.org/b,"https://example.org/b#x,y",leaf,item,2026-01-02',
        "https://example.org/b,https://example.org/b,stem,item,2026-01-02",
        "https://example.org/b,https://example.org/b,cup,item,2026-03-04",
    ]


def test_the_document_has_the_same_order() -> None:
    found = to_json(document(PAGES))
    assert [page["url"] for page in found["pages"]] == ["https://example.org/a", "https://example.org/b"]
    assert found["pages"][1]["verified"] == "2026-01-02"
    assert found["pages"][1]["cited_by"][2] == {
        "name": "cup",
        "kind": "item",
        "url": "https://example.org/b",
        "verified": "2026-03-04",
    }

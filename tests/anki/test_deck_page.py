"""What a deck says about itself, in the real back end and in the text for AnkiWeb."""

from pathlib import Path

import pytest

from clfcards import __version__
from tests.anki.collection import import_package, learner
from tests.anki.test_import import Maker
from tests.small_exam import DECK, GUIDE

pytestmark = pytest.mark.anki


def test_a_new_learner_sees_version_day_license_and_page(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    maker.replace_file("deck.yaml", DECK + "license: CC BY 4.0\nhomepage: https://example.org/tea?a=1&b=2\n")
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(7))
        deck = collection.decks.by_name("Tea Taster")
        assert deck is not None
        assert deck["desc"].split("<br>") == [
            "Certified Tea Taster (TEA-101)",
            f"Version {__version__} of 2026-01-07. License: CC BY 4.0.",
            '<a href="https://example.org/tea?a=1&amp;b=2">https://example.org/tea?a=1&amp;b=2</a>',
        ]


def test_the_description_changes_only_when_a_note_does(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    first = maker.build(1).read_bytes()
    assert maker.build(30).read_bytes() == first


def test_a_deck_without_license_and_page_says_nothing_of_them(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(7))
        description = collection.decks.by_name("Tea Taster")["desc"]
    assert description == f"Certified Tea Taster (TEA-101)<br>Version {__version__} of 2026-01-07."


def test_the_text_for_ankiweb_has_the_counts_of_the_table(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    maker.build(7)
    text = (tmp_path / "out" / "ankiweb.md").read_text(encoding="utf-8")
    assert text.startswith("# Tea Taster\n\n24 cards for Certified Tea Taster (TEA-101)")
    assert "| A Leaves | 50% | 12 |\n| B Water | 30% | 7 |\n| C Cups & saucers | 20% | 5 |" in text
    assert "such as `tea-101::task::A.1` and\n  `tea-101::priority::1`" in text
    assert "not affiliated with or endorsed by Tea Board" in text


def test_the_text_for_ankiweb_says_who_has_checked_the_items(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    maker.build(7)
    page = tmp_path / "out" / "ankiweb.md"
    assert "tasters" not in page.read_text(encoding="utf-8")
    maker.replace_file("deck.yaml", DECK + "reviewed: Two tasters checked the cards.\n")
    maker.build(8)
    assert "- Two tasters checked the cards.\n" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "direction", "first", "last"),
    [
        ("de", "ltr", "24 Karten für Certified Tea Taster (TEA-101).", "{} vom 07.01.2026."),
        ("ja", "ltr", "Certified Tea Taster（TEA-101）のためのカード24枚です。", "{}（2026年1月7日）。"),
        ("ar", "rtl", "بطاقات لامتحان Certified Tea Taster (TEA-101)، عددها 24.", "{} بتاريخ 2026/01/07."),
        ("es", "ltr", "24 tarjetas para Certified Tea Taster (TEA-101).", "{} del 07/01/2026."),
        ("fr", "ltr", "24 cards for Certified Tea Taster (TEA-101).", "{} of 2026-01-07."),
    ],
)  # fmt: skip
def test_the_page_and_the_description_are_in_the_language_of_the_exam(
    tmp_path: Path, language: str, direction: str, first: str, last: str
) -> None:
    maker = Maker(tmp_path)
    maker.replace_file("guide.yaml", f"language: {language}\n{GUIDE}")
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(7))
        shown = collection.decks.by_name("Tea Taster")["desc"]
    text = (tmp_path / "out" / "ankiweb.md").read_text(encoding="utf-8")
    assert text.startswith(f"# Tea Taster\n\n{first}")
    assert last.format(__version__) in text
    assert shown.startswith(f'<div lang="{language}" dir="{direction}">')
    assert last.format(__version__) in shown
    assert "{" not in text

"""A Japanese and an Arabic exam from the sources to the report: every command that a maintainer or learner uses."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clfcards.words.width import columns
from tests.anki.collection import import_package, learner, note_id, review_once
from tests.command import run
from tests.exams.copied import CODES, copied_exam

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.parametrize("code", CODES)
NAMES = {"kumo-101": "Japanese", "sahab-101": "Arabic"}
RULES_OFF = (
    "absolute-terms, card-enumeration, card-vague-front, clang, closed-service, grammar-cue, negative-stem, "
    "option-overlap, rationale-letter, rationale-option, vague-terms"
)


@pytest.fixture
def exam(tmp_path: Path, code: str) -> Path:
    return copied_exam(tmp_path / "decks", code)


def command(folder: Path, *words: str, stdin: str = "") -> str:
    """What the command prints; it must succeed."""
    decks, data = str(folder.parent), str(folder.parent.parent / "data")
    result = run("--decks", decks, "--data", data, *words, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.output


def test_check_finds_nothing_and_says_which_rules_are_switched_off(exam: Path, code: str) -> None:
    assert command(exam, "check", "--strict").splitlines() == [
        "8 facts and 8 questions, no problems",
        f"11 rules are switched off, because they know no words of {NAMES[code]}: {RULES_OFF}",
    ]
    assert command(exam, "check", "--rule", "length").splitlines() == ["8 facts and 8 questions, no problems"]
    assert json.loads(command(exam, "check", "--json"))["problems"] == []


@pytest.mark.anki
def test_the_package_is_imported_and_a_corrected_word_keeps_the_history(exam: Path, code: str, tmp_path: Path) -> None:
    out = ("build", "--all", "--out", str(tmp_path / "out"))
    command(exam, *out, "--date", "2026-11-21")
    with learner(tmp_path) as collection:
        assert import_package(collection, tmp_path / "out" / f"{code}.apkg") == {"new": 11}
        names = [name for name in collection.models.all_names() if name.startswith("clfcards")]
        assert sorted(names) == [f"clfcards {kind} (any language)" for kind in ("Cloze", "Fact", "Question")]
        tags = set(collection.get_note(note_id(collection, "mfa")).tags)
        title = {"kumo-101": "2-セキュリティとコンプライアンス", "sahab-101": "2-الأمان-والامتثال"}[code]
        assert f"{code}::domain::{title}" in tags
        assert collection.find_notes(f'"tag:{code}::domain::{title}"')
        review_once(collection, "guest-os")
        before = collection.db.first("select ivl, due, reps from cards where reps > 0")
        guide = exam / "guide.yaml"
        guide.write_text(guide.read_text(encoding="utf-8").replace(f"language: {guide_tag(code)}", "language: de"))
        command(exam, *out, "--date", "2026-11-23")
        assert set(import_package(collection, tmp_path / "out" / f"{code}.apkg")) == {"updated"}
        assert collection.db.first("select ivl, due, reps from cards where reps > 0") == before
        assert "geprüft am" in collection.get_note(note_id(collection, "guest-os"))["Verified"]


def guide_tag(code: str) -> str:
    return {"kumo-101": "ja", "sahab-101": "ar"}[code]


@pytest.mark.anki
def test_an_exam_that_was_published_in_english_keeps_its_notes(exam: Path, code: str, tmp_path: Path) -> None:
    """Its author forgot to name the language. Anki would not take notes of another type for the old ones."""
    guide = exam / "guide.yaml"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(text.replace(f"language: {guide_tag(code)}\n", "", 1), encoding="utf-8")
    out = ("build", "--all", "--out", str(tmp_path / "out"))
    result = run("--decks", str(exam.parent), *out, "--date", "2026-11-21")
    assert result.exit_code == 0, result.output
    with learner(tmp_path) as collection:
        import_package(collection, tmp_path / "out" / f"{code}.apkg")
        guide.write_text(text, encoding="utf-8")
        command(exam, *out, "--date", "2026-11-23")
        log = import_package(collection, tmp_path / "out" / f"{code}.apkg")
        assert not {"new", "conflicting"} & log.keys()
        assert collection.note_count() == 11


def test_cards_are_reviewed_line_by_line(exam: Path, code: str) -> None:
    shown = command(exam, "review", "--plain", "--new", "20", stdin="\n3\n" * 40)
    for words in {"kumo-101": ("弾力性", "クラウド事業者"), "sahab-101": ("المرونة", "مزوّد السحابة")}[code]:
        assert words in shown
    assert "recalled" in shown


def test_an_exam_is_sat_and_reported(exam: Path, code: str, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    shown = command(exam, "exam", "--plain", "--seed", "1", "--html", str(page), stdin="a\n" * 8 + "s\ny\n" * 3)
    assert re.search(r"\b[0-5] of 5\b", shown)
    title = {"kumo-101": "クラウドの概念", "sahab-101": "مفاهيم السحابة"}[code]
    assert title in shown
    direction = "rtl" if code == "sahab-101" else "ltr"
    html = page.read_text(encoding="utf-8")
    assert ('<html lang="en" dir="rtl">' in html) == (direction == "rtl")
    assert f'<bdi lang="{guide_tag(code)}" dir="{direction}">' in html


def test_a_new_guide_is_compared(exam: Path, code: str, tmp_path: Path) -> None:
    old = exam / "guide.yaml"
    title = {"kumo-101": "ストレージを選ぶ", "sahab-101": "اختيار التخزين"}[code]
    new = tmp_path / "new.yaml"
    text = old.read_text(encoding="utf-8")
    new.write_text(text.replace(f"title: {title}", f"title: {title} 2"), encoding="utf-8")
    shown = command(exam, "guide", "diff", str(old), str(new))
    assert f"{title} 2" in shown
    same = command(exam, "guide", "diff", str(old), str(old))
    assert title not in same


def test_no_line_of_a_table_is_wider_than_another(exam: Path, code: str, tmp_path: Path) -> None:
    shown = command(exam, "build", "--out", str(tmp_path / "out"))
    rows = [line for line in shown.splitlines() if re.match(r"[12] \S.*\d%", line)]
    assert len(rows) == 2
    assert len({columns(row) for row in rows}) == 1


@pytest.mark.browser
def test_pages_begin_where_the_language_begins(exam: Path, code: str, tmp_path: Path, browser: "Chrome") -> None:
    is_arabic = code == "sahab-101"
    command(exam, "review", "--plain", stdin="\n3\n" * 3)
    command(exam, "coverage", "--html", str(tmp_path / "coverage.html"))
    command(exam, "stats", "--html", str(tmp_path / "stats.html"))
    command(exam, "preview", "--out", str(tmp_path / "preview.html"))
    for name in ("coverage", "stats", "preview"):
        browser.set_window_size(1100, 900)
        browser.get((tmp_path / f"{name}.html").as_uri())
        heading = browser.execute_script(
            "const h = document.querySelector('h1'), r = document.createRange(); r.selectNodeContents(h);"
            "const b = r.getBoundingClientRect(), p = document.body.getBoundingClientRect();"
            "return [b.left - p.left, p.right - b.right]"
        )
        assert (heading[1] < heading[0]) == is_arabic, name
        assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth"), name
        marked = browser.execute_script(
            "return [...document.querySelectorAll('bdi[lang]')].every(e => getComputedStyle(e).direction === e.dir)"
        )
        assert marked, name
    browser.get((tmp_path / "coverage.html").as_uri())
    first, last = browser.execute_script(
        "return [...document.querySelectorAll('thead tr')][0].querySelectorAll('th').length && "
        "(c => [c[0].getBoundingClientRect().left, c[c.length - 1].getBoundingClientRect().left])"
        "(document.querySelector('thead tr').children)"
    )
    assert (last < first) == is_arabic, "the columns follow the direction"

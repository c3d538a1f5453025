"""An exam unlike CLF-C02, from the sources to the report: 6 of 8 right answers pass, weights have fractions, nothing is
unscored, there are no services, questions have two to five options, and the source is a book."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from clfcards.decks.load import load
from clfcards.exam.assembly import Experience, Request, assemble
from clfcards.exam.difficulty import estimates
from clfcards.exam.form import LETTERS
from clfcards.exam.reference import cut_ability
from tests.anki.collection import import_package, learner, note_id
from tests.command import run

SEED = 3


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    shutil.copytree(Path(__file__).parent / "brew-1", tmp_path / "decks" / "brew-1")
    return tmp_path / "decks" / "brew-1"


def command(*words: str, stdin: str = "") -> str:
    """What the command prints on standard output; it must succeed."""
    result = run(*words, stdin=stdin)
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def answers(exam: Path, right: int) -> str:
    """The lines that answer the first `right` questions of the form right and the others wrong, then hand it in."""
    loaded = load(exam)
    guide, settings = loaded.guide, loaded.settings
    assert guide is not None
    assert settings is not None
    pool = [question for question in loaded.bank.questions if question.pool == "exam"]
    known = Experience({}, estimates(pool, guide.practice, cut_ability(guide), {}, {}))
    form = assemble(guide, settings.shares, pool, Request("exam"), known, SEED)
    lines = []
    for number, question in enumerate(form.questions):
        is_right = number < right
        wanted = [o for o in question.options if (o in question.key) == is_right][: len(question.key)]
        lines.append(",".join(LETTERS[question.options.index(option)] for option in wanted))
    return "\n".join([*lines, "s", "y", ""])


def sat(exam: Path, right: int) -> dict[str, Any]:
    """The report's document after an exam with so many right answers."""
    shown = command("exam", "--plain", "--json", "--seed", str(SEED), stdin=answers(exam, right))
    return dict(json.loads(shown))


def test_check_finds_nothing(exam: Path) -> None:
    assert command("check", "--strict") == "8 facts and 8 questions, no problems\n"


def test_the_guide_is_shown_in_its_own_terms(exam: Path) -> None:
    shown = command("guide", "show")
    assert "8 questions; 12 minutes; 6 of 8 pass\n" in shown
    assert "37.5%  1    Leaves" in shown
    assert "Services" not in shown + command("coverage")
    document = json.loads(command("guide", "show", "--json"))
    assert document["format"] == {"scored": 8, "unscored": 0, "minutes": 12, "pass_raw": 6}
    assert [domain["weight"] for domain in document["domains"]] == [37.5, 62.5]


def test_the_coverage_page_has_no_services(exam: Path) -> None:
    command("coverage", "--html", "coverage.html")
    page = Path("coverage.html").read_text(encoding="utf-8")
    assert "topics have fewer than 3 items." in page
    assert "ervices" not in page


def test_cards_follow_weights_with_fractions(exam: Path) -> None:
    """37.5% of 8 are 3, and 62.5% are 5."""
    rows = command("build", "--all").splitlines()
    assert [row.split() for row in rows[2:4]] == [
        ["1", "Leaves", "37.5%", "3", "3", "0"],
        ["2", "Water", "62.5%", "5", "5", "0"],
    ]
    assert rows[5].split() == ["100%", "8", "8", "0"]


@pytest.mark.anki
def test_anki_imports_cards_whose_source_is_a_book(exam: Path, tmp_path: Path) -> None:
    command("build", "--all", "--out", "out")
    with learner(tmp_path) as collection:
        assert import_package(collection, tmp_path / "out" / "brew-1.apkg") == {"new": 8}
        assert import_package(collection, tmp_path / "out" / "brew-1-practice.apkg") == {"new": 8}
        note = collection.get_note(note_id(collection, "leaf-green"))
        assert note["Source"] == "The Brewing Handbook, 2nd edition, p. 21"
        two = collection.get_note(note_id(collection, "q-leaf-part"))
        assert two["Options"].count("<li") == 2


def test_cards_are_reviewed_with_their_book(exam: Path) -> None:
    shown = command("review", "--plain", stdin="\no\n3\nq\n")
    assert "The Brewing Handbook, 2nd edition, p. " in shown
    assert "the source is a book: The Brewing Handbook" in shown


@pytest.mark.parametrize(("right", "passed"), [(5, False), (6, True), (8, True)])
def test_six_of_eight_pass(exam: Path, right: int, passed: bool) -> None:
    document = sat(exam, right)
    assert (document["raw"], document["cut"], document["passed"], document["scaled"]) == (right, 6, passed, None)
    score = document["score"]
    assert (score["kind"], score["value"], score["cut"], score["passed"]) == ("raw", right, 6, passed)
    assert score["low"] <= right <= score["high"]


def test_the_report_speaks_of_right_answers(exam: Path) -> None:
    shown = command("exam", "--plain", "--seed", str(SEED), "--html", "report.html", stdin=answers(exam, 5))
    assert "✗ 5 of 8 right: not passed (6 pass)" in shown
    assert "The score is the number of right answers: 6 of 8 pass." in " ".join(shown.split())
    page = Path("report.html").read_text(encoding="utf-8")
    assert "<b>5</b> of 8 right" in page
    assert "6 pass</span>" in page
    assert '<p class="note">The Brewing Handbook, 2nd edition, p. ' in page
    assert "About the exam: The Brewing Handbook, 2nd edition, p. 7–12, read on 2026-05-04" in page
    assert "<a " not in page
    for wrong in ("scaled", "scored question", "publishes no conversion"):
        assert wrong not in shown + page


def test_history_and_readiness_use_the_same_unit(exam: Path) -> None:
    sat(exam, 5)
    sat(exam, 8)
    assert [
        (a["score"]["value"], a["passed"]) for a in json.loads(command("history", "exams", "--json"))["attempts"]
    ] == [
        (5, False),
        (8, True),
    ]
    assert "+3 right answers" in command("history", "exams", "--compare", "1", "2")
    shown = " ".join(command("readiness").split())
    assert "Probability of 6 or more right answers on another exam" in shown
    assert "in a row at 6 or more right answers" in shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("6", "passed"), ("5", "failed"), ("9", "'9' is no result: give a score from 0 to 8, 'passed' or 'failed'")],
)
def test_the_real_result_is_a_number_of_right_answers(exam: Path, typed: str, shown: str) -> None:
    result = run("result", typed)
    if typed == "9":
        assert (result.exit_code, shown in result.stderr) == (2, True)
    else:
        assert result.exit_code == 0, result.output
        assert json.loads(command("result", typed, "--json"))["passed"] == (shown == "passed")


@pytest.mark.parametrize("format_", ["csv", "markdown", "anki-text"])
def test_an_export_brings_its_places_in_books_back(exam: Path, format_: str) -> None:
    before = load(exam).bank
    command("bank", "export", "bank.txt", "--as", format_)
    for path in (*exam.glob("facts/*.yaml"), *exam.glob("questions/*.yaml")):
        path.unlink()
    command("bank", "import", "bank.txt", "--as", format_, "--yes")
    after = load(exam).bank
    items = {item.id: item.source for item in (*after, *after.drafts)}
    wanted = {item.id: item.source for item in before if format_ != "markdown" or item in before.questions}
    assert items == wanted
    assert all(", p. " in source for source in wanted.values())


def test_learners_answers_calibrate_its_questions(exam: Path) -> None:
    sat(exam, 6)
    assert "8 answers of 1 practice exam" in command("history", "share", "shared.json")
    assert command("bank", "calibrate", "shared.json", "--write").startswith("8 answers of 1 learner to 8 questions")
    listed = json.loads(command("coverage", "--difficulty", "--json"))["questions"]
    assert sum(each["answers"] for each in listed) == 8
    assert "Separation" in command("coverage", "--difficulty")


def test_another_pass_mark_is_a_difference_of_guides(exam: Path) -> None:
    text = (exam / "guide.yaml").read_text(encoding="utf-8")
    Path("new.yaml").write_text(
        text.replace("raw_pass: 6", "percent_pass: 62.5").replace("page: 7–12", "page: 8–12"), encoding="utf-8"
    )
    rows = [
        " ".join(line.split()) for line in command("guide", "diff", str(exam / "guide.yaml"), "new.yaml").splitlines()
    ]
    assert "format.raw_pass 6 –" in rows
    assert "format.percent_pass – 62.5" in rows
    assert "sources.book.page 7–12 8–12" in rows


def test_a_percentage_is_passed_exactly_at_its_mark(exam: Path) -> None:
    """5 of 8 are 62.5%."""
    guide = exam / "guide.yaml"
    guide.write_text(guide.read_text(encoding="utf-8").replace("raw_pass: 6", "percent_pass: 62.5"), encoding="utf-8")
    score = sat(exam, 5)["score"]
    assert (score["kind"], score["value"], score["cut"], score["passed"]) == ("percent", 62.5, 62.5, True)

"""From a phone to the owner's log: a file to save or share, and a text to copy."""

import json
from pathlib import Path

import pytest

from clfcards.codec import from_json
from clfcards.exam.answer_text import answers_in_text, mark_in, values_of
from clfcards.exam.form import Form
from tests.command import run
from tests.page.learner import Learner

pytestmark = pytest.mark.browser


def test_somebody_without_python_sits_an_exam_and_the_owners_readiness_moves(
    learner: Learner, decks: Path, saved: Path, tmp_path: Path
) -> None:
    where = ("--decks", str(decks), "--data", str(tmp_path / "data"))
    learner.start()
    for number in range(1, 13):
        learner.answer(number, right=number % 4 > 0)
    learner.press("9")
    learner.hand_in()
    learner.click("Save result")
    before = json.loads(run("readiness", *where, "--json").stdout)
    imported = run("history", "import", str(learner.file_in(saved)), *where)
    assert imported.exit_code == 0, imported.output
    after = json.loads(run("readiness", *where, "--json").stdout)
    assert before != after
    raw = learner.run("return figures(sittings()[0]).raw")
    again = run("history", "import", str(learner.file_in(saved)), *where)
    assert again.exit_code == 0, again.output
    exported = tmp_path / "all.jsonl"
    run("history", "export", str(exported), *where)
    events = [json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()[1:]]
    assert [event["payload"]["raw"] for event in events if event["kind"] == "report"] == [raw]
    assert sum(event["kind"] == "answer" for event in events) == 12


def test_the_owner_exports_the_very_lines_of_the_page(
    learner: Learner, decks: Path, saved: Path, tmp_path: Path
) -> None:
    where = ("--decks", str(decks), "--data", str(tmp_path / "data"))
    learner.start()
    learner.press("a", "7", "F", "n")
    learner.hand_in()
    learner.click("Save result")
    file = learner.file_in(saved)
    assert run("history", "import", str(file), *where).exit_code == 0
    exported = tmp_path / "all.jsonl"
    run("history", "export", str(exported), *where)
    assert set(file.read_text(encoding="utf-8").splitlines()) <= set(exported.read_text(encoding="utf-8").splitlines())


def test_the_text_to_copy_holds_the_answers(learner: Learner) -> None:
    learner.start()
    for number in range(1, 11):
        learner.answer(number, right=number % 3 > 0)
    learner.press("8", "F")
    learner.hand_in()
    learner.click("Copy as text")
    text = learner.run("return document.querySelector('dialog textarea').value")
    assert text.startswith("clfcards answers TEA-101 Exam 1\n")
    begun = learner.lines()[0]
    form = from_json(begun["payload"]["form"], Form)
    assert mark_in(values_of(text)) == begun["payload"]["page"]
    found = answers_in_text(values_of(text), form)
    assert (found.sitting, found.began, found.limit_minutes) == (begun["id"], begun["at"], 30)
    for asked, given in zip(form.questions, found.questions, strict=True):
        chosen = learner.run("return sittings()[0].answers[arguments[0]] || []", asked.id)
        assert {asked.options[place] for place in given.chosen} == set(chosen)
    assert (found.questions[9].confidence, found.questions[9].flagged) == ("unsure", True)


def test_a_phone_shares_the_same_lines_as_a_file_of_text(learner: Learner) -> None:
    """Browsers refuse to share files with unknown endings."""
    learner.run("navigator.canShare = () => true; navigator.share = async data => { shared = data.files[0]; }")
    learner.start()
    learner.press("a")
    learner.hand_in()
    learner.click("Share")
    assert learner.run("return shared.name").endswith(".txt")
    assert learner.run("return shared.text()") == learner.run("return exported([sittings()[0].id])")


def test_the_plan_of_a_diagnostic_is_printed_alone(learner: Learner) -> None:
    learner.start("Diagnostic")
    learner.hand_in()
    assert "Study plan: 10 h 00 min" in learner.text()
    minutes = learner.run("return [...main.querySelectorAll('.plan .domain td')].map(cell => Number(cell.textContent))")
    assert sum(minutes) == 600
    learner.run("window.print = () => { printed = main.className; }")
    learner.click("Print the plan")
    assert learner.run("return printed") == "only-plan"

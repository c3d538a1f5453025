"""`clfcards page`, and the way back: what a page saves, and the short text that it shows, in `history import`."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clfcards.decks.load import load_with_guide
from clfcards.exam.answer_text import AnsweredQuestion, Answers, answer_text
from clfcards.exam.form import Form
from clfcards.exam.practice_forms import PracticeForms, practice_forms
from tests.command import run
from tests.page.tea_exam import write_tea_exam
from tests.page_sitting import BEGAN, RUN, PageSitting, sat_at_random

EXAMS = Path(__file__).parents[1] / "exams"


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    write_tea_exam(tmp_path / "decks")
    return tmp_path


def forms_of(folder: Path) -> PracticeForms:
    loaded, guide, settings = load_with_guide(folder / "decks" / "tea-101")
    return practice_forms(guide, settings.shares, loaded.bank.questions, {})


def clfcards(folder: Path, *words: str, code: int = 0, stdin: str | None = None, data: str = "data") -> str:
    result = run("--decks", str(folder / "decks"), "--data", str(folder / data), *words, stdin=stdin)
    assert result.exit_code == code, result.output
    return result.output


def saved(folder: Path, sitting: PageSitting) -> str:
    path = folder / "saved.jsonl"
    path.write_text(sitting.export("tea-taster"), encoding="utf-8")
    return str(path)


# ── the page ──


def test_the_same_sources_give_the_same_bytes(tea: Path) -> None:
    for name in ("one", "other"):
        clfcards(tea, "page", "-o", str(tea / f"{name}.html"))
    assert (tea / "one.html").read_bytes() == (tea / "other.html").read_bytes()


def test_it_says_what_it_wrote(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tea)
    assert "a diagnostic, 1 exam, 44 questions; open it in a browser" in clfcards(tea, "page")
    assert (tea / "build" / "tea-101.html").is_file()
    (page,) = json.loads(clfcards(tea, "page", "--json"))["pages"]
    assert page == {"file": "build/tea-101.html", "diagnostic": True, "exams": 1, "questions": 44}


def test_a_file_that_is_no_page_of_ours_stays(tea: Path) -> None:
    notes = tea / "notes.html"
    notes.write_text("my notes", encoding="utf-8")
    assert "is not a page of practice exams, so it was not replaced" in clfcards(tea, "page", "-o", str(notes), code=1)
    assert notes.read_text(encoding="utf-8") == "my notes"


def test_an_older_page_is_replaced(tea: Path) -> None:
    page = tea / "tea.html"
    clfcards(tea, "page", "-o", str(page))
    page.write_bytes(page.read_bytes().replace(b"Tea Board", b"Tee Board"))
    clfcards(tea, "page", "-o", str(page))
    assert b"Tee Board" not in page.read_bytes()


def test_sources_with_errors_make_no_page(tea: Path) -> None:
    (tea / "decks" / "tea-101" / "facts" / "broken.yaml").write_text("task: [", encoding="utf-8")
    output = clfcards(tea, "page", "-o", str(tea / "tea.html"), code=1)
    assert "have errors, and a page would lack questions" in output
    assert not (tea / "tea.html").exists()


@pytest.mark.parametrize("exam", ["brew-1", "kumo-101", "sahab-101"])
def test_other_exams_have_a_page(tmp_path: Path, exam: str) -> None:
    """One counts right answers; one is Japanese; one is Arabic, from right to left."""
    page = tmp_path / "page.html"
    result = run("--decks", str(EXAMS), "--exam", exam, "--data", str(tmp_path), "page", "-o", str(page))
    assert result.exit_code == 0, result.output
    assert ('dir="rtl"' in page.read_text(encoding="utf-8").split("<head>")[0]) is (exam == "sahab-101")


def test_a_site_has_what_a_phone_needs_to_install_it(tea: Path) -> None:
    site = tea / "site"
    clfcards(tea, "page", "--site", str(site))
    manifest = json.loads((site / "practice.webmanifest").read_text(encoding="utf-8"))
    assert manifest["start_url"] == "tea-101.html"
    assert all((site / icon["src"]).is_file() for icon in manifest["icons"])
    worker = (site / "worker.js").read_text(encoding="utf-8")
    names = json.loads(worker.split("const FILES = ")[1].split(";")[0])
    assert sorted([*names, "worker.js"]) == sorted(path.name for path in site.iterdir())
    assert 'href="tea-101.html"' in (site / "index.html").read_text(encoding="utf-8")


def test_a_changed_question_changes_the_version_of_the_site(tea: Path) -> None:
    def version() -> str:
        clfcards(tea, "page", "--site", str(tea / "site"))
        return (tea / "site" / "worker.js").read_text(encoding="utf-8").split('"clfcards-" + ')[1].split(";")[0]

    before = version()
    assert version() == before
    path = next((tea / "decks" / "tea-101" / "questions").iterdir())
    path.write_text(path.read_text(encoding="utf-8").replace("What is served?", "What is poured?"), encoding="utf-8")
    assert version() != before


def test_a_folder_with_other_files_is_no_site(tea: Path) -> None:
    (tea / "thesis").mkdir()
    (tea / "thesis" / "chapter.txt").write_text("1", encoding="utf-8")
    assert "holds other files, so no site was written there" in clfcards(
        tea, "page", "--site", str(tea / "thesis"), code=1
    )
    assert [path.name for path in (tea / "thesis").iterdir()] == ["chapter.txt"]


# ── the way back ──


def test_an_exam_from_the_page_is_scored_and_its_cards_come_forward(tea: Path) -> None:
    sitting = sat_at_random(forms_of(tea).exams[0], random.Random(1))
    output = clfcards(tea, "history", "import", saved(tea, sitting))
    assert "practice exam of 2026-11-20" in output
    assert "cards forward" in output
    assert "2026-11-20" in clfcards(tea, "history", "exams")
    cards = json.loads(clfcards(tea, "history", "import", saved(tea, sitting), "--json", data="other"))["exams"][0][
        "cards"
    ]
    (today,) = json.loads(clfcards(tea, "today", "--json", data="other"))["exams"]
    assert today["waiting_pulled"] + today["new"] >= cards
    assert "0 new events" in clfcards(tea, "history", "import", saved(tea, sitting))


def test_two_devices_agree(tea: Path) -> None:
    path = saved(tea, sat_at_random(forms_of(tea).exams[0], random.Random(2)))
    for device in ("phone", "laptop"):
        clfcards(tea, "history", "import", path, data=device)
    assert clfcards(tea, "history", "export", data="phone") == clfcards(tea, "history", "export", data="laptop")


def test_a_file_that_lost_a_line_is_taken_and_says_so(tea: Path) -> None:
    sitting = PageSitting(forms_of(tea).exams[0])
    first = sitting.form.questions[0]
    for option in first.options[:2]:
        sitting.step("chose", first.id, (option,))
    sitting.step("submitted", word="learner")
    lines = sitting.export("tea-taster").splitlines()
    (tea / "lost.jsonl").write_text("\n".join([*lines[:3], *lines[4:]]), encoding="utf-8")
    output = clfcards(tea, "history", "import", str(tea / "lost.jsonl"))
    assert "came without 1 step of its file, so some answers may not be the last ones" in output
    assert "came without" not in clfcards(tea, "history", "import", saved(tea, sitting), data="other")


def test_the_document_names_the_exams(tea: Path) -> None:
    sitting = PageSitting(forms_of(tea).exams[0])
    sitting.step("submitted", word="learner")
    document = json.loads(clfcards(tea, "history", "import", saved(tea, sitting), "--json"))
    assert document["added"] == 2
    (exam,) = document["exams"]
    assert exam == {"sitting": RUN, "kind": "exam", "right": 0, "of": 10, "cards": exam["cards"]}
    assert exam["cards"] > 10


ANSWERED = AnsweredQuestion((0,), "guess", False, 40)


def text_of(form: Form) -> str:
    began = round(BEGAN.timestamp() * 1000)
    given = tuple(ANSWERED if n else AnsweredQuestion((1,), "sure", True, 60) for n in range(len(form)))
    return answer_text("TEA-101 Exam 1", form, Answers(RUN, began, 60, 30, False, 700, False, given))


@pytest.mark.parametrize("way", ["file", "standard input"])
def test_the_short_text_is_imported(tea: Path, way: str) -> None:
    form = forms_of(tea).exams[0]
    text = text_of(form)
    path = tea / "answers.txt"
    path.write_text(text, encoding="utf-8")
    words = ["-"] if way == "standard input" else [str(path)]
    output = clfcards(tea, "history", "import", *words, stdin=text if way == "standard input" else None)
    assert "practice exam of 2026-11-20" in output
    events = [json.loads(line) for line in clfcards(tea, "history", "export").splitlines()[1:]]
    end = next(event["payload"] for event in events if event["kind"] == "sitting-end")
    assert end["used_seconds"] == 700
    assert end["answers"] == {q.id: [q.options[0 if n else 1]] for n, q in enumerate(form.questions)}
    assert end["flagged"] == [form.questions[0].id]
    assert end["confidence"][form.questions[1].id] == "guess"
    assert sum(end["seconds_on"].values()) == pytest.approx(700)
    assert "0 new events" in clfcards(tea, "history", "import", str(path))


def test_the_text_and_the_file_of_a_sitting_have_the_same_beginning(tea: Path) -> None:
    form = forms_of(tea).exams[0]
    sitting = PageSitting(form)
    text = answer_text(
        "X", form, Answers(RUN, round(BEGAN.timestamp() * 1000), 60, 90, False, 1, False, (ANSWERED,) * 12)
    )
    (tea / "a.txt").write_text(text, encoding="utf-8")
    clfcards(tea, "history", "import", str(tea / "a.txt"))
    exported = clfcards(tea, "history", "export")
    assert json.loads(exported.splitlines()[1]) == json.loads(sitting.lines[0])


def test_a_sitting_that_came_as_a_file_and_as_a_text_has_one_report_in_the_list(tea: Path) -> None:
    form = forms_of(tea).exams[0]
    sitting = PageSitting(form)
    for question in form.questions:
        sitting.wait(33.0)
        sitting.step("chose", question.id, (question.options[0],))
    sitting.step("submitted", word="learner")
    began = round(BEGAN.timestamp() * 1000)
    text = answer_text("X", form, Answers(RUN, began, 60, 90, False, 400, False, (ANSWERED,) * len(form)))
    (tea / "a.txt").write_text(text, encoding="utf-8")
    clfcards(tea, "history", "import", str(tea / "a.txt"), data="phone")
    clfcards(tea, "history", "export", str(tea / "phone.jsonl"), data="phone")
    clfcards(tea, "history", "import", saved(tea, sitting))
    clfcards(tea, "history", "import", str(tea / "phone.jsonl"))
    exported = clfcards(tea, "history", "export")
    assert exported.count('"kind":"report"') == 2
    shown = json.loads(clfcards(tea, "history", "--json", "--limit", "2"))["events"]
    assert [event["kind"] for event in shown] == ["report", "sitting"]
    assert clfcards(tea, "history").count("report: practice exam") == 1


def test_a_mistake_in_typing_is_named_with_its_line(tea: Path) -> None:
    lines = text_of(forms_of(tea).exams[0]).splitlines()
    lines[2] = lines[2].replace(lines[2][0], "Z" if lines[2][0] != "Z" else "Y", 1)
    (tea / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    output = clfcards(tea, "history", "import", str(tea / "a.txt"), code=1)
    assert "line 2 has a mistake" in output
    assert "nothing was imported" in output


def test_answers_to_other_questions_are_refused(tea: Path) -> None:
    text = text_of(forms_of(tea).exams[0])
    path = tea / "decks" / "tea-101" / "questions" / "a1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("What is served?", "What is poured?"), encoding="utf-8")
    (tea / "a.txt").write_text(text, encoding="utf-8")
    output = clfcards(tea, "history", "import", str(tea / "a.txt"), code=1)
    assert "another version of the questions" in output


def test_a_question_that_the_deck_has_otherwise_is_named_and_counts_as_it_was_asked(tea: Path) -> None:
    sitting = PageSitting(forms_of(tea).exams[0])
    sitting.step("submitted", word="learner")
    gone = sitting.form.questions[0].id
    path = next(
        p
        for p in (tea / "decks" / "tea-101" / "questions").iterdir()
        if f"{gone}\n" in p.read_text(encoding="utf-8") or f"{gone}," in p.read_text(encoding="utf-8")
    )
    path.write_text(path.read_text(encoding="utf-8").replace(f"id: {gone}", "id: q-new-name"), encoding="utf-8")
    output = clfcards(tea, "history", "import", saved(tea, sitting))
    assert f"('{gone}'): it counts as it was asked" in output
    assert "0 of 10 right" in output


def _set(*path: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def change(event: dict[str, Any]) -> None:
        *before, last = path
        inner: Any = event
        for name in before:
            inner = inner[name]
        inner[last] = to

    return change


QUESTION = ("payload", "form", "questions", 0)


@pytest.mark.parametrize(
    ("line", "change", "message"),
    [
        (1, _set(*QUESTION, "key", to=["12345678"]), "are not among its options"),
        (1, _set(*QUESTION, "key", to=[]), "are not among its options"),
        (1, _set(*QUESTION, "options", to=["a", "a"]), "two or more different options"),
        (1, _set(*QUESTION, "difficulty", to=1e300), "which no question has"),
        (1, _set(*QUESTION, "id", to="x" * 300), "printable characters"),
        (1, _set(*QUESTION, "id", to="\u202eevil"), "printable characters"),
        (1, _set(*QUESTION, "id", to="two words"), "'two words' is not the id of a question"),
        (1, _set("id", to="f" * 41), "longer than 40 characters"),
        (1, _set("payload", "limit_seconds", to=-5), "time limit of -5"),
        (1, _set("payload", "limit_seconds", to=1e300), "time limit of 1e+300"),
        (1, _set("payload", "ticks", to=-1.0), "cannot have run for"),
        (1, _set("payload", "wall", to="2020-01-01T00:00:00+00:00"), "not the same"),
        (1, _set("at", to=4102444800000), "ahead of this computer's clock"),
        (2, _set("payload", "question", to="q-unknown"), "which its exam does not ask"),
        (2, _set("payload", "options", to=["ffffffff"]), "does not have"),
        (2, _set("payload", "wall", to="1999-01-01T00:00:00+00:00"), "not the same"),
        (2, _set("at", to=0), "not the same"),
        (2, _set("payload", "number", to=-1), "whole number from 1"),
    ],
)  # fmt: skip
def test_what_no_page_writes_is_refused_and_nothing_is_imported(
    tea: Path, line: int, change: Callable[[dict[str, Any]], None], message: str
) -> None:
    sitting = PageSitting(forms_of(tea).exams[0])
    question = sitting.form.questions[0]
    sitting.step("chose", question.id, (question.options[0],))
    sitting.step("submitted", word="learner")
    lines = sitting.export("tea-taster").splitlines()
    event = json.loads(lines[line])
    change(event)
    lines[line] = json.dumps(event)
    (tea / "bad.jsonl").write_text("\n".join(lines), encoding="utf-8")
    output = clfcards(tea, "history", "import", str(tea / "bad.jsonl"), code=1)
    assert message in output
    assert "nothing was imported" in output
    assert clfcards(tea, "history", "export").count("\n") == 1


def test_a_step_of_an_exam_that_came_earlier_is_checked_too(tea: Path) -> None:
    sitting = PageSitting(forms_of(tea).exams[0])
    sitting.step("looked", sitting.form.questions[1].id)
    head, beginning, step = sitting.export("tea-taster").splitlines()
    (tea / "one.jsonl").write_text(f"{head}\n{beginning}\n", encoding="utf-8")
    (tea / "two.jsonl").write_text(
        f"{head}\n{step.replace(sitting.form.questions[1].id, 'q-other')}\n", encoding="utf-8"
    )
    clfcards(tea, "history", "import", str(tea / "one.jsonl"))
    assert "which its exam does not ask" in clfcards(tea, "history", "import", str(tea / "two.jsonl"), code=1)

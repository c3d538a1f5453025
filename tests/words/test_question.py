"""A question as it is asked and as it is reviewed."""

from dataclasses import replace

from clfcards.exam.report import report_of
from clfcards.exam.reviewed import reviewed_questions
from clfcards.model.bank import Bank
from clfcards.words.question import fact_sentence, option_lines, reviewed_lines, stem_lines
from tests.exam.exam_bank import GUIDE, do, question, sitting
from tests.exam.test_answers import BANK, FORM, fact


def test_a_list_in_the_stem_keeps_its_bullets_and_a_link_its_address() -> None:
    """The exam dropped the bullets, numbers and addresses that the review showed."""
    for stem, shown in (
        ("Which is right?\n\n- one\n- two", ["Which is right?", "• one", "• two"]),
        ("1. a\n2. b", ["1. a", "2. b"]),
        ("As the [docs](https://example.org) say?", ["As the docs (https://example.org) say?"]),
    ):
        asked = replace(question("q", "1.1"), stem=stem)
        assert [line.text for line in stem_lines(asked, 80)] == shown


def test_options_have_different_marks_for_one_and_for_several_and_show_which_are_struck_out() -> None:
    for right, off, on in ((1, "( )", "(•)"), (2, "[ ]", "[x]")):
        asked = next(q for q in FORM.questions if len(q.key) == right)
        text = next(q for q in BANK.questions if q.id == asked.id)
        struck = frozenset({(asked.id, asked.options[1])})
        rows = option_lines(asked, text, asked.options[:1], struck, 80)
        assert [row[0].text[:6] for row in rows[:3]] == [f"{on} a ", f"{off} b ", f"{off} c "]
        assert [row[0].style for row in rows[:3]] == ["title", "dim", ""]
        assert rows[1][0].text.startswith(f"{off} b  — ")


def test_a_reviewed_question_as_printed() -> None:
    asked = next(q for q in FORM.questions if len(q.key) == 1)
    wrong = next(option for option in asked.options if option not in asked.key)
    state = do(do(sitting(FORM), "chose", 5, asked.id, (wrong,)), "flagged", 6, asked.id)
    report = report_of(GUIDE, do(state, "submitted", 9, word="learner"))
    place = [q.id for q in FORM.questions].index(asked.id)
    reviewed = reviewed_questions(report, BANK)[place]
    lines = reviewed_lines(reviewed, 80)
    assert lines[0].text == f"✗ Question {place + 1} · wrong, flagged · task {asked.task}"
    assert (lines[0].style, lines[2].text) == ("bad", f"What about {asked.id}?")
    (mine,) = (line for line in lines if "your choice" in line.text)
    letter = "abcd"[asked.options.index(wrong)]
    assert mine.style == "bad"
    assert mine.text.startswith(f"✗ {letter}  wrong {asked.id}")
    (key,) = (line for line in lines if line.style == "good")
    assert key.text == f"✓ {'abcd'[asked.options.index(next(iter(asked.key)))]}  right {asked.id} 0"
    assert [line.text for line in lines[-2:]] == ["→ Front? Back", "https://example.org"]


def test_a_question_that_left_the_bank_is_named() -> None:
    report = report_of(GUIDE, do(sitting(FORM), "submitted", 9, word="learner"))
    reviewed = reviewed_questions(report, Bank((), ()))[0]
    assert [line.text for line in reviewed_lines(reviewed, 80)] == [
        f"✗ Question 1 · not answered · task {FORM.questions[0].task}",
        "",
        f"'{FORM.questions[0].id}' is no longer in the bank.",
    ]


def test_a_fact_on_one_line() -> None:
    plain = fact("f", "1.1")
    assert fact_sentence(replace(plain, front="Who?", back="**AWS**")) == "Who? AWS"
    assert fact_sentence(replace(plain, front="", back="", cloze="Tea wants {{1:hot|how}} water")) == (
        "Tea wants hot water"
    )

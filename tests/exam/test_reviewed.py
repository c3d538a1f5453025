"""A reviewed question: the same value for the terminal and for the page."""

from dataclasses import replace

from clfcards.exam.report import report_of
from clfcards.exam.reviewed import ReviewedOption, reviewed_questions
from clfcards.model.bank import Bank
from tests.exam.exam_bank import GUIDE, do, sitting
from tests.exam.test_answers import BANK, FORM

ASKED = FORM.questions[2]
STATE = do(
    sitting(FORM), "chose", 5, ASKED.id, tuple(option for option in ASKED.options if option not in ASKED.key)[:1]
)
STATE = do(do(STATE, "marked", 6, ASKED.id, word="guess"), "flagged", 7, ASKED.id)
REPORT = report_of(GUIDE, do(STATE, "submitted", 9, word="learner"))


def test_it_has_the_chosen_options_the_right_ones_and_the_reasons() -> None:
    reviewed = reviewed_questions(REPORT, BANK)[2]
    assert (reviewed.id, reviewed.number, reviewed.task, reviewed.outcome) == (ASKED.id, 3, ASKED.task, "wrong")
    assert (reviewed.is_guess, reviewed.is_flagged, reviewed.is_scored) == (True, True, True)
    assert [option.letter for option in reviewed.options] == list("abcde"[: len(ASKED.options)])
    (chosen,) = (option for option in reviewed.options if option.is_chosen)
    assert chosen == ReviewedOption(chosen.letter, chosen.text, "It is not.", is_right=False, is_chosen=True)
    assert sum(option.is_right for option in reviewed.options) == len(ASKED.key)
    assert [fact.id for fact in reviewed.facts] == [f"fact-{ASKED.task}"]


def test_all_wrong_questions_are_there_in_the_forms_order() -> None:
    reviewed = reviewed_questions(REPORT, BANK)
    assert [question.number for question in reviewed] == list(range(1, 11))
    assert reviewed[0].outcome == "not answered"


def test_a_question_that_left_the_bank_has_no_text() -> None:
    bank = Bank(BANK.facts, tuple(q for q in BANK.questions if q.id != ASKED.id))
    reviewed = reviewed_questions(REPORT, bank)[2]
    assert (reviewed.question, reviewed.options, reviewed.facts) == (None, (), ())


def test_an_option_that_left_the_question_is_skipped() -> None:
    changed = [replace(q, distractors=q.distractors[1:]) if q.id == ASKED.id else q for q in BANK.questions]
    reviewed = reviewed_questions(REPORT, Bank(BANK.facts, tuple(changed)))[2]
    assert len(reviewed.options) == len(ASKED.options) - 1

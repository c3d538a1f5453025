"""Messages during an exam."""

from clfcards.exam.time_warnings import TimeWarning
from clfcards.use_cases.sitting import AnswerIsFull, OptionIsChosen, TooManyOptions
from clfcards.words.sitting import leaving_help, open_questions, question_notes, refusal_sentence, warning_sentence
from tests.exam.exam_bank import do, question, sitting
from tests.exam.test_answers import FORM


def test_refusals_say_how_many_options_to_choose() -> None:
    one, two = question("q", "1.1"), question("q", "1.1", right=2)
    assert refusal_sentence(AnswerIsFull(), two) == "Choose two: unselect one first."
    assert refusal_sentence(TooManyOptions(1, 2), one) == "Choose one: 2 are too many."
    assert refusal_sentence(TooManyOptions(2, 3), two) == "Choose two: 3 are too many."
    assert refusal_sentence(OptionIsChosen(), one) == "That option is chosen: unselect it first."


def test_warnings_count_minutes() -> None:
    assert warning_sentence(TimeWarning(10)) == "10 minutes left."
    assert warning_sentence(TimeWarning(1)) == "1 minute left."


def test_leaving_names_the_command_that_resumes() -> None:
    """For a diagnostic, the help named 'clfcards exam', which does not find it."""
    assert leaving_help("exam") == leaving_help("redo") == "leave; 'clfcards exam' resumes it"
    assert leaving_help("diagnostic") == "leave; 'clfcards diagnostic' resumes it"


def test_open_questions_are_listed_by_number() -> None:
    first, second, third = FORM.questions[:3]
    state = do(sitting(FORM), "chose", 1, first.id, first.options[: len(first.key)])
    state = do(do(state, "flagged", 2, third.id), "marked", 3, third.id, word="unsure")
    assert open_questions(state) == [("Not answered", "2, 3, 4, 5, 6, 7, 8, 9, 10"), ("Flagged", "3")]
    assert question_notes(state, first) == ["answered"]
    assert question_notes(state, second) == ["not answered"]
    assert question_notes(state, third) == ["not answered", "flagged", "unsure"]

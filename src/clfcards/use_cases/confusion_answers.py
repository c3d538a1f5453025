"""What learners chose, for a maintainer: in one's own log, and in the histories that learners shared."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from clfcards.exam.confusion_coverage import Chosen
from clfcards.exam.confusions import CHOSEN, choices_of
from clfcards.exam.shared_history import SharedHistory
from clfcards.memory.event_kinds import ANSWERS
from clfcards.model.bank import Question
from clfcards.model.event_kind import UNDO
from clfcards.render.grading import option_key, options_by_key
from clfcards.use_cases.practice import Practice
from clfcards.use_cases.real_result import own_shared_history


def chosen_options(practice: Practice, histories: Iterable[SharedHistory]) -> Chosen:
    """The options that were chosen in one's own exams and reviews, and in the exams of these histories.

    Each sitting counts once, in however many files it is. Blanks do not count, nor do answers to a question whose stem
    or chosen options have changed since.
    """
    questions = {question.id: question for question in practice.bank.questions}
    found: dict[str, list[Sequence[str]]] = defaultdict(list)
    sat = {
        (sitting.id, answer.question): answer
        for history in (own_shared_history(practice), *histories)
        for sitting in history.sittings
        for answer in sitting.answers
    }
    for answer in sat.values():
        question = questions.get(answer.question)
        if question is not None and answer.stem == option_key(question.id, question.stem):
            _add(found, question, answer.chosen)
    reviews = [*practice.log.events(ANSWERS, holding=CHOSEN), *practice.log.events((UNDO,))]
    for choice in choices_of(reviews):
        if choice.question in questions:
            _add(found, questions[choice.question], choice.chosen)
    return found


def _add(found: dict[str, list[Sequence[str]]], question: Question, chosen: Sequence[str]) -> None:
    if chosen and set(chosen) <= set(options_by_key(question)):
        found[question.id].append(chosen)

"""Tasks are guessed from words; the shipped bank, whose tasks people chose, is the judge."""

from pathlib import Path

from clfcards.decks.load import load
from clfcards.exchange.task_guess import TaskGuess
from clfcards.model.bank import Bank
from tests.rules.bank_of import GUIDE

DECKS = Path(__file__).parents[2] / "decks"


def test_most_tasks_of_the_shipped_questions_are_guessed_from_the_facts_alone() -> None:
    loaded = load(DECKS / "clf-c02")
    assert loaded.guide is not None
    guess = TaskGuess(loaded.guide, Bank(loaded.bank.facts))
    questions = loaded.bank.questions
    right = sum(guess.of((q.stem, *(option.text for option in q.options))) == q.task for q in questions)
    assert right > 0.7 * len(questions)


def test_without_a_bank_the_words_of_the_guide_decide() -> None:
    guess = TaskGuess(GUIDE, Bank())
    for task in GUIDE.tasks.values():
        assert guess.of([task.title, *task.topics.values()]) == task.id


def test_words_that_nobody_knows_give_the_first_task() -> None:
    assert TaskGuess(GUIDE, Bank()).of(["zzz qqq"]) == next(iter(GUIDE.tasks))
    assert TaskGuess(GUIDE, Bank()).of([]) == next(iter(GUIDE.tasks))

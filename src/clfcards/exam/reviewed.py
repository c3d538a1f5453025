"""A question as reviewed after the exam: the chosen options, the right ones, the reasons, and the facts behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from clfcards.exam.answers import facts_named
from clfcards.exam.form import LETTERS
from clfcards.exam.report import Report
from clfcards.model.bank import Bank, Fact, Question
from clfcards.render.grading import is_right, options_by_key
from clfcards.render.report_link import report_link

Outcome = Literal["right", "wrong", "not answered"]


@dataclass(frozen=True, slots=True)
class ReviewedOption:
    """An option with its letter. `text` and `why` are Markdown from the sources."""

    letter: str
    text: str
    why: str
    is_right: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
    """One question of a finished sitting; `number` is its position there, counted from 1.

    `question` is its text in the current bank. It is None if the question has left the bank, and then
    `options` and `facts` are empty. `facts` are those the question tests, then those that refute the
    chosen options. `report_url` is where a mistake in it can be reported, or empty.
    """

    id: str
    number: int
    task: str
    outcome: Outcome
    is_guess: bool
    is_flagged: bool
    is_scored: bool
    question: Question | None
    options: tuple[ReviewedOption, ...]
    facts: tuple[Fact, ...]
    report_url: str = ""


def reviewed_questions(
    report: Report, bank: Bank, *, every: bool = False, report_url: str = ""
) -> tuple[ReviewedQuestion, ...]:
    """The questions worth reviewing, or `every` one, in the form's order; `report_url` is that of the deck settings."""
    questions = {question.id: question for question in bank.questions}
    facts = {fact.id: fact for fact in bank.facts}
    ids = [question.id for question in report.sitting.questions] if every else report.to_review
    return tuple(_reviewed(report, id_, questions.get(id_), facts, report_url) for id_ in ids)


def _reviewed(
    report: Report, id_: str, question: Question | None, facts: Mapping[str, Fact], report_url: str
) -> ReviewedQuestion:
    sitting = report.sitting
    asked = sitting.form.by_id[id_]
    chosen = sitting.answers.get(id_, ())
    options = options_by_key(question) if question else {}
    return ReviewedQuestion(
        id=id_,
        number=[q.id for q in sitting.questions].index(id_) + 1,
        task=asked.task,
        outcome="right" if is_right(asked.key, chosen) else "wrong" if chosen else "not answered",
        is_guess=sitting.confidence.get(id_) == "guess",
        is_flagged=id_ in sitting.flagged,
        is_scored=asked.scored,
        question=question,
        options=tuple(
            ReviewedOption(letter, options[key].text, options[key].why, key in asked.key, key in chosen)
            for letter, key in zip(LETTERS, asked.options, strict=False)
            if key in options
        ),
        facts=tuple(facts_named(question, chosen, facts)) if question else (),
        report_url=report_link(report_url, question) if question else "",
    )

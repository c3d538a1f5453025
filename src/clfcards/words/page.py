"""The sentences of a page of practice exams: those of the terminal, as templates that the page fills in."""

from dataclasses import dataclass

from clfcards.exam.practice_forms import PracticeForms
from clfcards.exam.score import score_kind
from clfcards.exam.time_warnings import MARKS_MINUTES, TimeWarning
from clfcards.model.guide import Guide
from clfcards.words.conditions import ALL_NEW, MORE_TIME, NO_SIGNAL, SHORTER, UNTIMED
from clfcards.words.diagnosis import CANNOT_TELL, HOW_PLANNED, SHARE, WEAKEST, each_day, few_phrase, plan_title, to_gain
from clfcards.words.phrases import count
from clfcards.words.report import (
    CHANGED,
    GUESSED,
    HANDED_IN_BY_THE_CLOCK,
    LIMIT,
    NARROW,
    NOT_PASSED,
    PASSED,
    STANDARD_ERROR,
    TIME,
    TO_REVIEW,
    TOO_FEW_CHOSEN,
    vendor_page,
)
from clfcards.words.score import how_scored, passing
from clfcards.words.short_score import ESTIMATE, HOW_ESTIMATED
from clfcards.words.sitting import TIME_IS_UP, warning_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """The sentences. The page replaces each name in braces by a value.

    `warnings` are those at the document's `marks`. `about` is empty if the guide does not name the vendor's page.
    """

    passed: str = PASSED
    not_passed: str = NOT_PASSED
    error: str = STANDARD_ERROR
    narrow: str = NARROW
    time: str = TIME
    limit: str = LIMIT
    by_the_clock: str = HANDED_IN_BY_THE_CLOCK
    changed: str = CHANGED
    guessed: str = GUESSED
    too_few_chosen: str = TOO_FEW_CHOSEN
    to_review: str = TO_REVIEW
    all_new: str = ALL_NEW
    no_signal: str = NO_SIGNAL
    shorter: str = SHORTER
    untimed: str = UNTIMED
    more_time: str = MORE_TIME
    time_is_up: str = TIME_IS_UP
    warnings: tuple[str, ...]
    how_scored: str
    how_estimated: str
    about: str
    share: str
    estimate: str
    weakest: str
    cannot_tell: str
    to_gain: str
    plan_title: str
    each_day: str
    how_planned: str = HOW_PLANNED


def page_words(guide: Guide, asked: int, minutes: int) -> PageWords:
    """The sentences for an exam whose diagnostic has `asked` questions and plans so many minutes."""
    return PageWords(
        warnings=tuple(warning_sentence(TimeWarning(mark)) for mark in MARKS_MINUTES),
        how_scored=how_scored(guide),
        how_estimated=HOW_ESTIMATED,
        about=vendor_page(guide),
        share=SHARE.replace("{few}", few_phrase(asked)),
        estimate=ESTIMATE.replace("{passing}", passing(guide)),
        weakest=WEAKEST,
        cannot_tell=CANNOT_TELL.format(questions=count(asked, "question")),
        to_gain=to_gain(score_kind(guide)),
        plan_title=plan_title(minutes),
        each_day=f"{each_day(minutes)}.",
    )


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page that was written, or a site: where it is, and how many exams and questions it has."""

    file: str
    diagnostic: bool
    exams: int
    questions: int


@dataclass(frozen=True, slots=True)
class PagesDocument:
    """The document of `page --json`: every page that was written."""

    pages: tuple[MadePage, ...]


def document(forms: PracticeForms, questions: int, file: str) -> MadePage:
    """What was written, as a part of the document of `--json`."""
    return MadePage(file, forms.diagnostic is not None, len(forms.exams), questions)


def made_sentence(made: MadePage) -> str:
    """What was written, in a line."""
    parts = ["a diagnostic"] if made.diagnostic else []
    parts += [count(made.exams, "exam")] if made.exams else []
    return f"{made.file}: {', '.join([*parts, count(made.questions, 'question')])}; open it in a browser"

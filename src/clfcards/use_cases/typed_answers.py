"""A short text of answers as the events of a sitting: those that the page would have written, with coarser times."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence

from clfcards.errors import ClfcardsError
from clfcards.exam.answer_text import AnsweredQuestion, Answers, answers_in_text, form_mark, mark_in, values_of
from clfcards.exam.form import Form, FormQuestion
from clfcards.exam.sitting import begin
from clfcards.exam.sitting_steps import Step, StepKind
from clfcards.exam.timing import Timing
from clfcards.model.event import Event, Stamp
from clfcards.model.instant import Instant
from clfcards.model.time import Timestamp, UtcOffset
from clfcards.use_cases.sitting_log import beginning_event, step_event

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def typed_events(text: str, forms: Sequence[Form]) -> list[Event]:
    """The sitting's beginning and its steps. `forms` are those of this deck's page.

    The beginning is the one that the page wrote. The steps belong to a run of their own, so that they never have the
    ids of the page's. Raises ClfcardsError for a mistake in the text, and for answers to none of these forms.
    """
    try:
        values = values_of(text)
        mark = mark_in(values)
        form = next((form for form in forms if form_mark(form) == mark), None)
        if form is None:
            raise ClfcardsError(
                f"these answers are to an exam ({mark}) of another version of the questions: import the file that the "
                "page saves instead, or use the version of the decks that the page was made from"
            )
        return list(_events(form, mark, answers_in_text(values, form)))
    except ValueError as error:
        raise ClfcardsError(f"the text of answers cannot be read: {error}; nothing was imported") from error


def _events(form: Form, mark: str, answers: Answers) -> Iterator[Event]:
    began = _EPOCH + dt.timedelta(milliseconds=answers.began)
    offset = UtcOffset(answers.utc_offset)
    limit = None if answers.limit_minutes is None else 60.0 * answers.limit_minutes
    run = Stamp(Timestamp(answers.began), offset, answers.sitting)
    sitting = begin(answers.sitting, form, Timing(limit, answers.strict), Instant(began, 0.0, answers.sitting))
    yield beginning_event(sitting, run, page=mark)
    typed = Stamp(run.at, offset, hashlib.blake2b(answers.sitting.encode(), digest_size=8).hexdigest())
    for number, (seconds, kind, question, options, word) in enumerate(_steps(form, answers), start=1):
        ticks = round(seconds, 3)  # both clocks alike, so that they add up to the time that was used
        at = Instant(began + dt.timedelta(seconds=ticks), ticks, typed.id)
        yield step_event(sitting.id, Step(kind, at, question, options, word), number, typed)


_Taken = tuple[float, StepKind, str, tuple[str, ...], str]
"""When, in seconds from the beginning; what; and about which question, options and word."""


def _steps(form: Form, answers: Answers) -> Iterator[_Taken]:
    """The steps: one question after the other, for as long as each took in proportion, then the end."""
    coarse = sum(given.seconds for given in answers.questions)
    stretch = answers.seconds / coarse if coarse else 0.0
    passed = 0.0
    for place, (asked, given) in enumerate(zip(form.questions, answers.questions, strict=True)):
        yield from _steps_on(asked, given, passed, passed + stretch * given.seconds / 2, is_first=place == 0)
        passed += stretch * given.seconds
    yield float(answers.seconds), "submitted", "", (), "clock" if answers.by_clock else "learner"


def _steps_on(
    asked: FormQuestion, given: AnsweredQuestion, came: float, answered: float, *, is_first: bool
) -> Iterator[_Taken]:
    """The steps on one question; it was answered halfway through its time, so never after the end of the exam."""
    chosen = tuple(asked.options[place] for place in given.chosen)
    if not is_first and (chosen or given.seconds or given.flagged or given.confidence):
        yield came, "looked", asked.id, (), ""
    if chosen:
        yield answered, "chose", asked.id, chosen, ""
    if given.confidence:
        yield answered, "marked", asked.id, (), given.confidence
    if given.flagged:
        yield answered, "flagged", asked.id, (), ""

"""What went wrong: as lines, and as the document of `history mistakes --json`."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from clfcards.memory.options import SessionOptions
from clfcards.memory.study_day import date_of
from clfcards.model.bank import Fact, Option, Question
from clfcards.model.guide import Guide
from clfcards.model.time import local_time
from clfcards.next_step import NextStep
from clfcards.render.grading import options_by_key
from clfcards.render.spans import without_markup
from clfcards.use_cases.mistakes import WrongItem, WrongItems
from clfcards.visible import on_one_line
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.question import fact_sentence

_INDENT = " " * 2
_OCCASIONS = {
    "review": "in a review",
    "cram": "while cramming",
    "exam": "in an exam",
    "diagnostic": "in a diagnostic",
    "more": "in a diagnostic",
    "domain": "in an exam of one domain",
    "redo": "among questions missed before",
}


def nothing_today(asked: SessionOptions) -> str:
    """That there is nothing to drill, and what to do instead."""
    which = "" if asked.has_no_filter else " among these cards"
    return f"nothing went wrong today{which}: continue with '{command_line(NextStep.run('review'))}'"


def lines(guide: Guide, found: WrongItems, width: int) -> list[Line]:
    """Each task with what went wrong in it: when, what was chosen, what is right, and why."""
    since = date_of(found.since)
    if not found.tasks:
        return wrapped(f"nothing went wrong since {since}: --days N looks further back", width)
    items = sum(map(len, found.tasks.values()))
    times = sum(len(wrong.mistakes) for tasks in found.tasks.values() for wrong in tasks)
    shown = wrapped(f"Since {since}, {count(items, 'item')} went wrong {count(times, 'time')}.", width)
    for task, wrong in found.tasks.items():
        title = f"{task} {guide.tasks[task].title}" if task else "No longer in the deck"
        shown += [Line(), *wrapped(f"{title} · {count(len(wrong), 'item')}", width, "title")]
        for one in wrong:
            shown += [Line(), *_wrong_lines(one, width)]
    if found.today:
        drill = command_line(NextStep.run("review", mistakes=True))
        shown += [Line(), *wrapped(f"'{drill}' asks what went wrong today again.", width)]
    return shown


def _wrong_lines(wrong: WrongItem, width: int) -> list[Line]:
    last = wrong.mistakes[0]
    when = f"{local_time(last.at, last.utc_offset):%Y-%m-%d %H:%M} {_OCCASIONS[last.occasion]}"
    times = f" · {count(len(wrong.mistakes), 'time')}" if len(wrong.mistakes) > 1 else ""
    shown = wrapped(f"✗ {on_one_line(wrong.id)} · {when}{times}", width, "bad")
    for name, text in _rows(wrong):
        shown += wrapped(text, width, "", _INDENT + (f"{name}: " if name else ""), _INDENT)
    return shown


def _rows(wrong: WrongItem) -> Iterator[tuple[str, str]]:
    """The item's text, then what was chosen and what is right, each with its reason."""
    item = wrong.item
    if item is None:
        yield "", "It is no longer in the bank."
    elif wrong.hidden:
        yield "", "An exam that you have not finished asks this question: it is shown here after the exam."
    elif isinstance(item, Fact):
        yield "", " ".join(fact_sentence(item).split())
        yield "", without_markup(item.why)
        yield "", item.source
    else:
        yield "", without_markup(item.stem)
        yield from _choice_rows(wrong, item)
        yield "", item.source


def _choice_rows(wrong: WrongItem, question: Question) -> Iterator[tuple[str, str]]:
    chosen, changed = _chosen(wrong, question)
    if not chosen and not changed:
        yield "You chose", "nothing"
    for option in chosen:
        yield "You chose", _with_reason(option)
    if changed:
        yield "You chose", "an option that has been changed since"
    for option in question.correct:
        yield "Right", _with_reason(option)


def _chosen(wrong: WrongItem, question: Question) -> tuple[list[Option], bool]:
    """The wrong options that were chosen, and whether there were others that the question no longer has."""
    options = options_by_key(question)
    known = [options[key] for key in wrong.chosen if key in options]
    return [option for option in known if option not in question.correct], len(known) < len(wrong.chosen)


def _with_reason(option: Option) -> str:
    text = without_markup(option.text)
    return f"{text} – {without_markup(option.why)}" if option.why else text


@dataclass(frozen=True, slots=True)
class ReasonDocument:
    """An option and its reason, as Markdown."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class MistakeDocument:
    """An item that went wrong, `last` at this time on this occasion, and how many times in the period.

    `text` and `why` are those of a fact, or the stem of a question. All texts are empty if the item is `hidden`,
    because an exam that has not ended asks it, or if it has left the bank.
    """

    id: str
    kind: str
    last: dt.datetime
    occasion: str
    times: int
    hidden: bool
    text: str
    why: str
    chosen: tuple[ReasonDocument, ...]
    right: tuple[ReasonDocument, ...]
    source: str


@dataclass(frozen=True, slots=True)
class TaskMistakesDocument:
    """What went wrong in a task, newest first. The id and the title are empty for what has left the bank."""

    id: str
    title: str
    mistakes: tuple[MistakeDocument, ...]


@dataclass(frozen=True, slots=True)
class MistakesDocument:
    """The document of `history mistakes --json`; `since` is the first study day of the period."""

    since: dt.date
    today: int
    tasks: tuple[TaskMistakesDocument, ...]


def document(guide: Guide, found: WrongItems) -> MistakesDocument:
    """What went wrong as the document of `--json`."""
    tasks = (
        TaskMistakesDocument(task, guide.tasks[task].title if task else "", tuple(map(_mistake_document, wrong)))
        for task, wrong in found.tasks.items()
    )
    return MistakesDocument(date_of(found.since), found.today, tuple(tasks))


def _mistake_document(wrong: WrongItem) -> MistakeDocument:
    last, item = wrong.mistakes[0], wrong.item
    shown = None if wrong.hidden else item
    question = shown if isinstance(shown, Question) else None
    text = "" if shown is None else fact_sentence(shown) if isinstance(shown, Fact) else shown.stem
    return MistakeDocument(
        id=wrong.id,
        kind="" if item is None else item.kind,
        last=local_time(last.at, last.utc_offset),
        occasion=last.occasion,
        times=len(wrong.mistakes),
        hidden=wrong.hidden,
        text=text,
        why=shown.why if isinstance(shown, Fact) else "",
        chosen=tuple(map(_reason, _chosen(wrong, question)[0])) if question else (),
        right=tuple(map(_reason, question.correct)) if question else (),
        source="" if shown is None else shown.source,
    )


def _reason(option: Option) -> ReasonDocument:
    return ReasonDocument(option.text, option.why)

"""The pairs that a learner takes for one another: as lines, and as the document of `confusions --json`."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from clfcards.exam.confusions import Confusion
from clfcards.exam.fact_name import fact_name
from clfcards.model.bank import Fact
from clfcards.model.time import local_time
from clfcards.next_step import NextStep
from clfcards.render.spans import without_markup
from clfcards.use_cases.confusions import PairView
from clfcards.visible import on_one_line
from clfcards.words.lines import Line, folded, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.question import fact_sentence
from clfcards.words.width import columns, padded
from clfcards.words.worst_pair import times

_SIDE_BY_SIDE = 70  # columns; narrower columns hold too few words to be read
_BETWEEN = " │ "


def names(view: PairView) -> tuple[str, str]:
    """The names of the fact that was right and of the other: their ids if their names are the same."""
    right, wrong = on_one_line(fact_name(view.right)), on_one_line(fact_name(view.wrong))
    return (right, wrong) if right.casefold() != wrong.casefold() else (view.right.id, view.wrong.id)


def deciding_phrase(view: PairView) -> str:
    """The deciding words and what they point to; empty if nothing is clear."""
    if view.deciding is None:
        return ""
    pointers = zip((view.deciding.right, view.deciding.wrong), names(view), strict=True)
    return "; ".join(f"“{words}” → {name}" for words, name in pointers if words)


def lines(views: Sequence[PairView], width: int, most: int | None = None, facts: Sequence[str] = ()) -> list[Line]:
    """The pairs, at most so many, the worst first: both facts side by side, or one below the other if it is narrow."""
    if not views:
        return wrapped(nothing_yet(facts), width)
    shown = wrapped("The pairs that you take for one another, worst first", width, "title")
    for number, view in enumerate(views[:most], start=1):
        shown += [Line(), *_pair_lines(number, view, width)]
    if most is not None and len(views) > most:
        shown += [Line(), *wrapped(f"{count(len(views) - most, 'more pair')}: --all shows all of them", width, "dim")]
    drill = command_line(NextStep.run("confusions", drill=True))
    asked = f"'{drill}' asks the worst pair in turns, and leaves the schedule alone."
    return [*shown, Line(), *wrapped(asked, width)]


def nothing_yet(facts: Sequence[str] = ()) -> str:
    """The sentence for a learner without any pair, or without one of these facts, and what to do."""
    if facts:
        named = " or ".join(map(on_one_line, facts))
        step = command_line(NextStep.run("confusions"))
        return f"you have not confused {named} with anything so far: '{step}' lists all pairs"
    return f"you have confused no facts so far: continue with '{command_line(NextStep.run('review'))}'"


def _pair_lines(number: int, view: PairView, width: int) -> list[Line]:
    indent = " " * len(f"{number}. ")
    shown = wrapped(how_often(view), width, "title", f"{number}. ", indent)
    for name, text in _rows(view):
        shown += wrapped(text, width, "", f"{indent}{name}: ", indent)
    room = width - len(indent)
    if room < _SIDE_BY_SIDE:
        both = [*_fact_lines(view.right, room), "", *_fact_lines(view.wrong, room)]
    else:
        both = beside(*(_fact_lines(fact, (room - len(_BETWEEN)) // 2) for fact in (view.right, view.wrong)))
    return [*shown, *(Line(f"{indent}{line}".rstrip()) for line in both)]


def how_often(view: PairView) -> str:
    """What was taken for what, and how often: "AWS Config taken for AWS CloudTrail 3 times, last on 2026-03-12"."""
    right, wrong = names(view)
    first, *other = view.pair.directions
    back = f", the other way {times(other[0].times)}" if other else ""
    last, sure = view.pair.last, sum(one.sure for one in view.pair.directions)
    when = f"last on {local_time(last.last, last.utc_offset):%Y-%m-%d}"
    said = f"; you were sure {times(sure)}" if sure else ""
    return f"{wrong} taken for {right} {times(first.times)}{back}, {when}{said}"


def _rows(view: PairView) -> Iterator[tuple[str, str]]:
    """What decides between the two, as far as it is clear; else why the option that was chosen last is wrong."""
    if phrase := deciding_phrase(view):
        yield "Decides", phrase
    elif view.reason:
        yield "Why not", _in_a_row(without_markup(view.reason))
    for fact in view.contrast[:1]:
        yield "Both", _in_a_row(fact_sentence(fact))


def _fact_lines(fact: Fact, width: int) -> list[str]:
    """A fact in a column: its id, what it asks and answers, then why."""
    texts = [fact_sentence(fact)] if fact.cloze else [without_markup(fact.front), f"→ {without_markup(fact.back)}"]
    return [line for text in (fact.id, *texts, without_markup(fact.why)) for line in folded(_in_a_row(text), width)]


def _in_a_row(text: str) -> str:
    return " ".join(text.split())


def beside(left: Sequence[str], right: Sequence[str]) -> list[str]:
    """Two columns of lines with a rule between them."""
    width = max(map(columns, left), default=0)
    return [f"{padded(one, width)}{_BETWEEN}{other}" for one, other in zip_longest(left, right, fillvalue="")]


def drill_title(view: PairView) -> str:
    """What a drill contrasts, and when it ends."""
    right, wrong = names(view)
    return f"{right} or {wrong}: in turns, until you were right twice about each. The schedule stays as it is."


def drill_refusal(view: PairView) -> str:
    """Why a pair cannot be drilled."""
    right, wrong = view.pair.facts
    return f"'{right}' and '{wrong}' cannot be drilled: the cards of one of them are suspended or buried"


def drill_ending(view: PairView) -> str:
    """The sentence at the end of a drill."""
    right, wrong = names(view)
    return f"You were right twice about each of {right} and {wrong}: the drill is over."


@dataclass(frozen=True, slots=True)
class PairDocument:
    """The fact `b` was taken for the fact `a`, which was right, so many `times`; `last` is when.

    `deciding` are the words that decide between the two; it is empty if nothing is clear.
    """

    a: str
    b: str
    times: int
    last: dt.datetime
    deciding: str


@dataclass(frozen=True, slots=True)
class ConfusionsDocument:
    """The document of `confusions --json`: the worst pairs first. A pair that went both ways is there twice."""

    pairs: tuple[PairDocument, ...]


def document(views: Sequence[PairView]) -> ConfusionsDocument:
    """The pairs as the document of `--json`."""
    return ConfusionsDocument(tuple(_pair(view, one) for view in views for one in view.pair.directions))


def _pair(view: PairView, one: Confusion) -> PairDocument:
    return PairDocument(one.right, one.wrong, one.times, local_time(one.last, one.utc_offset), deciding_phrase(view))

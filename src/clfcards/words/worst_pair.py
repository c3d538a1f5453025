"""The worst pair in a line, for Today and for the end of a report."""

from dataclasses import dataclass

from clfcards.exam.confusions import LATELY_DAYS
from clfcards.next_step import NextStep
from clfcards.use_cases.worst_pair import WorstPair
from clfcards.visible import on_one_line
from clfcards.words.next_steps import command_line

_TIMES = {1: "once", 2: "twice"}


def times(number: int) -> str:
    """ "once", "twice", "3 times"."""
    return _TIMES.get(number, f"{number:,} times")


def worst_phrase(pair: WorstPair, exam: str | None = None) -> str:
    """What was taken for what, how often lately, and the command that shows it; `exam` is named in the command."""
    what = f"{on_one_line(pair.wrong_name)} taken for {on_one_line(pair.right_name)}"
    step = NextStep.run("confusions") if exam is None else NextStep.run("confusions", exam=exam)
    return f"{what} {times(pair.times)} in {LATELY_DAYS} days: {command_line(step)}"


@dataclass(frozen=True, slots=True)
class WorstPairDocument:
    """The fact `b` was taken for the fact `a`, which was right, so many `times` in the last 30 days."""

    a: str
    b: str
    times: int


def document(pair: WorstPair | None) -> WorstPairDocument | None:
    """The pair as a part of a document of `--json`."""
    return None if pair is None else WorstPairDocument(pair.right, pair.wrong, pair.times)

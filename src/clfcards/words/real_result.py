"""A result of the real exam, in words and as the document of `--json`."""

import datetime as dt
from dataclasses import dataclass

from clfcards.exam.real_result import Forecast, RealResult
from clfcards.model.number import Number
from clfcards.next_step import NextStep
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, estimated


@dataclass(frozen=True, slots=True)
class ResultDocument:
    """The document of `result --json`. `value` is null if only pass or fail is known."""

    exam: str
    day: dt.date
    passed: bool
    value: Number | None
    forecast: Forecast | None


def document(exam: str, result: RealResult) -> ResultDocument:
    return ResultDocument(exam, result.day, result.passed, result.value, result.forecast)


def lines(exam: str, result: RealResult, width: int) -> list[Line]:
    """What was recorded, what readiness had said, and what to do with it."""
    value = "" if result.value is None else f" with {result.value}"
    verdict = f"{exam} on {result.day}: {'passed' if result.passed else 'not passed'}{value}."
    share = command_line(NextStep.run("history share"))
    return [
        *wrapped(verdict, width, "good" if result.passed else "title"),
        *(wrapped(_said(result.forecast), width) if result.forecast else []),
        *wrapped(
            f"It is in your log. So that readiness can be compared with real results, write a file without your name "
            f"with '{share} FILE', and send it to the maintainers of the deck.",
            width,
            "dim",
        ),
    ]


def _said(forecast: Forecast) -> str:
    """What readiness said when the exam's day began."""
    if forecast.verdict == "not enough evidence":
        return "When that day began, readiness said: not enough evidence."
    return (
        f"When that day began, readiness said: {forecast.verdict}, {estimated(forecast.probability)} to pass "
        f"({estimated(forecast.low)} to {estimated(forecast.high)}), "
        f"from {count(forecast.attempts, 'full timed attempt')}."
    )

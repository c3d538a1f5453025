"""A sitting with a real log and a clock that tests set."""

from pathlib import Path

from clfcards.exam.assembly import Request, assemble
from clfcards.exam.form import Form
from clfcards.exam.timing import Timing
from clfcards.log.log import Log
from clfcards.model.bank import Bank
from clfcards.model.instant import Instant
from clfcards.use_cases.sitting import OpenSitting
from clfcards.use_cases.sitting_log import read_sittings
from tests.exam.exam_bank import GUIDE, NOON, at, experience, questions
from tests.log_events import stamp

QUESTIONS = questions(12)
BANK = Bank((), tuple(QUESTIONS))


class HandClock:
    """Both clocks in one; the test sets `seconds`."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> Instant:
        return at(self.seconds)


def open_log(folder: Path) -> Log:
    return Log.open(folder, "tests", NOON)


def short_form(length: int = 10, seed: int = 1) -> Form:
    return assemble(GUIDE, {}, QUESTIONS, Request(length=length), experience(QUESTIONS), seed)


def begun(
    log: Log, clock: HandClock, form: Form | None = None, limit: float | None = 1200.0, *, strict: bool = False
) -> OpenSitting:
    timing = Timing(limit, strict)
    return OpenSitting.begin(GUIDE, BANK, log, form or short_form(), timing, clock, stamp(0, "s1"))


def again(log: Log, clock: HandClock, run: str = "s2") -> OpenSitting:
    """The sitting as opened by another run of the program."""
    return OpenSitting(GUIDE, BANK, log, read_sittings(log).read[-1], clock, stamp(0, run))


def right_letters(opened: OpenSitting) -> str:
    """The letters of the current question's right options."""
    return "".join("abcdef"[opened.current.options.index(option)] for option in sorted(opened.current.key))

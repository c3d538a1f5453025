"""A sitting over a real log, with a clock that tests move by hand."""

from pathlib import Path

from clfcards.exam.assembly import Request, assemble
from clfcards.exam.form import Form
from clfcards.exam.sitting import Terms
from clfcards.log.log import Log
from clfcards.model.bank import Bank
from clfcards.model.instant import Instant
from clfcards.use_cases.exam_session import ExamSession
from clfcards.use_cases.sitting_log import SittingLog, read_sittings
from tests.exam.exam_bank import GUIDE, NOON, at, experience, questions
from tests.log_events import stamp

QUESTIONS = questions(12)
BANK = Bank((), tuple(QUESTIONS))


class HandClock:
    """Both clocks at once; `seconds` is set by the test."""

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
) -> ExamSession:
    record = SittingLog.begin(log, form or short_form(), Terms(limit, strict), clock, stamp(0, "s1"))
    return ExamSession(GUIDE, BANK, record)


def again(log: Log, clock: HandClock, run: str = "s2") -> ExamSession:
    """The sitting as another run of the program finds it."""
    return ExamSession(GUIDE, BANK, SittingLog(log, read_sittings(log)[-1], clock, stamp(0, run)))


def right_letters(session: ExamSession) -> str:
    """The letters of the current question's right options."""
    return "".join("abcdef"[session.current.options.index(option)] for option in sorted(session.current.key))

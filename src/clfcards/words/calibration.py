"""Shared histories and what they say about the questions of a bank, in words and as documents of `--json`."""

from dataclasses import dataclass

from clfcards.exam.shared_history import SharedHistory
from clfcards.use_cases.calibrate import Calibration
from clfcards.words.phrases import count


@dataclass(frozen=True, slots=True)
class SharedDocument:
    """The document of `history share --json`."""

    file: str
    sittings: int
    answers: int
    results: int


def shared_document(file: str, history: SharedHistory) -> SharedDocument:
    answers = sum(len(sitting.answers) for sitting in history.sittings)
    return SharedDocument(file, len(history.sittings), answers, len(history.results))


def shared_sentence(file: str, history: SharedHistory) -> str:
    """What the file holds."""
    found = shared_document(file, history)
    results = f" and {count(found.results, 'real result')}" if found.results else ""
    return (
        f"{file}: {count(found.answers, 'answer')} of {count(found.sittings, 'practice exam')}{results}, "
        "without your name; read it before you send it"
    )


@dataclass(frozen=True, slots=True)
class CalibrationDocument:
    """The document of `bank calibrate --json`. Of the `shared` answers, `counted` say something about a question."""

    learners: int
    shared: int
    counted: int
    questions: int
    results: int
    written: str


def calibration_document(found: Calibration, written: str) -> CalibrationDocument:
    table = found.table
    return CalibrationDocument(
        len(table.learners), found.shared, found.counted, len(table.questions), len(table.results), written
    )


def calibration_lines(found: Calibration, written: str) -> list[str]:
    """What the histories held and what was left out, the results, and where the table was written."""
    table = found.table
    lines = [
        f"{count(found.counted, 'answer')} of {count(len(table.learners), 'learner')} to "
        f"{count(len(table.questions), 'question')}"
    ]
    if left_out := found.shared - found.counted:
        lines.append(
            f"left out: {count(left_out, 'answer')} that were blank, to a question met before, or to one that has "
            "changed or gone"
        )
    if table.results:
        passed = sum(result.passed for result in table.results)
        forecasts = [result.forecast.probability for result in table.results if result.forecast]
        said = f"; readiness had expected {sum(forecasts):.1f} of {len(forecasts)}" if forecasts else ""
        lines.append(f"{count(len(table.results), 'real result')}: {passed} passed{said}")
    lines.append(f"{written} written" if written else "nothing was written: use --write to write it")
    return lines

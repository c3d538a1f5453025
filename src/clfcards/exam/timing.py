"""How a sitting is timed."""

from dataclasses import dataclass

from clfcards.model.guide import Format


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds in all (None: untimed), and whether time away counts."""

    limit_seconds: float | None
    strict: bool = False


def exam_timing(terms: Format, questions: int, *, extra_minutes: int = 0, strict: bool = False) -> Timing:
    """The exam's minutes in proportion to the number of questions, and `extra_minutes` on top."""
    seconds = round(60 * terms.minutes * questions / terms.questions)
    return Timing(float(seconds + 60 * extra_minutes), strict)

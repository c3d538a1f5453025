"""The outcomes of the diagnostic in the document of a page of practice exams."""

from collections.abc import Sequence

from clfcards.exam.diagnosis_table import DiagnosisTable, Outcome
from clfcards.model.guide import Guide
from clfcards.pages.practice_document import DiagnosisRow, PageDiagnosis
from clfcards.words.phrases import estimated
from clfcards.words.score import amount

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_STEP_MINUTES = 5


def page_diagnosis(guide: Guide, table: DiagnosisTable) -> PageDiagnosis:
    """The outcomes, ready to be shown."""
    places = {domain.id: place for place, domain in enumerate(guide.domains)}
    steps = [[minutes // _STEP_MINUTES for minutes in plan] for plan in table.minutes]
    digits = 1 if max(map(max, steps)) < len(_DIGITS) else 2
    return PageDiagnosis(
        shares=tuple((estimated(low), estimated(high)) for low, high in table.shares),
        strides=_strides(
            [max(right) + 1 for right in zip(*(outcome.right for outcome in table.outcomes), strict=True)]
        ),
        rows=tuple(_row(outcome, places) for outcome in table.outcomes),
        digits=digits,
        plans=tuple("".join(_number(step, digits) for step in plan) for plan in steps),
    )


def _row(outcome: Outcome, places: dict[str, int]) -> DiagnosisRow:
    shown, weakest, score = outcome.few, outcome.weakest, outcome.few.score
    value, low, high = (amount(score.kind, number) for number in (score.value, score.low, score.high))
    return DiagnosisRow(
        value=value,
        low=low,
        high=high,
        order=tuple(places[domain.id] for domain in sorted(shown.domains, key=lambda domain: -domain.gain)),
        gains=tuple(round(domain.gain) for domain in shown.domains),
        errors=tuple(round(domain.gain_error) for domain in shown.domains),
        weakest=-1 if weakest is None else places[weakest],
        chance="" if weakest is None else estimated(max(domain.weakest for domain in shown.domains)),
    )


def _strides(sizes: Sequence[int]) -> tuple[int, ...]:
    """By how much the number of a row grows with one more right answer in each domain; the last domain counts ones."""
    strides = [1]
    for size in reversed(sizes[1:]):
        strides.insert(0, strides[0] * size)
    return tuple(strides)


def _number(value: int, digits: int) -> str:
    high, low = divmod(value, len(_DIGITS))
    return _DIGITS[low] if digits == 1 else _DIGITS[high] + _DIGITS[low]

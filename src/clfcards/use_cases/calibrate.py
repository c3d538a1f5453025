"""Calibrating a bank with the histories that learners sent."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clfcards.codec import decode
from clfcards.decks.difficulty_file import FittedTable, read_fitted
from clfcards.errors import UsageError
from clfcards.exam.calibration import fit
from clfcards.exam.difficulty import Estimate, estimates
from clfcards.exam.question_difficulty import QuestionDifficulty, question_difficulties
from clfcards.exam.reference import cut_ability
from clfcards.exam.shared_history import SharedHistory, responses
from clfcards.model.bank import Bank
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep
from clfcards.system.files import read_bytes, shown

MOST_BYTES = 20_000_000
"""The largest shared history that is read: some 2,000 exams."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The new table, with the number of answers that it rests on, and of those in the histories altogether."""

    table: FittedTable
    counted: int
    shared: int


def calibration(guide: Guide, bank: Bank, histories: Sequence[SharedHistory]) -> Calibration:
    """The table that follows from these histories alone: what an older table says is not used, so no answer counts
    twice."""
    counted = responses(histories, bank.questions)
    results = {shared.id: shared.result for history in histories for shared in history.results}
    table = FittedTable(fit(counted, _priors(guide, bank)), _learners(histories), tuple(results.values()))
    answers = {
        (sitting.id, answer.question)
        for history in histories
        for sitting in history.sittings
        for answer in sitting.answers
    }
    return Calibration(table, len(counted), len(answers))


def difficulties(folder: Path, guide: Guide, bank: Bank) -> list[QuestionDifficulty]:
    """How hard each question is by the sources and by the table in the exam's folder, suspicious ones first."""
    fitted = read_fitted(folder).questions
    return question_difficulties(bank.questions, _priors(guide, bank), fitted, cut_ability(guide))


def _priors(guide: Guide, bank: Bank) -> dict[str, Estimate]:
    """Every question's difficulty by the sources alone."""
    return estimates(bank.questions, guide.practice, cut_ability(guide), {}, {})


def _learners(histories: Sequence[SharedHistory]) -> dict[str, dt.date]:
    """For each learner, the day of the last answer."""
    days: dict[str, dt.date] = {}
    for history in histories:
        for sitting in history.sittings:
            days[history.learner] = max(sitting.day, days.get(history.learner, sitting.day))
    return days


def read_shared(path: Path, namespace: str) -> SharedHistory:
    """The history that `history share` wrote. Raises UsageError for any other file, or that of another deck."""
    try:
        history = decode(read_bytes(path, MOST_BYTES), SharedHistory)
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        message = (
            f"'{shown(path)}' is not a history that a learner shared ({reason}): ask the learner to share it again"
        )
        raise UsageError(message, NextStep.run("history share")) from error
    if history.namespace != namespace:
        raise UsageError(
            f"'{shown(path)}' holds answers to the deck '{history.namespace}', not to '{namespace}': leave it out"
        )
    return history

"""What a learner may send to a maintainer: answers and results, without anything that says who the learner is.

A day is the finest time in it. Ids are hashes of random ids, which are the same on all devices of a learner, so that
a maintainer counts nothing twice, however often a history is shared.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from clfcards.exam.calibration import Response
from clfcards.exam.form import FormQuestion, Kind
from clfcards.exam.real_result import RealResult
from clfcards.exam.sightings import fresh_questions
from clfcards.exam.sitting import Sitting
from clfcards.model.bank import Question
from clfcards.render.grading import is_right, option_key, options_by_key, right_options


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """The answer to a question: the keys of the chosen options, and the hash of the stem that was shown.

    It `is_fresh` if the learner had not met the question in the weeks before.
    """

    question: str
    stem: str
    chosen: tuple[str, ...]
    is_fresh: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class SharedSitting:
    """A practice exam that was handed in on `day`; `minutes` is None if it was untimed."""

    id: str
    kind: Kind
    day: dt.date
    minutes: float | None
    answers: tuple[SharedAnswer, ...]


@dataclass(frozen=True, slots=True)
class SharedResult:
    """A result of the real exam."""

    id: str
    result: RealResult


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedHistory:
    """One learner's answers and results for the deck with this namespace, learned from this edition of the guide."""

    format: Literal[1] = 1
    namespace: str
    exam: str
    learner: str
    sittings: tuple[SharedSitting, ...] = ()
    results: tuple[SharedResult, ...] = field(default=())


def shared_history(
    namespace: str, exam: str, sittings: Sequence[Sitting], results: Iterable[tuple[str, RealResult]]
) -> SharedHistory:
    """The history of the learner with these sittings (oldest first) and results (with the ids of their events)."""
    known = zip(sittings, fresh_questions(sittings), strict=True)
    handed_in = [_shared(sitting, fresh) for sitting, fresh in known if sitting.is_handed_in]
    reported = [SharedResult(_anonymous(id_), result) for id_, result in results]
    return SharedHistory(
        namespace=namespace,
        exam=exam,
        learner=learner_ids(sittings)[0] if sittings else "",
        sittings=tuple(handed_in),
        results=tuple(reported),
    )


def learner_ids(sittings: Sequence[Sitting]) -> list[str]:
    """The ids under which the learner with these sittings may have shared a history; today's is the first.

    A log's id is a hash of the id of its first sitting, which is random. After the history of another device was
    merged, the first sitting can be another one.
    """
    return [_anonymous(sitting.id) for sitting in sittings]


def counted_until(sittings: Sequence[Sitting], learners: Mapping[str, dt.date]) -> dt.date:
    """The day up to which a table with these learners holds this learner's answers; the first of all days if never."""
    return max((learners[id_] for id_ in learner_ids(sittings) if id_ in learners), default=dt.date.min)


def _anonymous(id_: str) -> str:
    return hashlib.blake2b(id_.encode(), digest_size=8, person=b"share").hexdigest()


def _shared(sitting: Sitting, fresh: frozenset[str]) -> SharedSitting:
    limit = sitting.timing.limit_seconds
    return SharedSitting(
        _anonymous(sitting.id),
        sitting.form.kind,
        sitting.last.wall.date(),
        None if limit is None else limit / 60,
        tuple(_answer(question, sitting, is_fresh=question.id in fresh) for question in sitting.questions),
    )


def _answer(question: FormQuestion, sitting: Sitting, *, is_fresh: bool) -> SharedAnswer:
    chosen = sitting.answers.get(question.id, ())
    seconds = round(sitting.seconds_on.get(question.id, 0.0))
    return SharedAnswer(question.id, question.stem, tuple(sorted(chosen)), is_fresh, seconds)


def responses(histories: Iterable[SharedHistory], questions: Iterable[Question]) -> list[Response]:
    """The answers that say something about today's questions, each once.

    Left out are blanks, repeats, and answers to a question whose stem or chosen options have changed since. Whether an
    answer is right is decided by today's key.
    """
    known = {question.id: question for question in questions}
    found: dict[Response, None] = {}
    for history in histories:
        for sitting in history.sittings:
            for answer in sitting.answers:
                question = known.get(answer.question)
                if question is not None and _counts(answer, question):
                    right = is_right(right_options(question), answer.chosen)
                    found[Response(sitting.id, question.id, right)] = None
    return list(found)


def _counts(answer: SharedAnswer, question: Question) -> bool:
    return (
        answer.is_fresh
        and bool(answer.chosen)
        and answer.stem == option_key(question.id, question.stem)
        and set(answer.chosen) <= set(options_by_key(question))
    )

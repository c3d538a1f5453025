"""A made-up exam with the structure of CLF-C02: four domains, nineteen tasks, and any number of questions."""

import datetime as dt
from collections.abc import Sequence
from itertools import cycle, islice

from clfcards.exam.assembly import Experience, Request, assemble
from clfcards.exam.difficulty import estimates
from clfcards.exam.form import Form
from clfcards.exam.possible import Possible
from clfcards.exam.reference import cut_ability
from clfcards.exam.sitting import Sitting, apply, begin
from clfcards.exam.sitting_steps import Step, StepKind
from clfcards.exam.timing import Timing
from clfcards.model.bank import Difficulty, Option, Origin, Pool, Question
from clfcards.model.guide import Domain, Exam, Format, Guide, Practice, Revision, Task
from clfcards.model.instant import Instant

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
_SHAPE = (("1", 24, 4), ("2", 30, 4), ("3", 34, 8), ("4", 12, 3))
_CLASSES: tuple[Difficulty, ...] = (
    *("easy", "medium", "medium", "hard", "easy"),
    *("medium", "medium", "hard", "easy", "medium"),
)


def _tasks(domain: str, count: int) -> tuple[Task, ...]:
    return tuple(Task(f"{domain}.{n}", f"Task {domain}.{n}", {}) for n in range(1, count + 1))


GUIDE = Guide(
    exam=Exam("ZZZ-01", "Certified Tester", "Test Board", "page"),
    format=Format(
        scored=50,
        unscored=15,
        minutes=90,
        extra_minutes=30,
        scale_minimum=100,
        scale_maximum=1000,
        scale_pass=700,
        source="page",
    ),
    practice=Practice(35, -2.0, 2.0, False),
    revision="first",
    revisions=(Revision("first", dt.date(2026, 1, 1), "the only one"),),
    sources={},
    domains=tuple(
        Domain(id_, f"Domain {id_}", weight, "page", _tasks(id_, tasks)) for id_, weight, tasks in _SHAPE
    ),
)  # fmt: skip


def question(id_: str, task: str, difficulty: Difficulty = "medium", pool: Pool = "exam", right: int = 1) -> Question:
    """A question with `right` right options of four in all, or of five if several are right."""
    wrong = 3 if right == 1 else max(3, 5 - right)
    return Question(
        origin=Origin("x.yaml", 0), id=id_, task=task, source="https://example.org", verified=dt.date(2026, 1, 1),
        priority=1, pool=pool, difficulty=difficulty, stem=f"What about {id_}?",
        correct=tuple(Option(f"right {id_} {n}", "It is.") for n in range(right)),
        distractors=tuple(Option(f"wrong {id_} {n}", "It is not.", f"fact-{task}") for n in range(wrong)),
        tests=(f"fact-{task}",),
    )  # fmt: skip


def questions(per_task: int, pool: Pool = "exam") -> list[Question]:
    """`per_task` questions in each task, in the mix that authors aim at; one in five is multiple-response."""
    return [
        question(f"q-{task}-{n}", task, difficulty, pool, right=2 if n % 5 == 4 else 1)
        for task in GUIDE.tasks
        for n, difficulty in enumerate(islice(cycle(_CLASSES), per_task))
    ]


def experience(bank: Sequence[Question], sightings: dict[str, int] | None = None) -> Experience:
    return Experience(sightings or {}, estimates(bank, GUIDE.practice, cut_ability(GUIDE), {}, {}))


def form(length: int | None = None, seed: int = 1, per_task: int = 12) -> Form:
    bank = questions(per_task)
    return assemble(GUIDE, {}, bank, Request(length=length), experience(bank), seed)


def at(seconds: float, boot: str = "a", wall_shift: float = 0.0) -> Instant:
    """`seconds` after noon on both clocks; `wall_shift` is by how many seconds the wall clock was changed."""
    return Instant(NOON + dt.timedelta(seconds=seconds + wall_shift), 1000.0 + seconds, boot)


def sitting(of: Form | None = None, limit: float | None = 5400.0, *, strict: bool = False) -> Sitting:
    return begin("s1", of or form(), Timing(limit, strict), at(0))


def do(
    state: Sitting, kind: StepKind, seconds: float, question: str = "", options: tuple[str, ...] = (), word: str = ""
) -> Sitting:
    """The sitting after one step, `seconds` after it began."""
    return apply(state, Step(kind, at(seconds), question, options, word))


def answered(state: Sitting, right: int, seconds: float = 60.0) -> Sitting:
    """The sitting handed in with the first `right` scored questions right and all others wrong."""
    left = right
    for q in state.form.questions:
        key = tuple(sorted(q.key))
        wrong = tuple(option for option in q.options if option not in q.key)[: len(key)]
        if q.scored and left:
            left -= 1
            state = do(state, "chose", seconds, q.id, key)
        else:
            state = do(state, "chose", seconds, q.id, (*wrong, *key)[: len(key)])
    return do(state, "submitted", seconds, word="learner")


EVERYTHING = Possible(
    questions=1000,
    whole=GUIDE.format.questions,
    exam=GUIDE.format.questions,
    domains={domain.id: (20, 20) for domain in GUIDE.domains},
    diagnostic=True,
)
"""What is possible with a large bank."""

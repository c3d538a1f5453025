"""Assembles a form from guide, bank and seed.

The guide sets the counts by domain and task. Questions seen least are preferred, in a fixed mix of difficulties;
questions that test the same thing do not meet in one form where others are left.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from clfcards.compose.apportion import apportion, seat_order
from clfcards.exam.difficulty import MIX, Estimate
from clfcards.exam.form import Form, FormQuestion, Kind
from clfcards.exam.form_refused import FormRefused
from clfcards.exam.picked_questions import PickedQuestions
from clfcards.model.bank import Difficulty, Question
from clfcards.model.guide import Domain, Guide
from clfcards.model.number import Number
from clfcards.render.grading import option_key, right_options, shuffled_options


@dataclass(frozen=True, slots=True)
class Request:
    """The form to assemble: its kind, its length (None: as long as the exam), and one domain (None: all of them).

    `weights` by domain id take the place of the guide's, if there are any; domains without one get no questions.
    """

    kind: Kind = "exam"
    length: int | None = None
    domain: str | None = None
    weights: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Experience:
    """What is known about the questions: how often each was seen, and its estimated difficulty."""

    sightings: Mapping[str, int] = field(default_factory=dict)
    difficulties: Mapping[str, Estimate] = field(default_factory=dict)

    def answers(self, id_: str) -> int:
        estimate = self.difficulties.get(id_)
        return estimate.answers if estimate else 0


def assemble(
    guide: Guide,
    shares: Mapping[str, int],
    questions: Iterable[Question],
    request: Request,
    experience: Experience,
    seed: int,
) -> Form:
    """The requested form, made from `questions`, which must be of the right pool.

    A form as long as the exam has the guide's scored and unscored parts, each apportioned separately.
    In a shorter form, or one with a single domain, every question is scored. Raises FormRefused for a
    domain that is not in the guide, a form longer than the exam, or a domain with too few questions.
    """
    generator = random.Random(seed)
    pool: dict[str, list[Question]] = {task: [] for task in guide.tasks}
    for question in questions:
        pool[question.task].append(question)
    domains = _requested_domains(guide, request)
    weights = {domain.id: request.weights.get(domain.id, domain.weight) for domain in domains}
    parts = _parts(guide, request)
    _refuse_shortage(request.kind, domains, weights, pool, parts)

    seats: list[tuple[bool, str]] = []  # (scored, task) for each question
    free = {task: len(waiting) for task, waiting in pool.items()}
    for scored, count in parts:
        for domain, quota in zip(domains, apportion(weights, count).values(), strict=True):
            first = [] if scored else _in_turn(domain, shares, quota, random.Random(f"{seed} {domain.id}"))
            seats += [(scored, task) for task in _task_seats(domain, shares, free, quota, first)]
    generator.shuffle(seats)
    seats.sort(key=lambda seat: seat[0])  # unscored seats choose first: they need the least-calibrated questions

    picker = _Picker(pool, experience, generator)
    chosen = [(picker.pick(task, scored), scored) for scored, task in seats]
    generator.shuffle(chosen)
    return _form(guide, request.kind, seed, chosen, experience)


def form_of(guide: Guide, kind: Kind, questions: Sequence[Question], experience: Experience, seed: int) -> Form:
    """A form with exactly these questions in a shuffled order; it gets no score."""
    chosen = [(question, True) for question in questions]
    random.Random(seed).shuffle(chosen)
    return _form(guide, kind, seed, chosen, experience)


def _form(guide: Guide, kind: Kind, seed: int, chosen: Iterable[tuple[Question, bool]], experience: Experience) -> Form:
    return Form(
        kind,
        seed,
        tuple(
            FormQuestion(
                id=question.id,
                domain=guide.domain_of_task[question.task].id,
                task=question.task,
                scored=scored,
                difficulty=experience.difficulties[question.id].logits,
                options=shuffled_options(question, seed),
                key=right_options(question),
                stem=option_key(question.id, question.stem),
            )
            for question, scored in chosen
        ),
    )


def _requested_domains(guide: Guide, request: Request) -> tuple[Domain, ...]:
    asked = request.domain
    if asked is None:
        return tuple(d for d in guide.domains if request.weights.get(d.id, 0) > 0) or guide.domains
    found = tuple(domain for domain in guide.domains if domain.id == asked)
    if not found:
        from clfcards.exam.refusal import UnknownDomain  # the reasons are imported only if a form is refused: 2 ms

        raise FormRefused(UnknownDomain(asked, guide.domains))
    return found


def _parts(guide: Guide, request: Request) -> list[tuple[bool, int]]:
    """(scored, number of questions) for each part of the form."""
    terms = guide.format
    if request.domain is not None and request.length is None:
        weights = {domain.id: domain.weight for domain in guide.domains}
        whole = (apportion(weights, count)[request.domain] for count in (terms.scored, terms.unscored))
        return [(True, sum(whole))]
    if request.length is not None and request.length > terms.questions:
        from clfcards.exam.refusal import TooLong

        raise FormRefused(TooLong(terms.questions))
    if request.length is None or (request.length == terms.questions and request.domain is None):
        return [(True, terms.scored), (False, terms.unscored)]
    return [(True, request.length)]


def _refuse_shortage(
    kind: Kind,
    domains: Sequence[Domain],
    weights: Mapping[str, Number],
    pool: Mapping[str, list[Question]],
    parts: list[tuple[bool, int]],
) -> None:
    has = {domain.id: sum(len(pool[task.id]) for task in domain.tasks) for domain in domains}
    needs = Counter[str]()
    for _, count in parts:
        needs.update(apportion(weights, count))
    short = [domain for domain in domains if has[domain.id] < needs[domain.id]]
    if short:
        from clfcards.exam.possible import longest_form
        from clfcards.exam.refusal import Shortage, TooFew

        missing = tuple(Shortage(domain, has[domain.id], needs[domain.id]) for domain in short)
        length = sum(count for _, count in parts)
        fits = longest_form(weights, has, length - 1)
        raise FormRefused(TooFew(length, missing, fits, kind, sum(has.values())))


def _task_seats(
    domain: Domain, shares: Mapping[str, int], free: dict[str, int], quota: int, first: Sequence[str]
) -> list[str]:
    """One task per seat: those of `first`, then by Sainte-Laguë over the tasks' shares.

    A task without free questions is skipped. Subtracts the seats from `free`.
    """
    seats: list[str] = []
    order = chain(first, seat_order({task.id: shares.get(task.id, 1) for task in domain.tasks}))
    while len(seats) < quota:
        task = next(order)
        if free[task]:
            free[task] -= 1
            seats.append(task)
    return seats


def _in_turn(domain: Domain, shares: Mapping[str, int], quota: int, generator: random.Random) -> list[str]:
    """One task per seat, drawn so that over many seeds each task gets seats in exact proportion to its share.

    In a single form a task's seats are its part of `quota` rounded up or down, so small parts take turns. The method
    is systematic sampling: the parts lie end to end in an order drawn by lot, and every whole step from a random
    beginning is a seat. Source: Madow 1949; Cochran, "Sampling Techniques".
    """
    tasks = [task.id for task in domain.tasks]
    generator.shuffle(tasks)
    total = sum(shares.get(task, 1) for task in tasks)
    beginning, reached, seats = generator.random(), 0, list[str]()
    for task in tasks:
        reached += quota * shares.get(task, 1)
        while len(seats) < quota and (len(seats) + beginning) * total < reached:
            seats.append(task)
    return seats


class _Picker:
    """Picks questions from the tasks' pools, each at most once. Two that test the same thing meet only if they must."""

    def __init__(self, pool: Mapping[str, list[Question]], experience: Experience, generator: random.Random) -> None:
        self._experience = experience
        self._generator = generator
        self._waiting: dict[str, dict[int, dict[Difficulty, list[Question]]]] = {}
        for task, questions in pool.items():
            levels: dict[int, dict[Difficulty, list[Question]]] = defaultdict(lambda: defaultdict(list))
            for question in questions:
                levels[experience.sightings.get(question.id, 0)][question.difficulty].append(question)
            self._waiting[task] = levels
        self._picked = PickedQuestions(chain.from_iterable(pool.values()))
        self._taken: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}

    def pick(self, task: str, scored: bool) -> Question:
        """One of the task's least-seen questions, from the difficulty class that this part of the form lacks most.

        For an unscored seat, only the least-calibrated questions are eligible.
        """
        classes = self._least_seen(task)
        taken = self._taken[scored]
        picked = taken.total() + 1
        whole = sum(MIX.values())
        while True:
            eligible = classes if scored else self._least_calibrated(classes)
            name = max(sorted(eligible), key=lambda c: MIX[c] * picked / whole - taken[c])
            question = self._generator.choice(eligible[name])
            others = _without(classes, question)
            if not others or not self._picked.has_near_duplicate_of(question):
                break
            classes = others
        taken[name] += 1
        self._picked.add(question)
        self._remove(task, question)
        return question

    def _least_seen(self, task: str) -> Mapping[Difficulty, list[Question]]:
        """The task's least-seen questions by class, without those that test the same as one picked so far.

        If only such ones are left, it is those that are no enemies; and if only enemies are left, them.
        """
        levels = sorted(self._waiting[task].items())
        for may_join in (self._picked.tests_nothing_of, self._picked.has_no_enemy_of):
            for _, classes in levels:
                found = {name: [q for q in waiting if may_join(q)] for name, waiting in classes.items()}
                if friends := {name: waiting for name, waiting in found.items() if waiting}:
                    return friends
        return levels[0][1]

    def _remove(self, task: str, question: Question) -> None:
        levels = self._waiting[task]
        seen = self._experience.sightings.get(question.id, 0)
        waiting = levels[seen][question.difficulty]
        waiting.remove(question)
        if not waiting:
            del levels[seen][question.difficulty]
        if not levels[seen]:
            del levels[seen]

    def _least_calibrated(self, classes: Mapping[Difficulty, list[Question]]) -> dict[Difficulty, list[Question]]:
        answers = self._experience.answers
        least = min(answers(question.id) for questions in classes.values() for question in questions)
        found = {name: [q for q in questions if answers(q.id) == least] for name, questions in classes.items()}
        return {name: questions for name, questions in found.items() if questions}


def _without(classes: Mapping[Difficulty, list[Question]], question: Question) -> dict[Difficulty, list[Question]]:
    """The questions by class without this one, and without classes that are then empty."""
    found = {name: [q for q in questions if q is not question] for name, questions in classes.items()}
    return {name: questions for name, questions in found.items() if questions}

"""Practice exams with one bank and one log: finding an unfinished exam, and beginning, resuming or abandoning one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from clfcards.decks.fitted_table import fitted_in
from clfcards.exam.assembly import Experience, Request, assemble, form_of
from clfcards.exam.bank_change import BankChange, bank_change
from clfcards.exam.difficulty import Estimate, estimates
from clfcards.exam.fitted_table import FittedTable, counted_until
from clfcards.exam.form import Form, Kind
from clfcards.exam.form_refused import FormRefused
from clfcards.exam.reference import cut_ability
from clfcards.exam.seen import Seen, seen_before
from clfcards.exam.sightings import Reviews, calibrating_answers, finished, missed, sightings
from clfcards.exam.sitting import Sitting, remaining_seconds, time_is_up
from clfcards.exam.timing import Timing
from clfcards.log.log import Log
from clfcards.memory.study_day import day_of
from clfcards.model.bank import Bank, Pool, Question
from clfcards.model.card import note_of
from clfcards.model.deck import DeckSettings
from clfcards.model.event import Stamp
from clfcards.model.event_kind import UNDO
from clfcards.model.guide import Guide
from clfcards.model.time import Timestamp, local_time
from clfcards.use_cases.question_reviews import question_reviews
from clfcards.use_cases.sitting import Clock, OpenSitting, PlanOf
from clfcards.use_cases.sitting_log import LoggedSittings, read_sittings

if TYPE_CHECKING:
    from clfcards.decks.exam_forms import ExamForms
    from clfcards.exam.attempts import Attempt
    from clfcards.exam.evidence import Recall
    from clfcards.exam.possible import Possible
    from clfcards.exam.readiness import Readiness
    from clfcards.exam.report import Report
    from clfcards.memory.state import CardState


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A sitting that was left, with everything the learner should know before resuming it.

    `answered` of `asked` questions have a complete answer. `remaining_seconds` is None if it is untimed.
    `change` describes how its questions changed in the meantime. Resuming `is_refused` if questions seem to be
    gone or changed, but the sources have errors, which may be the cause: then it can only be abandoned.
    """

    sitting: Sitting
    answered: int
    asked: int
    remaining_seconds: float | None
    left_at: dt.datetime
    change: BankChange
    time_is_up: bool
    is_refused: bool


@dataclass(frozen=True)
class Practice:
    """An exam's bank and its learner's open log.

    `folder` holds the exam's sources; `is_whole` means that all of them could be read. `clock` returns the time.
    `known_until` is the time up to which the log counts; None for now.
    Methods that open a sitting take a stamp, whose unique id becomes the id of the sitting's run. With `plan_of`, a
    sitting that is handed in also logs the study plan that its report leads to.
    """

    folder: Path
    guide: Guide
    deck: DeckSettings
    bank: Bank
    is_whole: bool
    log: Log
    clock: Clock
    plan_of: PlanOf | None = None
    known_until: Timestamp | None = None

    def until(self, at: Timestamp) -> Practice:
        """The practice as it was at an earlier time: what was done after it is not known."""
        return replace(self, known_until=at)

    # ── past exams ──

    @cached_property
    def logged(self) -> LoggedSittings:
        """All sittings, as they were in the log when this was first read."""
        found = read_sittings(self.log)
        if self.known_until is None:
            return found
        before = (s for s in found.read if s.last.wall.timestamp() * 1000 <= self.known_until)
        return replace(found, read=tuple(before))

    @cached_property
    def reports(self) -> list[Report]:
        """The reports of all sittings that were handed in, oldest first."""
        ended = finished(self.logged.read)
        if not ended:
            return []
        from clfcards.exam.report import report_of  # takes 5 ms

        return [report_of(self.guide, sitting) for sitting in ended]

    @cached_property
    def difficulties(self) -> dict[str, Estimate]:
        """Every question's difficulty, from the fitted table or an estimate in the sources, and this learner's answers.

        Raises ClfcardsError if the table is not valid.
        """
        answers = calibrating_answers(self.logged.read, self._counted_until)
        fitted = self.fitted.estimates
        return estimates(self.bank.questions, self.guide.practice, cut_ability(self.guide), fitted, answers)

    @cached_property
    def fitted(self) -> FittedTable:
        """The table that the bank brings. Raises ClfcardsError if it is not valid."""
        return fitted_in(self.folder)

    @property
    def _counted_until(self) -> dt.date:
        """The day up to which this learner's answers are in the table already, so that none counts twice."""
        return counted_until(self.fitted, self.logged.read)

    @cached_property
    def experience(self) -> Experience:
        """How often each question was met, in sittings and as a card, and its difficulty."""
        met = sightings(self.logged.read)
        met.update(dict.fromkeys(self.reviews, 1))
        return Experience(met, self.difficulties)

    @cached_property
    def reviews(self) -> Reviews:
        """When each question was answered as a card."""
        return question_reviews(self.log, {question.id for question in self.bank.questions}, self.log.states())

    def seen(self, sitting: Sitting) -> Seen:
        """What the learner had met of the sitting's questions before it began."""
        earlier = takewhile(lambda other: other.id != sitting.id, self.logged.read)
        return seen_before([q.id for q in sitting.questions], sitting.began.wall, earlier, self.reviews)

    def seen_now(self, form: Form) -> Seen:
        """What the learner has met of a form's questions that has yet to begin."""
        return seen_before(form.by_id, self.clock().wall, self.logged.read, self.reviews)

    @property
    def attempts(self) -> list[Attempt]:
        """All sittings that were handed in, numbered, oldest first."""
        from clfcards.exam.attempts import Attempt

        return [Attempt(n, report, self.seen(report.sitting)) for n, report in enumerate(self.reports, start=1)]

    def pool(self, pool: Pool) -> list[Question]:
        """The pool's questions whose tasks are in the guide, each id once."""
        found = {q.id: q for q in self.bank.questions if q.pool == pool and q.task in self.guide.tasks}
        return list(found.values())

    @cached_property
    def possible(self) -> Possible:
        """What the bank has enough questions for."""
        from clfcards.exam.possible import possible_forms  # not needed to take an exam

        return possible_forms(self.guide, self.pool("exam"), self.pool("study"))

    def readiness(self, now: Stamp, forms: ExamForms | None = None) -> Readiness:
        """The readiness, from the exams and reviews up to `now`. `forms` are what the bank offers, if known."""
        from clfcards.decks.exam_forms import exam_forms
        from clfcards.decks.readiness_terms import ReadinessTerms
        from clfcards.exam.likely_form import likely_questions
        from clfcards.use_cases.readiness_now import Examined, readiness_now  # not needed to take an exam; takes 6 ms

        questions = likely_questions(self.guide, self.deck.shares, self.pool("exam"))
        forms = forms or exam_forms(self.guide, self.deck.shares, self.bank)
        exam = Examined(ReadinessTerms(self.guide, questions), forms, self.fitted)
        at = local_time(now.at, now.utc_offset)
        return readiness_now(exam, self.logged.read, self.reviews, self._recall(now), at)

    def _recall(self, now: Stamp) -> dict[str, Recall]:
        """The learner's recall by domain; the scheduler is loaded only if there are reviews."""
        states = self._states()
        if not states:
            return {}
        from clfcards.exam.recall import cards_tested, recall_by_domain

        domains, exam = self.guide.domain_of_task, {question.id for question in self.pool("exam")}
        studied = [item for item in self.bank if item.task in domains and item.id not in exam]
        domain_of = {item.id: domains[item.task].id for item in studied}
        cards = Counter({domain.id: 0 for domain in self.guide.domains})
        for item in studied:
            cards[domain_of[item.id]] += item.cards
        replay = self.log.replay
        today = day_of(now, replay.terms.cutoff_hour)
        known = cards_tested(states.values(), lambda key: domain_of.get(note_of(key)))
        return recall_by_domain(cards, known, today, replay.model.retrievability)

    def _states(self) -> dict[str, CardState]:
        if self.known_until is None:
            return self.log.states()
        from clfcards.memory.replay import replay

        events = self.log.events()
        undone = {event.subject for event in events if event.kind == UNDO}
        until = [event for event in events if event.at <= self.known_until and event.id not in undone]
        return replay(until, self.log.terms)

    # ── forms ──

    def form(self, request: Request, pool: Pool, seed: int) -> Form:
        """The requested form, from a pool of questions. Raises FormRefused if it cannot be made."""
        return assemble(self.guide, self.deck.shares, self.pool(pool), request, self.experience, seed)

    def redo_form(self, length: int | None, domain: str | None, seed: int) -> Form:
        """A form of exam questions that were wrong when last asked, at most `length` (None: the exam's length).

        Raises FormRefused if there are none.
        """
        known = {question.id: question for question in self.pool("exam")}
        wrong = [known[id_] for id_ in missed(self.logged.read) if id_ in known]
        if domain is not None:
            wrong = [q for q in wrong if self.guide.domain_of_task[q.task].id == domain]
        if not wrong:
            from clfcards.exam.refusal import NothingMissed

            raise FormRefused(NothingMissed())
        most = length or self.guide.format.questions
        return form_of(self.guide, "redo", wrong[:most], self.experience, seed)

    def more_form(self, seed: int) -> Form:
        """More questions for the newest diagnostic, from the domains that may be the weakest.

        Raises FormRefused if there is no diagnostic, or nothing to add to it.
        """
        from clfcards.exam.diagnostic import parts_of_diagnostic, questions_in_doubt
        from clfcards.exam.diagnostic_length import MOST_QUESTIONS
        from clfcards.exam.few_answers import answers_in, from_few
        from clfcards.exam.refusal import NoDiagnostic, NothingToAdd

        parts = parts_of_diagnostic(self.reports)
        if not parts:
            raise FormRefused(NoDiagnostic())
        asked = {q.id for part in parts for q in part.sitting.questions}
        few = from_few(self.guide, [answer for part in parts for answer in answers_in(part.sitting)])
        left = [question for question in self.pool("study") if question.id not in asked]
        seats = questions_in_doubt(few, Counter(self.guide.domain_of_task[q.task].id for q in left))
        if len(asked) >= MOST_QUESTIONS or not seats:
            raise FormRefused(NothingToAdd(len(asked)))
        request = Request("more", sum(seats.values()), weights=seats)
        return assemble(self.guide, self.deck.shares, left, request, self.experience, seed)

    # ── sittings ──

    def unfinished(self, kinds: Sequence[Kind]) -> Unfinished | None:
        """The most recent sitting of these kinds that has not ended."""
        open_ = (s for s in reversed(self.logged.read) if not s.ended and s.form.kind in kinds)
        sitting = next(open_, None)
        if sitting is None:
            return None
        now = self.clock()
        change = bank_change(sitting, self.bank.questions)
        return Unfinished(
            sitting=sitting,
            answered=sitting.answered,
            asked=len(sitting.questions),
            remaining_seconds=remaining_seconds(sitting, now),
            left_at=sitting.last.wall,
            change=change,
            time_is_up=time_is_up(sitting, now),
            is_refused=bool(change.void) and not self.is_whole,
        )

    def begin(self, form: Form, timing: Timing, run: Stamp) -> OpenSitting:
        """Begins a new sitting."""
        return OpenSitting.begin(self.guide, self.bank, self.log, form, timing, self.clock, run, self.plan_of)

    def resume(self, unfinished: Unfinished, run: Stamp) -> OpenSitting:
        """Reopens the sitting without the questions that have left the bank; hands it in if none are left.

        Raises ValueError if resuming is refused.
        """
        opened = self._reopened(unfinished, run)
        opened.resume()
        if not opened.asked:
            opened.submit()
        return opened

    def hand_in(self, unfinished: Unfinished, run: Stamp) -> Report:
        """Hands in the sitting as it was left, without the questions that have left the bank.

        Raises ValueError if resuming is refused.
        """
        opened = self._reopened(unfinished, run)
        opened.resume()
        return opened.submit()

    def abandon(self, unfinished: Unfinished, run: Stamp) -> None:
        """Abandons the sitting: it can no longer be resumed."""
        self._open(unfinished.sitting, run).abandon()

    def _reopened(self, unfinished: Unfinished, run: Stamp) -> OpenSitting:
        if unfinished.is_refused:
            raise ValueError("an error in the sources would remove questions from the exam permanently")
        return self._open(unfinished.sitting, run)

    def _open(self, sitting: Sitting, run: Stamp) -> OpenSitting:
        return OpenSitting(self.guide, self.bank, self.log, sitting, self.clock, run, self.plan_of)

"""The review of a deck: connects the screen with the session and the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from clfcards.decks.study import StudyDeck
from clfcards.log.log import Log
from clfcards.memory import session as sessions
from clfcards.memory.asked_again import AFTER_DAYS, REASON, AskedAgain, asked_by, is_sure_and_wrong, why_asked
from clfcards.memory.day_order import Queue, StudyTime
from clfcards.memory.event_kinds import IN_SESSION, REVIEW
from clfcards.memory.known_cards import KnownCards
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.queue import NO_TIME_SPENT, retrievability, seconds_left
from clfcards.memory.schedule import Outcome
from clfcards.memory.session import Session
from clfcards.memory.state import CardState
from clfcards.memory.study_day import day_of
from clfcards.memory.suggestion import suggested_rating
from clfcards.model.bank import Question
from clfcards.model.card import card_keys, note_of
from clfcards.model.confidence import Confidence
from clfcards.model.event import Event, Stamp
from clfcards.model.rating import Rating
from clfcards.model.study import StudyCard
from clfcards.model.time import Milliseconds, StudyDay, Timestamp
from clfcards.render.face import Face, face_of
from clfcards.use_cases.days_cards import DaysCards

if TYPE_CHECKING:
    from clfcards.memory.contrast_set import ContrastSet
    from clfcards.memory.summary import Summary
    from clfcards.use_cases.next_action import NextAction
    from clfcards.use_cases.plan.plan_now import PlanNow
    from clfcards.use_cases.pulled import Pulled

Clock = Callable[[], Stamp]


@dataclass(frozen=True, slots=True)
class CardInfo:
    """Information about a card: its state, its recall now in [0, 1] (None if untested), its reviews, oldest first.

    `pulled` and `asked_again` say why it comes before its turn, if it does. `report_url` is where a mistake in its
    item can be reported, or empty.
    """

    card: StudyCard
    state: CardState
    recall: float | None
    reviews: tuple[Event, ...]
    pulled: Pulled | None
    asked_again: AskedAgain | None
    report_url: str = ""


class Reviewer:
    """One session with one log. Every action is saved by the time its method returns."""

    def __init__(
        self,
        deck: StudyDeck,
        log: Log,
        settings: StudySettings,
        options: SessionOptions,
        clock: Clock,
        cards: Sequence[str] | None = None,
        plan: PlanNow | None = None,
        contrast: ContrastSet | None = None,
    ) -> None:
        """`cards` are the keys of the cards to show, in this order; if it is None, they are the day's queue.

        A `plan` chooses the day's cards and its minutes; `settings` are those under it. With a `contrast` set, its
        cards are shown until both of its sides are known.
        """
        self._plan = plan
        self.following: Callable[[], NextAction] | None = None  # the next command, for the end of the summary
        self.deck = deck
        self.log = log
        self._clock = clock
        self._last_at = Timestamp(0)
        self._shown_at = Timestamp(0)
        self.confidence: Confidence | None = None  # in the answer to the card shown, before it is given
        self._mark = log.mark()
        stamp = self.clock()
        self._own_notes: Mapping[str, str] | None = None
        self.session = self._begin(settings, options, stamp, cards, contrast)
        self.clock_behind = Milliseconds(log.newest_at() - stamp.at)
        self._show(stamp)

    def _begin(
        self,
        settings: StudySettings,
        options: SessionOptions,
        stamp: Stamp,
        chosen: Sequence[str] | None,
        contrast: ContrastSet | None,
    ) -> Session:
        if contrast is not None:
            chosen = contrast.still_to_ask(())
        day = day_of(stamp, settings.cutoff_hour)
        cards = self.deck.cards
        known = self.log.known_cards(day)
        seconds = None  # cards that were chosen are asked whatever the day's limits
        if chosen is None:
            time = self._time_spent(settings, day)
            confusable = None if options.cram else self.deck.confusable()
            queue = DaysCards(self.deck, known, settings, day, time, self._plan).queue(options, confusable)
            seconds = seconds_left(settings, options, time)
        else:
            queue = _chosen_queue(chosen, options)
        session = Session(
            cards=cards,
            known=self._lookup(queue),
            queue=queue,
            load=_due_by_day(known, cards, day),
            siblings=self._cards_of,
            settings=settings,
            options=options,
            replay=self.log.replay,
            started_at=stamp.at,
            seconds=seconds,
            rest=None if contrast is None else contrast.still_to_ask,
        )
        return sessions.begin(session, stamp.at)

    def _time_spent(self, settings: StudySettings, day: StudyDay) -> StudyTime:
        if settings.minutes_per_day is None:
            return NO_TIME_SPENT
        from clfcards.use_cases.study_time import recent_study  # not needed without a limit of minutes

        return recent_study(self.log, settings.cutoff_hour, day).time

    def _lookup(self, queue: Queue) -> Callable[[str], CardState]:
        """A function that returns a card's state. It reads states one by one if the queue is short.

        Reading all states would take longer than the rest of the start.
        """
        if len(queue.main) < _LONG_QUEUE:
            return cache(self.log.state)
        states = self.log.states()
        return lambda card: states.get(card) or CardState(card)

    def clock(self) -> Stamp:
        """The current time, but never the same millisecond twice: events are ordered by their times."""
        stamp = self._clock()
        is_set_back = stamp.at <= self._last_at - _CLOCK_SET_BACK_MS
        self._last_at = stamp.at if is_set_back else Timestamp(max(stamp.at, self._last_at + 1))
        return replace(stamp, at=self._last_at)

    # ── the card shown ──

    @property
    def card(self) -> StudyCard | None:
        """The card shown; None if there is nothing to show now."""
        return self.session.cards[self.session.current] if self.session.current else None

    @property
    def state(self) -> CardState:
        return self.session.state(self.session.current or "")

    @property
    def face(self) -> Face:
        """Both sides of the card shown. A question's options are in a different order each time."""
        card = self._card()
        reviews = self.session.state(card.key).reviews
        return face_of(self.deck.notes[card.note], card.key, reviews, self.deck.outline.language)

    @property
    def changed_answer(self) -> str:
        """The answer that the learner saw last, if the card has a different one now; else empty."""
        answer = self.state.answer
        return answer if answer and answer != self.face.answer else ""

    @property
    def pulled(self) -> Pulled | None:
        """Why the card shown was pulled in; None for a card that comes in its turn."""
        state = self.state
        if not state.is_pulled:
            return None
        from clfcards.use_cases.pulled import kind_of_sitting, why_pulled  # most cards come in their turn

        return why_pulled(state, self.log.events_of(state.card), lambda id_: kind_of_sitting(self.log, id_))

    @property
    def own_note(self) -> str:
        """The learner's own note on the card shown; empty if there is none."""
        if self._own_notes is None:
            self._own_notes = self.log.own_notes()
        return self._own_notes.get(self._card().note, "")

    @property
    def asked_again(self) -> AskedAgain | None:
        """Why the card shown is asked again today: its learner was sure of a wrong answer. None for any other card."""
        card = self._card()
        if card.kind != "question" or self.session.options.cram:
            return None
        return why_asked(card.key, self.log.events_of(card.key), self._shown_day, self.session.settings.cutoff_hour)

    def outcomes(self, chosen: Sequence[str] = ()) -> dict[Rating, Outcome]:
        """What each rating would do after these options of a question were chosen."""
        return sessions.outcomes(self.session, self.clock(), self._asked_by(chosen))

    def suggestion(self, chosen: Sequence[str]) -> Rating:
        """The suggested rating for these chosen options, the confidence, and the time that has passed."""
        question = self.deck.notes[self._card().note]
        elapsed = Milliseconds(self.clock().at - self._shown_at)
        return suggested_rating(question, self.face.is_right(chosen), elapsed, self.confidence)

    def info(self) -> CardInfo:
        """Information about the card shown."""
        card = self._card()
        state = self.session.state(card.key)
        recall = None if not state.was_tested else retrievability(state, self.session.replay.model, self._today())
        reviews = tuple(event for event in self.log.events_of(card.key) if event.kind == REVIEW)
        report_url = self.deck.outline.report_url
        if report_url:
            from clfcards.render.report_link import report_link  # few decks have one

            report_url = report_link(report_url, self.deck.notes[card.note])
        return CardInfo(card, state, recall, reviews, self.pulled, self.asked_again, report_url)

    def summary(self) -> Summary:
        """The summary of the session so far."""
        from clfcards.memory.advice import Done
        from clfcards.memory.summary import summary_of  # only now, so that the first card is shown 4 ms earlier

        day = self._today()
        found = summary_of(self.session, self.log.known_cards(day), day)
        is_off = self._plan is not None and self._plan.is_day_off and isinstance(found.advice, Done)
        return replace(found, advice=Done.DAY_OFF) if is_off else found

    def _today(self) -> StudyDay:
        return day_of(self.clock(), self.session.settings.cutoff_hour)

    # ── the learner's actions ──

    def rate(self, rating: Rating, chosen: Sequence[str] = ()) -> Event:
        """Rates the card shown; `chosen` are the keys of the options picked in a question."""
        stamp = self.clock()
        payload = self._payload(chosen)
        duration = Milliseconds(max(0, min(stamp.at - self._shown_at, _LONGEST_ANSWER_MS)))
        session, event = sessions.rate(self.session, rating, stamp, duration, payload, self._asked_by(chosen))
        self._save(session, event)
        return event

    def say_how_sure(self, confidence: Confidence) -> None:
        """Keeps how sure the learner is of the answer to come; the same word again takes it back."""
        self.confidence = None if self.confidence == confidence else confidence

    def suspend(self) -> None:
        """Suspends the card shown: it is not studied until it is unsuspended."""
        self._save(*sessions.suspend(self.session, self.clock()))

    def bury(self) -> None:
        """Buries the card shown: it is not studied until tomorrow."""
        self._save(*sessions.bury(self.session, self.clock()))

    def flag(self, number: int) -> None:
        """Gives the card shown a flag from 1 to 7, or removes its flag with 0."""
        shown_at, confidence = self._shown_at, self.confidence
        self._save(*sessions.flag(self.session, self.clock(), number))
        self._shown_at, self.confidence = shown_at, confidence

    def write_note(self, text: str) -> str:
        """Saves the text as the learner's own note on the card shown, and returns it; an empty text removes the note.

        Raises UsageError if the text cannot be a note.
        """
        from clfcards.use_cases.own_notes import write_note  # few cards get one

        shown_at, confidence = self._shown_at, self.confidence
        text = write_note(self.log, self._card().note, text, self.clock)
        self._own_notes = None
        self._shown_at, self.confidence = shown_at, confidence
        return text

    def add_to_note(self, line: str) -> str:
        """Saves the learner's own note with one more line at its end, and returns it; a blank line adds nothing.

        Raises UsageError if the whole cannot be a note.
        """
        note = self.own_note
        return self.write_note(f"{note}\n{line.strip()}") if line.strip() else note

    def undo(self) -> Event | None:
        """Undoes the last action, even from an earlier day, and shows its card; None if there is none."""
        target = self.log.last_done(IN_SESSION)
        if target is None:
            return None
        stamp = self.clock()
        states = self.log.append(sessions.undo(self.session, target, stamp))
        self._own_notes = None
        self.session = sessions.undone(self.session, target, states)
        self._show(stamp)
        return target

    def wait(self) -> bool:
        """Whether there is a card to show, after checking for a card whose step has ended."""
        if self.session.current is None:
            stamp = self.clock()
            self.session = sessions.wait(self.session, stamp.at)
            self._show(stamp)
        return self.session.current is not None

    def restart_time(self) -> None:
        """Counts the time of the answer from now on: until now, something else was on the screen."""
        self._show(self.clock())

    def refresh(self) -> bool:
        """Applies what another program wrote to the log; returns whether there was anything."""
        if self.log.changes() == self._mark.changes:
            return False
        self._own_notes = None
        since, self._mark = self._mark, self.log.mark()
        touched = self.log.touched_elsewhere(since)
        stamp = self.clock()
        before = self.session.current
        session = replace(self.session, replay=self.log.replay)
        self.session = sessions.refreshed(session, stamp.at, self._lookup(session.queue), touched)
        if self.session.current != before:
            self._show(stamp)
        return True

    def _save(self, session: Session, event: Event) -> None:
        """Logs the event, and only then changes to the session after it."""
        states = self.log.append(event)
        self.session = sessions.saved(session, states)
        self.refresh()
        self._show(self.clock())

    def _show(self, stamp: Stamp) -> None:
        self._shown_at = stamp.at
        self._shown_day = day_of(stamp, self.session.settings.cutoff_hour)
        self.confidence = None

    def _card(self) -> StudyCard:
        card = self.card
        if card is None:
            raise ValueError("no card is shown")
        return card

    def _payload(self, chosen: Sequence[str]) -> Mapping[str, object]:
        """The payload of a rating: the answer's text if it is new, the chosen options, and the cards to pull."""
        face, state = self.face, self.state
        payload: dict[str, object] = {}
        if face.answer != state.answer:
            payload["answer"] = face.answer
        if face.options:
            right = face.is_right(chosen)
            payload |= {"chosen": list(chosen), "right": right}
            if self.confidence is not None:
                payload["confidence"] = self.confidence
            if (why := self.asked_again) is not None:
                payload[REASON] = why.after
            if not right and not self.session.options.cram and (pulled := self._cards_to_pull(face, chosen)):
                payload["pulled"] = pulled
        return payload

    def _asked_by(self, chosen: Sequence[str]) -> StudyDay | None:
        """The day on which the card shown must be asked again if these options are its answer now."""
        card, today = self._card(), self._shown_day
        if card.kind != "question" or self.session.options.cram:
            return None
        if is_sure_and_wrong({"right": self.face.is_right(chosen), "confidence": self.confidence}):
            return StudyDay(today + AFTER_DAYS[0])
        return asked_by(card.key, self.log.events_of(card.key), today, self.session.settings.cutoff_hour)

    def _cards_to_pull(self, face: Face, chosen: Sequence[str]) -> list[str]:
        """The cards of the facts behind a wrong answer: those the question tests, and those that refute the choice."""
        question = self.deck.notes[note_of(face.card)]
        if not isinstance(question, Question):
            return []
        texts = {option.text for option in face.options if option.key in chosen}
        facts = [*question.tests, *(option.fact for option in question.distractors if option.text in texts)]
        return [key for id_ in dict.fromkeys(facts) if id_ in self.deck.notes for key in self._cards_of(id_)]

    def _cards_of(self, note: str) -> list[str]:
        """The keys of a note's cards."""
        return [key for key in card_keys(self.deck.notes[note]) if key in self.deck.cards]


def _chosen_queue(cards: Sequence[str], options: SessionOptions) -> Queue:
    """The queue of cards that were chosen for this session, such as those of a text that was just read."""
    return Queue((), tuple(cards), new=len(cards) if options.learning else 0)


def _due_by_day(known: KnownCards, cards: Container[str], day: StudyDay) -> Counter[StudyDay]:
    """The number of the deck's cards that are due on each future day."""
    load = Counter(one.due_day for one in known.resting if one.due_day > day and one.card in cards)
    due_days = (state.due_day for key, state in known.others.items() if key in cards)
    load.update(due_day for due_day in due_days if due_day is not None)
    return load


_LONG_QUEUE = 2000  # cards; looking one up takes 10 µs
_LONGEST_ANSWER_MS = 5 * 60_000  # ms; beyond this the learner was probably away; Anki's cap is 60 s by default
_CLOCK_SET_BACK_MS = 1000  # ms; a smaller step back only means that the clock was read twice within a millisecond

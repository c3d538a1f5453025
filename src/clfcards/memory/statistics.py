"""Statistics of a learner's log: due cards, recall, how well cards are known, and the time spent."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from clfcards.memory.event_kinds import RESET, REVIEW
from clfcards.memory.first_meeting import is_first_meeting
from clfcards.memory.model import MemoryModel
from clfcards.memory.queue import retrievability
from clfcards.memory.replay import touched_cards
from clfcards.memory.state import CardState, Suspension
from clfcards.memory.study_day import day_of
from clfcards.memory.tally import Tally, tally_of
from clfcards.model.card import note_of
from clfcards.model.event import Event
from clfcards.model.interval import Days
from clfcards.model.study import StudyCard
from clfcards.model.time import StudyDay

FORECAST_DAYS = 30
STABILITY_DAYS = (1, 3, 7, 14, 30, 90, 180, 365)  # upper ends in days; a last group has no upper end


@dataclass(frozen=True, slots=True)
class DayOfStudy:
    """One study day. `retention` counts the first answer of the day to each card that was in review.

    `minutes` include cramming and first meetings; `answers` and `retention` count only reviews.
    """

    day: StudyDay
    answers: Tally
    retention: Tally
    minutes: float


@dataclass(frozen=True, slots=True)
class Part:
    """A domain or a task: the number of cards, and of those seen, their mean recall now, and true retention.

    A card that was only met while its text was read does not count as seen.

    `recall_now` is in [0, 1], or None if no card was seen.
    """

    id: str
    cards: int
    seen: int
    recall_now: float | None
    retention: Tally

    @property
    def known(self) -> float:
        """The share of all its cards, in [0, 1], expected to be recalled now; unseen cards count as not recalled."""
        return (self.recall_now or 0) * self.seen / self.cards if self.cards else 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """The statistics of a deck. `today` is a study day.

    `forecast[n]` is the number of cards that come in n days if no limit leaves any, with overdue and pulled cards at 0
    and one card of a note a day. Cards buried today come tomorrow. On `exam_days` an exam ended. `stability` counts
    cards up to each of STABILITY_DAYS and beyond the last, `difficulty` those at 1–2, 2–3, … 9–10, and `recall` those
    with a probability of recall now of 0–10%, … 90–100%. `days` has only days with study, oldest first. `joined` of the
    cards are not of the composed deck: they came after a missed exam question, and count since they were answered.
    """

    today: StudyDay
    forecast: tuple[int, ...]
    days: tuple[DayOfStudy, ...]
    domains: tuple[Part, ...]
    tasks: tuple[Part, ...]
    stability: tuple[int, ...]
    difficulty: tuple[int, ...]
    recall: tuple[int, ...]
    leeches: tuple[str, ...]
    joined: int = 0
    exam_days: frozenset[StudyDay] = frozenset()

    def since(self, days: int) -> list[DayOfStudy]:
        """The days with study among the last `days` study days, including today."""
        return [day for day in self.days if self.today - days < day.day <= self.today]

    def each_of(self, days: int) -> list[DayOfStudy]:
        """Every day from the first day with study among the last `days` to today, including days without study."""
        studied = {day.day: day for day in self.since(days)}
        nothing = Tally(0, 0)
        return [
            studied.get(day) or DayOfStudy(day, nothing, nothing, 0)
            for day in map(StudyDay, range(min(studied, default=self.today + 1), self.today + 1))
        ]

    @property
    def streak(self) -> int:
        """The number of days in a row with study up to today, or up to yesterday if there was no study today yet."""
        studied = {day.day for day in self.days} | self.exam_days
        last = self.today if self.today in studied else self.today - 1
        length = 0
        while last - length in studied:
            length += 1
        return length


def total(tallies: Iterable[Tally]) -> Tally:
    tallies = list(tallies)
    return Tally(sum(t.answers for t in tallies), sum(t.recalled for t in tallies))


def statistics(
    cards: Sequence[StudyCard],
    states: Mapping[str, CardState],
    answers: Sequence[Event],
    model: MemoryModel,
    today: StudyDay,
    cutoff_hour: int,
    resets: Sequence[Event] = (),
    exam_days: Collection[StudyDay] = (),
) -> Statistics:
    """The deck's statistics on study day `today`. `answers` are its live reviews and crams, `resets` its live resets.

    All are in order. On `exam_days` an exam ended.
    """
    reviews = [event for event in answers if event.kind == REVIEW]
    met = {card.key: states[card.key] for card in cards if card.key in states and not states[card.key].is_new}
    known = {key: state for key, state in met.items() if state.was_tested}
    mature = _true_reviews(sorted([*reviews, *resets], key=lambda event: event.order), cutoff_hour)
    by_card: dict[str, list[Event]] = {}
    for event in mature:
        by_card.setdefault(event.subject, []).append(event)
    memories = [state.past.memory for state in known.values() if state.past is not None]
    recall = {key: retrievability(state, model, today) for key, state in known.items()}
    deck = [card for card in cards if not card.spare or card.key in met]

    def part(id_: str, of: list[StudyCard]) -> Part:
        now = [recall[card.key] for card in of if card.key in recall]
        tally = tally_of(event for card in of for event in by_card.get(card.key, ()))
        return Part(id_, len(of), len(now), sum(now) / len(now) if now else None, tally)

    domains: dict[str, list[StudyCard]] = {}
    tasks: dict[str, list[StudyCard]] = {}
    for card in deck:
        domains.setdefault(card.domain, []).append(card)
        tasks.setdefault(card.task, []).append(card)
    return Statistics(
        today=today,
        forecast=_forecast(tuple(met.values()), today),
        days=_days(answers, {event.id for event in mature}, cutoff_hour),
        domains=tuple(part(id_, domains[id_]) for id_ in sorted(domains)),
        tasks=tuple(part(id_, tasks[id_]) for id_ in sorted(tasks)),
        stability=_stability(memory.stability for memory in memories),
        difficulty=_histogram((memory.difficulty - 1 for memory in memories), 9),
        recall=_histogram((10 * value for value in recall.values()), 10),
        joined=sum(card.spare for card in deck),
        exam_days=frozenset(exam_days),
        leeches=tuple(sorted(key for key, state in known.items() if state.suspended is Suspension.AS_LEECH)),
    )


def _true_reviews(events: Iterable[Event], cutoff_hour: int) -> list[Event]:
    """Each card's first review on a study day, if it was in review before: the basis of Anki's "true retention".

    A reset card is new until its next review. A first meeting is none, but leaves its card in steps.
    """
    last: dict[str, tuple[StudyDay, bool]] = {}  # card → its last review's study day, and if the interval was in days
    found = []
    for event in events:
        if event.kind == RESET:
            for card in touched_cards(event):
                last.pop(card, None)
            continue
        day = day_of(event, cutoff_hour)
        if is_first_meeting(event):
            last[event.subject] = day, False
            continue
        last_day, in_review = last.get(event.subject, (day, False))
        if in_review and last_day != day:
            found.append(event)
        last[event.subject] = day, isinstance(event.interval, Days) and event.interval.days > 0
    return found


def _days(answers: Iterable[Event], mature: set[str], cutoff_hour: int) -> tuple[DayOfStudy, ...]:
    by_day: dict[StudyDay, list[Event]] = {}
    for event in answers:
        by_day.setdefault(day_of(event, cutoff_hour), []).append(event)
    return tuple(
        DayOfStudy(
            day,
            tally_of(event for event in events if event.kind == REVIEW and not is_first_meeting(event)),
            tally_of(event for event in events if event.id in mature),
            sum(event.duration or 0 for event in events) / 60_000,
        )
        for day, events in sorted(by_day.items())
    )


def _forecast(states: Collection[CardState], today: StudyDay) -> tuple[int, ...]:
    """The cards of each day, as the day's order asks them: a note has one card a day, so siblings come a day later."""
    due = Counter[int]()
    taken = {(note_of(state.card), 0) for state in states if state.was_studied_on(today)}
    waiting = []
    for state in states:
        if state.suspended is not None:
            continue
        first = 1 if state.buried_day == today else 0
        if state.in_steps:
            due[first] += 1
            taken.add((note_of(state.card), first))
        else:
            days = 0 if state.due_day is None or state.is_pulled else state.due_day - today
            waiting.append((max(first, days), note_of(state.card)))
    for days, note in sorted(waiting):
        while (note, days) in taken:
            days += 1
        taken.add((note, days))
        due[days] += 1
    return tuple(due[n] for n in range(FORECAST_DAYS))


def _stability(values: Iterable[float]) -> tuple[int, ...]:
    """The number of stabilities up to each of STABILITY_DAYS, and beyond the last."""
    counts = [0] * (len(STABILITY_DAYS) + 1)
    for stability in values:
        counts[sum(stability > end for end in STABILITY_DAYS)] += 1
    return tuple(counts)


def _histogram(values: Iterable[float], bins: int) -> tuple[int, ...]:
    """The number of values in [0, 1), [1, 2), …; values beyond either end are counted in the bin at that end."""
    counts = [0] * bins
    for value in values:
        counts[max(0, min(bins - 1, int(value)))] += 1
    return tuple(counts)

"""The summary of a session, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.memory.advice import Advice, CardsLeft, CramDomain, DayLimitReached, Done, Left, RelearnBasics
from clfcards.memory.event_kinds import ANSWERS, REVIEW
from clfcards.memory.first_meeting import is_first_meeting
from clfcards.memory.known_cards import KnownCards
from clfcards.memory.queue import is_due
from clfcards.memory.session import Session, counts
from clfcards.memory.state import Review, Suspension
from clfcards.memory.study_day import day_of
from clfcards.memory.tally import Tally, tally_of
from clfcards.model.card import note_of
from clfcards.model.event import Event
from clfcards.model.time import StudyDay

_MIN_ANSWERS = 5  # answers needed before a domain can be called the hardest
_LOW_RECALL = 0.7  # a domain with a lower share of recalled answers is worth cramming


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of a session.

    `reviews` is retention, as in the statistics: the day's first answers to cards that were in review before. `all`
    and `domains` count every answer, those to new cards included, and are no measure of memory.
    First meetings are `learned` cards and take time, but do not count as answers: there was nothing to recall yet.
    """

    all: Tally
    reviews: Tally
    cards: int
    new: int
    minutes: float
    domains: Mapping[str, Tally]
    due_tomorrow: int
    overdue: int
    leeches: tuple[str, ...]
    advice: Advice
    learned: int = 0


def summary_of(session: Session, known: KnownCards, day: StudyDay) -> Summary:
    """The summary of the session so far. `known` are all cards as they are now, on study day `day`."""
    shown = [event for event in session.answered if event.kind in ANSWERS]
    answers = [event for event in shown if not is_first_meeting(event)]
    learned = len(shown) - len(answers)
    first: dict[str, Event] = {}
    for event in shown:
        first.setdefault(event.subject, event)
    reviewed = [event for card, event in first.items() if _was_learned(session, card, event)]
    by_domain: dict[str, list[Event]] = {}
    for event in answers:
        by_domain.setdefault(session.cards[event.subject].domain, []).append(event)
    leeches = tuple(card for card in first if session.state(card).suspended is Suspension.AS_LEECH)
    domains = {domain: tally_of(events) for domain, events in sorted(by_domain.items())}
    return Summary(
        all=tally_of(answers),
        reviews=tally_of(reviewed),
        cards=len(first),
        new=sum(session.before[card].is_new for card in first),
        minutes=sum(event.duration or 0 for event in shown) / 60_000,
        domains=domains,
        due_tomorrow=_due_tomorrow(session, known, day),
        overdue=session.queue.overdue,
        leeches=leeches,
        advice=_advice(session, domains, leeches, learned),
        learned=learned,
    )


def _was_learned(session: Session, card: str, event: Event) -> bool:
    """Whether the card was in review, and this is its first answer of the study day: see `statistics._true_reviews`."""
    before = session.before[card]
    day = day_of(event, session.settings.cutoff_hour)
    return event.kind == REVIEW and isinstance(before.phase, Review) and not before.was_studied_on(day)


def _why_left(session: Session) -> Left:
    options = session.options
    if session.rest is not None:
        return Left.IN_SESSION  # a contrast set is crammed, but it is not what 'review --cram' asks
    if options.mistakes:
        return Left.NOT_DRILLED
    return Left.NOT_CRAMMED if options.cram else Left.IN_SESSION


def _due_tomorrow(session: Session, known: KnownCards, day: StudyDay) -> int:
    """The number of the deck's cards that are due by the day after `day`."""
    tomorrow = StudyDay(day + 1)
    resting = sum(one.due_day <= tomorrow and one.card in session.cards for one in known.resting)
    return resting + sum(
        (state.in_steps or is_due(state, tomorrow)) and state.suspended is None
        for key, state in known.others.items()
        if key in session.cards
    )


def _advice(session: Session, domains: Mapping[str, Tally], leeches: tuple[str, ...], learned: int) -> Advice:
    """The most urgent advice: leeches and overdue cards first, then the weakest domain, then what is left.

    Cards over the day's limit come up only once nothing is left in the session: until then, it can be resumed.
    """
    if leeches:
        return RelearnBasics(note_of(leeches[0]))
    queue, left = session.queue, counts(session)
    if queue.over_session_limit:
        return CardsLeft(Left.OVER_LIMIT, queue.over_session_limit)
    if queue.over_day_limit and not left.all and session.seconds is None:  # else the minutes may be the limit
        return DayLimitReached(queue.over_day_limit, session.settings.reviews_per_day)
    recalls = [(tally.recalled / tally.answers, id_) for id_, tally in domains.items() if tally.answers >= _MIN_ANSWERS]
    if recalls and min(recalls)[0] < _LOW_RECALL:
        return CramDomain(min(recalls)[1])
    if left.learning and not left.new + left.due:
        return CardsLeft(Left.IN_STEPS, left.learning)
    if left.all:
        return CardsLeft(_why_left(session), left.all)
    return Done.FOR_TODAY if domains or learned else Done.NOTHING_WAS_DUE

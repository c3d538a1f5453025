"""What a session came to, and one thing to do next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clfcards.memory.queue import is_due
from clfcards.memory.session import Session, counts
from clfcards.memory.standing import Standings
from clfcards.model.event import Event
from clfcards.model.study import StudyCard


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers, and how many of them were no "again"."""

    answers: int
    recalled: int

    @property
    def recall(self) -> float | None:
        """Part recalled, in [0, 1]; None without an answer."""
        return self.recalled / self.answers if self.answers else None


@dataclass(frozen=True, slots=True)
class Summary:
    """`reviews` counts answers to cards that were in review before: true retention. `domains` counts all."""

    all: Tally
    reviews: Tally
    cards: int
    new: int
    minutes: float
    domains: Mapping[str, Tally]
    due_tomorrow: int
    overdue: int
    leeches: tuple[str, ...]
    next_step: str


def summary_of(session: Session, standings: Standings, day: int) -> Summary:
    """The session so far. `standings` are those of all cards now, on study day `day`."""
    answers = [event for event in session.answered if event.kind in ("review", "cram")]
    first: dict[str, Event] = {}
    for event in answers:
        first.setdefault(event.subject, event)
    known = [event for card, event in first.items() if session.before[card].phase == "review"]
    by_domain: dict[str, list[Event]] = {}
    for event in answers:
        by_domain.setdefault(session.cards[event.subject].domain, []).append(event)
    tomorrow = sum(row[1] <= day + 1 and row[0] in session.cards for row in standings.at_rest)
    tomorrow += sum(
        (state.in_steps or is_due(state, day + 1)) and not state.suspended
        for key, state in standings.apart.items()
        if key in session.cards
    )
    leeches = tuple(card for card in first if session.state(card).suspended == "leech")
    totals = {domain: _tally(events) for domain, events in sorted(by_domain.items())}
    return Summary(
        all=_tally(answers),
        reviews=_tally(known),
        cards=len(first),
        new=sum(session.before[card].phase == "new" for card in first),
        minutes=sum(event.duration or 0 for event in answers) / 60_000,
        domains=totals,
        due_tomorrow=tomorrow,
        overdue=session.queue.overdue,
        leeches=leeches,
        next_step=_next_step(session, totals, leeches, session.cards),
    )


def _tally(events: Iterable[Event]) -> Tally:
    events = list(events)
    return Tally(len(events), sum(event.rating != 1 for event in events))


def _next_step(
    session: Session, domains: Mapping[str, Tally], leeches: tuple[str, ...], cards: Mapping[str, StudyCard]
) -> str:
    """One suggestion: what stands in the way first, then what is weakest, then the day after."""
    if leeches:
        return f"look up what '{cards[leeches[0]].note}' rests on: it was forgotten so often that it is set aside"
    if session.queue.overdue:
        return f"{session.queue.overdue} more are due: 'clfcards review' again, or tomorrow"
    weak = [(t.recalled / t.answers, domain) for domain, t in domains.items() if t.answers >= 5]
    if weak and min(weak)[0] < 0.7:
        return f"domain {min(weak)[1]} was hardest: 'clfcards review --domain {min(weak)[1]} --cram' goes over it"
    left = counts(session)
    if left.learning and not left.new + left.due:
        return f"{left.learning} still in learning: 'clfcards review' in a few minutes"
    if left.all:
        if session.options.cram:
            return f"{left.all} more to cram: 'clfcards review --cram' begins with the weakest again"
        return f"{left.all} more wait: 'clfcards review' goes on where you stopped"
    if not domains:
        return "nothing is due: 'clfcards review --ahead 1' takes tomorrow's cards, '--new 10' more new ones"
    return "come back tomorrow: 'clfcards review'"

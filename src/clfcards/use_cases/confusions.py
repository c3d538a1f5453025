"""The pairs of facts that the learner takes for one another: the whole list, and the worst of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from clfcards.decks.study import StudyDeck
from clfcards.exam.confusions import CHOSEN, KINDS, Choice, ConfusedPair, choices_of, confused_pairs
from clfcards.exam.deciding import Deciding, deciding
from clfcards.log.log import Log
from clfcards.model.bank import Fact, Question
from clfcards.model.event import Event, Stamp
from clfcards.model.event_kind import UNDO
from clfcards.render.grading import options_by_key
from clfcards.use_cases.sitting_log import read_sittings


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair with both facts: the one that was `right` more often, and the one that was taken for it.

    `reason` says why the option that was chosen last is wrong; it is empty if an exam that has not ended asks the
    question. `deciding` is None if no words clearly decide.
    """

    pair: ConfusedPair
    right: Fact
    wrong: Fact
    deciding: Deciding | None
    reason: str


def confusions(deck: StudyDeck, log: Log, now: Stamp, facts: Collection[str] = ()) -> list[PairView]:
    """The learner's pairs, the worst first; with `facts`, only those in which one of these facts is confused."""
    pairs = confused_pairs(all_choices(log), deck.links(), now.at)
    wanted = [pair for pair in pairs if not facts or not set(facts).isdisjoint(pair.facts)]
    running = {q.id for sitting in read_sittings(log).read if not sitting.ended for q in sitting.questions}
    return [view for pair in wanted if (view := _view(deck, pair, running)) is not None]


def all_choices(log: Log) -> list[Choice]:
    """Everything that was chosen in reviews, drills and exams, oldest first."""
    return choices_of([*log.events(KINDS, holding=CHOSEN), *log.events((UNDO,))])


def worst_pair(deck: StudyDeck, events: Iterable[Event], now: Stamp) -> PairView | None:
    """The pair that was confused worst in the last LATELY_DAYS; None if none was.

    `events` are those of at least as many days.
    """
    choices = choices_of(events)
    pair = next(iter(confused_pairs(choices, deck.links(), now.at)), None) if choices else None
    return None if pair is None or not pair.lately else _view(deck, pair, ())


def _view(deck: StudyDeck, pair: ConfusedPair, running: Collection[str]) -> PairView | None:
    right, wrong = (deck.notes.get(id_) for id_ in pair.facts)
    if not isinstance(right, Fact) or not isinstance(wrong, Fact):
        return None  # another item has taken the id
    reason = "" if pair.last.question in running else _reason(deck, pair)
    return PairView(pair, right, wrong, deciding(right, wrong), reason)


def _reason(deck: StudyDeck, pair: ConfusedPair) -> str:
    question = deck.notes.get(pair.last.question)
    option = options_by_key(question).get(pair.last.option) if isinstance(question, Question) else None
    return option.why if option is not None else ""


def facts_named(deck: StudyDeck, names: Sequence[str]) -> list[str]:
    """The ids of the facts with these names, which are ids or keys of cards."""
    return [name if name in deck.notes else name.rpartition("/")[0] for name in names]

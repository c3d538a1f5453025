"""The pairs of facts that the learner takes for one another: the whole list, and the worst of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from clfcards.decks.study import StudyDeck
from clfcards.errors import UsageError
from clfcards.exam.confusion_links import questions_on
from clfcards.exam.confusions import CHOSEN, KINDS, Choice, ConfusedPair, choices_of, confused_pairs
from clfcards.exam.deciding_words import Deciding, deciding
from clfcards.exam.met_questions import met_questions
from clfcards.log.log import Log
from clfcards.memory.contrast_set import ContrastSet
from clfcards.memory.queue import is_open
from clfcards.memory.study_day import day_of
from clfcards.model.bank import Fact, Question
from clfcards.model.card import card_keys, note_of
from clfcards.model.event import Stamp
from clfcards.model.event_kind import UNDO
from clfcards.model.spelling import did_you_mean
from clfcards.next_step import NextStep
from clfcards.render.grading import options_by_key
from clfcards.survey.contrast import Contrasts
from clfcards.use_cases.sitting_log import read_sittings


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair with both facts: the one that was `right` more often, and the one that was taken for it.

    `reason` says why the option that was chosen last is wrong; it is empty if an exam that has not ended asks the
    question. `deciding` is None if no words clearly decide. `contrast` are facts that name both.
    """

    pair: ConfusedPair
    right: Fact
    wrong: Fact
    deciding: Deciding | None
    reason: str = ""
    contrast: tuple[Fact, ...] = ()


def confusions(deck: StudyDeck, log: Log, now: Stamp, facts: Collection[str] = ()) -> list[PairView]:
    """The learner's pairs, the worst first; with `facts`, only those in which one of these facts is confused."""
    pairs = confused_pairs(all_choices(log), deck.links(), now.at)
    wanted = [pair for pair in pairs if not facts or not set(facts).isdisjoint(pair.facts)]
    running = {q.id for sitting in read_sittings(log).read if not sitting.ended for q in sitting.questions}
    views = [view for pair in wanted if (view := _view(deck, pair)) is not None]
    contrasts = Contrasts(note for note in deck.notes.values() if isinstance(note, Fact)) if views else None
    return [_explained(deck, view, contrasts, running) for view in views if contrasts]


def _explained(deck: StudyDeck, view: PairView, contrasts: Contrasts, running: Collection[str]) -> PairView:
    """The pair with the reason against the option that was chosen last, and with the facts that contrast both."""
    found = (deck.notes[id_] for id_ in contrasts.between(view.right.id, view.wrong.id) if id_ not in view.pair.facts)
    reason = "" if view.pair.last.question in running else _reason(deck, view.pair)
    return replace(view, reason=reason, contrast=tuple(fact for fact in found if isinstance(fact, Fact)))


def all_choices(log: Log) -> list[Choice]:
    """Everything that was chosen in reviews, drills and exams, oldest first."""
    return choices_of([*log.events(KINDS, holding=CHOSEN), *log.events((UNDO,))])


def _view(deck: StudyDeck, pair: ConfusedPair) -> PairView | None:
    right, wrong = (deck.notes.get(id_) for id_ in pair.facts)
    if not isinstance(right, Fact) or not isinstance(wrong, Fact):
        return None  # another item has taken the id
    return PairView(pair, right, wrong, deciding(right, wrong))


def _reason(deck: StudyDeck, pair: ConfusedPair) -> str:
    question = deck.notes.get(pair.last.question)
    option = options_by_key(question).get(pair.last.option) if isinstance(question, Question) else None
    return option.why if option is not None else ""


def contrast_of(deck: StudyDeck, log: Log, view: PairView, now: Stamp) -> ContrastSet:
    """The cards of both facts, and the questions that ask for one and offer the other, without suspended ones.

    A question that may still come in an exam is left out: it could no longer test anything.
    """
    day = day_of(now, log.terms.cutoff_hour)
    met = met_questions(read_sittings(log).read, {choice.question for choice in all_choices(log)})
    links = deck.links()

    def cards(right: Fact, wrong: Fact) -> tuple[str, ...]:
        asked = (deck.notes.get(id_) for id_ in questions_on(links, right.id, wrong.id))
        notes: list[Fact | Question] = [
            right,
            *(note for note in asked if isinstance(note, Question) and not met.is_spoiler(note)),
        ]
        keys = [key for note in notes for key in card_keys(note) if key in deck.cards]
        # A card outside the deck is asked nevertheless, as after a missed exam question.
        return tuple(key for key in keys if is_open(deck.cards[key]._replace(spare=False), log.state(key), day))

    return ContrastSet((cards(view.right, view.wrong), cards(view.wrong, view.right)))


def fact_ids(deck: StudyDeck, names: Sequence[str]) -> list[str]:
    """The ids of the facts with these ids or card keys.

    Raises UsageError, with the nearest ids, for a name that no fact has.
    """
    return [_fact_id(deck, name) for name in dict.fromkeys(names)]


def _fact_id(deck: StudyDeck, name: str) -> str:
    found = name if name in deck.notes else note_of(name)
    if isinstance(deck.notes.get(found), Fact):
        return found
    if found in deck.notes:
        raise UsageError(f"'{name}' is a question: name one of the facts that it tests", NextStep.run(f"show {found}"))
    raise UsageError(f"there is no fact '{name}'{did_you_mean(name, deck.notes)}")

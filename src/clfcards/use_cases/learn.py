"""Learning a task or a service: what to read, and which of its cards to ask at once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from clfcards.decks.study import StudyDeck
from clfcards.errors import UsageError
from clfcards.memory.options import StudySettings
from clfcards.memory.queue import is_due, is_open
from clfcards.memory.state import CardState
from clfcards.memory.study_day import day_of
from clfcards.model.bank import Fact
from clfcards.model.event import Stamp
from clfcards.model.guide import Guide
from clfcards.model.spelling import nearest
from clfcards.model.study import StudyCard
from clfcards.model.time import StudyDay
from clfcards.next_step import NextStep
from clfcards.survey.lesson import Lesson, heaviest_task, lesson_of_service, lesson_of_task
from clfcards.use_cases.practice import Practice
from clfcards.use_cases.study_plan import remaining_study_plan

Reason = Literal["asked for", "study plan", "weight"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text to read, and the keys of the cards to `ask` after it: those not met yet, one of each fact.

    `cards` counts all cards of the text, `met` those that were met before, and `due` those of them that are due.
    `reason` is why this was chosen. `new_today` counts the cards that were new today, before these.
    """

    lesson: Lesson
    ask: tuple[str, ...]
    cards: int
    met: int
    due: int
    reason: Reason
    new_today: int
    new_per_day: int


@dataclass(frozen=True)
class Learner:
    """A deck and its learner, on a study day."""

    practice: Practice
    deck: StudyDeck
    states: Mapping[str, CardState]
    settings: StudySettings
    today: StudyDay

    def state(self, card: str) -> CardState:
        return self.states.get(card) or CardState(card)

    def cards_of_facts(self) -> Iterator[StudyCard]:
        """The cards of facts that belong to the deck, or that were learned or pulled, in the order of introduction."""
        for card in self.deck.cards.values():
            state = self.state(card.key)
            if card.kind != "question" and (not card.spare or state.pulled_at is not None or not state.is_new):
                yield card


def learner_on(practice: Practice, deck: StudyDeck, settings: StudySettings, now: Stamp) -> Learner:
    today = day_of(now, settings.cutoff_hour)
    return Learner(practice, deck, practice.log.states(), settings, today)


def reading(learner: Learner, place: str, limit: int | None = None) -> Reading:
    """What to read about a task or a service, given by its id, or about the next task if the place is empty.

    With `limit`, at most so many cards are asked, and only their facts are read. Raises UsageError for an unknown
    place, one without facts, or if every task was met.
    """
    chosen, reason = _place(learner, place)
    cards = list(learner.cards_of_facts())
    items = {item.id: item for item in learner.practice.bank if isinstance(item, Fact)}
    facts = [items[id_] for id_ in dict.fromkeys(card.note for card in cards) if id_ in items]
    lesson = _lesson(learner.practice.guide, chosen, facts)
    own = [card for card in cards if card.note in {fact.id for fact in lesson.facts}]
    if not own:
        raise UsageError(f"there are no facts about '{chosen}' in the deck yet", NextStep.run(f"search {chosen}"))
    ask = _cards_to_ask(learner, own)[:limit]
    if limit is not None and ask:
        asked = {card.note for card in ask}
        lesson = _lesson(learner.practice.guide, chosen, [fact for fact in facts if fact.id in asked])
        own = [card for card in own if card.note in asked]
    met = [state for state in (learner.state(card.key) for card in own) if not state.is_new]
    return Reading(
        lesson=lesson,
        ask=tuple(card.key for card in ask),
        cards=len(own),
        met=len(met),
        due=sum(state.suspended is None and (state.in_steps or is_due(state, learner.today)) for state in met),
        reason=reason,
        new_today=new_on(learner.states, learner.today),
        new_per_day=learner.settings.new_per_day,
    )


def new_on(states: Mapping[str, CardState], day: StudyDay) -> int:
    """The number of cards that were met for the first time on this day."""
    return sum(state.past is not None and state.past.first_day == day for state in states.values())


def _lesson(guide: Guide, place: str, facts: list[Fact]) -> Lesson:
    return lesson_of_task(guide, place, facts) if place in guide.tasks else lesson_of_service(guide, place, facts)


def _cards_to_ask(learner: Learner, cards: list[StudyCard]) -> list[StudyCard]:
    """The first card not met yet of each note, unless the note has a card that was studied today."""
    taken = {card.note for card in cards if learner.state(card.key).was_studied_on(learner.today)}
    ask = []
    for card in cards:
        state = learner.state(card.key)
        if card.note not in taken and state.is_new and is_open(card, state, learner.today):
            taken.add(card.note)
            ask.append(card)
    return ask


def _place(learner: Learner, place: str) -> tuple[str, Reason]:
    return (_known_place(learner, place), "asked for") if place else _next_task(learner)


def _known_place(learner: Learner, place: str) -> str:
    """The id of the task or service. Raises UsageError, with the nearest ones, if there is none."""
    guide = learner.practice.guide
    names = {service.name.casefold(): id_ for id_, service in guide.services.items()}
    known = [*guide.tasks, *guide.services]
    if place in known:
        return place
    if place.casefold() in names:
        return names[place.casefold()]
    near = nearest(place, known)
    hint = f", did you mean {' or '.join(map(repr, near))}?" if near else f": the tasks are {', '.join(guide.tasks)}"
    raise UsageError(f"there is no task or service '{place}'{hint}")


def _next_task(learner: Learner) -> tuple[str, Reason]:
    """The next task of the study plan, or else the one whose unmet cards weigh most."""
    cards, unmet = Counter[str](), Counter[str]()
    for card in learner.cards_of_facts():
        cards[card.task] += 1
        unmet[card.task] += learner.state(card.key).is_new
    for task in _planned_tasks(learner.practice):
        if unmet[task]:
            return task, "study plan"
    if task := heaviest_task(learner.practice.guide, cards, unmet):
        return task, "weight"
    if not cards:
        raise UsageError("the deck has no facts to learn", NextStep.run("check"))
    raise UsageError("you have met every card of the deck", NextStep.run("review"))


def _planned_tasks(practice: Practice) -> list[str]:
    """The tasks of the study plan that have minutes left, in its order."""
    plan = remaining_study_plan(practice.log, lambda: {item.id: item.task for item in practice.bank})
    return [one.task for one in plan.tasks if one.left > 0] if plan else []

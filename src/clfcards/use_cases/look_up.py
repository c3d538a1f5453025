"""Looking up items: everything about one item and its learner, and a search in everything there is to know."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from clfcards.errors import UsageError
from clfcards.exam.event_kinds import ANSWER
from clfcards.exam.first_answers import first_answers
from clfcards.exam.met_questions import MetQuestions, met_questions
from clfcards.memory.event_kinds import REVIEW
from clfcards.memory.queue import retrievability
from clfcards.memory.state import CardState
from clfcards.memory.study_day import day_of
from clfcards.model.bank import Fact, Question
from clfcards.model.card import card_keys, note_of
from clfcards.model.event import Event, Stamp
from clfcards.model.guide import Guide
from clfcards.model.spelling import nearest
from clfcards.model.time import StudyDay
from clfcards.next_step import NextStep
from clfcards.render.report_link import item_version, report_link
from clfcards.survey.search import Entry, Field, Hit, search, words_of
from clfcards.use_cases.practice import Practice

Relation = Literal["tests", "refutes", "tested by"]


@dataclass(frozen=True, slots=True)
class CardView:
    """A card: its state, its recall now in [0, 1] (None if untested), and its reviews, oldest first."""

    state: CardState
    recall: float | None
    reviews: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A related item: a fact that a question tests or that refutes an option, or a question that tests a fact."""

    relation: Relation
    item: Fact | Question


@dataclass(frozen=True, slots=True)
class ItemView:
    """Everything about an item. If `is_hidden`, its text would spoil an exam and is not to be shown.

    `exam_answers` are the answers to a question in exams and diagnostics, oldest first. `unmet` is the number of
    questions that test the fact and are not named, because they were not met yet. `version` is that of its texts, and
    `report_url` where a mistake in them can be reported, or empty.
    """

    item: Fact | Question
    is_hidden: bool
    note: str
    cards: tuple[CardView, ...]
    exam_answers: tuple[Event, ...]
    related: tuple[Related, ...]
    unmet: int
    today: StudyDay
    version: str
    report_url: str


def met_by(practice: Practice) -> MetQuestions:
    """The questions that the learner has met so far, and those of a sitting that has not ended."""
    answered = {note_of(state.card) for state in practice.log.states().values() if not state.is_new}
    return met_questions(practice.logged.read, answered)


def items_by_id(practice: Practice) -> dict[str, Fact | Question]:
    """The items whose tasks are in the guide. If an id is used twice, the last one counts, as in a review."""
    return {item.id: item for item in practice.bank if item.task in practice.guide.tasks}


def look_up(practice: Practice, names: Sequence[str], now: Stamp, *, spoil: bool = False) -> list[ItemView]:
    """The items with these ids, or of the cards with these keys; with `spoil`, none is hidden.

    Raises UsageError, with the nearest ids, if there is no such item.
    """
    items = items_by_id(practice)
    found = [item_named(name, items, practice.guide) for name in dict.fromkeys(names)]
    met, notes = met_by(practice), practice.log.own_notes()
    today = day_of(now, practice.log.terms.cutoff_hour)
    views = []
    for item in dict.fromkeys(one.id for one in found):
        related = list(_related(items[item], items))
        named = tuple(one for one in related if _may_be_named(one.item, met))
        views.append(
            ItemView(
                item=items[item],
                is_hidden=not spoil and _is_spoiler(items[item], met),
                note=notes.get(item, ""),
                cards=tuple(_card_view(practice, key, today) for key in card_keys(items[item])),
                exam_answers=tuple(first_answers(practice.log.events((ANSWER,), subject=item))),
                related=named,
                unmet=len(related) - len(named),
                today=today,
                version=item_version(items[item]),
                report_url=report_link(practice.deck.report_url, items[item]),
            )
        )
    return views


def item_named(name: str, items: Mapping[str, Fact | Question], guide: Guide) -> Fact | Question:
    """The item with this id, or of the card with this key.

    Raises UsageError, with the nearest ids, if there is none.
    """
    for id_ in (name, note_of(name)):
        if id_ in items:
            return items[id_]
    if name in guide.tasks or name in guide.services:
        kind = "task" if name in guide.tasks else "service"
        raise UsageError(f"'{name}' is a {kind}, not an item", NextStep.run(f"learn {name}"))
    if not items:
        raise UsageError(f"there is no item '{name}': the exam has no facts and questions yet")
    near = nearest(name, items)
    hint = f"; the nearest are {_listed(near)}" if len(near) > 1 else f", did you mean '{near[0]}'?" if near else ""
    words = " ".join(words_of(name))
    raise UsageError(
        f"there is no item '{name}'{hint}", NextStep.run(f"search {words}") if words and not near else None
    )


def _listed(ids: Sequence[str]) -> str:
    quoted = [f"'{id_}'" for id_ in ids]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _is_spoiler(item: Fact | Question, met: MetQuestions) -> bool:
    return isinstance(item, Question) and met.is_spoiler(item)


def _may_be_named(item: Fact | Question, met: MetQuestions) -> bool:
    return isinstance(item, Fact) or met.may_name(item)


def _card_view(practice: Practice, key: str, today: StudyDay) -> CardView:
    state = practice.log.state(key)
    recall = retrievability(state, practice.log.replay.model, today) if state.was_tested else None
    reviews = tuple(event for event in practice.log.events_of(key) if event.kind == REVIEW)
    return CardView(state, recall, reviews)


def _related(item: Fact | Question, items: Mapping[str, Fact | Question]) -> Iterator[Related]:
    """The facts behind a question, or the questions that test a fact."""
    if isinstance(item, Question):
        refuting = [option.fact for option in item.distractors if option.fact]
        for id_ in dict.fromkeys((*item.tests, *refuting)):
            if isinstance(items.get(id_), Fact):
                yield Related("tests" if id_ in item.tests else "refutes", items[id_])
        return
    for other in items.values():
        if isinstance(other, Question) and item.id in other.tests:
            yield Related("tested by", other)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first. `unmet` is the number of questions found that the learner has not met yet."""

    query: str
    hits: tuple[Hit, ...]
    items: Mapping[str, Fact | Question]
    unmet: int


def search_everything(practice: Practice, query: str) -> Found:
    """Searches tasks, services, facts with the learner's own notes, and questions.

    Questions that the learner has not met are only counted, so that they can still test something.
    """
    items, met = items_by_id(practice), met_by(practice)
    hits = search(_entries(practice.guide, items, practice.log.own_notes()), query)
    shown = [hit for hit in hits if hit.entry.kind != "question" or _may_be_named(items[hit.entry.id], met)]
    return Found(query, tuple(shown), items, len(hits) - len(shown))


def _entries(guide: Guide, items: Mapping[str, Fact | Question], notes: Mapping[str, str]) -> Iterator[Entry]:
    yield from _guide_entries(guide)
    names = {id_: service.name for id_, service in guide.services.items()}
    for item in items.values():
        yield _entry(item, _joined(names.get(id_, id_) for id_ in item.services), notes.get(item.id, ""))


def _guide_entries(guide: Guide) -> Iterator[Entry]:
    for task in guide.tasks.values():
        yield Entry("task", task.id, (Field(8, task.id), Field(7, task.title), Field(2, _joined(task.topics.values()))))
    former: dict[str, list[str]] = {}
    for rename in guide.renames:
        former.setdefault(rename.service, []).append(rename.old)
    for id_, service in guide.services.items():
        names = (Field(8, service.name), Field(7, id_), Field(6, _joined(former.get(id_, ()))))
        yield Entry("service", id_, (*names, Field(2, service.category)))


def _entry(item: Fact | Question, services: str, note: str) -> Entry:
    """The texts of an item: what it asks and answers counts more than the reasons behind it."""
    own = (Field(6, item.id), Field(4, note), Field(3, services))
    if isinstance(item, Fact):
        texts = (Field(5, item.front), Field(5, item.back), Field(5, item.cloze), Field(1, item.why))
        return Entry("fact", item.id, (*texts, *own), item.priority)
    options = _joined(option.text for option in item.options)
    reasons = _joined(option.why for option in item.options)
    return Entry("question", item.id, (Field(4, item.stem), Field(2, options), Field(1, reasons), *own), item.priority)


def _joined(texts: Iterable[str]) -> str:
    return " \n".join(texts)

"""An item looked up: as lines, and as the document of `show --json`."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from clfcards.exam.form import LETTERS
from clfcards.memory.first_meeting import is_first_meeting
from clfcards.memory.state import Suspension
from clfcards.memory.study_day import date_of
from clfcards.model.bank import Fact, Question
from clfcards.model.event import Event
from clfcards.model.guide import Guide
from clfcards.model.interval import number_of
from clfcards.model.time import local_time
from clfcards.next_step import NextStep
from clfcards.render.spans import without_markup
from clfcards.use_cases.look_up import CardView, ItemView, Related
from clfcards.visible import on_one_line, visible
from clfcards.words.cards import RATING_WORDS, phase_word
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, estimated, interval_phrase
from clfcards.words.question import fact_sentence

_SHOWN_REVIEWS = 5
_RELATIONS = {"tests": "Tests", "refutes": "Refutes an option", "tested by": "Tested by"}
_NAME = 12  # columns


def lines(guide: Guide, view: ItemView, width: int) -> list[Line]:
    """The item, where it is from, what it is related to, and how its learner stands with it."""
    item = view.item
    place = f"task {item.task} {guide.tasks[item.task].title}"
    shown = wrapped(f"{item.id} · {item.kind} · {place}", width, "title")
    shown += [Line(), *(_spoiler_lines(item, width) if view.is_hidden else _text_lines(item, width)), Line()]
    for name, text in [*_own_rows(view), *_place_rows(guide, view)]:
        shown += wrapped(text, width, "", f"{name:<{_NAME}}", " " * _NAME)
    return shown


def _spoiler_lines(item: Fact | Question, width: int) -> list[Line]:
    anyway = command_line(NextStep.run(f"show {item.id}", spoil=True))
    sentence = "This question may still come in a practice exam, so it is not shown here: it could no longer test you."
    return wrapped(f"{sentence} To see it anyway: {anyway}", width)


def _text_lines(item: Fact | Question, width: int) -> list[Line]:
    if isinstance(item, Fact):
        if item.cloze:
            answer = wrapped(fact_sentence(item), width)
        else:
            answer = [*wrapped(without_markup(item.front), width), *wrapped(without_markup(item.back), width, "title")]
        return [*answer, Line(), *wrapped(without_markup(item.why), width)]
    shown = [*wrapped(without_markup(item.stem), width), Line()]
    for letter, option in zip(LETTERS, item.options, strict=False):
        is_right = option in item.correct
        mark = f"{'✓' if is_right else '✗'} {letter}  "
        shown += wrapped(without_markup(option.text), width, "good" if is_right else "", mark)
        shown += wrapped(without_markup(option.why), width, "dim", " " * 5) if option.why else []
    return shown


def _own_rows(view: ItemView) -> Iterator[tuple[str, str]]:
    """The learner's own note, the state of each card, and the answers."""
    if view.note:
        yield "Your note", visible(view.note)
    for card in view.cards:
        name = "You" if len(view.cards) == 1 else f"Card {card.state.card.rpartition('/')[2]}"
        yield name, _state_phrase(card)
        for event in card.reviews[-_SHOWN_REVIEWS:]:
            yield "", _review_phrase(event)
    for event in view.exam_answers[-_SHOWN_REVIEWS:]:
        when = local_time(event.at, event.utc_offset)
        yield "", f"{when:%Y-%m-%d %H:%M}  {'right' if event.payload.get('right') is True else 'wrong'} in an exam"


def _state_phrase(card: CardView) -> str:
    """How the learner stands with a card: "in review, due 2026-12-01, recall now 93%, 4 answers, 1 lapse"."""
    state, past = card.state, card.state.past
    if past is None:
        known = ["not met yet"]
    else:
        due = f"due {date_of(state.due_day)}" if state.due_day is not None else "asked again in a step"
        known = [phase_word(state), due]
        if card.recall is None:
            known.append("met while reading, not asked since")
        else:
            known.append(f"recall now {estimated(card.recall)}")
            known += [count(past.reviews, "answer"), count(past.lapses, "lapse")]
    if state.suspended is not None:
        known.append("suspended as a leech" if state.suspended is Suspension.AS_LEECH else "suspended by you")
    return ", ".join([*known, *([f"flag {state.flag}"] if state.flag else [])])


def _review_phrase(event: Event) -> str:
    when = local_time(event.at, event.utc_offset)
    word = RATING_WORDS[event.rating] if event.rating is not None else "answered"
    how = f"first meeting, {word}" if is_first_meeting(event) else word
    return f"{when:%Y-%m-%d %H:%M}  {how}, then {interval_phrase(event.interval)}"


def _place_rows(guide: Guide, view: ItemView) -> Iterator[tuple[str, str]]:
    """Where the item belongs, what it is related to, and the page that it rests on."""
    item = view.item
    if services := [guide.services[id_].name for id_ in item.services if id_ in guide.services]:
        yield "Services", ", ".join(services)
    for related in () if view.is_hidden else view.related:
        yield _RELATIONS[related.relation], f"{related.item.id}  {_sentence(related.item)}"
    if view.unmet and not view.is_hidden:
        questions = count(view.unmet, "question")
        yield "Tested by", f"{questions} that you have not met yet"
    yield "Source", f"{on_one_line(item.source)} (read {item.verified})"
    if view.report_url:
        yield "Mistake?", f"Report it: {view.report_url}"


def _sentence(item: Fact | Question) -> str:
    return " ".join((fact_sentence(item) if isinstance(item, Fact) else without_markup(item.stem)).split())


@dataclass(frozen=True, slots=True)
class OptionDocument:
    """An option of a question. `fact` is the id of the fact that refutes it, or empty."""

    text: str
    right: bool
    why: str
    fact: str


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """A related item. `relation` is "tests", "refutes" or "tested by"."""

    id: str
    relation: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewDocument:
    """A review; `interval` is in days, or in seconds if negative. A first meeting followed the reading of the text."""

    at: dt.datetime
    rating: int | None
    interval: int | None
    first_meeting: bool


@dataclass(frozen=True, slots=True)
class CardDocument:
    """A card. `due` is its study day, if it is in review; `recall` is in [0, 1], or null if it was never asked.

    `suspended` is "learner" or "leech", or empty.
    """

    card: str
    phase: str
    due: dt.date | None
    recall: float | None
    answers: int
    lapses: int
    flag: int
    suspended: str
    reviews: tuple[ReviewDocument, ...]


@dataclass(frozen=True, slots=True)
class ExamAnswerDocument:
    """An answer in an exam or a diagnostic."""

    at: dt.datetime
    right: bool


@dataclass(frozen=True, slots=True)
class ItemDocument:
    """An item. If it is `hidden`, it may still come in a practice exam: its text is empty, as are its options.

    `front`, `back` and `cloze` are empty where they do not apply. Texts are Markdown, as in the sources. `version`
    changes with the texts, and is what `report_url`, where mistakes can be reported, says about them; it may be empty.
    """

    id: str
    kind: str
    task: str
    services: tuple[str, ...]
    priority: int
    source: str
    verified: dt.date
    hidden: bool
    front: str
    back: str
    cloze: str
    why: str
    options: tuple[OptionDocument, ...]
    note: str
    cards: tuple[CardDocument, ...]
    exam_answers: tuple[ExamAnswerDocument, ...]
    related: tuple[RelatedDocument, ...]
    unmet_questions: int
    version: str
    report_url: str


@dataclass(frozen=True, slots=True)
class ShowDocument:
    """The document of `show --json`."""

    items: tuple[ItemDocument, ...]


def document(views: list[ItemView]) -> ShowDocument:
    """The items as the document of `--json`."""
    return ShowDocument(tuple(map(_item_document, views)))


def _item_document(view: ItemView) -> ItemDocument:
    item, shown = view.item, not view.is_hidden
    fact = item if isinstance(item, Fact) else None
    question = item if isinstance(item, Question) and shown else None
    return ItemDocument(
        id=item.id,
        kind=item.kind,
        task=item.task,
        services=item.services,
        priority=item.priority,
        source=item.source,
        verified=item.verified,
        hidden=view.is_hidden,
        front=fact.front if fact else question.stem if question else "",
        back=fact.back if fact else "",
        cloze=fact.cloze if fact else "",
        why=fact.why if fact else "",
        options=tuple(OptionDocument(o.text, o in question.correct, o.why, o.fact) for o in question.options)
        if question
        else (),
        note=view.note,
        cards=tuple(map(_card_document, view.cards)),
        exam_answers=tuple(
            ExamAnswerDocument(local_time(event.at, event.utc_offset), event.payload.get("right") is True)
            for event in view.exam_answers
        ),
        related=tuple(map(_related_document, view.related)) if shown else (),
        unmet_questions=view.unmet,
        version=view.version,
        report_url=view.report_url,
    )


def _related_document(related: Related) -> RelatedDocument:
    return RelatedDocument(related.item.id, related.relation, _sentence(related.item))


def _card_document(card: CardView) -> CardDocument:
    state = card.state
    return CardDocument(
        card=state.card,
        phase=phase_word(state),
        due=None if state.due_day is None else date_of(state.due_day),
        recall=card.recall,
        answers=state.reviews,
        lapses=state.lapses,
        flag=state.flag,
        suspended="" if state.suspended is None else state.suspended.value,
        reviews=tuple(
            ReviewDocument(
                local_time(event.at, event.utc_offset),
                event.rating,
                None if event.interval is None else number_of(event.interval),
                is_first_meeting(event),
            )
            for event in card.reviews
        ),
    )

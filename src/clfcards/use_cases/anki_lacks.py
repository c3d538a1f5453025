"""Which answers of the log a running Anki lacks for cards that it has, and what can be done about each card.

An answer is the same in both if card and rating are equal and the times nearly so, as in an import. A card with
answers in Anki that the log does not know is left alone until they are imported: its values must follow from both.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clfcards.anki.connect import AnkiConnect
from clfcards.anki.content import note_guid
from clfcards.anki.history_package import AnkiAnswer, AnkiCardState
from clfcards.anki.learner_note import LearnerCard, LearnerNote
from clfcards.anki.push_plan import PushPlan, kind_of
from clfcards.anki.running import open_in_anki
from clfcards.anki.running_cards import cards_by_key, reviews_of
from clfcards.errors import ClfcardsError
from clfcards.foreign.anki_rows import AnkiReview
from clfcards.log.log import Log
from clfcards.memory.event_kinds import ANSWERS, RESET
from clfcards.memory.options import study_settings
from clfcards.memory.state import CardState
from clfcards.memory.study_day import study_day
from clfcards.model.card import note_of, number_of
from clfcards.model.event import Event, live
from clfcards.model.event_kind import UNDO
from clfcards.model.time import StudyDay, Timestamp, UtcOffset
from clfcards.next_step import NextStep
from clfcards.use_cases.anki_decisions import IMPORTED, Decision, decision_of
from clfcards.use_cases.anki_history import anki_answers, card_columns
from clfcards.use_cases.anki_import import SAME_MS, LoggedAnswers, event_id
from clfcards.use_cases.anki_push import PushRequest, prepare_push
from clfcards.use_cases.anki_repeats import REPEAT_PREFIX
from clfcards.use_cases.anki_sources import AnkiSources

_MOVED = (Decision.DATE_SET, Decision.RESCHEDULED)
_LAST_POSITION = 1_000_000  # among new cards, for those that are no longer in the sources


@dataclass(frozen=True, slots=True)
class LackingCard:
    """A card in Anki, and the answers that it lacks there.

    `columns` are its values after all of its answers, with a study day as the due day; None if it is new, or was never
    anything else. `last_at` is the time of its last answer in milliseconds, None if none tested it. `position` is its
    place among new cards. `keeps_due` says that its due date was moved in Anki after
    these answers, so that it stays.
    """

    key: str
    card: LearnerCard
    answers: tuple[AnkiAnswer, ...]
    columns: AnkiCardState | None
    last_at: int | None
    position: int
    keeps_due: bool


@dataclass(frozen=True, slots=True)
class AnkiLacks:
    """What the Anki with this profile lacks of an exam's history, on a study day.

    `cards` can be written, `to_import` have answers in Anki that the log does not know, and a filtered deck has
    `borrowed` others. The one `in_review` is shown in Anki, which would refuse the answer to a card that changed
    meanwhile. These are keys. `known` counts answers that Anki has already, and `left_out` answers to cards that it
    does not have. `from_anki` are the ids of events that came from Anki and are not there now. `undone_here` are the
    ids and keys of answers that were undone in the log and are still in Anki.
    """

    exam: str
    profile: str
    today: StudyDay
    cards: tuple[LackingCard, ...]
    known: int
    left_out: int
    to_import: tuple[str, ...]
    borrowed: tuple[str, ...]
    in_review: tuple[str, ...]
    from_anki: tuple[str, ...]
    undone_here: tuple[tuple[str, str], ...]

    @property
    def answers(self) -> int:
        """The number of answers to write."""
        return sum(answer.ease > 0 for card in self.cards for answer in card.answers)

    @property
    def resets(self) -> int:
        """The number of resets to write."""
        return sum(answer.ease == 0 for card in self.cards for answer in card.answers)


def what_anki_lacks(
    sources: AnkiSources, anki: AnkiConnect, data: Path, log: Log, now: dt.datetime, profile: str
) -> AnkiLacks:
    """What the running Anki lacks; `now` has the offset of the learner's zone. Nothing is written.

    Raises ClfcardsError if there is no history, and as `prepare_push` does.
    """
    every = log.events((*ANSWERS, RESET, UNDO))
    events = [event for event in live(every) if event.kind != UNDO]
    undone = _undone(every)
    if not events and not undone:
        raise ClfcardsError("there is no history to export", NextStep.run("review"))
    prepared = prepare_push(sources, anki, data, PushRequest(profile=profile))
    there = _cards_there(sources, anki, prepared.plan, (*events, *undone))
    answers = _by_key(sources.namespace, events, there)
    of_undone = {event.subject for event in undone if event.subject in there}
    reviews = reviews_of(anki, [there[key].id for key in sorted(answers.keys() | of_undone)])
    settings = study_settings(log.settings(), sources.settings.desired_retention)
    offset = UtcOffset(round((now.utcoffset() or dt.timedelta()).total_seconds() / 60))
    states, decay = log.states(), log.replay.model.weights[20]
    logged = LoggedAnswers(log)
    shown = open_in_anki(anki).card
    cards, to_import, borrowed, in_review = [], [], [], []
    for key, given in answers.items():
        theirs = reviews[there[key].id]
        lacking = tuple(answer for answer in given if not has_answer(theirs, answer))
        if not lacking:
            continue
        if any(decision_of(r) in IMPORTED and not logged.take(key, r.ease, r.at) for r in theirs):
            to_import.append(key)
        elif there[key].is_borrowed:
            borrowed.append(key)
        elif there[key].id == shown:
            in_review.append(key)
        else:
            state = states.get(key, CardState(key))
            columns = card_columns(state, 0, settings.scheme, decay)
            keeps_due = _keeps_due(theirs, lacking)
            cards.append(_lacking_card(sources, state, there[key], lacking, columns, keeps_due=keeps_due))
    lacking_ids = {event_id(answer.at, answer.guid, card.key) for card in cards for answer in card.answers}
    return AnkiLacks(
        exam=sources.guide.code,
        profile=prepared.collection.profile,
        today=study_day(Timestamp(int(now.timestamp() * 1000)), offset, settings.cutoff_hour),
        cards=tuple(cards),
        known=sum(
            has_answer(reviews[there[key].id], each) for key, given in answers.items() for each in given if each.ease
        ),
        left_out=sum(event.kind in ANSWERS and event.subject not in there for event in events),
        to_import=tuple(to_import),
        borrowed=tuple(borrowed),
        in_review=tuple(in_review),
        from_anki=tuple(event.id for event in events if event.id in lacking_ids),
        undone_here=tuple(
            (event.id, key)
            for event in undone
            if (key := event.subject) in of_undone and _is_left(event, reviews[there[key].id], answers.get(key, ()))
        ),
    )


def _lacking_card(
    sources: AnkiSources,
    state: CardState,
    card: LearnerCard,
    lacking: tuple[AnkiAnswer, ...],
    columns: AnkiCardState | None,
    *,
    keeps_due: bool,
) -> LackingCard:
    last_at = state.past.last_at if state.past and state.was_tested else None
    our = sources.notes.notes.get(note_of(state.card))
    position = our.position if our else _LAST_POSITION
    return LackingCard(state.card, card, lacking, columns, last_at, position, keeps_due)


def _undone(events: Iterable[Event]) -> list[Event]:
    """The answers that an undo cancels; of one that came back from Anki, only the answer as it was given."""
    events = list(events)
    undone = {event.subject for event in events if event.kind == UNDO and not event.id.startswith(REPEAT_PREFIX)}
    return [event for event in events if event.kind in ANSWERS and event.id in undone]


def _is_left(undone: Event, theirs: Iterable[AnkiReview], given: Iterable[AnkiAnswer]) -> bool:
    """Whether an answer that was undone is in Anki's log: more entries are like it than answers that still count."""
    entries = sum(review.ease == undone.rating and abs(review.at - undone.at) <= SAME_MS for review in theirs)
    return entries > sum(answer.ease == undone.rating and abs(answer.at - undone.at) <= SAME_MS for answer in given)


def _cards_there(
    sources: AnkiSources, anki: AnkiConnect, plan: PushPlan, events: Iterable[Event]
) -> dict[str, LearnerCard]:
    """The cards of the exam that Anki has, by their keys; of several notes with one id, the oldest is ours."""
    every = (*(push.mine for push in plan.pushes), *plan.unknown, *plan.retired)
    notes: list[LearnerNote] = sorted(every, key=lambda note: note.number)
    kinds = {note.id: kind for note in notes if (kind := kind_of(sources.notes, note.id))}
    keys = {event.subject for event in events if event.kind in ANSWERS}
    clozes = {id_ for id_, kind in kinds.items() if kind.is_cloze}
    blanks = max((number_of(key) for key in keys if note_of(key) in clozes), default=0)
    return cards_by_key(anki, notes, kinds, blanks)


def _by_key(namespace: str, events: Iterable[Event], there: Mapping[str, LearnerCard]) -> dict[str, list[AnkiAnswer]]:
    """The answers and resets as rows of Anki's review log, of the cards that Anki has."""
    keys = {(note_guid(namespace, note_of(key)), number_of(key) - 1): key for key in there}
    found: dict[str, list[AnkiAnswer]] = {}
    for answer in anki_answers(namespace, events, frozenset(there)):
        found.setdefault(keys[answer.guid, answer.ordinal], []).append(answer)
    return found


def has_answer(theirs: Iterable[AnkiReview], answer: AnkiAnswer) -> bool:
    """Whether an answer or a reset is among these entries of its card."""
    return any(review.ease == answer.ease and abs(review.at - answer.at) <= SAME_MS for review in theirs)


def _keeps_due(theirs: Iterable[AnkiReview], lacking: Iterable[AnkiAnswer]) -> bool:
    moved = max((review.at for review in theirs if decision_of(review) in _MOVED), default=0)
    return moved > max(answer.at for answer in lacking)

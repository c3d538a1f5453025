"""Sittings that were handed in elsewhere, as on a page in a browser: what follows from their steps is added to the log.

The program adds a sitting's answers, report and plan when it is handed in. A page has no bank and no model, so its
sittings end with the step that hands them in. Every device that gets such a sitting derives the rest from its events.
Devices may do so with different versions of the deck, and then merge their logs, so the order must not matter:
what follows from the events alone has the same id and the same content everywhere, and what depends on the deck (the
cards brought forward, the report, the plan) has an id made of its content. A merge keeps both versions of that; cards
are brought forward by either, the newest plan counts, and no answer counts twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from clfcards.codec import encode
from clfcards.exam.answers import Answer, answers_of
from clfcards.exam.diagnostic import diagnose
from clfcards.exam.event_kinds import BEGINNING, END, PULL, REPORT, UNREADABLE
from clfcards.exam.imported_sitting import is_on_a_page
from clfcards.exam.possible import possible_forms
from clfcards.exam.report import Report, report_of
from clfcards.exam.report_record import report_record
from clfcards.exam.sitting import Sitting, apply, begin, beginning_from_json
from clfcards.exam.sitting_steps import step_from_json
from clfcards.exam.study_plan_record import plan_to_json
from clfcards.log.log import Log
from clfcards.model.bank import Bank
from clfcards.model.event import Event, Stamp
from clfcards.model.guide import Guide
from clfcards.use_cases.sitting_log import end_events, plan_event, replayed, steps_of

PLAN_MINUTES = 600
"""The minutes that the plan of a diagnostic divides, as `diagnostic` does without options."""


@dataclass(frozen=True, slots=True)
class StudiedDeck:
    """What the ends of sittings are derived with."""

    guide: Guide
    shares: Mapping[str, int]
    bank: Bank


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A sitting whose end was added, and how many cards its missed and guessed questions bring forward."""

    report: Report
    cards: int


def waiting(log: Log) -> list[Sitting]:
    """The sittings in the log that were handed in on a page, and whose ends nobody has added yet."""
    ended = {event.subject for event in log.events(kinds=(END, REPORT))}
    begun = [event for event in log.events(kinds=(BEGINNING,)) if is_on_a_page(event) and event.id not in ended]
    found = []
    for event in begun:
        try:
            sitting = replayed(log, beginning_from_json(event.id, event.payload))
        except UNREADABLE:  # a newer program wrote it, and will add its end
            continue
        if sitting.is_handed_in:
            found.append(sitting)
    return found


def add_ends(log: Log, deck: StudiedDeck, sittings: list[Sitting]) -> list[HandedIn]:
    """Adds the ends of these sittings, each as a whole, and returns them."""
    found = []
    for sitting in sittings:
        report, answers = report_of(deck.guide, sitting), answers_of(sitting, deck.bank)
        run = _last_run(log, sitting)
        log.merge([*_ends(deck, report, answers, run)])
        found.append(HandedIn(report, len({card for answer in answers for card in answer.pulled})))
    return found


def _ends(deck: StudiedDeck, report: Report, answers: list[Answer], run: Stamp) -> Iterator[Event]:
    sitting = report.sitting
    without_cards = [replace(answer, pulled=()) for answer in answers]
    *known, reported = end_events(sitting, without_cards, report_record(report), run)
    yield from known
    yield _by_content(reported)
    for answer in answers:
        if answer.pulled:
            yield _pull(known[-1], sitting, answer, run)
    if sitting.form.kind == "diagnostic":
        yield _by_content(plan_event(sitting, _plan(deck, report), run))


def _pull(end: Event, sitting: Sitting, answer: Answer, run: Stamp) -> Event:
    """The event that brings forward the cards behind an answer."""
    payload = {"sitting": sitting.id, "right": answer.right, "pulled": list(answer.pulled)}
    return _by_content(replace(end, id=f"{run.id}.pull", kind=PULL, subject=answer.question, payload=payload))


def _by_content(event: Event) -> Event:
    """The event with an id that another content would change."""
    digest = hashlib.blake2b(encode([event.subject, event.payload]), digest_size=6).hexdigest()
    return replace(event, id=f"{event.id}.{digest}")


def _plan(deck: StudiedDeck, report: Report) -> dict[str, Any]:
    questions = [question for question in deck.bank.questions if question.task in deck.guide.tasks]
    possible = possible_forms(
        deck.guide,
        [question for question in questions if question.pool == "exam"],
        [question for question in questions if question.pool == "study"],
    )
    return plan_to_json(diagnose(deck.guide, deck.shares, [report], PLAN_MINUTES, possible).plan)


def _last_run(log: Log, sitting: Sitting) -> Stamp:
    """The run that handed the sitting in: the ids of the end begin with its id, wherever the end is derived."""
    state = begin(sitting.id, sitting.form, sitting.timing, sitting.began)
    for event in steps_of(log, sitting.id):
        state = apply(state, step_from_json(event.payload))
        if state.ended:
            return Stamp(event.at, event.utc_offset, event.id.rpartition(".")[0])
    raise ValueError(f"the sitting '{sitting.id}' has not ended")

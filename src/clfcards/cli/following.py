"""The next command after what was just done, for the last line of every report and every screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from clfcards.cli.deck import quiet_deck_in
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck
    from clfcards.log.log import Log
    from clfcards.memory.options import SessionOptions
    from clfcards.use_cases.next_action import NextAction
    from clfcards.use_cases.practice import Practice
    from clfcards.words.lines import Line


def next_after_practice(practice: Practice, options: GlobalOptions) -> NextAction:
    """The next command, with the log as it is now."""
    from dataclasses import replace

    deck = quiet_deck_in(practice.folder, options, to_read=True)
    return _next(deck, practice.log, lambda: replace(practice), options)  # a copy, because it reads its log once


def next_after_review(
    deck: StudyDeck, log: Log, options: GlobalOptions, session: SessionOptions | None = None
) -> NextAction:
    """The next command; if it is a review, with the filters of the `session` that ends."""

    def practice() -> Practice:
        from clfcards.cli.practice import practice_to_read  # rarely needed, and it imports YAML

        return practice_to_read(deck.folder, options, log)

    return _next(deck, log, practice, options, session)


def _next(
    deck: StudyDeck,
    log: Log,
    practice: Callable[[], Practice],
    options: GlobalOptions,
    session: SessionOptions | None = None,
) -> NextAction:
    from clfcards.cli.begun_exams import names_its_exam
    from clfcards.use_cases.learners_day import ANY_CARD
    from clfcards.use_cases.next_action import of_exam
    from clfcards.use_cases.next_today import next_today

    action = next_today(deck, log, practice, stamp(), session or ANY_CARD)
    return of_exam(action, deck.outline.code) if names_its_exam(options) else action


def ending_lines(practice: Practice, options: GlobalOptions, width: int) -> list[Line]:
    """The pair that was confused most in the last days, if any, and the next command, as the last lines of a report."""
    from clfcards.words.next_action import next_lines

    return [*_worst_pair_lines(practice, options, width), *next_lines(next_after_practice(practice, options), width)]


def _worst_pair_lines(practice: Practice, options: GlobalOptions, width: int) -> list[Line]:
    from clfcards.cli.begun_exams import names_its_exam
    from clfcards.use_cases.worst_pair import worst_pair_now
    from clfcards.words.lines import Line, wrapped
    from clfcards.words.worst_pair import worst_phrase

    deck = quiet_deck_in(practice.folder, options, to_read=True)
    worst = worst_pair_now(deck, practice.log, stamp())
    if worst is None:
        return []
    phrase = worst_phrase(worst, deck.outline.code if names_its_exam(options) else None)
    return [*wrapped(f"Confused most: {phrase}", width), Line()]


def say_next(practice: Practice, options: GlobalOptions) -> None:
    """Ends a report with the next command, after an empty line."""
    _say(next_after_practice(practice, options))


def say_next_after_review(deck: StudyDeck, log: Log, options: GlobalOptions, after: str = "") -> None:
    """As `say_next`, for a command that opened no practice. `after` is the command, if it could name itself."""
    _say(next_after_review(deck, log, options), after)


def _say(action: NextAction, after: str = "") -> None:
    from clfcards.cli import console
    from clfcards.words.lines import Line
    from clfcards.words.next_action import next_lines

    console.say([Line(), *next_lines(action, console.width(), after)])

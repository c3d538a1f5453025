"""The next command and its reason, as the line that every report and every screen ends with."""

from dataclasses import dataclass

from clfcards.use_cases.next_action import (
    CardsWait,
    DayOff,
    DoneUntilTomorrow,
    ExamIsToday,
    ExamShows,
    FirstSteps,
    Left,
    MoreNewCards,
    NextAction,
    NothingLeft,
    PlannedExam,
    PlannedTask,
    Why,
)
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.sitting_kinds import KINDS


@dataclass(frozen=True, slots=True)
class NextDocument:
    """The next command as it is typed, and the reason."""

    command: str
    reason: str


def next_document(action: NextAction) -> NextDocument:
    return NextDocument(command_line(action.step), reason_phrase(action.why))


def next_line(action: NextAction, after: str = "") -> str:
    """The command with its reason, on one line; `after` is the command that ends, which is never named again."""
    command = "nothing for now" if action.step.command == after else command_line(action.step)
    return f"Next: {command} ({reason_phrase(action.why)})"


def next_lines(action: NextAction, width: int, after: str = "") -> list[Line]:
    """The same, folded to the width."""
    return wrapped(next_line(action, after), width, "title")


def reason_phrase(why: Why) -> str:
    """Why this is the next command: a phrase without a full stop."""
    match why:
        case Left(kind, answered, asked, is_refused):
            left = f"you left a {KINDS[kind]} with {answered} of {count(asked, 'question')} answered"
            return f"{left}; errors in the sources hide some of them" if is_refused else left
        case FirstSteps():
            return "ten questions show where you stand"
        case CardsWait(again, due, new, minutes):
            return f"{cards_phrase(again, due, new)}, {about_minutes(minutes)}"
        case PlannedTask(id_, _, minutes_left):
            return f"today's cards are done; your study plan has {about_minutes(minutes_left)} left for task {id_}"
        case ExamShows(met, cards, unseen_forms):
            done = f"today's cards are done, and you have met {met:,} of {cards:,}"
            left = f"; {count(unseen_forms, 'unseen exam')} {_is_or_are(unseen_forms)} left"
            return done + (left if unseen_forms else "")
        case PlannedExam(unseen_forms):
            left = f"{count(unseen_forms, 'unseen exam')} {_is_or_are(unseen_forms)} left"
            return f"your plan has a practice exam today; {left}"
        case DayOff():
            return "today is a day off in your plan"
        case ExamIsToday():
            return "your exam is today: good luck"
        case DoneUntilTomorrow(due):
            return f"today's cards are done; this shows {count(due, 'card')} of tomorrow early"
        case MoreNewCards(new):
            return f"today's cards are done; {count(new, 'card')} of the deck {_is_or_are(new)} still new to you"
        case NothingLeft(time_is_up=True):
            return "today's minutes are used up"
        case NothingLeft(waiting=waiting) if waiting:
            verb = "waits" if waiting == 1 else "wait"
            return f"today's limit is used up; {count(waiting, 'due card')} {verb} for another day"
        case NothingLeft():
            return "nothing is left to study today"


def cards_phrase(again: int, due: int, new: int) -> str:
    """The cards that come today: "3 to ask again, 24 due and 20 new cards", or "3 cards to ask again"."""
    if again and not due + new:
        return f"{count(again, 'card')} to ask again"
    parts = [f"{again:,} to ask again"] if again else []
    parts += [f"{due:,} due"] if due else []
    parts += [f"{new:,} new"] if new else []
    *first, last = parts or ["no"]
    return f"{', '.join(first)}{' and ' if first else ''}{last} {'card' if again + due + new == 1 else 'cards'}"


def about_minutes(minutes: float) -> str:
    """An estimated time, in whole minutes."""
    whole = round(minutes)
    return f"about {count(whole, 'minute')}" if whole else "less than a minute"


def _is_or_are(number: int) -> str:
    return "is" if number == 1 else "are"

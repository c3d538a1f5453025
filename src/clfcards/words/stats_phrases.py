"""Statistics in words, for both the terminal and the page."""

from dataclasses import dataclass

from clfcards.memory.statistics import Part, Statistics, total
from clfcards.memory.study_day import date_of
from clfcards.memory.tally import Tally
from clfcards.words.phrases import count, estimated, minutes_phrase, percent

_PERIODS = ((1, "today"), (7, "7 days"), (30, "30 days"), (36_500, "all time"))  # days up to today


@dataclass(frozen=True, slots=True)
class Period:
    """A named number of days up to today; `answers` and `minutes` are in words."""

    name: str
    retention: Tally
    answers: str
    minutes: str


def periods(stats: Statistics) -> list[Period]:
    """Today, the last 7 and 30 days, and all time."""
    found = []
    for days, name in _PERIODS:
        studied = stats.since(days)
        answers = total(day.answers for day in studied).answers
        minutes = minutes_phrase(sum(day.minutes for day in studied))
        found.append(Period(name, total(day.retention for day in studied), count(answers, "answer"), f"{minutes} min"))
    return found


def short_date(day: int) -> str:
    """A study day as "3 Dec"."""
    date = date_of(day)
    return f"{date.day} {date:%b}"


def part_phrases(part: Part) -> list[str]:
    """A domain or task in words, as phrases that are best not broken across lines."""
    phrases = [f"{part.seen:,} of {count(part.cards, 'card')} seen"]
    if part.seen:
        phrases.append(f"recall now {estimated(part.recall_now)}")
    if part.retention.answers:
        phrases.append(recalled_phrase(part.retention))
    return phrases


def deck_phrase(stats: Statistics) -> str:
    """How large the deck is, and why it may have grown: "622 cards, 4 of them since you missed exam questions"."""
    cards = count(sum(part.cards for part in stats.domains), "card")
    return f"{cards}, {stats.joined:,} of them from exam questions you missed" if stats.joined else cards


def recalled_phrase(true: Tally) -> str:
    """ "79% of 192 recalled": true retention."""
    return f"{percent(true.recall)} of {true.answers:,} recalled" if true.answers else "nothing to recall"

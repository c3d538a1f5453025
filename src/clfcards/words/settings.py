"""A learner's settings: each with its value, its default, its range, and a sentence that explains it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from clfcards.memory.options import MOST_PER_DAY, ORDERS
from clfcards.next_step import NextStep
from clfcards.use_cases.settings import SettingInForce
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line


class Explanation(NamedTuple):
    """What values a setting takes, and what it does."""

    range: str
    sentence: str


EXPLANATIONS: Mapping[str, Explanation] = {
    "new_per_day": Explanation(f"0 to {MOST_PER_DAY}", "The most new cards that a study day introduces; 0 is none."),
    "reviews_per_day": Explanation(
        f"0 to {MOST_PER_DAY}", "The most due cards of a study day; the others wait for the next one."
    ),
    "minutes_per_day": Explanation(
        "1 to 1440, or none", "The most minutes of a study day, at your own pace; they limit every kind of card."
    ),
    "order": Explanation(
        ", ".join(ORDERS),
        "Which due cards come first: those that you know best (retrievability) or least (weakest), the easiest "
        "(difficulty), or those due the longest (due).",
    ),
    "cutoff_hour": Explanation("0 to 23", "The hour, local time, at which a study day begins; 4 is 4 a.m."),
    "desired_retention": Explanation(
        "0.70 to 0.99", "The recall at which a card becomes due: 0.9 asks when you would recall 9 of 10."
    ),
    "learning_steps": Explanation(
        "seconds, like [60, 600]", "The pauses before a new card gets an interval in days; [] is none."
    ),
    "relearning_steps": Explanation(
        "seconds, like [600]", "The pauses before a forgotten card gets an interval in days again."
    ),
    "maximum_interval": Explanation("1 to 36500 days", "The longest interval between two reviews of a card."),
    "fuzz": Explanation(
        "true or false", "Whether intervals vary by some days, so that cards learned together do not stay together."
    ),
}
"""Every setting that a learner can change. A test compares them with `memory.options.NAMES`."""


def plan_has_minutes() -> str:
    """What is said when somebody sets the minutes of a day, and a plan is in force."""
    change = f"{command_line(NextStep.run('plan'))} --minutes N"
    return f"your plan has its own minutes for each day: '{change}' changes them"


def shown(value: Any) -> str:
    """A value as it is typed."""
    if value is None:
        return "none"
    return value if isinstance(value, str) else json.dumps(value)


def lines(settings: Sequence[SettingInForce], width: int) -> list[Line]:
    """Each setting: its name and value, then its default and range, then its sentence."""
    found: list[Line] = []
    for one in settings:
        explained = EXPLANATIONS[one.name]
        head = f"{one.name} = {shown(one.value)}"
        default = f"default {shown(one.default)}" if one.is_changed else "the default"
        found += [*wrapped(head, width, "title" if one.is_changed else "", "", "  ")]
        found += wrapped(f"{default}; {explained.range}", width, "dim", "  ")
        found += wrapped(explained.sentence, width, "", "  ")
    return found


def changed_sentence(one: SettingInForce) -> str:
    """What is in force after a change."""
    return f"{one.name} is {shown(one.value)} from now on" + ("" if one.is_changed else ", the default")


@dataclass(frozen=True, slots=True)
class SettingDocument:
    """A setting; `is_default` is whether the learner has not changed it."""

    name: str
    value: Any
    default: Any
    is_default: bool
    range: str
    explanation: str


@dataclass(frozen=True, slots=True)
class SettingsDocument:
    """The document of `settings --json`."""

    settings: tuple[SettingDocument, ...]


def document(settings: Sequence[SettingInForce]) -> SettingsDocument:
    return SettingsDocument(
        tuple(
            SettingDocument(one.name, one.value, one.default, not one.is_changed, *EXPLANATIONS[one.name])
            for one in settings
        )
    )

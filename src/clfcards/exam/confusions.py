"""The pairs of facts that a learner takes for one another, found in the options that were really chosen.

It is a fold over answers, so it is the same on every device that has the same events, in whatever order they came.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from clfcards.exam.confusion_links import ConfusionLinks
from clfcards.exam.event_kinds import ANSWER
from clfcards.exam.first_answers import first_answers
from clfcards.memory.event_kinds import ANSWERS
from clfcards.model.card import note_of
from clfcards.model.confidence import Confidence, confidence_in
from clfcards.model.event import Event, live
from clfcards.model.time import Timestamp, UtcOffset

KINDS = (*ANSWERS, ANSWER)
"""The kinds of event that hold what was chosen."""

CHOSEN = '"chosen":'
"""What the payload of such an event has, as JSON: facts have nothing to choose."""

LATELY_DAYS = 30
"""The worst pair is the worst of this many days: what was confused earlier, and not since, can wait."""

LATELY_MS = LATELY_DAYS * 86_400_000
_USUAL_CONFUSIONS, _USUAL_CHANCES = 0.5, 5.0  # a wrong option is chosen about once in ten answers: our assumption


Edge = tuple[str, str]
"""A fact that was right, and the fact that was taken for it."""


class Choice(NamedTuple):
    """What was chosen in one answer to a question, blanks excluded. `chosen` are keys of options; `id` the event's."""

    id: str
    question: str
    chosen: tuple[str, ...]
    right: bool
    at: Timestamp
    utc_offset: UtcOffset
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Confusion:
    """The fact `wrong` was taken for the fact `right`: a direction of a pair.

    It happened `times` in `chances` answers to questions that offer the one for the other; `lately` of
    `lately_chances` were in the last LATELY_DAYS. The learner was sure of `sure` of these answers. It happened `last`
    at this time, by this `option` of this `question`.
    """

    right: str
    wrong: str
    times: int
    chances: int
    lately: int
    lately_chances: int
    sure: int
    last: Timestamp
    utc_offset: UtcOffset
    question: str
    option: str


@dataclass(frozen=True, slots=True)
class ConfusedPair:
    """Two facts that were confused, in one direction or in both; the more frequent direction comes first."""

    directions: tuple[Confusion, ...]

    @property
    def facts(self) -> tuple[str, str]:
        """The fact that was right and the one taken for it, in the more frequent direction."""
        return self.directions[0].right, self.directions[0].wrong

    @property
    def times(self) -> int:
        return sum(one.times for one in self.directions)

    @property
    def lately(self) -> int:
        return sum(one.lately for one in self.directions)

    @property
    def last(self) -> Confusion:
        """The direction in which it happened last."""
        return max(self.directions, key=lambda one: (one.last, one.right))

    @property
    def badness(self) -> tuple[float, float, int, int]:
        """How bad it is: the shares of chances that were missed lately and ever, how often, and how recently.

        A few usual answers are added to each share, so that one slip does not outweigh a habit.
        """
        of = sum(one.lately_chances for one in self.directions)
        ever = sum(one.chances for one in self.directions)
        return _share(self.lately, of) if self.lately else 0.0, _share(self.times, ever), self.times, self.last.last


def _share(times: int, chances: int) -> float:
    return (times + _USUAL_CONFUSIONS) / (chances + _USUAL_CHANCES)


def choices_of(events: Iterable[Event]) -> list[Choice]:
    """What was chosen in these events, oldest first. Undone answers do not count."""
    return choices_in(live(events))


def choices_in(events: Iterable[Event]) -> list[Choice]:
    """As `choices_of`, for live events, in which those of a kind are in order."""
    found = []
    for event in first_answers(events):
        payload = event.payload
        if not payload or event.kind not in KINDS or not (chosen := _keys(payload)):
            continue
        question = event.subject if event.kind == ANSWER else note_of(event.subject)
        right, confidence = payload.get("right") is True, confidence_in(payload.get("confidence"))
        found.append(Choice(event.id, question, chosen, right, event.at, event.utc_offset, confidence))
    return found


def _keys(payload: Mapping[str, Any]) -> tuple[str, ...]:
    chosen = payload.get("chosen", ())
    return tuple(key for key in chosen if isinstance(key, str)) if isinstance(chosen, list | tuple) else ()


def confused_pairs(choices: Iterable[Choice], links: ConfusionLinks, now: Timestamp) -> list[ConfusedPair]:
    """The pairs that were confused at least once, the worst first. `choices` may be in any order."""
    choices = [choice for choice in choices if choice.question in links]
    taken: dict[Edge, dict[Choice, str]] = {}
    for choice in choices:
        asked = links[choice.question]
        if asked.key in choice.chosen:
            continue
        for wrong, key in sorted((asked.wrong[key], key) for key in choice.chosen if key in asked.wrong):
            taken.setdefault((asked.right, wrong), {}).setdefault(choice, key)
    offered: dict[Edge, list[Choice]] = {edge: [] for edge in taken}
    for choice in choices:
        asked = links[choice.question]
        for wrong in asked.offered:
            if (asked.right, wrong) in offered:
                offered[asked.right, wrong].append(choice)
    pairs: dict[frozenset[str], list[Confusion]] = {}
    for edge in taken:
        pairs.setdefault(frozenset(edge), []).append(_confusion(edge, taken[edge], offered[edge], now))
    found = [ConfusedPair(tuple(sorted(pair, key=_most_frequent_first))) for pair in pairs.values()]
    # Where all else is equal, the names decide, so that the order is the same on every device.
    return sorted(found, key=lambda pair: (*(-part for part in pair.badness), pair.facts))


def _confusion(edge: Edge, taken: Mapping[Choice, str], offered: Sequence[Choice], now: Timestamp) -> Confusion:
    def lately(choices: Iterable[Choice]) -> int:
        return sum(choice.at > now - LATELY_MS for choice in choices)

    last = max(taken, key=lambda choice: (choice.at, choice.id))
    return Confusion(
        *edge,
        times=len(taken),
        chances=len(offered),
        lately=lately(taken),
        lately_chances=lately(offered),
        sure=sum(choice.confidence == "sure" for choice in taken),
        last=last.at,
        utc_offset=last.utc_offset,
        question=last.question,
        option=taken[last],
    )


def _most_frequent_first(one: Confusion) -> tuple[int, int, str]:
    return -one.times, -one.last, one.right

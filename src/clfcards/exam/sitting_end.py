"""How a sitting stood when it ended, so that the past need not be replayed key by key at every start.

It says what a replay of the sitting's events says (a test holds them together), and can be thrown away.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from clfcards.exam.sitting import Sitting
from clfcards.exam.steps import instant_from_json, instant_to_json


def ending_to_json(sitting: Sitting) -> dict[str, Any]:
    """The end of a sitting as it stands in the log."""
    return {
        **instant_to_json(sitting.last),
        "current": sitting.current,
        "used_seconds": sitting.used_seconds,
        "answers": {id_: list(chosen) for id_, chosen in sitting.answers.items()},
        "revisions": {id_: [list(chosen) for chosen in given] for id_, given in sitting.revisions.items()},
        "confidence": dict(sitting.confidence),
        "seconds_on": dict(sitting.seconds_on),
        "flagged": sorted(sitting.flagged),
        "struck": sorted(list(pair) for pair in sitting.struck),
        "seen": sorted(sitting.seen),
        "void": sorted(sitting.void),
        "ended": sitting.ended,
    }


def ended_from_json(begun: Sitting, raw: Mapping[str, Any]) -> Sitting:
    """The sitting that began as `begun` and ended so. Raises KeyError, TypeError or ValueError where it did not."""
    return replace(
        begun,
        last=instant_from_json(raw),
        current=raw["current"],
        used_seconds=float(raw["used_seconds"]),
        answers={id_: tuple(chosen) for id_, chosen in raw["answers"].items()},
        revisions={id_: tuple(tuple(chosen) for chosen in given) for id_, given in raw["revisions"].items()},
        confidence=dict(raw["confidence"]),
        seconds_on=dict(raw["seconds_on"]),
        flagged=frozenset(raw["flagged"]),
        struck=frozenset((question, option) for question, option in raw["struck"]),
        seen=frozenset(raw["seen"]),
        void=frozenset(raw["void"]),
        ended=raw["ended"],
    )

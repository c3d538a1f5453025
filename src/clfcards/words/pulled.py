"""Why a card comes before its turn, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clfcards.memory.asked_again import AskedAgain
from clfcards.model.time import local_time
from clfcards.words.phrases import count
from clfcards.words.sitting_kinds import KINDS

if TYPE_CHECKING:
    from clfcards.use_cases.pulled import Pulled


def pulled_phrase(pulled: Pulled) -> str:
    """Why the card comes: "from your practice exam of 3 March: you missed this question"."""
    at = local_time(pulled.at, pulled.utc_offset)
    where = "review" if pulled.sitting is None else KINDS[pulled.sitting]
    what = "this question" if pulled.is_itself else "a question on this"
    did = "guessed" if pulled.is_guess else "missed"
    return f"from your {where} of {at.day} {at:%B}: you {did} {what}"


def why_phrase(pulled: Pulled | None, again: AskedAgain | None) -> str:
    """Why the card comes before its turn; empty for one that comes in its turn."""
    if pulled is not None:
        return pulled_phrase(pulled)
    return "" if again is None else asked_again_phrase(again)


def asked_again_phrase(again: AskedAgain) -> str:
    """Why it is asked again: "asked again after 7 days: on 3 March you were sure of a wrong answer"."""
    at = local_time(again.event.at, again.event.utc_offset)
    return f"asked again after {count(again.after, 'day')}: on {at.day} {at:%B} you were sure of a wrong answer"

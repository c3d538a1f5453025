"""Why a pulled card comes, in words."""

from clfcards.use_cases.pulled import Pulled
from clfcards.words.phrases import local_time
from clfcards.words.sitting_kinds import KINDS


def pulled_phrase(pulled: Pulled) -> str:
    """Why the card comes: "from your practice exam of 3 March: you missed this question"."""
    at = local_time(pulled.at, pulled.utc_offset)
    where = "review" if pulled.sitting is None else KINDS[pulled.sitting]
    what = "this question" if pulled.is_itself else "a question on this"
    did = "guessed" if pulled.is_guess else "missed"
    return f"from your {where} of {at.day} {at:%B}: you {did} {what}"

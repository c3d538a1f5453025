"""The conditions of a score, in words: how many questions were seen before, and whether it counts for five in a row."""

from clfcards.exam.report import Report
from clfcards.exam.seen import Seen
from clfcards.exam.sightings import FORGOTTEN_DAYS
from clfcards.exam.signals import SIGNAL_ATTEMPTS, is_full_attempt
from clfcards.model.guide import Guide
from clfcards.words.beginning import where_seen
from clfcards.words.phrases import count

ALL_NEW = "All questions were new to you."
NO_SIGNAL = f"This attempt does not count for {SIGNAL_ATTEMPTS} in a row: {{reasons}}."
SHORTER, UNTIMED, MORE_TIME = "it was shorter than the exam", "it was not timed", "it had more time than the exam"


def seen_sentence(seen: Seen) -> str:
    """How many of the questions were seen before, where, and how many lately."""
    if not seen.total:
        return ALL_NEW if seen.of > 1 else "The question was new to you."
    return f"You had seen {seen.total} of {count(seen.of, 'question')} before {where_seen(seen)}."


def streak_sentence(guide: Guide, report: Report, seen: Seen) -> str:
    """Why an exam does not count for several good attempts in a row; empty if it does or could not."""
    form = report.sitting.form
    if form.kind != "exam":
        return ""
    reasons = []
    if not is_full_attempt(guide, report.sitting):
        limit = report.sitting.timing.limit_seconds
        if len(form) < guide.format.questions or form.scored != guide.format.scored:
            reasons.append(SHORTER)
        if limit is None:
            reasons.append(UNTIMED)
        elif not reasons:
            reasons.append(MORE_TIME)
    if seen.mostly_lately:
        reasons.append(f"you had met half of its questions or more in the {FORGOTTEN_DAYS:.0f} days before")
    if not reasons:
        return ""
    return NO_SIGNAL.format(reasons=", and ".join(reasons))

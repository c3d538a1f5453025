"""What a learner should know when an exam begins."""

from clfcards.exam.form import Form
from clfcards.exam.seen import Seen
from clfcards.exam.sightings import FORGOTTEN_DAYS
from clfcards.words.phrases import count

MEMORY = "No unseen question is left for it: the score will measure your memory of these questions as well."


def beginning_sentence(form: Form, minutes: int | None, seen: Seen) -> str:
    """What begins: the number of questions, the time, and how many of the questions the learner has seen before."""
    time = f"in {count(minutes, 'minute')}" if minutes is not None else "without a time limit"
    asked = count(len(form), "question")
    if not seen.total:
        return f"{asked} {time}, all new to you."
    known = f"{asked} {time}; you have seen {seen.total} of them before {where_seen(seen)}."
    return f"{known} {MEMORY}" if seen.total == seen.of and form.kind != "redo" else known


def where_seen(seen: Seen) -> str:
    """Where, and how many of them lately: "(9 in an exam, 3 in review; 4 in the last 60 days)"."""
    places = [f"{number} in {where}" for number, where in ((seen.exam, "an exam"), (seen.review, "review")) if number]
    return f"({', '.join(places)}; {seen.lately or 'none'} in the last {FORGOTTEN_DAYS:.0f} days)"

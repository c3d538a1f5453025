"""Which questions this learner has met: the others may still come in a form, and must not be given away."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from clfcards.exam.sightings import sightings
from clfcards.exam.sitting import Sitting
from clfcards.model.bank import Question


@dataclass(frozen=True, slots=True)
class MetQuestions:
    """Ids of the questions that were met, in a sitting or as cards, and of those in a sitting that has not ended."""

    met: frozenset[str] = frozenset()
    running: frozenset[str] = frozenset()

    def may_name(self, question: Question) -> bool:
        """Whether its text may be shown without being asked for: it was met, and no sitting still asks it."""
        return question.id in self.met and question.id not in self.running

    def is_spoiler(self, question: Question) -> bool:
        """Whether its key would spoil a form: a sitting still asks it, or it waits for an exam and was never met."""
        return question.id in self.running or (question.pool == "exam" and question.id not in self.met)


def met_questions(sittings: Iterable[Sitting], answered: Collection[str]) -> MetQuestions:
    """From all sittings, and the ids of the items of which a card was answered in a review."""
    sittings = list(sittings)
    running = frozenset(q.id for sitting in sittings if not sitting.ended for q in sitting.questions)
    return MetQuestions(frozenset(sightings(sittings)) | frozenset(answered), running)

"""The summary of a review session as the document of `--json`."""

from dataclasses import dataclass

from clfcards.memory.summary import Summary
from clfcards.use_cases.next_action import NextAction
from clfcards.words.next_action import NextDocument, next_document
from clfcards.words.review_summary import note_phrase


@dataclass(frozen=True, slots=True)
class DomainDocument:
    """A domain's answers, and how many of them were recalled."""

    id: str
    answers: int
    recalled: int


@dataclass(frozen=True, slots=True)
class SummaryDocument:
    """The document of `review --json`; recall and retention are shares in [0, 1].

    `learned` counts first meetings, which `answers` leave out.
    """

    answers: int
    recall: float | None
    cards: int
    new: int
    reviews: int
    retention: float | None
    minutes: float
    domains: tuple[DomainDocument, ...]
    due_tomorrow: int
    overdue: int
    leeches: tuple[str, ...]
    note: str | None
    next: NextDocument | None
    learned: int = 0


def summary_document(summary: Summary, following: NextAction | None) -> SummaryDocument:
    return SummaryDocument(
        answers=summary.all.answers,
        recall=summary.all.recall,
        cards=summary.cards,
        new=summary.new,
        reviews=summary.reviews.answers,
        retention=summary.reviews.recall,
        minutes=round(summary.minutes, 2),
        domains=tuple(DomainDocument(id_, t.answers, t.recalled) for id_, t in summary.domains.items()),
        due_tomorrow=summary.due_tomorrow,
        overdue=summary.overdue,
        leeches=summary.leeches,
        note=note_phrase(summary.advice),
        next=next_document(following) if following else None,
        learned=summary.learned,
    )

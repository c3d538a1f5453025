"""The summary of a review session: in words, and as the document of `--json`."""

from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.memory.advice import (
    Advice,
    ComeBackTomorrow,
    CramDomain,
    DayLimitReached,
    KeepCramming,
    MoreDue,
    RelearnBasics,
    Resume,
    StudyMore,
    WaitForSteps,
)
from clfcards.memory.options import MOST_PER_DAY
from clfcards.memory.summary import Summary, Tally
from clfcards.next_step import NextStep
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, percent

_REVIEW = NextStep.run("review")


def advice_phrase(advice: Advice) -> str:
    """The one thing to do next, with the command that does it."""
    match advice:
        case RelearnBasics(note):
            return f"'{note}' is a leech and was suspended; relearn the basics behind it"
        case MoreDue(cards):
            return f"{_more(cards)} due: run {_quoted(_REVIEW)} again, or come back tomorrow"
        case DayLimitReached(cards, limit):
            higher = min(limit + cards, MOST_PER_DAY)
            raised = NextStep.run("review", set=f"reviews_per_day={higher}")
            return (
                f"{_more(cards)} due, but today's limit of {count(limit, 'review')} is used up: "
                f"come back tomorrow, or raise it with {_quoted(raised)}"
            )
        case CramDomain(domain):
            cram = NextStep.run("review", domain=domain, cram=True)
            return f"domain {domain} was the hardest: go over it with {_quoted(cram)}"
        case WaitForSteps(cards):
            return f"{cards} still in learning: run {_quoted(_REVIEW)} in a few minutes"
        case KeepCramming(cards):
            return f"{cards} more to cram: {_quoted(NextStep.run('review', cram=True))} starts with the weakest again"
        case Resume(cards):
            return f"{_more(cards)} waiting: {_quoted(_REVIEW)} resumes where you stopped"
        case StudyMore():
            ahead, new = NextStep.run("review", ahead=1), NextStep.again_with(new=10)
            return f"nothing is due: {_quoted(ahead)} shows tomorrow's cards, {_quoted(new)} more new ones"
        case ComeBackTomorrow():
            return f"come back tomorrow and run {_quoted(_REVIEW)}"


def _more(cards: int) -> str:
    return f"{cards:,} more {'is' if cards == 1 else 'are'}"


def _quoted(step: NextStep) -> str:
    return f"'{command_line(step)}'"


def summary_lines(summary: Summary, titles: Mapping[str, str]) -> list[str]:
    """The summary of a session. `titles` are the domains' names by id."""
    next_line = f"Next: {advice_phrase(summary.advice)}."
    if not summary.all.answers:
        return ["Nothing was reviewed.", next_line]
    lines = [
        f"{count(summary.all.answers, 'answer')} on {count(summary.cards, 'card')} ({summary.new} new) "
        f"in {summary.minutes:.1f} min, {percent(summary.all.recall)} recalled."
    ]
    if summary.reviews.answers:
        lines.append(f"Of {count(summary.reviews.answers, 'due card')}, {percent(summary.reviews.recall)} recalled.")
    lines += [f"  {id_} {titles[id_]}: {_share(tally)}" for id_, tally in summary.domains.items()]
    lines += [f"  suspended as a leech: {card}" for card in summary.leeches]
    return [*lines, f"Due tomorrow: {summary.due_tomorrow}.", next_line]


def _share(tally: Tally) -> str:
    return f"{tally.recalled} of {tally.answers} recalled"


@dataclass(frozen=True, slots=True)
class DomainDocument:
    id: str
    answers: int
    recalled: int


@dataclass(frozen=True, slots=True)
class SummaryDocument:
    """The document of `review --json`; recall and retention are shares in [0, 1]."""

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
    next_step: str


def summary_document(summary: Summary) -> SummaryDocument:
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
        next_step=advice_phrase(summary.advice),
    )

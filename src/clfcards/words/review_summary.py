"""The summary of a review session in words."""

from collections.abc import Mapping

from clfcards.memory.advice import Advice, CardsLeft, CramDomain, DayLimitReached, Done, Left, RelearnBasics
from clfcards.memory.options import MOST_PER_DAY
from clfcards.memory.summary import Summary
from clfcards.memory.tally import Tally
from clfcards.next_step import NextStep
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, percent

_REVIEW = NextStep.run("review")


def advice_phrase(advice: Advice) -> str:
    """The one thing to do next, with the command that does it."""
    match advice:
        case RelearnBasics(note):
            return f"'{note}' is a leech and was suspended; relearn the basics behind it"
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
        case CardsLeft(why, cards):
            return _left_phrase(why, cards)
        case Done.NOTHING_WAS_DUE:
            ahead, new = NextStep.run("review", ahead=1), NextStep.again_with(new=10)
            return f"nothing is due: {_quoted(ahead)} shows tomorrow's cards, {_quoted(new)} more new ones"
        case Done.FOR_TODAY:
            return f"come back tomorrow and run {_quoted(_REVIEW)}"


def _left_phrase(why: Left, cards: int) -> str:
    """What to do about the cards that are left."""
    match why:
        case Left.OVER_LIMIT:
            return f"{_more(cards)} due: run {_quoted(_REVIEW)} again, or come back tomorrow"
        case Left.IN_STEPS:
            return f"{cards} still in learning: run {_quoted(_REVIEW)} in a few minutes"
        case Left.NOT_CRAMMED:
            return f"{cards} more to cram: {_quoted(NextStep.run('review', cram=True))} starts with the weakest again"
        case Left.NOT_DRILLED:
            return f"{cards} more to go over: {_quoted(NextStep.run('review', mistakes=True))} begins again"
        case Left.IN_SESSION:
            return f"{_more(cards)} waiting: {_quoted(_REVIEW)} resumes where you stopped"


def _more(cards: int) -> str:
    return f"{cards:,} more {'is' if cards == 1 else 'are'}"


def _quoted(step: NextStep) -> str:
    return f"'{command_line(step)}'"


def summary_lines(summary: Summary, titles: Mapping[str, str]) -> list[str]:
    """The summary of a session. `titles` are the domains' names by id."""
    next_line = f"Next: {advice_phrase(summary.advice)}."
    if not summary.all.answers and not summary.learned:
        return ["Nothing was reviewed.", next_line]
    lines = [f"{count(summary.learned, 'new card')} learned."] if summary.learned else []
    if summary.all.answers:
        lines.append(
            f"{count(summary.all.answers, 'answer')} on {count(summary.cards, 'card')} ({summary.new} new) "
            f"in {summary.minutes:.1f} min, {percent(summary.all.recall)} recalled."
        )
    if summary.reviews.answers:
        lines.append(f"Of {count(summary.reviews.answers, 'due card')}, {percent(summary.reviews.recall)} recalled.")
    lines += [f"  {id_} {titles[id_]}: {_share(tally)}" for id_, tally in summary.domains.items()]
    lines += [f"  suspended as a leech: {card}" for card in summary.leeches]
    return [*lines, f"Due tomorrow: {summary.due_tomorrow}.", next_line]


def _share(tally: Tally) -> str:
    return f"{tally.recalled} of {tally.answers} recalled"

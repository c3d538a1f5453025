"""The summary of a review session in words."""

from collections.abc import Mapping

from clfcards.memory.advice import Advice, CardsLeft, CramDomain, DayLimitReached, Done, Left, RelearnBasics
from clfcards.memory.options import MOST_PER_DAY
from clfcards.memory.summary import Summary
from clfcards.memory.tally import Tally
from clfcards.next_step import NextStep
from clfcards.use_cases.next_action import NextAction
from clfcards.words.next_action import next_line
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, percent


def note_phrase(advice: Advice) -> str | None:
    """What stood out in the session, and what can be done about it; None if nothing did."""
    match advice:
        case RelearnBasics(note):
            return f"'{note}' is a leech and was suspended; relearn the basics behind it"
        case DayLimitReached(cards, limit):
            higher = min(limit + cards, MOST_PER_DAY)
            raised = NextStep.run(f"settings reviews_per_day {higher}")
            return (
                f"{_more(cards)} due, but today's limit of {count(limit, 'review')} is used up: "
                f"come back tomorrow, or raise it with {_quoted(raised)}"
            )
        case CramDomain(domain):
            cram = NextStep.run("review", domain=domain, cram=True)
            return f"domain {domain} was the hardest: go over it with {_quoted(cram)}"
        case CardsLeft(Left.NOT_CRAMMED, cards):
            return f"{cards} more to cram: {_quoted(NextStep.run('review', cram=True))} starts with the weakest again"
        case CardsLeft(Left.NOT_DRILLED, cards):
            return f"{cards} more to go over: {_quoted(NextStep.run('review', mistakes=True))} begins again"
        case Done.DAY_OFF:
            minutes = NextStep.run("plan", on="today=20")
            return f"today is a day off in your plan: {_quoted(minutes)} gives it minutes"
        case _:
            return None


def _more(cards: int) -> str:
    return f"{cards:,} more {'is' if cards == 1 else 'are'}"


def _quoted(step: NextStep) -> str:
    return f"'{command_line(step)}'"


def summary_lines(summary: Summary, titles: Mapping[str, str], following: NextAction | None) -> list[str]:
    """The summary of a session, and the next command. `titles` are the domains' names by id."""
    note = note_phrase(summary.advice)
    ending = [f"Note: {note}."] if note else []
    ending += [next_line(following)] if following else []
    if not summary.all.answers and not summary.learned:
        return ["Nothing was reviewed.", *ending]
    lines = [f"{count(summary.learned, 'new card')} learned."] if summary.learned else []
    if summary.all.answers:
        lines.append(
            f"{count(summary.all.answers, 'answer')} on {count(summary.cards, 'card')} ({summary.new} new) "
            f"in {summary.minutes:.1f} min; {_share(summary.all)}, new cards included."
        )
    if summary.reviews.answers:
        lines.append(f"Retention: {retention_phrase(summary.reviews)}.")
    lines += [f"  {id_} {titles[id_]}: {_share(tally)}" for id_, tally in summary.domains.items()]
    lines += [f"  suspended as a leech: {card}" for card in summary.leeches]
    return [*lines, f"Due by tomorrow, with what is left today: {summary.due_tomorrow}.", *ending]


def retention_phrase(reviews: Tally) -> str:
    """The share of learned cards that were recalled: "94% of 66 learned cards recalled"."""
    return f"{percent(reviews.recall)} of {count(reviews.answers, 'learned card')} recalled"


def _share(tally: Tally) -> str:
    return f"{tally.recalled} of {tally.answers} recalled"

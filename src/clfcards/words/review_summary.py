"""The end of a review session, in lines and as a document."""

from collections.abc import Mapping
from typing import Any

from clfcards.memory.summary import Summary, Tally
from clfcards.words.phrases import count, percent


def summary_lines(summary: Summary, titles: Mapping[str, str]) -> list[str]:
    """The end of a session. `titles` are the domains' names by id."""
    if not summary.all.answers:
        return ["Nothing was reviewed.", f"Next: {summary.next_step}."]
    lines = [
        f"{count(summary.all.answers, 'answer')} on {count(summary.cards, 'card')} ({summary.new} new) "
        f"in {summary.minutes:.1f} min, {percent(summary.all.recall)} recalled."
    ]
    if summary.reviews.answers:
        lines.append(f"Of {count(summary.reviews.answers, 'due card')}, {percent(summary.reviews.recall)} recalled.")
    lines += [f"  {id_} {titles[id_]}: {_share(tally)}" for id_, tally in summary.domains.items()]
    lines += [f"  set aside as a leech: {card}" for card in summary.leeches]
    lines.append(f"Due tomorrow: {summary.due_tomorrow}.")
    lines.append(f"Next: {summary.next_step}.")
    return lines


def _share(tally: Tally) -> str:
    return f"{tally.recalled} of {tally.answers} recalled"


def summary_document(summary: Summary) -> dict[str, Any]:
    """The document of --json."""
    return {
        "answers": summary.all.answers,
        "recall": summary.all.recall,
        "cards": summary.cards,
        "new": summary.new,
        "reviews": summary.reviews.answers,
        "retention": summary.reviews.recall,
        "minutes": round(summary.minutes, 2),
        "domains": [{"id": id_, "answers": t.answers, "recalled": t.recalled} for id_, t in summary.domains.items()],
        "due_tomorrow": summary.due_tomorrow,
        "overdue": summary.overdue,
        "leeches": list(summary.leeches),
        "next_step": summary.next_step,
    }

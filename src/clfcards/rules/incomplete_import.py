"""An imported item without something that every item must have."""

from collections.abc import Iterator

from clfcards.model.bank import Fact, Gap, Question
from clfcards.rules.rule import Finding, Rule, Sources

_LACKS: dict[Gap, str] = {
    "confirmed-task": "a confirmed task (it was guessed: remove 'task_is_guess', or move the item)",
    "source": "a source",
    "verified": "the day on which its source was read",
    "difficulty": "a difficulty",
}


def find(sources: Sources) -> Iterator[Finding]:
    for item in sources.bank.drafts:
        yield Finding(item.origin, ("id",), f"'{item.id}' is not used: it lacks {_gaps(item)}")
    for item in sources.bank:
        if item.gaps:
            yield Finding(item.origin, ("id",), f"'{item.id}' is used although it lacks {_gaps(item)}")


def _gaps(item: Fact | Question) -> str:
    """The gaps of an item in words."""
    words = [_reasons(item) if gap == "reasons" else _LACKS[gap] for gap in item.gaps]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _reasons(item: Fact | Question) -> str:
    if isinstance(item, Fact):
        return "a reason"
    missing = sum(not option.why for option in item.options)
    return f"the reason{'' if missing == 1 else 's'} of {missing} of {len(item.options)} options"


RULE = Rule(
    name="incomplete-import",
    severity="warning",
    reason="A learner can trust an answer only with its reason and its source; nothing is invented for an import.",
    source="decision: an import writes what the file says, and names what it does not say",
    bad="an imported question whose options have no reasons",
    good="the same question with a reason for each option, a source, and a task that somebody confirmed",
    find=find,
)

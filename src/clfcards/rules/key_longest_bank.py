"""In the whole bank, the key is the longest option more often than expected by chance."""

from collections.abc import Iterator

from clfcards.model.bank import Origin
from clfcards.rules.rule import Finding, Rule, Sources

STANDARD_ERRORS = 2


def find(sources: Sources) -> Iterator[Finding]:
    singles = [q for q in sources.bank.questions if len(q.correct) == 1]
    if not singles:
        return
    chance = sum(1 / len(q.options) for q in singles) / len(singles)
    limit = chance + STANDARD_ERRORS * (chance * (1 - chance) / len(singles)) ** 0.5
    longest = sum(len(q.correct[0].text) > max(len(o.text) for o in q.distractors) for q in singles)
    if longest > limit * len(singles):
        message = (
            f"the right option is the longest in {longest} of {len(singles)} questions "
            f"({longest / len(singles):.0%}; chance is {chance:.0%}): lengthen distractors"
        )
        yield Finding(Origin("", -1), (), message)


RULE = Rule(
    name="key-longest-bank",
    severity="warning",
    reason="Picking the longest option must not be a strategy.",
    source="Haladyna, Downing & Rodriguez 2002",
    bad="the key is the longest of four options in half of all questions",
    good="distractors are as long as the key, so about one key in four is the longest option",
    find=find,
)

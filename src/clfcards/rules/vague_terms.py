"""Words such as 'usually', 'often' or 'may' in an option, which is then neither right nor wrong."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources

# 'may' only in lower case, because May is a month. "Who may read" is a permission, "more often" a comparison.
_VAGUE = re.compile(
    r"\b(?:(?i:usually|sometimes|frequently|generally|typically|rarely|occasionally|perhaps)"
    r"|(?<!how )(?<!more )(?<!less )often|may|might)\b"
)
_PERMISSION = re.compile(r"\b(?:who|what|which)(?: \w+)? may\b", re.IGNORECASE)


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        for name, options in (("correct", question.correct), ("distractors", question.distractors)):
            for i, option in enumerate(options):
                if match := _VAGUE.search(_PERMISSION.sub("", option.text)):
                    message = f"'{match[0]}' makes it unclear whether the option is right"
                    yield Finding(question.origin, (name, i, "text"), message)


RULE = Rule(
    name="vague-terms",
    severity="warning",
    reason="Readers disagree on how often 'often' is, and test-wise candidates pick the hedged option.",
    source="NBME item-writing guide",
    bad=(
        "correct: [AWS often patches the host]\n"
        "distractors: [The customer patches the host, An auditor patches the host, A reseller patches the host]"
    ),
    good=(
        "correct: [AWS patches the host]\n"
        "distractors: [The customer patches the host, An auditor patches the host, A reseller patches the host]"
    ),
    find=find,
)

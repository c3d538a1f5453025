"""Options that share one reason, so that it explains none of them."""

from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import normalized


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        if not all(option.why for option in question.options):
            continue  # an imported question without reasons
        if len(question.options) == 2:
            continue  # why a statement is true is also why it is not false
        right = {normalized(option.why): option.text for option in question.correct}
        wrong = [normalized(option.why) for option in question.distractors]
        shared = next((i for i, why in enumerate(wrong) if why in right), None)
        if shared is not None:
            message = f"the reason is the same as that of the right option '{right[wrong[shared]]}'"
            yield Finding(question.origin, ("distractors", shared, "why"), message)
        elif len(wrong) > 1 and len(set(wrong)) == 1:
            message = "all wrong options have the same reason: say of each why it is wrong"
            yield Finding(question.origin, ("distractors", 1, "why"), message)


RULE = Rule(
    name="equal-reasons",
    severity="warning",
    reason="A learner who chose a wrong option wants to know what is wrong with that one.",
    source="decision: every option has its own reason",
    bad=(
        "correct: [Amazon S3]\n"
        "distractors:\n"
        "  - {text: Amazon EBS, why: It is not an object store.}\n"
        "  - {text: Amazon EFS, why: It is not an object store.}\n"
        "  - {text: Amazon FSx, why: It is not an object store.}"
    ),
    good=(
        "correct: [Amazon S3]\n"
        "distractors:\n"
        "  - {text: Amazon EBS, why: It is a disk for one instance.}\n"
        "  - {text: Amazon EFS, why: It is a file system for Linux.}\n"
        "  - {text: Amazon FSx, why: It is a file system of another vendor.}"
    ),
    find=find,
)

"""A key that is so much longer than its distractors that it gives itself away."""

from collections.abc import Iterator

from clfcards.rules.names import is_name
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import word_count

MIN_KEY_WORDS = 4
RATIO = 0.75  # minimum ratio of the longest distractor's length to the key's length
MIN_DIFFERENCE = 10  # characters; a shorter difference, of a word or two, is not seen


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        if len(question.correct) > 1:
            continue
        key = question.correct[0].text
        longest = max(len(option.text) for option in question.distractors)
        is_long = longest < RATIO * len(key) and len(key) - longest >= MIN_DIFFERENCE
        if is_long and word_count(key) >= MIN_KEY_WORDS and not is_name(key):  # a product's name is as long as it is
            message = f"the right option has {len(key)} characters, but the longest wrong option has {longest}"
            yield Finding(question.origin, ("correct", 0, "text"), message)


RULE = Rule(
    name="key-longest",
    severity="warning",
    reason="Test-wise candidates pick the longest option.",
    source="NBME item-writing guide",
    bad=(
        'correct: ["Amazon S3 with versioning, so that a deleted object can be restored"]\n'
        "distractors: [Amazon EBS, Amazon EFS, Amazon FSx]"
    ),
    good=(
        "correct: [Amazon S3 with versioning]\n"
        "distractors: [Amazon EBS with snapshots, Amazon EFS with backups, Amazon FSx with replicas]"
    ),
    find=find,
)

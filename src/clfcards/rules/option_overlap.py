"""An option that contains another option."""

import re
from collections.abc import Iterator

from clfcards.rules.names import is_name
from clfcards.rules.rule import ENGLISH, Finding, Rule, Sources
from clfcards.rules.words import normalized, word_set, words

LEAST_WORDS = 3  # a shorter option is often just a noun of the longer one: "A user", "A user group"
# After one of these, the longer option says more about the shorter one. After another noun, it is another thing:
# "A security group" and "A security group rule".
_CONTINUES = word_set(
    "and or but in on at with without from for to by of only that which who when while where if using "
    "through during after before across into as plus also within between over under per than immediately "
    "automatically"
)
# Before the shorter option, these words make the longer one its opposite, or another amount.
_OTHER_BEFORE = word_set("not no never without except instead than least most over under up exceeding avoid stop")


def find(sources: Sources) -> Iterator[Finding]:
    names = {normalized(service.name) for service in sources.guide.services.values()}
    for question in sources.bank.questions:
        options = [
            (name, i, option.text)
            for name, group in (("correct", question.correct), ("distractors", question.distractors))
            for i, option in enumerate(group)
        ]
        for name, i, text in options:
            for _, _, other in options:
                if len(words(other)) >= LEAST_WORDS and normalized(other) not in names and _includes(text, other):
                    yield Finding(question.origin, (name, i, "text"), f"the option contains the option '{other}'")
                    break


def _includes(text: str, other: str) -> bool:
    """Whether an option says all that another one says, and more."""
    part, whole = words(other), words(text)
    if len(part) >= len(whole) or not frozenset(whole).issuperset(part):  # a quick check: most options differ
        return False
    inside = re.search(r"(?<![\w.-])" + r"[\W_]+".join(map(re.escape, part)) + r"(?!\w)", text.lower())
    if inside is None or (is_name(other) and is_name(text)):  # a product and its larger edition
        return False
    before, after = words(text[: inside.start()]), words(text[inside.end() :])
    if _OTHER_BEFORE.intersection(before) or any(word.endswith("n't") for word in before):
        return False
    is_cut = text[inside.end() :].lstrip("*` ").startswith((",", ";", ":", "("))
    return not after or is_cut or after[0] in _CONTINUES or after[0].endswith(("ing", "ly"))


RULE = Rule(
    name="option-overlap",
    severity="warning",
    reason="If one of the two options is right, the other is usually right too, so there are two keys or none.",
    source="Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    bad=(
        "correct: [Encrypt the data at rest]\n"
        "distractors: [Encrypt the data at rest and in transit, Delete the data, Copy the data]"
    ),
    good=(
        "correct: [Encrypt the data at rest]\n"
        "distractors: [Encrypt the data in transit, Delete the data, Copy the data]"
    ),
    find=find,
    languages=ENGLISH,
)

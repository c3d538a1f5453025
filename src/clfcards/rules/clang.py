"""A word of the stem that every right option repeats and no wrong option does."""

from collections.abc import Iterator

from clfcards.rules.rule import ENGLISH, Finding, Rule, Sources
from clfcards.rules.words import content_words, words

SENTENCE_WORDS = 7


def find(sources: Sources) -> Iterator[Finding]:
    services = sources.guide.services.values()
    names = frozenset[str]().union(*(_singulars(service.name) for service in services))
    vendor = _singulars(sources.guide.exam.vendor)
    for question in sources.bank.questions:
        stem = _singulars(question.stem) - vendor
        right = [stem & _singulars(option.text) for option in question.correct]
        wrong = [stem & _singulars(option.text) for option in question.distractors]
        said = content_words(question.stem).intersection(*(content_words(option.text) for option in question.correct))
        elsewhere = names.union(vendor, *wrong)
        echoed = [word for word in sorted(said) if _singular(word) not in elsewhere]
        # Among sentences that all repeat some words of the stem, one word does not point to the key.
        is_sentence = min(len(words(option.text)) for option in question.correct) >= SENTENCE_WORDS
        if echoed and not (is_sentence and min(map(len, right)) <= max(map(len, wrong))):
            message = (
                f"'{echoed[0]}' is in the stem and in every right option, but in no wrong one: rephrase one of them"
            )
            yield Finding(question.origin, ("correct", 0, "text"), message)


def _singulars(text: str) -> frozenset[str]:
    """The content words of a text, where 'instances' is the same word as 'instance' and "Amazon's" as 'Amazon'."""
    return frozenset(_singular(word) for word in content_words(text))


def _singular(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


RULE = Rule(
    name="clang",
    severity="warning",
    reason="A word repeated from the stem points to the key.",
    source="Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    bad=(
        "stem: Which benefit of the cloud keeps an application scalable?\n"
        "correct: [Scalable capacity]\n"
        "distractors: [Lower latency, Fixed costs, Physical access]"
    ),
    good=(
        "stem: Which benefit of the cloud keeps an application scalable?\n"
        "correct: [Elasticity]\n"
        "distractors: [Lower latency, Fixed costs, Physical access]"
    ),
    find=find,
    languages=ENGLISH,
)

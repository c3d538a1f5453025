"""A wrong option that is the answer of a fact, without a link to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from clfcards.model.bank import Fact, Option, Question
from clfcards.model.fact_answers import answers
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.words import normalized


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of the facts by their answers, as texts are compared."""

    facts: Mapping[str, tuple[str, ...]]

    def only(self, question: Question, option: Option) -> str | None:
        """The one fact whose answer the option is; None if there is none or several, or if the question tests it."""
        found = self.facts.get(normalized(option.text), ())
        return found[0] if len(found) == 1 and found[0] not in question.tests else None


def named_by(facts: Iterable[Fact]) -> Named:
    """The facts by what they answer. A cloze that hides several things is about none of them alone."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        asked = answers(fact)
        if len(asked) == 1 and (text := normalized(asked[0])):
            found.setdefault(text, []).append(fact.id)
    return Named({text: tuple(ids) for text, ids in found.items()})


def find(sources: Sources) -> Iterator[Finding]:
    named = named_by(sources.bank.facts)
    for question in sources.bank.questions:
        if not question.tests:
            continue  # the bank does not say which fact the option was confused with
        for i, option in enumerate(question.distractors):
            if not option.fact and (fact := named.only(question, option)) is not None:
                message = f"'{option.text}' is the answer of the fact '{fact}': link it with 'fact: {fact}'"
                yield Finding(question.origin, ("distractors", i), message)


RULE = Rule(
    name="unlinked-distractor",
    severity="warning",
    reason="With a link, a wrong choice brings back the fact that was confused, and shows which pairs are confused.",
    source="decision: the links are how the program knows which facts are confused",
    bad=(
        "- id: ebs-disk\n"
        "  front: Which service gives one instance a disk?\n"
        "  back: Amazon EBS\n"
        "- correct: [Amazon S3]\n"
        "  distractors:\n"
        "    - {text: Amazon EBS, why: It is a disk for one instance.}\n"
        "    - Amazon EFS\n"
        "    - Amazon FSx\n"
        "  tests: [s3-durability]"
    ),
    good=(
        "- id: ebs-disk\n"
        "  front: Which service gives one instance a disk?\n"
        "  back: Amazon EBS\n"
        "- correct: [Amazon S3]\n"
        "  distractors:\n"
        "    - {text: Amazon EBS, why: It is a disk for one instance., fact: ebs-disk}\n"
        "    - Amazon EFS\n"
        "    - Amazon FSx\n"
        "  tests: [s3-durability]"
    ),
    find=find,
)

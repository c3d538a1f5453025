"""A stem that does not end in a question."""

from collections.abc import Iterator

from clfcards.rules.leftovers import without_typed_count
from clfcards.rules.rule import Finding, Rule, Sources

_MARKS = ("?", "？", "؟", "⁇", "\u037e", "՞", "፧", "﹖")  # U+037E is Greek
_ASKING = ("か", "でしょう", "吗", "嗎", "呢")
# Here, questions have words instead of marks, and the words are not at the end.
_UNMARKED = frozenset({"bo", "dz", "km", "lo", "my", "th"})
_VAGUE = ("which of the following is true", "which statement is true", "which of the following statements")


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        if not _ends_in_question(without_typed_count(question.stem).rstrip("*_ ")):
            yield Finding(question.origin, ("stem",), "the stem does not end in a question")
        elif any(phrase in question.stem.lower() for phrase in _VAGUE):
            yield Finding(question.origin, ("stem",), "the question cannot be answered without reading the options")


def _ends_in_question(stem: str) -> bool:
    """Whether the text ends as a question does: "か" asks without a mark in Japanese, and "吗" in Chinese."""
    end = stem.rstrip("」』")
    return end.endswith(_MARKS) or end.rstrip("。．").endswith(_ASKING)


RULE = Rule(
    name="lead-in",
    severity="warning",
    reason="A good question can be answered before the options are read.",
    source="NBME item-writing guide",
    bad="stem: Which of the following is true?",
    good="stem: Who patches the guest operating system of an Amazon EC2 instance?",
    find=find,
    unsuited=_UNMARKED,
)

"""What a wrong option was taken for, by the bank: questions, the facts that they ask for, and those that they offer."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class QuestionLinks(NamedTuple):
    """A question asks for the fact `right`; `wrong` is the fact that each linked distractor stands for, by its key.

    Where several options are right, `key` is that of the one that stands for `right`: if it was chosen, too, nothing
    was taken for that fact. It is empty where one option is right, or none clearly stands for the fact.
    """

    right: str
    wrong: Mapping[str, str]
    key: str = ""

    @property
    def offered(self) -> frozenset[str]:
        """The facts that can be taken for `right` in this question."""
        return frozenset(self.wrong.values())


ConfusionLinks = Mapping[str, QuestionLinks]
"""The links by question id. A question without any is absent."""


def confusable(links: ConfusionLinks) -> dict[str, tuple[str, ...]]:
    """Which facts can be taken for one another, in either direction."""
    found: dict[str, set[str]] = {}
    for question in links.values():
        for wrong in question.offered:
            found.setdefault(question.right, set()).add(wrong)
            found.setdefault(wrong, set()).add(question.right)
    return {fact: tuple(sorted(others)) for fact, others in sorted(found.items())}


def questions_on(links: ConfusionLinks, right: str, wrong: str) -> Iterator[str]:
    """The questions that ask for the fact `right` and offer the fact `wrong` in its place."""
    return (id_ for id_, one in links.items() if one.right == right and wrong in one.offered)

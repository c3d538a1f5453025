"""A short name of a fact, for a line that names two of them."""

from clfcards.model.bank import Bank, Fact
from clfcards.model.fact_answers import answers
from clfcards.render.spans import without_markup

_LONGEST = 40  # characters


def fact_name(fact: Fact) -> str:
    """What its card asks for, without Markdown; its id where that is long, or empty."""
    name = " / ".join(" ".join(without_markup(answer).split()) for answer in answers(fact))
    return name if 0 < len(name) <= _LONGEST else fact.id


def fact_names(bank: Bank) -> dict[str, str]:
    """The names of all facts, by id."""
    return {fact.id: fact_name(fact) for fact in bank.facts}

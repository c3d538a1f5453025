"""What was exported, and what the format could not hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clfcards.model.bank import Fact, Question
from clfcards.words.phrases import count


@dataclass(frozen=True, slots=True)
class BankExportDocument:
    """The document of `bank export --json`. `lost` are numbers of items by what the format cannot hold."""

    file: str
    facts: int
    questions: int
    lost: dict[str, int]


def document(file: str, items: Sequence[Fact | Question], lost: Mapping[str, int]) -> BankExportDocument:
    """The numbers of items in a file."""
    questions = sum(isinstance(item, Question) for item in items)
    facts = 0 if "facts" in lost else len(items) - questions
    return BankExportDocument(file, facts, questions, dict(lost))


def text(result: BankExportDocument) -> str:
    return f"{count(result.facts, 'fact')} and {count(result.questions, 'question')} in {result.file}"


def lost_sentence(format_: str, items: Sequence[Fact | Question], lost: Mapping[str, int]) -> str:
    """What the format cannot hold, or an empty text."""
    if format_ == "print":
        facts = sum(isinstance(item, Fact) for item in items)
        return f"a page for print has questions only: {count(facts, 'fact')} left out" if facts else ""
    if not lost:
        return ""
    names = ", ".join(f"{name} ({number:,})" for name, number in lost.items())
    return f"{format_} cannot hold: {names}"

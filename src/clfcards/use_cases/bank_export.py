"""Chooses the items to export, and writes them in another program's format."""

from collections.abc import Callable, Sequence

from clfcards.errors import UsageError
from clfcards.exchange.anki_text import write_anki_text
from clfcards.exchange.csv_format import write_csv
from clfcards.exchange.entry import Entry, Written, entry_of
from clfcards.exchange.gift_format import write_gift
from clfcards.exchange.markdown_format import write_markdown
from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.guide import Guide
from clfcards.model.spelling import known_words

_WRITERS: dict[str, Callable[[Sequence[Entry]], Written]] = {
    "csv": write_csv,
    "gift": write_gift,
    "markdown": write_markdown,
    "anki-text": write_anki_text,
}


def items_to_export(
    bank: Bank, guide: Guide, *, pool: str | None, domain: str | None, task: str | None
) -> tuple[Fact | Question, ...]:
    """The bank's items and drafts in the order of the guide's tasks. Raises UsageError if there are none."""
    domains = [each.id for each in guide.domains]
    if domain is not None and domain not in domains:
        raise UsageError(f"unknown domain '{domain}'{known_words(domain, domains, 'domain')}")
    if task is not None and task not in guide.tasks:
        raise UsageError(f"unknown task '{task}'{known_words(task, guide.tasks, 'task')}")
    order = {id_: place for place, id_ in enumerate(guide.tasks)}
    chosen = [
        item
        for item in (*bank, *bank.drafts)
        if item.task in order
        and (pool is None or (isinstance(item, Question) and item.pool == pool))
        and (domain is None or guide.domain_of_task[item.task].id == domain)
        and task in (None, item.task)
    ]
    if not chosen:
        raise UsageError("there is no item to export")
    return tuple(sorted(chosen, key=lambda item: order[item.task]))


def export_as(format_: str, items: Sequence[Fact | Question]) -> tuple[str, dict[str, int]]:
    """The items as text, and what the format cannot hold: a number of items by field, or of `facts`."""
    written = _WRITERS[format_]([entry_of(item) for item in items])
    return written.text, written.lost

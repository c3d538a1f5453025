"""Source files that could not be read, in a sentence."""

from clfcards.decks.unread import Unread
from clfcards.next_step import NextStep
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count


def unread_sentence(unread: Unread) -> str:
    """Which files have errors, what it costs, and the command that shows the errors."""
    first, more = unread.files[0], len(unread.files) - 1
    also = f" and {count(more, 'more file')}" if more else ""
    have = "have" if more else "has"
    missing = f"{count(unread.cards, 'card')} {'is' if unread.cards == 1 else 'are'} missing"
    return f"'{first}'{also} {have} errors, so {missing}: run '{command_line(NextStep.run('check'))}'"

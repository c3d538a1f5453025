"""What the copies of a log hold, in words."""

from clfcards.log.restore import Restorable
from clfcards.system.files import shown
from clfcards.words.phrases import count


def copy_lines(found: Restorable) -> list[str]:
    """One line for each copy, and one for what all of them can bring back."""
    lines = [f"{shown(copy.path)}: {count(copy.events, 'event')}{_lacking(copy.lacking)}" for copy in found.copies]
    if not found.copies:
        return ["there are no backups or other copies of your log"]
    if not found.events:
        return [*lines, "your log has all of them"]
    return [
        *lines,
        f"your log lacks {count(len(found.events), 'event')} that these files hold; to start over without them, move "
        "these files to another folder",
    ]


def _lacking(events: int) -> str:
    return f", of which your log lacks {events:,}" if events else ""

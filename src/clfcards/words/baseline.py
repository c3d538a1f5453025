"""The comparison with a baseline in words."""

from collections.abc import Iterator

from clfcards.next_step import NextStep
from clfcards.use_cases.baseline import Compared
from clfcards.visible import on_one_line
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count

MOST_STALE = 10


def lines(found: Compared, file: str) -> Iterator[str]:
    """How many findings are known, and which lines of the baseline are not needed any more."""
    yield f"{count(found.known, 'finding')} known from '{file}'"
    if not found.stale:
        return
    total = sum(finding.count for finding in found.stale)
    again = command_line(NextStep.run("check", baseline=file, write_baseline=True))
    yield f"{count(total, 'finding')} of the baseline not found any more; '{again}' leaves them out:"
    for finding in found.stale[:MOST_STALE]:
        yield on_one_line(f"  {finding.item} [{finding.rule}]")
    if len(found.stale) > MOST_STALE:
        yield f"  … and {len(found.stale) - MOST_STALE:,} more"

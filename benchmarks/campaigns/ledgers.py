"""Damages a ledger: it must be refused, or read as the same one, and never as another."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.command import run
from tests.small_exam import full_exam

from benchmarks.campaigns.campaign import Campaign, Outcome, attempt
from benchmarks.campaigns.damage import OF_LINES, damaged
from clfcards.anki.ledger_file import ledger_path, read_ledger

NAMESPACE = "tea-taster"


def attempts(folder: Path, dice: Random) -> Iterator[Outcome]:
    """A ledger that a build wrote, damaged and read."""
    exam = full_exam(folder / "decks")
    built = run("build", "--decks", str(exam.parent), "--out", str(folder / "build"))
    assert built.exit_code == 0, built.output
    data = ledger_path(exam).read_bytes()
    true = read_ledger("ledger.json", data, NAMESPACE)
    while True:
        kind, after = damaged(data, OF_LINES, dice)

        def read(kind: str = kind, after: bytes = after) -> Outcome:
            if read_ledger("ledger.json", after, NAMESPACE) == true:
                return Outcome("the same")
            return Outcome("another", f"{kind}: {after!r}")

        yield attempt(kind, read)


CAMPAIGN = Campaign("damaged ledgers: 0 taken for another", short=300, long=4000, attempts=attempts)

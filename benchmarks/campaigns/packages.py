"""Damages an Anki package and gives it to `whatsnew`: it is compared, or refused in one sentence."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.command import run
from tests.small_exam import full_exam

from benchmarks.campaigns.campaign import Campaign, Outcome, attempt
from benchmarks.campaigns.damage import OF_BYTES, damaged


def attempts(folder: Path, dice: Random) -> Iterator[Outcome]:
    """A package that a build wrote, damaged and compared."""
    decks = full_exam(folder / "decks").parent
    built = run("build", "--decks", str(decks), "--out", str(folder / "build"))
    assert built.exit_code == 0, built.output
    data = (folder / "build" / "tea-101.apkg").read_bytes()
    path = folder / "damaged.apkg"
    while True:
        kind, after = damaged(data, OF_BYTES, dice)
        path.write_bytes(after)

        def compare(kind: str = kind) -> Outcome:
            result = run("whatsnew", "--decks", str(decks), str(path))
            if result.exit_code == 0:
                return Outcome("compared")
            is_sentence = result.exit_code in (1, 2) and len(result.stderr.splitlines()) == 1
            return Outcome("refused", "" if is_sentence else f"{kind}: {result.output}")

        yield attempt(kind, compare)


CAMPAIGN = Campaign("damaged packages: one sentence", short=40, long=2000, attempts=attempts)

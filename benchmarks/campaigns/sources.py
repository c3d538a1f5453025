"""Checks and builds from sources with slips, damage and hostile YAML: problems or a deck, never a crash."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.cli import test_faults
from tests.command import run

from benchmarks.campaigns.campaign import Campaign, Outcome, attempt
from benchmarks.campaigns.damage import OF_LINES, damaged

_PIECES = (
    ": ", "- ", "? ", "#", "'", '"', "\t", "  ", "\n", "|", ">", "|2-", "&a ", "*a", "!x ",
    "!!python/object:os.system ", "{", "}", "[", "]", ",", "%YAML 1.2", "---\n", "...\n", "<<: *a", "\ufeff",
    "\x85", "\u2028", "\u202e", "~", "no", "0x1F", "1e9", "2026-02-30", "{{", "}}", "{{1:a}}", "![a](b)", "`",
    "**", "$$", "\\", "<<<<<<< HEAD\n", "a" * 500, "\N{TEACUP WITHOUT HANDLE}", "\0", "\x1b[2J",
)  # fmt: skip


def attempts(folder: Path, dice: Random) -> Iterator[Outcome]:
    """One of the planted faults of the tests, changed further, in an exam that is checked and built."""
    decks, out = folder / "decks", folder / "build"
    for number in range(10**9):
        fault = dice.choice(test_faults.FAULTS)
        test_faults.exam_with(fault, decks)
        target = decks / "tea-101" / test_faults.PLACES[fault.name.split(".")[1]]
        target.write_bytes(_changed(fault.read_bytes() or b"\n", dice))

        def check(what: str = fault.name) -> Outcome:
            checked = run("check", "--decks", str(decks))
            built = run("build", "--decks", str(decks), "--out", str(out), "--retire-many")
            is_right = checked.exit_code in (0, 1, 2) and built.exit_code in (0, 1, 2)
            return Outcome("built" if built.exit_code == 0 else "refused", "" if is_right else what)

        yield attempt(f"attempt {number}, {fault.name}: {target.read_bytes()!r:.2000}", check)
        target.unlink()


def _changed(data: bytes, dice: Random) -> bytes:
    """The text with one to six pieces of YAML put into it, or damages."""
    for _ in range(dice.randint(1, 6)):
        if not data or dice.random() < 0.7:
            at = dice.randint(0, len(data))
            data = data[:at] + dice.choice(_PIECES).encode() + data[at + dice.choice((0, 0, 1)) :]
        else:
            _, data = damaged(data, OF_LINES, dice)
    return data


CAMPAIGN = Campaign("hostile YAML: 0 crashes", short=60, long=20_000, attempts=attempts)

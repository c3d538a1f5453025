"""Checks and builds from sources with slips, damage and hostile YAML: problems or a deck, never a crash."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.cli.test_faults import FAULTS, PLACES
from tests.command import run
from tests.small_exam import DECK, GUIDE, cloze, fact, facts_file, full_exam, question, questions_file

from benchmarks.campaigns.campaign import Campaign, Outcome, attempt
from benchmarks.campaigns.damage import OF_LINES, damaged

_PIECES = (
    ": ", "- ", "? ", "#", "'", '"', "\t", "  ", "\n", "|", ">", "|2-", "&a ", "*a", "!x ",
    "!!python/object:os.system ", "{", "}", "[", "]", ",", "%YAML 1.2", "---\n", "...\n", "<<: *a", "\ufeff",
    "\x85", "\u2028", "\u202e", "~", "no", "0x1F", "1e9", "2026-02-30", "{{", "}}", "{{1:a}}", "![a](b)", "`",
    "**", "$$", "\\", "<<<<<<< HEAD\n", "a" * 500, "\N{TEACUP WITHOUT HANDLE}", "\0", "\x1b[2J",
)  # fmt: skip


def attempts(folder: Path, dice: Random) -> Iterator[Outcome]:
    """A whole file, or one of the planted faults of the tests, changed in an exam that is checked and built."""
    decks, out = folder / "decks", folder / "build"
    seeds = [*_whole_files(), *_planted_faults()]
    for number in range(10**9):
        place, data = dice.choice(seeds)
        target = full_exam(decks, cards_per_task=2) / place
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(_changed(data, dice))

        def act(what: str = place) -> Outcome:
            checked = run("check", "--decks", str(decks))
            built = run("build", "--decks", str(decks), "--out", str(out), "--retire-many")
            is_right = checked.exit_code in (0, 1, 2) and built.exit_code in (0, 1, 2)
            return Outcome("built" if built.exit_code == 0 else "refused", "" if is_right else what)

        yield attempt(f"attempt {number}, {place}: {target.read_bytes()!r:.2000}", act)
        shutil.rmtree(decks)


def _whole_files() -> Iterator[tuple[str, bytes]]:
    """Files without problems, by their place, as often as there are planted faults."""
    facts = facts_file("A.1", fact("root", services="[tea-pot]"), cloze("blank", "Tea is {{hot|how?}}."))
    questions = questions_file("C.1", question("q-a"), question("q-b", pool="exam", right=2))
    files = {"guide.yaml": GUIDE, "deck.yaml": DECK, "facts/x.yaml": facts, "questions/x.yaml": questions}
    for _ in range(len(FAULTS) // len(files)):
        yield from ((place, text.encode()) for place, text in files.items())


def _planted_faults() -> Iterator[tuple[str, bytes]]:
    for fault in FAULTS:
        yield PLACES[fault.name.split(".")[1]], fault.read_bytes()


def _changed(data: bytes, dice: Random) -> bytes:
    """The text with one to three pieces of YAML put into it, or damages."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        if not data or dice.random() < 0.7:
            at = dice.randint(0, len(data))
            data = data[:at] + dice.choice(_PIECES).encode() + data[at + dice.choice((0, 0, 1)) :]
        else:
            _, data = damaged(data, OF_LINES, dice)
    return data


CAMPAIGN = Campaign("hostile YAML: 0 crashes", short=60, long=20_000, attempts=attempts)

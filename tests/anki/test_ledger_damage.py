"""A damaged ledger is never taken for another one, and git can merge two."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.anki.ledger_file import ledger_bytes, read_ledger
from clfcards.anki.publish import publish
from clfcards.anki.retire import retired
from clfcards.errors import ClfcardsError
from clfcards.model.ledger import Ledger
from tests.anki.test_publish import DAY, SIX, TYPES, day, edited, edition, without


def published() -> Ledger:
    ledger, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    ledger, _ = publish(ledger, edition(edited(SIX, "b-1-2", "c-1-0")), TYPES, day(3))
    return retired(ledger, ["a-1-1"], day(4).date(), "too old")


LEDGER = published()
DATA = ledger_bytes(LEDGER)
LINES = DATA.split(b"\n")


def reading(data: bytes) -> Ledger | None:
    """What is read from the bytes; None if they are refused."""
    try:
        return read_ledger("ledger.json", data, "tea")
    except ClfcardsError:
        return None


@settings(max_examples=400)
@given(st.integers(0, len(DATA) * 8 - 1))
def test_a_flipped_bit_is_refused(bit: int) -> None:
    damaged = bytearray(DATA)
    damaged[bit // 8] ^= 1 << bit % 8
    assert reading(bytes(damaged)) is None


@settings(max_examples=100)
@given(st.integers(0, len(DATA) - 1), st.integers(1, 4096))
def test_a_block_of_zeros_is_refused(start: int, length: int) -> None:
    assert reading(DATA[:start] + b"\0" * min(length, len(DATA) - start) + DATA[start + length :]) is None


@settings(max_examples=100)
@given(st.integers(0, len(DATA) - 3))
def test_a_ledger_cut_short_is_refused(length: int) -> None:
    assert reading(DATA[:length]) is None


@pytest.mark.parametrize("line", range(3, len(LINES) - 3))
def test_a_line_lost_repeated_or_exchanged_is_refused(line: int) -> None:
    before, it, rest = LINES[:line], LINES[line], LINES[line + 1 :]
    for damaged in ([*before, *rest], [*before, it, it, *rest], [*before, rest[0], it, *rest[1:]]):
        if damaged != LINES:
            assert reading(b"\n".join(damaged)) is None


def test_the_last_note_cannot_vanish() -> None:
    """No line after it names it, but the end does."""
    last = max(id_ for id_ in LEDGER.notes)
    (line,) = (n for n, text in enumerate(LINES) if text.startswith(f'"{last}":'.encode()))
    shorter = [*LINES[: line - 1], LINES[line - 1].removesuffix(b","), *LINES[line + 1 :]]
    assert reading(b"\n".join(shorter)) is None


def test_a_line_cannot_come_from_another_ledger() -> None:
    """It would have to follow the same line, which two ledgers of one deck have in common: only its text differs."""
    older = ledger_bytes(publish(Ledger("tea"), edition(SIX), TYPES, DAY)[0]).split(b"\n")
    other = ledger_bytes(replace(LEDGER, namespace="coffee")).split(b"\n")
    assert reading(b"\n".join([*LINES[:3], other[3], *LINES[4:]])) is None
    assert [len(LINES), LINES[2:4]] == [len(older), older[2:4]]


@pytest.mark.parametrize("ending", [b"\r\n", b"\n"])
def test_line_ends_and_a_byte_order_mark_are_no_damage(ending: bytes) -> None:
    assert reading(b"\xef\xbb\xbf" + DATA.replace(b"\n", ending)) == LEDGER


def merged(folder: Path, ours: Ledger, base: Ledger, theirs: Ledger) -> tuple[int, bytes]:
    """What git makes of two ledgers that come from one: the number of its conflicts, and the file."""
    paths = []
    for name, ledger in (("ours", ours), ("base", base), ("theirs", theirs)):
        paths.append(folder / name)
        paths[-1].write_bytes(ledger_bytes(ledger))
    result = subprocess.run(["git", "merge-file", "-p", *paths], capture_output=True, check=False)
    return result.returncode, result.stdout


def test_git_merges_changes_of_two_branches(tmp_path: Path) -> None:
    base, _ = publish(Ledger("tea"), edition(without(SIX, "a-2-3")), TYPES, DAY)
    added, _ = publish(base, edition(SIX), TYPES, day(1))
    changed, _ = publish(base, edition(edited(without(SIX, "a-2-3"), "c-1-1")), TYPES, day(2))
    conflicts, data = merged(tmp_path, added, base, changed)
    assert conflicts == 0
    both = read_ledger("ledger.json", data, "tea")
    assert both.notes.keys() == added.notes.keys()
    assert both.notes["c-1-1"] == changed.notes["c-1-1"]


def test_git_s_conflict_markers_are_recognized(tmp_path: Path) -> None:
    base, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    ours, _ = publish(base, edition(edited(SIX, "c-1-1")), TYPES, day(1))
    theirs, _ = publish(base, edition(edited(SIX, "c-1-1")), TYPES, day(2))
    conflicts, data = merged(tmp_path, ours, base, theirs)
    assert conflicts == 1
    with pytest.raises(ClfcardsError, match="has git's conflict markers: take the published side whole"):
        read_ledger("ledger.json", data, "tea")

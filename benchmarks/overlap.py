"""Measure how many eight-word runs of the decks also stand in other texts, such as public banks and vendor guides.

    python benchmarks/overlap.py FILE_OR_FOLDER … [--words 8] [--shown 20]

Every text of every fact and question is divided into runs of eight words, without case and punctuation. A run never
spans two texts. The share of the runs that also occur in the other files, the texts that hold them, and the longest
shared runs are printed. Files that are not UTF-8 text are skipped and counted.
"""

import argparse
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from clfcards.decks.load import load_with_guide
from clfcards.rules.texts import texts

DECKS = Path(__file__).resolve().parents[1] / "decks" / "clf-c02"
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + length]) for i in range(len(words) - length + 1))


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (file for file in sorted(path.rglob("*")) if file.is_file()) if path.is_dir() else [path]


def shared_stretches(words: list[str], length: int, foreign: set[tuple[str, ...]]) -> Iterator[list[str]]:
    """The longest stretches of a text of which every run occurs in the other texts."""
    start: int | None = None
    for i in range(len(words) - length + 2):
        is_shared = i <= len(words) - length and tuple(words[i : i + length]) in foreign
        if is_shared and start is None:
            start = i
        elif not is_shared and start is not None:
            yield words[start : i - 1 + length]
            start = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--words", type=int, default=8, help="the length of a run")
    parser.add_argument("--shown", type=int, default=20, help="how many shared stretches to print")
    given = parser.parse_args()
    loaded, _, _ = load_with_guide(DECKS)
    own = [(item.id, words_of(text)) for item in loaded.bank for _, text in texts(item)]
    own_runs = {run for _, words in own for run in runs(words, given.words)}
    shared: set[tuple[str, ...]] = set()
    size, skipped = 0, 0
    for path in files_in(given.paths):
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, OSError):
            skipped += 1
            continue
        size += len(text)
        shared.update(run for run in runs(words_of(text), given.words) if run in own_runs)
    total = sum(max(0, len(words) - given.words + 1) for _, words in own)
    hits = sum(run in shared for _, words in own for run in runs(words, given.words))
    found = [(id_, part) for id_, words in own for part in shared_stretches(words, given.words, shared)]
    print(f"{len(own):,} texts with {total:,} runs of {given.words} words")
    print(f"{size / 1e6:.1f} MB of other texts; files skipped: {skipped}")
    print(f"{hits:,} shared runs ({hits / max(1, total):.3%}) in {len({id_ for id_, _ in found})} items")
    for id_, part in sorted(found, key=lambda pair: -len(pair[1]))[: given.shown]:
        print(f"  {len(part):3} words  {id_}: {' '.join(part)}")


if __name__ == "__main__":
    main()

"""Finds the lines where items begin."""

from collections import defaultdict

from clfcards.decks.contents import decode
from clfcards.decks.load import Loaded
from clfcards.model.bank import Origin
from clfcards.source.locate import locate
from clfcards.system.files import read_bytes


def item_lines(loaded: Loaded) -> dict[Origin, int]:
    """The line where each item begins, counted from 1. Each file is read again once."""
    by_file: dict[str, list[Origin]] = defaultdict(list)
    for item in loaded.bank.with_drafts:
        by_file[item.origin.path].append(item.origin)
    lines: dict[Origin, int] = {}
    for path, origins in by_file.items():
        text, _ = decode(read_bytes(loaded.files[path]))
        places = locate(path, text, [(origin.index, ()) for origin in origins])
        lines |= {origin: place.line for origin, place in zip(origins, places, strict=True)}
    return lines

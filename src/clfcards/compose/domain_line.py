"""The line of a domain: its notes in the order in which they enter a deck of any size.

Because a deck takes a prefix of each line, a larger deck contains every note of a smaller one.
"""

import hashlib
from collections.abc import Iterable, Mapping
from itertools import accumulate

from clfcards.model.deck import Note
from clfcards.model.guide import Domain


def domain_line(domain: Domain, notes: Iterable[Note], shares: Mapping[str, int]) -> list[Note]:
    """The domain's notes; the tasks take turns in proportion to their shares.

    Every task that has a note gets one turn before any task gets a second. After that, turns follow
    Sainte-Laguë over the cards taken so far. Within a task, notes are sorted by priority, then by a
    stable hash of the id.
    """
    waiting: dict[str, list[Note]] = {task.id: [] for task in domain.tasks}
    for note in notes:
        waiting[note.task].append(note)
    waiting = {task: sorted(queue, key=_preference, reverse=True) for task, queue in waiting.items() if queue}
    share = {task: shares.get(task, 1) for task in waiting}
    # A claim is (has no card yet, share / (2 × cards + 1), share); the largest claim gets the next turn.
    claims = {task: (True, float(share[task]), share[task]) for task in waiting}
    cards = dict.fromkeys(waiting, 0)
    line: list[Note] = []
    while claims:
        task = max(claims, key=claims.__getitem__)
        note = waiting[task].pop()
        line.append(note)
        if waiting[task]:
            cards[task] += note.cards
            claims[task] = (False, share[task] / (2 * cards[task] + 1), share[task])
        else:
            del claims[task]
    return line


def _preference(note: Note) -> tuple[int, bytes]:
    return note.priority, hashlib.blake2b(note.id.encode(), digest_size=8).digest()


def prefix_sums(line: Iterable[Note]) -> list[int]:
    """The number of cards in the first 0, 1, 2, … notes of the line."""
    return list(accumulate((note.cards for note in line), initial=0))

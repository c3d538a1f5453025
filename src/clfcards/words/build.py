"""The table a build prints."""

from clfcards.model.deck import Deck
from clfcards.words.width import columns


def deck_table(deck: Deck) -> str:
    """Domain, weight, quota, cards and reserve, with their sums."""
    rows = [(f"{d.id} {d.title}", f"{d.weight} %", d.quota, d.cards, d.reserve) for d in deck.domains]
    sums = [
        sum(column) for column in zip(*((d.weight, d.quota, d.cards, d.reserve) for d in deck.domains), strict=True)
    ]
    table = [
        ("Domain", "Weight", "Quota", "Cards", "Reserve"),
        *(tuple(map(str, row)) for row in rows),
        ("", f"{sums[0]} %", *map(str, sums[1:])),
    ]
    widths = [max(columns(row[i]) for row in table) for i in range(5)]
    lines = []
    for row in table:
        name = row[0] + " " * (widths[0] - columns(row[0]))
        lines.append("  ".join([name, *(row[i].rjust(widths[i]) for i in range(1, 5))]).rstrip())
    lines.insert(1, "─" * max(columns(line) for line in lines))
    lines.insert(-1, lines[1])
    return "\n".join(lines)

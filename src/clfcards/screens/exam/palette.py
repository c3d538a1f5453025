"""The palette: every question's number in rows of ten, with its marks. It does not show which questions are scored."""

from textual.content import Content

from clfcards.screens.styled import BAD, GOOD
from clfcards.use_cases.sitting import OpenSitting

PER_ROW = 10
_CELL = 4  # the columns of a number with its mark


def palette(sitting: OpenSitting) -> Content:
    """Numbers in rows of ten. The current one is in reverse video; • marks answered ones, ⚑ flagged ones."""
    parts: list[Content | str | tuple[str, str]] = []
    for index, asked in enumerate(sitting.asked):
        if index and index % PER_ROW == 0:
            parts.append("\n")
        elif index and index % (PER_ROW // 2) == 0:
            parts.append(" ")
        answered = sitting.is_answered(asked)
        mark = "⚑" if asked.id in sitting.state.flagged else "•" if answered else " "
        styles = ["reverse"] if asked.id == sitting.state.current else []
        styles += ["bold"] if answered else []
        styles += [BAD] if mark == "⚑" else []
        parts.append((f"{index + 1:>2}", " ".join(styles)))
        parts.append((mark, BAD if mark == "⚑" else GOOD))
        parts.append(" ")
    return Content.assemble(*parts)


def palette_index(x: int, y: int) -> int:
    """The index of the question at column `x` and row `y` of the palette. It may be past the last question."""
    half = PER_ROW // 2 * _CELL
    column = x // _CELL if x < half else (x - 1) // _CELL
    return y * PER_ROW + min(column, PER_ROW - 1)


LEGEND = "• answered   ⚑ flagged"

"""The palette: every question's number in groups of ten, with its marks. Nothing tells scored from unscored."""

from textual.content import Content

from clfcards.use_cases.sitting import OpenSitting

PER_ROW = 10
_CELL = 4  # columns a number takes, with its mark


def palette(sitting: OpenSitting) -> Content:
    """Numbers in rows of ten: reversed is the current one, • answered, ⚑ flagged."""
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
        styles += ["$text-error"] if mark == "⚑" else []
        parts.append((f"{index + 1:>2}", " ".join(styles)))
        parts.append((mark, "$text-error" if mark == "⚑" else "$text-success"))
        parts.append(" ")
    return Content.assemble(*parts)


def palette_index(x: int, y: int) -> int:
    """The question at column `x` and row `y` of the palette, from 0; it may be past the last."""
    half = PER_ROW // 2 * _CELL
    column = x // _CELL if x < half else (x - 1) // _CELL
    return y * PER_ROW + min(column, PER_ROW - 1)


LEGEND = "• answered   ⚑ flagged"

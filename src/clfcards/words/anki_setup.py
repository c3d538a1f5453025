"""The options of a deck in Anki in words, and the document of `--json`."""

from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.anki.preset import GATHER, NEW_PER_DAY, RETENTION, SIBLINGS, Value
from clfcards.use_cases.anki_setup import DoneChange, PresetChange
from clfcards.visible import on_one_line
from clfcards.words.lines import Line, wrapped

_NAMES = {
    GATHER: "new card gather order",
    NEW_PER_DAY: "new cards a day",
    RETENTION: "desired retention",
    **dict(zip(SIBLINGS, ("bury new siblings", "bury review siblings", "bury interday siblings"), strict=True)),
}
# Anki's NewCardGatherPriority
_ORDERS = {0: "deck", 1: "ascending position", 2: "descending position", 3: "random notes", 4: "random cards"}
_FSRS = (
    "Desired retention works with FSRS. That is a switch for all decks, which AnkiConnect cannot reach: it is in the "
    "deck's options in Anki."
)
_FORMER = "the former preset; the one that 'anki setup' made stays in Anki, unused, until you delete it there"


@dataclass(frozen=True, slots=True)
class OptionDocument:
    """An option by its place in Anki's preset, before and after."""

    option: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class PresetDocument:
    """The options of decks that share a preset; `copied` is the name of the copy that they get, or empty."""

    decks: tuple[str, ...]
    preset: str
    copied: str
    options: tuple[OptionDocument, ...]


@dataclass(frozen=True, slots=True)
class SetupDocument:
    """The document of `anki setup --json`; `done` says that it was written and read back."""

    exam: str
    done: bool
    presets: tuple[PresetDocument, ...]


def document(exam: str, plan: Iterable[PresetChange], *, done: bool) -> SetupDocument:
    """The changes as the document."""
    return SetupDocument(
        exam,
        done,
        tuple(
            PresetDocument(
                change.decks,
                change.name,
                change.copied,
                tuple(OptionDocument(p, float(change.before[p]), float(change.after[p])) for p in change.after),
            )
            for change in plan
        ),
    )


def lines(plan: Iterable[PresetChange], width: int) -> list[Line]:
    """What changes, option by option."""
    shown: list[Line] = []
    for change in plan:
        decks = ", ".join(f"'{deck}'" for deck in change.decks)
        shown += wrapped(on_one_line(f"Options of {decks}"), width, "title")
        if change.copied:
            what = f"a new preset '{change.copied}', because other decks can have '{change.name}', which stays as it is"
            shown += wrapped(on_one_line(what), width, "", "  ")
        for place, value in change.after.items():
            shown.append(Line(f"  {_NAMES[place]}: {_shown(place, change.before[place])} → {_shown(place, value)}"))
    if not shown:
        return [Line("Anki has these options already")]
    return [*shown, *wrapped(_FSRS, width, "dim")]


def undo_lines(changes: Iterable[DoneChange], width: int) -> list[Line]:
    """What is undone."""
    shown: list[Line] = []
    for change in changes:
        decks = ", ".join(f"'{deck}'" for deck in change.decks)
        shown += wrapped(on_one_line(f"Options of {decks}"), width, "title")
        if change.old_preset != change.new_preset:
            shown += wrapped(_FORMER, width, "", "  ")
        else:
            shown += [Line(f"  {_NAMES.get(p, p)}: {_shown(p, value)}") for p, value in change.before.items()]
    return shown


def outcome(*, done: bool) -> str:
    """Whether what was shown is now so in Anki; if it is, it was read back."""
    return "Anki has it" if done else "nothing was written"


def _shown(place: str, value: Value) -> str:
    if place == GATHER:
        return _ORDERS.get(int(value), str(value))
    if place in SIBLINGS:
        return "yes" if value else "no"
    return f"{value:.0%}" if place == RETENTION else str(value)

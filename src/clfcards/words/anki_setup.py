"""The options of a deck in Anki in words, and the document of `--json`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clfcards.anki.preset import GATHER, NEW_PER_DAY, RETENTION, SIBLINGS, Value
from clfcards.use_cases.anki_setup import PresetChange
from clfcards.visible import on_one_line
from clfcards.words.lines import Line, wrapped

_NAMES = {
    GATHER: "new card gather order",
    NEW_PER_DAY: "new cards a day",
    RETENTION: "desired retention",
    **dict(
        zip(SIBLINGS, ("bury new siblings", "bury review siblings", "bury interday learning siblings"), strict=True)
    ),
}
# Anki's NewCardGatherPriority
_ORDERS = {0: "deck", 1: "ascending position", 2: "descending position", 3: "random notes", 4: "random cards"}
_FSRS = (
    "Desired retention works with FSRS. That is a switch for all decks, which AnkiConnect cannot reach: it is in the "
    "deck's options in Anki."
)


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
                option_documents(change.before, change.after),
            )
            for change in plan
        ),
    )


def option_documents(before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[OptionDocument, ...]:
    """The options that change."""
    return tuple(OptionDocument(place, float(before[place]), float(value)) for place, value in after.items())


def lines(plan: Iterable[PresetChange], width: int) -> list[Line]:
    """What changes, option by option."""
    shown: list[Line] = []
    for change in plan:
        shown += title(change.decks, width)
        if change.copied:
            what = f"a new preset '{change.copied}', because other decks can have '{change.name}', which stays as it is"
            shown += wrapped(on_one_line(what), width, "", "  ")
        shown += option_lines(change.before, change.after)
    if not shown:
        return [Line("Anki has these options already")]
    return [*shown, *wrapped(_FSRS, width, "dim")]


def outcome(*, done: bool) -> str:
    """Whether what was shown is now so in Anki; if it is, it was read back."""
    return "Anki has it" if done else "nothing was written"


def title(decks: Iterable[str], width: int) -> list[Line]:
    """Whose options they are."""
    return wrapped(on_one_line("Options of " + ", ".join(f"'{deck}'" for deck in decks)), width, "title")


def option_lines(before: Mapping[str, Value], after: Mapping[str, Value]) -> list[Line]:
    """A line for each option that changes."""
    return [
        Line(f"  {_NAMES.get(place, place)}: {_shown(place, before[place])} → {_shown(place, value)}")
        for place, value in after.items()
    ]


def _shown(place: str, value: Value) -> str:
    if place == GATHER:
        return _ORDERS.get(int(value), str(value))
    if place in SIBLINGS:
        return "yes" if value else "no"
    return f"{value:.0%}" if place == RETENTION else str(value)

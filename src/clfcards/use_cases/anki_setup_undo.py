"""Takes back what `anki setup` changed, where it is still as it was made. What the learner did since stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from clfcards.anki.connect import AnkiConnect
from clfcards.anki.preset import Value, is_same, values_of
from clfcards.errors import ClfcardsError
from clfcards.next_step import NextStep
from clfcards.use_cases.anki_setup import (
    DoneChange,
    Preset,
    key_of,
    must_take,
    preset_of,
    presets_of,
    read_record,
    save_options,
    write_record,
)

Outcome = Literal["preset", "options", "gone", "chosen", "shared", "changed"]
_UNDONE: tuple[Outcome, ...] = ("preset", "options")


@dataclass(frozen=True, slots=True)
class UndoStep:
    """What becomes of a change, for the `decks` of it that Anki still has by their names.

    "preset" gives decks the preset back that they had; `preset` is the name of the one that stays unused, or empty if
    it has a deck. "options" gives a preset the values `back`, where they are now as in `after`. The others stay as
    they are: "gone" if Anki has none of the decks, "chosen" if they have another `preset` by now, "shared" if another
    deck has the `preset`, too, and "changed" if every option has another value by now.
    """

    change: DoneChange
    outcome: Outcome
    decks: tuple[str, ...]
    preset: str = ""
    back: dict[str, Value] = field(default_factory=dict)

    @property
    def is_undone(self) -> bool:
        return self.outcome in _UNDONE


def undo_plan(anki: AnkiConnect, record: Path) -> tuple[UndoStep, ...]:
    """What would become of each change, newest first. Raises ClfcardsError if none was made in this collection."""
    found = read_record(record).collections
    if not found:
        raise ClfcardsError("there is nothing to undo: no options were changed", NextStep.run("anki setup"))
    changes = found.get(key_of(anki))
    if changes is None:
        raise ClfcardsError("the options were changed in another profile: switch to it in Anki, and run this again")
    names = anki.call(list[str], "deckNames")
    presets = {name: preset for name, preset in zip(names, presets_of(anki, names), strict=True) if preset is not None}
    known = {preset.id: preset for preset in presets.values()}
    now = {name: preset.id for name, preset in presets.items()}
    steps: list[UndoStep] = []
    for change in reversed(changes):
        step = _step(change, now, known)
        if step.outcome == "preset":
            now |= dict.fromkeys(step.decks, change.old_preset)
        steps.append(step)
    return tuple(steps)


def _step(change: DoneChange, now: Mapping[str, int], known: Mapping[int, Preset]) -> UndoStep:
    """What becomes of a change; `now` are the presets of all decks, after the steps before this one."""
    decks = tuple(deck for deck in change.decks if deck in now)
    if not decks:
        return UndoStep(change, "gone", change.decks)
    if others := [now[deck] for deck in decks if now[deck] != change.new_preset]:
        return UndoStep(change, "chosen", decks, _name(known, others[0]))
    preset = _name(known, change.new_preset)
    is_shared = any(id_ == change.new_preset and deck not in decks for deck, id_ in now.items())
    if change.new_preset != change.old_preset:
        return UndoStep(change, "preset", decks, "" if is_shared else preset)
    if is_shared:
        return UndoStep(change, "shared", decks, preset)
    since = values_of(known[change.new_preset].whole, change.after) if change.new_preset in known else {}
    back = {place: change.before[place] for place, value in since.items() if is_same(value, change.after[place])}
    return UndoStep(change, "options" if back else "changed", decks, preset, back)


def _name(known: Mapping[int, Preset], id_: int) -> str:
    return known[id_].name if id_ in known else ""


def undo_setup(anki: AnkiConnect, steps: Iterable[UndoStep], record: Path) -> None:
    """Does what was planned, reads it back, and forgets it. Raises ClfcardsError if Anki did not take it.

    A copy that was made is left unused: removing a preset would make Anki sync its whole collection.
    """
    left: list[DoneChange] = []
    for step in steps:
        change = step.change
        if step.outcome == "preset":
            must_take(preset_of(anki, step.decks[0]).id == change.new_preset, step.decks)
            answer = anki.call(bool, "setDeckConfigId", decks=list(step.decks), configId=change.old_preset)
            must_take(answer and preset_of(anki, step.decks[0]).id == change.old_preset, step.decks)
        elif step.outcome == "options":
            save_options(anki, step.decks, change.new_preset, step.back)
        else:
            left.insert(0, change)
    write_record(record, read_record(record).with_changes(key_of(anki), tuple(left)))

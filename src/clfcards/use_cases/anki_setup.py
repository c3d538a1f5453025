"""The options of our deck in a running Anki: shown, changed in a preset of its own, and read back.

A preset that other decks use, too, is not changed: our deck gets a copy of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from clfcards import codec
from clfcards.anki.connect import AnkiConnect
from clfcards.anki.preset import Value, are_same, is_same, values_of, wanted_values, with_values
from clfcards.anki.pushed_notes import collection_key
from clfcards.errors import ClfcardsError
from clfcards.system.files import read_bytes, shown, write_atomically
from clfcards.use_cases.anki_our_decks import our_decks
from clfcards.use_cases.anki_sources import AnkiSources


@dataclass(frozen=True, slots=True)
class PresetChange:
    """What changes for decks that share a preset. `copied` is the name of the copy that they get, or empty.

    `before` and `after` are the options that change, by their places in the preset.
    """

    decks: tuple[str, ...]
    preset: int
    name: str
    copied: str
    before: dict[str, Value]
    after: dict[str, Value]


@dataclass(frozen=True, slots=True)
class DoneChange:
    """A change that was made: the decks, the presets that they had and have, and the options before and after."""

    decks: tuple[str, ...]
    old_preset: int
    new_preset: int
    before: dict[str, Value]
    after: dict[str, Value]


@dataclass(frozen=True, slots=True)
class SetupRecord:
    """What `undo` needs: the changes, oldest first, by the key of the collection in which they were made."""

    collections: dict[str, tuple[DoneChange, ...]] = field(default_factory=dict)
    format: int = 1

    def with_changes(self, collection: str, changes: tuple[DoneChange, ...]) -> "SetupRecord":
        """The record with these changes in place of the collection's; without any, it is left out."""
        others = {key: each for key, each in self.collections.items() if key != collection}
        return replace(self, collections={**others, collection: changes} if changes else others)


@dataclass(frozen=True, slots=True)
class Preset:
    """A preset, as `getDeckConfig` answers."""

    id: int
    name: str
    whole: dict[str, Any] = field(default_factory=dict)


def setup_plan(
    sources: AnkiSources, anki: AnkiConnect, data: Path, new_per_day: int | None
) -> tuple[PresetChange, ...]:
    """What would change for the decks of the exam that Anki has; nothing if all is as wanted. Nothing is written.

    Raises ClfcardsError if Anki has no deck of the exam.
    """
    names = anki.call(list[str], "deckNames")
    ours = our_decks(sources, anki, data, names)
    presets = dict(zip(names, presets_of(anki, names), strict=True))
    wanted = wanted_values(sources.settings.desired_retention, new_per_day)
    return tuple(_changes(sources.guide.code, ours, presets, wanted))


def presets_of(anki: AnkiConnect, decks: Iterable[str]) -> Iterator[Preset | None]:
    """The preset of each deck; a filtered deck has none, nor has one that is no longer there."""
    for answer in anki.call_each(object, (("getDeckConfig", {"deck": name}) for name in decks)):
        if isinstance(answer, ClfcardsError):
            raise answer
        found = answer if isinstance(answer, dict) else {}
        is_preset = not found.get("dyn") and "id" in found and "name" in found
        yield Preset(int(found["id"]), str(found["name"]), found) if is_preset else None


def _changes(
    code: str, ours: Iterable[str], presets: dict[str, Preset | None], wanted: dict[str, Value]
) -> Iterator[PresetChange]:
    groups: dict[int, list[str]] = {}
    for deck in ours:
        if (preset := presets[deck]) is not None:
            groups.setdefault(preset.id, []).append(deck)
    for id_, decks in groups.items():
        preset = presets[decks[0]]
        assert preset is not None
        now = values_of(preset.whole, wanted)  # an older Anki lacks some
        before = {place: value for place, value in now.items() if not is_same(value, wanted[place])}
        others = [name for name, each in presets.items() if each is not None and each.id == id_ and name not in decks]
        copied = f"clfcards {code}" if others or id_ == 1 else ""  # 1 is Anki's default, which new decks get
        if before:
            after = {place: wanted[place] for place in before}
            yield PresetChange(tuple(decks), id_, preset.name, copied, before, after)


def set_up(anki: AnkiConnect, plan: Iterable[PresetChange], record: Path) -> None:
    """Makes the changes, records each for `undo_setup`, and reads it back. Raises ClfcardsError if it is not there."""
    key, found = key_of(anki), read_record(record)
    done = found.collections.get(key, ())
    for change in plan:
        preset = change.preset
        if change.copied:
            preset = anki.call(int, "cloneDeckConfigId", name=change.copied, cloneFrom=str(change.preset))
            must_take(anki.call(bool, "setDeckConfigId", decks=list(change.decks), configId=preset), change.decks)
        done = (*done, DoneChange(change.decks, change.preset, preset, change.before, change.after))
        write_record(record, found.with_changes(key, done))
        save_options(anki, change.decks, preset, change.after)


def save_options(anki: AnkiConnect, decks: tuple[str, ...], preset: int, values: dict[str, Value]) -> None:
    whole = preset_of(anki, decks[0])
    must_take(whole.id == preset, decks)
    must_take(anki.call(bool, "saveDeckConfig", config=with_values(whole.whole, values)), decks)
    for deck in decks:
        now = preset_of(anki, deck)
        must_take(now.id == preset and are_same(values_of(now.whole, values), values), decks)


def preset_of(anki: AnkiConnect, deck: str) -> Preset:
    preset = next(presets_of(anki, [deck]))
    must_take(preset is not None, (deck,))
    assert preset is not None
    return preset


def must_take(is_so: bool, decks: tuple[str, ...]) -> None:
    if not is_so:
        raise ClfcardsError(f"Anki did not take the options of '{decks[0]}': look at them there, and run this again")


def setup_record(data: Path, namespace: str) -> Path:
    """The file with what `undo` needs."""
    return data / "anki" / f"{namespace}.presets.json"


def key_of(anki: AnkiConnect) -> str:
    """The key of the collection that is open."""
    return collection_key(anki.call(str, "getMediaDirPath"))


def read_record(path: Path) -> SetupRecord:
    """The record; an empty one if there is none. Raises ClfcardsError if it is damaged."""
    if not path.exists():
        return SetupRecord()
    try:
        return codec.decode(read_bytes(path), SetupRecord)
    except ValueError as error:
        raise ClfcardsError(f"'{shown(path)}' is damaged: delete it, and undo the options in Anki") from error


def write_record(path: Path, record: SetupRecord) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, codec.encode(record))

"""The options of our deck in a running Anki: shown, changed in a preset of its own, read back, and undone.

A preset that other decks use, too, is not changed: our deck gets a copy of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clfcards import codec
from clfcards.anki.connect import AnkiConnect
from clfcards.anki.preset import Value, are_same, is_same, values_of, wanted_values, with_values
from clfcards.anki.pushed_notes import collection_key
from clfcards.errors import ClfcardsError
from clfcards.next_step import NextStep
from clfcards.system.files import read_bytes, shown, write_atomically
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
    """What `undo` needs: the key of the collection and the changes."""

    collection: str
    changes: tuple[DoneChange, ...] = ()
    format: int = 1


@dataclass(frozen=True, slots=True)
class _Preset:
    """A preset, as `getDeckConfig` answers."""

    id: int
    name: str
    whole: dict[str, Any] = field(default_factory=dict)


def setup_plan(sources: AnkiSources, anki: AnkiConnect, new_per_day: int | None) -> tuple[PresetChange, ...]:
    """What would change for the decks of the exam that Anki has; nothing if all is as wanted. Nothing is written."""
    names = anki.call(list[str], "deckNames")
    ours = _our_decks(sources, names)
    if not ours:
        raise ClfcardsError(f"Anki has no deck of {sources.guide.exam.code} in this profile: import its package first")
    presets = dict(zip(names, _presets(anki, names), strict=True))
    wanted = wanted_values(sources.settings.desired_retention, new_per_day)
    return tuple(_changes(sources.guide.code, ours, presets, wanted))


def _our_decks(sources: AnkiSources, names: Iterable[str]) -> tuple[str, ...]:
    decks = {our.deck for our in sources.notes.notes.values()}
    decks |= {deck.split("::")[0] for deck in decks if sources.settings.subdecks}
    return tuple(name for name in names if name in decks)


def _presets(anki: AnkiConnect, decks: Iterable[str]) -> Iterator[_Preset | None]:
    """The preset of each deck; a filtered deck has none."""
    for answer in anki.call_each(dict[str, Any], (("getDeckConfig", {"deck": name}) for name in decks)):
        if isinstance(answer, ClfcardsError):
            raise answer
        is_preset = not answer.get("dyn") and "id" in answer and "name" in answer
        yield _Preset(int(answer["id"]), str(answer["name"]), answer) if is_preset else None


def _changes(
    code: str, ours: Iterable[str], presets: dict[str, _Preset | None], wanted: dict[str, Value]
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
    key = collection_key(anki.call(str, "getMediaDirPath"))
    old = read_record(record)
    done = list(old.changes) if old and old.collection == key else []
    for change in plan:
        preset = change.preset
        if change.copied:
            preset = anki.call(int, "cloneDeckConfigId", name=change.copied, cloneFrom=str(change.preset))
            _must(anki.call(bool, "setDeckConfigId", decks=list(change.decks), configId=preset), change.decks)
        done.append(DoneChange(change.decks, change.preset, preset, change.before, change.after))
        record.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(record, codec.encode(SetupRecord(key, tuple(done))))
        _save(anki, change.decks, preset, change.after)


def _save(anki: AnkiConnect, decks: tuple[str, ...], preset: int, values: dict[str, Value]) -> None:
    whole = _preset_of(anki, decks[0])
    _must(whole.id == preset, decks)
    _must(anki.call(bool, "saveDeckConfig", config=with_values(whole.whole, values)), decks)
    for deck in decks:
        now = _preset_of(anki, deck)
        _must(now.id == preset and are_same(values_of(now.whole, values), values), decks)


def _preset_of(anki: AnkiConnect, deck: str) -> _Preset:
    preset = next(_presets(anki, [deck]))
    _must(preset is not None, (deck,))
    assert preset is not None
    return preset


def _must(is_so: bool, decks: tuple[str, ...]) -> None:
    if not is_so:
        raise ClfcardsError(f"Anki did not take the options of '{decks[0]}': look at them there, and run this again")


def undo_plan(anki: AnkiConnect, record: Path) -> tuple[DoneChange, ...]:
    """The changes that can be undone, newest first. Raises ClfcardsError if there are none in this collection."""
    found = read_record(record)
    key = collection_key(anki.call(str, "getMediaDirPath"))
    if found is None or not found.changes:
        raise ClfcardsError("there is nothing to undo: no options were changed", NextStep.run("anki setup"))
    if found.collection != key:
        raise ClfcardsError("the options were changed in another profile: switch to it in Anki, and run this again")
    return tuple(reversed(found.changes))


def undo_setup(anki: AnkiConnect, changes: Iterable[DoneChange], record: Path) -> None:
    """Gives decks their former presets back, and options their former values. What was changed since stays.

    A copy that was made is left unused: removing a preset would make Anki sync its whole collection.
    """
    for change in changes:
        now = _preset_of(anki, change.decks[0])
        if now.id != change.new_preset:
            continue  # the learner chose another preset since
        if change.new_preset != change.old_preset:
            answer = anki.call(bool, "setDeckConfigId", decks=list(change.decks), configId=change.old_preset)
            _must(answer and _preset_of(anki, change.decks[0]).id == change.old_preset, change.decks)
            continue
        since = values_of(now.whole, change.after)
        back = {place: change.before[place] for place, value in since.items() if is_same(value, change.after[place])}
        if back:
            _save(anki, change.decks, now.id, back)
    record.unlink(missing_ok=True)


def setup_record(data: Path, namespace: str) -> Path:
    """The file with what `undo` needs."""
    return data / "anki" / f"{namespace}.setup.json"


def read_record(path: Path) -> SetupRecord | None:
    """The record, if there is one. Raises ClfcardsError if it is damaged."""
    if not path.exists():
        return None
    try:
        return codec.decode(read_bytes(path), SetupRecord)
    except ValueError as error:
        raise ClfcardsError(f"'{shown(path)}' is damaged: delete it, and undo the options in Anki") from error

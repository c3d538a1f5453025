"""ledger.json ↔ Ledger. One line a note, sorted, so that a change reads well in a diff."""

import datetime as dt
import json
from functools import lru_cache
from typing import Any

from clfcards.anki.publish import note_guid
from clfcards.errors import ClfcardsError
from clfcards.model.ledger import DeckEntry, Entry, Ledger, NoteTypeEntry

FORMAT = 1
_OPTIONAL = ("left", "retired", "moved", "fewer_cards", "reason", "successor", "moved_from")


def read_ledger(path: str, data: bytes, namespace: str) -> Ledger:
    """The ledger in a file's bytes. Raises ClfcardsError for a damaged, foreign or newer one."""
    try:
        raw = json.loads(data)
        if raw["format"] > FORMAT:
            raise ClfcardsError(f"'{path}' was written by a newer clfcards: update the program")
        ledger = Ledger(
            namespace=raw["namespace"],
            notes={id_: _entry(values) for id_, values in raw["notes"].items()},
            note_types={name: NoteTypeEntry(v["hash"], _time(v["modified"])) for name, v in raw["note_types"].items()},
            decks={
                key: DeckEntry(v["name"], _date(v.get("renamed")), v.get("was", "")) for key, v in raw["decks"].items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ClfcardsError(
            f"'{path}' is damaged ({error.__class__.__name__}: {error}): restore it from git; "
            "without it every learner's notes would look changed"
        ) from error
    for id_, entry in ledger.notes.items():
        if entry.guid != note_guid(ledger.namespace, id_):
            raise ClfcardsError(
                f"the GUID of '{id_}' in '{path}' is not the one it was published with: restore the ledger from git"
            )
    if ledger.namespace != namespace:
        raise ClfcardsError(
            f"deck.yaml's namespace is '{namespace}', but '{path}' was published under '{ledger.namespace}': "
            "set it back, or every learner gets every note a second time"
        )
    return ledger


def ledger_bytes(ledger: Ledger) -> bytes:
    """The file's bytes; the same for the same ledger."""
    sections = {
        "note_types": {n: {"hash": v.hash, "modified": _stamp(v.modified)} for n, v in ledger.note_types.items()},
        "decks": {
            key: {"name": v.name} | ({"renamed": str(v.renamed), "was": v.was} if v.renamed else {})
            for key, v in ledger.decks.items()
        },
    }
    encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
    lines = ["{", f'"format": {FORMAT},', f'"namespace": {encode(ledger.namespace)}']
    for name, section in sections.items():
        lines[-1] += ","
        lines.append(f'"{name}": {{')
        lines.append(",\n".join(f"{encode(key)}: {encode(section[key])}" for key in sorted(section)))
        lines.append("}")
    lines[-1] += ","
    lines.append('"notes": {')
    lines.append(",\n".join(f'"{id_}": {encode(_values(ledger.notes[id_]))}' for id_ in sorted(ledger.notes)))
    return "\n".join([*lines, "}", "}", ""]).encode()


def _values(entry: Entry) -> dict[str, Any]:
    values: dict[str, Any] = {
        "guid": entry.guid,
        "hash": entry.hash,
        "modified": _stamp(entry.modified),
        "published": entry.published.isoformat(),
        "type": entry.note_type,
        "deck": entry.deck,
        "cards": entry.cards,
    }
    for name in _OPTIONAL:
        if value := getattr(entry, name):
            values[name] = str(value)
    return values


def _entry(values: dict[str, Any]) -> Entry:
    return Entry(
        guid=values["guid"],
        hash=values["hash"],
        modified=_time(values["modified"]),
        published=dt.date.fromisoformat(values["published"]),
        note_type=values["type"],
        deck=_text(values["deck"]),
        cards=tuple([int(ordinal) for ordinal in values["cards"]]),
        left=_date(values.get("left")),
        retired=_date(values.get("retired")),
        moved=_date(values.get("moved")),
        fewer_cards=_date(values.get("fewer_cards")),
        reason=values.get("reason", ""),
        successor=values.get("successor", ""),
        moved_from=values.get("moved_from", ""),
    )


@lru_cache(maxsize=1000)
def _stamp(time: dt.datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=1000)
def _time(text: str) -> dt.datetime:
    time = dt.datetime.fromisoformat(text)
    if time.utcoffset() != dt.timedelta(0) or not 1970 <= time.year < 2200:
        raise ValueError(f"'{text}' is no time of a build in UTC")
    return time


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None

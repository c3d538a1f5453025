"""Rows of a table ↔ entries: what CSV files and Anki's text files have in common."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.exchange.entry import Entry, EntryOption, Reading, Unread
from clfcards.exchange.letters import chosen_options, is_numeric, numbered_options
from clfcards.model.bank import Import

_LISTS = ("topics", "services", "tests", "enemies")
_PLAIN = (
    "id", "task", "pool", "difficulty", "expected", "stem", "front", "back", "cloze", "why", "explanation", "source",
    "verified", "priority",
)  # fmt: skip
_INDEXES = ("index", "answer index", "correct index", "correct answer index", "correct option index")
_OTHER_NAMES = {
    "stem": ("question", "question text", "prompt", "questiontext"),
    "right": (
        "answer",
        "answers",
        "correct",
        "correct answer",
        "correct answers",
        "correct option",
        "key",
        "solution",
        *_INDEXES,
    ),
    "explanation": ("rationale", "overall explanation", "feedback", "comment", "reason"),
    "task": ("domain task", "objective", "task statement"),
    "source": ("reference", "url", "link"),
    "options": ("choices", "alternatives"),
    "front": ("term",),
    "back": ("definition",),
    "cloze": ("text",),
}
_NAMES = {other: name for name, others in _OTHER_NAMES.items() for other in others}
_OPTION = re.compile(r"(?:(?:answer )?(?:option|choice|answer|alternative)|(why|reason|explanation|fact)(?: option)?) ?"
                     r"([1-9]|1[0-9]|20|[a-h])\Z")  # fmt: skip
_LETTER = re.compile(r"[a-h]\Z")
_SEPARATORS = re.compile(r"\n|\|| ?; ")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OURS = frozenset({"stem", "right", "option_1"})
_MOST_OPTIONS = 20


def _folded(column: str) -> str:
    """The name of a column in lower case, with a space between its words."""
    return re.sub(r"[\W_]+", " ", _CAMEL.sub(" ", column.strip()).lower()).strip()


def field_of(column: str) -> str:
    """Our field for a column's name: a field's name, `option_3`, `why_3`, `fact_3`, or an empty text."""
    name = _folded(column)
    written = name.replace(" ", "_")
    if written in _PLAIN or written in _LISTS or written in ("right", "options", "reverse", "waive", "imported"):
        return written
    if match := _OPTION.match(name):
        number = match[2] if match[2].isdigit() else str(ord(match[2]) - ord("a") + 1)
        kind = {None: "option", "reason": "why", "explanation": "why"}.get(match[1], match[1])
        return f"{kind}_{number}"
    if _LETTER.match(name):
        return f"option_{ord(name) - ord('a') + 1}"
    return _NAMES.get(name, "")


def columns_of(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The columns with our fields; a second column for a field stands for nothing."""
    seen: set[str] = set()
    columns = []
    for name in names:
        field = field_of(name)
        columns.append((name, "" if field in seen else field))
        seen.add(field)
    return tuple(columns)


@dataclass(frozen=True, slots=True)
class _Keys:
    """How a table writes its keys: `first` is the number of the first option, None if that cannot be known.

    In our own tables, a key is never the text of an option.
    """

    first: int | None = 1
    ours: bool = False

    def chosen(self, key: str, options: dict[int, str]) -> frozenset[int]:
        """The options that a key names. Raises ValueError, with a message for a person."""
        if self.ours and is_numeric(key):
            return numbered_options(key, options)
        if self.first is None and is_numeric(key):
            raise ValueError(
                f"nothing in the file says whether the index '{key}' counts from 0 or from 1: use letters, A for the "
                "first option"
            )
        return chosen_options(key, options, first=1 if self.first is None else self.first)


def _keys_of(rows: Sequence[tuple[int, Sequence[str]]], columns: tuple[tuple[str, str], ...]) -> _Keys:
    """How the rows write their keys: a zero says that numbers count from zero."""
    at = next((place for place, (_, field) in enumerate(columns) if field == "right"), None)
    if at is None or {name for name, _ in columns} >= _OURS:
        return _Keys(ours=at is not None)
    written = [(row[at], row) for _, row in rows if at < len(row) and is_numeric(row[at])]
    numbers = [(set(map(int, re.findall(r"\d+", key))), row) for key, row in written]
    if any(0 in numbers_ for numbers_, _ in numbers):
        return _Keys(first=0)
    if not _folded(columns[at][0]).endswith("index"):
        return _Keys()
    places = [place for place, (_, field) in enumerate(columns) if field.startswith("option_")]
    options = [sum(place < len(row) and bool(row[place].strip()) for place in places) for _, row in numbers]
    counts_from_one = any(most and most in each for most, (each, _) in zip(options, numbers, strict=True))
    return _Keys(first=1 if counts_from_one else None)


def read_rows(rows: Sequence[tuple[int, Sequence[str]]], columns: tuple[tuple[str, str], ...]) -> Reading:
    """The entries of the rows, each with its line."""
    entries: list[Entry] = []
    unread: list[Unread] = []
    keys = _keys_of(rows, columns)
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
            unread.append(Unread(line, f"the row has {len(row)} cells, but there are {len(columns)} columns"))
            continue
        cells = {field: cell.strip() for (_, field), cell in zip(columns, row, strict=False) if field}
        try:
            entries.append(_entry(line, cells, keys))
        except ValueError as error:
            unread.append(Unread(line, str(error)))
    return Reading(tuple(entries), tuple(unread), columns)


def _entry(line: int, cells: dict[str, str], keys: _Keys) -> Entry:
    """Raises ValueError, with a message for a person, for cells that make no entry."""
    values: dict[str, object] = {name: cells[name] for name in _PLAIN if cells.get(name)}
    values |= {name: tuple(cells[name].replace(",", " ").split()) for name in _LISTS if cells.get(name)}
    values |= {"reverse": cells.get("reverse", "").lower() == "true", "waive": _waived(cells.get("waive", ""))}
    if written := cells.get("imported"):
        values["imported"] = _imported(written)
    if cells.get("stem"):
        values["options"] = _options(cells, keys)
        for name in ("front", "back"):  # a question's faces only repeat it
            values.pop(name, None)
    elif values.get("explanation") and not values.get("why"):  # what explains a fact is its reason
        values["why"] = values.pop("explanation")
    if (
        not cells.get("stem")
        and not cells.get("cloze")
        and not (cells.get("front") and (cells.get("back") or "{{c" in cells["front"]))
    ):
        raise ValueError("the row has neither a question nor a front and a back")
    return Entry(line=line, **values)  # type: ignore[arg-type]  # the values of each field have its type


def _options(cells: dict[str, str], keys: _Keys) -> tuple[EntryOption, ...]:
    numbers = [number for number in range(1, _MOST_OPTIONS + 1) if cells.get(f"option_{number}")]
    texts = [cells[f"option_{number}"] for number in numbers]
    if not texts and cells.get("options"):
        texts = [text.strip() for text in _SEPARATORS.split(cells["options"]) if text.strip()]
        numbers = list(range(1, len(texts) + 1))
    if not texts:
        raise ValueError("the question has no options")
    right = keys.chosen(cells.get("right", ""), dict(zip(numbers, texts, strict=True)))
    return tuple(
        EntryOption(text, number in right, cells.get(f"why_{number}", ""), cells.get(f"fact_{number}", ""))
        for number, text in zip(numbers, texts, strict=True)
    )


def _waived(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(_texts(text, "waive").items()) if text else ()


def _imported(text: str) -> Import:
    values = _texts(text, "imported")
    if not values.get("file") or not values.get("line", "").isdecimal():
        raise ValueError("'imported' names no file and line")
    known = {name: values[name] for name in ("file", "license", "author", "explanation") if name in values}
    return Import(**known, line=int(values["line"]), task_is_guess=values.get("task_is_guess") == "true")


def _texts(text: str, column: str) -> dict[str, str]:
    """The JSON object of texts in a cell. Raises ValueError for anything else."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"'{column}' is not JSON") from error
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise ValueError(f"'{column}' is not a JSON object of texts")
    return values


def rows_of(entries: Sequence[Entry]) -> tuple[list[str], list[list[str]]]:
    """The names of the columns that the entries need, and a row for each entry."""
    most = max((len(entry.options) for entry in entries), default=0)
    options = [f"{kind}_{number}" for number in range(1, most + 1) for kind in ("option", "why", "fact")]
    names = [*_PLAIN[:6], "right", *options, *_PLAIN[6:], "reverse", *_LISTS, "waive", "imported"]
    table = [_cells(entry) for entry in entries]
    used = [name for name in names if any(cells.get(name) for cells in table)]
    return used, [[cells.get(name, "") for name in used] for cells in table]


def _cells(entry: Entry) -> dict[str, str]:
    cells: dict[str, str] = {name: getattr(entry, name) for name in _PLAIN}
    cells |= {name: " ".join(getattr(entry, name)) for name in _LISTS}
    cells["reverse"] = "true" if entry.reverse else ""
    cells["waive"] = json.dumps(dict(entry.waive), ensure_ascii=False) if entry.waive else ""
    cells["right"] = " ".join(str(i) for i, option in enumerate(entry.options, start=1) if option.is_right)
    for i, option in enumerate(entry.options, start=1):
        cells |= {f"option_{i}": option.text, f"why_{i}": option.why, f"fact_{i}": option.fact}
    if entry.imported:
        values = {name: getattr(entry.imported, name) for name in ("file", "license", "author", "explanation")}
        values |= {"line": str(entry.imported.line), "task_is_guess": "true" if entry.imported.task_is_guess else ""}
        cells["imported"] = json.dumps({n: value for n, value in values.items() if value}, ensure_ascii=False)
        cells["explanation"] = ""  # it is in the cell before
    return cells

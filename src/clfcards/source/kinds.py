"""The kinds of value that a field can have. Each kind can read a node and describe itself in JSON Schema.

Reading returns the value, or None after reporting why there is no value. One table of fields
(`source/fields.py`) drives both the checker and the schema, so they cannot diverge.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol

from clfcards.model.characters import CURLY_QUOTES, INVISIBLE, is_blank
from clfcards.model.citation import book_source
from clfcards.model.cloze import ClozeError, parse_cloze
from clfcards.model.deck_name import deck_name_in_anki
from clfcards.model.spelling import closest, did_you_mean, known_words
from clfcards.source.nodes import Mapping, Node, Scalar, Sequence
from clfcards.source.report import Report

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_ID = re.compile(ID_PATTERN[:-1] + r"\Z")
_URL_PATTERN = r"^https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?$"
_URL = re.compile(_URL_PATTERN[:-1] + r"\Z")
_DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DATE = re.compile(_DATE_PATTERN[:-1] + r"\Z")
_WHOLE = re.compile(r"[-+]?[0-9]+(\.0*)?\Z")
_RANGE = re.compile(r"\d+(?:\.\d+)?\s*%?\s*(?:-|–|—|\.\.|to)\s*\d+(?:\.\d+)?\s*%?\Z")  # 25-30, 25–30 %, 25 to 30
_DECIMAL = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\Z")
_WIDE_SPACE = re.compile(r"[^\S\t\n\r ]")
_IN_CURLY_QUOTES = re.compile("[“„«][^“”„«»]*[”“»]\\Z")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
MAX_TEXT = 10_000  # characters; a card needs far less, and a long malicious text could make rendering very slow
# C0 and C1 controls except tab and line feed: a double-quoted scalar can contain them as escapes. Also
# private-use characters, because the renderer of clozes uses them as placeholders for blanks.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")
_CODE_PATTERN = r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"
_CODE = re.compile(_CODE_PATTERN[:-1] + r"\Z")
_LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_LANGUAGE = re.compile(_LANGUAGE_PATTERN[:-1] + r"\Z")

JsonSchema = dict[str, Any]


# A bank repeats the same services, pages and days many times.
@lru_cache(maxsize=10_000)
def is_id(text: str) -> bool:
    return _ID.match(text) is not None


@lru_cache(maxsize=10_000)
def is_url(text: str) -> bool:
    # A card shows its address, so a control character in it would reach terminals and pages.
    return text.isprintable() and _URL.match(text) is not None


@lru_cache(maxsize=10_000)
def _parsed_date(text: str) -> dt.date | None:
    """The date, or None if the text is not a valid date."""
    if not _DATE.match(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class Kind(Protocol):
    """A kind of value."""

    def read(self, node: Node, report: Report) -> Any: ...

    def schema(self) -> JsonSchema: ...


def _filled_scalar(node: Node, report: Report, wanted: str) -> Scalar | None:
    """The node if it is a scalar with a value, or None after reporting a problem."""
    if type(node) is Scalar:
        if node.text not in _NULLS and not node.text.isspace():
            return node
        if node.text and not node.plain and not node.text.isspace():
            return node  # in quotes, "null" is an ordinary word
        column = report.comment_after(node) if not node.text and node.plain else None
        if column is not None:
            message = f"expected {wanted}, but everything after '#' is a comment: put the text in quotes"
            report.error_at(node.end[0], column, message, "empty")
        else:
            report.error(node, f"expected {wanted}, found nothing", "empty")
        return None
    what = "a list" if type(node) is Sequence else "a group of keys"
    report.error(node, f"expected {wanted}, found {what}", "wrong-type")
    return None


def _name_scalar(node: Node, report: Report, wanted: str) -> Scalar | None:
    """Like `_filled_scalar`, for a value that is not prose: no invisible characters and no curly quotes."""
    if type(node) is Scalar and node.text.isascii() and node.text not in _NULLS and not node.text.isspace():
        return node  # as nearly always
    scalar = _filled_scalar(node, report, wanted)
    if scalar is None or scalar.text.isascii():
        return scalar
    if bad := INVISIBLE.search(scalar.text):
        report.error(
            scalar, f"the invisible character U+{ord(bad[0]):04X} is in '{scalar.text}': remove it", "bad-character"
        )
        return None
    if scalar.plain and scalar.text[0] in CURLY_QUOTES:
        report.error(
            scalar, f'curly quotes do not quote in YAML: write "{scalar.text.strip(CURLY_QUOTES)}"', "bad-quotes"
        )
        return None
    return scalar


@dataclass(frozen=True, slots=True)
class Text:
    """Any text that is not empty. Numbers and words such as `no` are text here, quoted or not."""

    def read(self, node: Node, report: Report) -> str | None:
        scalar = _filled_scalar(node, report, "text")
        if scalar is None:
            return None
        text = scalar.text
        if len(text) > MAX_TEXT:
            report.error(scalar, f"the text has {len(text):,} characters, more than {MAX_TEXT:,}", "too-long")
            return None
        if not text.isprintable() and (bad := _CONTROL.search(text)):
            report.error(
                scalar, f"the control character U+{ord(bad[0]):04X} is not allowed: remove it", "control-character"
            )
            return None
        if is_blank(text):
            report.error(scalar, "the text has invisible characters only: write something", "empty")
            return None
        return text.strip()

    def schema(self) -> JsonSchema:
        return {"type": ["string", "number", "boolean"], "minLength": 1, "pattern": r"\S"}


@dataclass(frozen=True, slots=True)
class DeckName(Text):
    """The name of a deck that Anki keeps as it is."""

    def read(self, node: Node, report: Report) -> str | None:
        name = Text.read(self, node, report)
        if name is not None and (in_anki := deck_name_in_anki(name)) != name:
            report.error(node, f"Anki would change the deck's name '{name}': write '{in_anki}'", "bad-deck-name")
            return None
        return name


@dataclass(frozen=True, slots=True)
class Prose(Text):
    """Text for learners. ' #' after it is rejected, because what follows may belong to the text; so are curly quotes
    around the whole text, which look like YAML's.

    A remark has two spaces before its '#', as YAML linters require.
    """

    def read(self, node: Node, report: Report) -> str | None:
        text = Text.read(self, node, report)
        if text is not None and type(node) is Scalar and node.plain:
            column = report.comment_after(node)
            if column is not None and column == node.end[1] + 1:
                message = (
                    "everything after ' #' is a comment and not a part of the text: put the whole text in quotes, "
                    "or put two spaces before the '#' of a comment"
                )
                report.error_at(node.end[0], column, message, "comment-in-text")
                return None
            if text[0] in CURLY_QUOTES and _IN_CURLY_QUOTES.match(text):
                message = "curly quotes do not quote in YAML: remove them, or put straight quotes around them"
                report.error(node, message, "bad-quotes")
                return None
        return text


@dataclass(frozen=True, slots=True)
class Cloze(Prose):
    """Prose with `{{blanks}}`."""

    def read(self, node: Node, report: Report) -> str | None:
        text = Prose.read(self, node, report)
        if text is None:
            return None
        try:
            parse_cloze(text)
        except ClozeError as error:
            assert isinstance(node, Scalar)
            report.error_inside(node, error.offset, str(error), "bad-cloze")
            return None
        return text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"\{\{[^{}]*[^{}\s][^{}]*\}\}"}


@dataclass(frozen=True, slots=True)
class Code:
    """Letters and digits joined by `-`. A code becomes part of tags and file names."""

    def read(self, node: Node, report: Report) -> str | None:
        scalar = _name_scalar(node, report, "a code")
        if scalar is None:
            return None
        if not _CODE.match(scalar.text):
            report.error(
                scalar, f"'{scalar.text}' is not a valid code: use letters and digits joined by '-'", "bad-code"
            )
            return None
        return scalar.text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": _CODE_PATTERN}


@dataclass(frozen=True, slots=True)
class Id:
    """Lower-case words joined by `-`; the first begins with a letter."""

    def read(self, node: Node, report: Report) -> str | None:
        scalar = _name_scalar(node, report, "an id")
        if scalar is None:
            return None
        if not is_id(scalar.text):
            message = (
                f"'{scalar.text}' is not a valid id: use lower-case words joined by '-', such as 'srm-rds-patching'"
            )
            report.error(scalar, message, "bad-id")
            return None
        return scalar.text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": ID_PATTERN}


@dataclass(frozen=True, slots=True)
class Url:
    """A web address, http or https."""

    def read(self, node: Node, report: Report) -> str | None:
        scalar = _name_scalar(node, report, "a web address")
        if scalar is None:
            return None
        if not is_url(scalar.text):
            report.error(
                scalar, f"'{scalar.text}' is not a valid web address: it must begin with https:// or http://", "bad-url"
            )
            return None
        return scalar.text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": _URL_PATTERN}


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar day, YYYY-MM-DD."""

    def read(self, node: Node, report: Report) -> dt.date | None:
        scalar = _name_scalar(node, report, "a date")
        if scalar is None:
            return None
        date = _parsed_date(scalar.text)
        if date is None:
            report.error(scalar, f"'{scalar.text}' is not a valid date: use YYYY-MM-DD", "bad-date")
        return date

    def schema(self) -> JsonSchema:
        return {"type": "string", "format": "date", "pattern": _DATE_PATTERN}


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number in [minimum, maximum]."""

    minimum: int = 0
    maximum: int = 1_000_000

    def read(self, node: Node, report: Report) -> int | None:
        scalar = _name_scalar(node, report, "a whole number")
        if scalar is None:
            return None
        if not scalar.plain or not _WHOLE.match(scalar.text) or len(scalar.text) > 12:
            report.error(scalar, f"'{scalar.text}' is not a whole number", "bad-number")
            return None
        number = int(scalar.text.partition(".")[0])
        if not self.minimum <= number <= self.maximum:
            report.error(scalar, f"{number} is not between {self.minimum} and {self.maximum}", "out-of-range")
            return None
        return number

    def schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}


@dataclass(frozen=True, slots=True)
class Decimal:
    """A decimal number in [minimum, maximum]."""

    minimum: float
    maximum: float

    def read(self, node: Node, report: Report) -> float | None:
        scalar = _name_scalar(node, report, "a number")
        if scalar is None:
            return None
        if not scalar.plain or not _DECIMAL.match(scalar.text) or len(scalar.text) > 24:
            report.error(scalar, f"'{scalar.text}' is not a number", "bad-number")
            return None
        number = float(scalar.text)
        if not self.minimum <= number <= self.maximum:
            report.error(scalar, f"{number:g} is not between {self.minimum:g} and {self.maximum:g}", "out-of-range")
            return None
        return number

    def schema(self) -> JsonSchema:
        return {"type": "number", "minimum": self.minimum, "maximum": self.maximum}


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage greater than 0 and at most 100, with at most two decimals; an int if it is whole."""

    def read(self, node: Node, report: Report) -> int | float | None:
        scalar = _name_scalar(node, report, "a percentage")
        if scalar is None:
            return None
        if len(scalar.text) <= 24 and _RANGE.match(scalar.text):
            message = f"'{scalar.text}' is a range, and ranges are not supported: write one number, such as 12.5"
            report.error(scalar, message, "not-supported")
            return None
        if scalar.text.endswith("%"):
            report.error(scalar, f"'{scalar.text}' has a percent sign: write the number alone", "bad-number")
            return None
        number = Decimal(0, 100).read(scalar, report)
        if number is None:
            return None
        if not number or number != round(number, 2):
            message = f"{scalar.text} is not a valid percentage: use more than 0, and at most two decimals"
            report.error(scalar, message, "out-of-range")
            return None
        return int(number) if number.is_integer() else number

    def schema(self) -> JsonSchema:
        return {"type": "number", "exclusiveMinimum": 0, "maximum": 100}


@dataclass(frozen=True, slots=True)
class Proportion:
    """A number greater than 0 and less than 1."""

    def read(self, node: Node, report: Report) -> float | None:
        number = Decimal(0, 1).read(node, report)
        if number in (0, 1):
            report.error(node, f"{number:g} is not a valid proportion: use more than 0 and less than 1", "out-of-range")
            return None
        return number

    def schema(self) -> JsonSchema:
        return {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}


@dataclass(frozen=True, slots=True)
class Language:
    """A language tag, such as `en` or `pt-BR`. Source: BCP 47 (RFC 5646), without private use."""

    def read(self, node: Node, report: Report) -> str | None:
        scalar = _name_scalar(node, report, "a language")
        if scalar is None:
            return None
        if not _LANGUAGE.match(scalar.text):
            message = f"'{scalar.text}' is not a valid language tag: use a tag such as en, pt-BR or zh-Hant"
            report.error(scalar, message, "bad-language")
            return None
        return scalar.text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": _LANGUAGE_PATTERN}


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`; with a `refusal`, only `false`, and that is the message for `true`."""

    refusal: str = ""

    def read(self, node: Node, report: Report) -> bool | None:
        scalar = _name_scalar(node, report, "true or false")
        if scalar is None:
            return None
        if not scalar.plain or scalar.text not in ("true", "false"):
            report.error(scalar, f"'{scalar.text}' is not a valid flag: use true or false", "bad-flag")
            return None
        if self.refusal and scalar.text == "true":
            report.error(scalar, self.refusal, "not-supported")
            return None
        return scalar.text == "true"

    def schema(self) -> JsonSchema:
        return {"type": "boolean", "const": False} if self.refusal else {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words. There are at least two."""

    words: tuple[str, ...]

    def read(self, node: Node, report: Report) -> str | None:
        scalar = _name_scalar(node, report, f"one of {', '.join(self.words)}")
        if scalar is None:
            return None
        if scalar.text not in self.words:
            choices = f"{', '.join(self.words[:-1])} or {self.words[-1]}"
            message = f"'{scalar.text}' is not a valid choice: use {choices}{did_you_mean(scalar.text, self.words)}"
            report.error(scalar, message, "bad-choice")
            return None
        return scalar.text

    def schema(self) -> JsonSchema:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of at least `least` values of one kind; None if any of them could not be read."""

    item: Kind
    least: int = 1

    def read(self, node: Node, report: Report) -> tuple[Any, ...] | None:
        if type(node) is not Sequence:
            report.error(node, self._no_list(node), "wrong-type")
            return None
        if len(node.items) < self.least:
            entries = "entry" if self.least == 1 else "entries"
            report.error(
                node, f"the list needs at least {self.least} {entries}, but it has {len(node.items)}", "too-few"
            )
            return None
        if type(self.item) is Record and all(type(item) is Scalar and item.text for item in node.items):
            record, first = self.item, node.items[0]
            report.error(first, f"expected the keys of the {record.name}, found a text: {record.example}", "wrong-type")
            return None
        values = tuple([self.item.read(item, report) for item in node.items])
        return None if None in values else values

    def _no_list(self, node: Node) -> str:
        """What to write instead of a node that is not a list."""
        if type(self.item) is Record:
            return f"expected a list: {self.item.example}"
        example = f"[{node.text}]" if type(node) is Scalar and is_id(node.text) else "[one, two]"
        return f"expected a list, such as {example}"

    def schema(self) -> JsonSchema:
        return {"type": "array", "items": self.item.schema(), "minItems": self.least}


@dataclass(frozen=True, slots=True)
class MapOf:
    """Values of one kind by name; `keys` is the kind of the names."""

    keys: Kind
    value: Kind

    def read(self, node: Node, report: Report) -> dict[Any, Any] | None:
        if type(node) is not Mapping:
            report.error(node, "expected keys with values, such as 'name: value'", "wrong-type")
            return None
        pairs = [(self.keys.read(k, report), self.value.read(v, report)) for k, v in node.entries.values()]
        if any(key is None or value is None for key, value in pairs):
            return None
        for (key, _), written in zip(pairs, node.entries, strict=True):
            if key != written:
                report.error(node.entries[written][0], f"'{written}' begins or ends with a space: remove it", "bad-key")
                return None
        return dict(pairs)

    def schema(self) -> JsonSchema:
        names = self.keys.schema()
        pattern = {"propertyNames": {"pattern": names["pattern"]}} if names.get("pattern") else {}
        return {"type": "object", "additionalProperties": self.value.schema(), **pattern}


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record: its kind of value, a description for authors, and whether it is required."""

    name: str
    kind: Kind
    doc: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint between the fields of a record, expressed both as a check and as JSON Schema.

    `check` is called with the record's node and the report, and reports what is wrong.
    """

    check: Callable[[Mapping, Report], None]
    schema: JsonSchema


def unknown_key(key: Scalar, value: Node, known: Iterable[str], describe: Callable[[str], str] | None = None) -> str:
    """The message for a key that is not in the table of fields. `describe` gives what a known key means."""
    name = key.text
    if not name.isascii() and (bad := INVISIBLE.search(name) or _WIDE_SPACE.search(name)):
        return f"the invisible character U+{ord(bad[0]):04X} is in the key '{name}': remove it"
    if type(value) is Scalar and not value.text and (value.line, value.column) == key.end:  # no colon follows
        return f"'{name}' is read as a key: if it belongs to a text with a comma, put the whole text in quotes"
    known = tuple(known)
    meant = closest(name, known)
    if meant and describe is not None:
        return f"unknown key '{name}', did you mean '{meant}' ({describe(meant)})?"
    return f"unknown key '{name}'{known_words(name, known, 'key')}"


def meant_keys(entries: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """The known keys that the unknown ones among the entries probably mean, so that these are not also missing."""
    known = tuple(known)
    return frozenset(
        key for name in entries if name not in known and (key := closest(INVISIBLE.sub("", name).strip(), known))
    )


class Cited:
    """A web address, or a place in a book, of which `book` has the fields; the value is a text."""

    def __init__(self, book: Record) -> None:
        self._book = book

    def read(self, node: Node, report: Report) -> str | None:
        if type(node) is not Mapping:
            return Url().read(node, report)
        values = self._book.read(node, report)
        return None if values is None else book_source(values)

    def schema(self) -> JsonSchema:
        return {"anyOf": [Url().schema(), self._book.schema()]}


class Record:
    """A group of named fields; its value is a dict of the fields present, or None if one could not be read."""

    def __init__(self, name: str, fields: Iterable[Field], constraints: Iterable[Constraint] = ()) -> None:
        self.name = name
        self.fields = tuple(fields)
        self.constraints = tuple(constraints)
        self._readers = {field.name: field.kind.read for field in self.fields}
        self._required = tuple(field.name for field in self.fields if field.required)

    @property
    def example(self) -> str:
        """How to write it in a list."""
        return f"begin each {self.name} with '- {self.fields[0].name}: '"

    def read(self, node: Node, report: Report) -> dict[str, Any] | None:
        if type(node) is not Mapping:
            report.error(node, self._no_keys(node), "wrong-type")
            return None
        problems_before = len(report.problems)
        values: dict[str, Any] = {}
        entries = node.entries
        for name, (key, value_node) in entries.items():
            read = self._readers.get(name)
            if read is None:
                report.error(key, unknown_key(key, value_node, self._readers, self.doc), "unknown-key")
            else:
                values[name] = read(value_node, report)
        misspelled = frozenset[str]() if len(values) == len(entries) else meant_keys(entries, self._readers)
        for name in self._required:
            if name not in entries and name not in misspelled:
                report.error(node, f"the {self.name} has no '{name}' ({self.doc(name)})", "missing-key")
        if not misspelled:
            for constraint in self.constraints:
                constraint.check(node, report)
        return None if len(report.problems) > problems_before else values

    def lenient(self, may_lack: tuple[str, ...]) -> Record:
        """The same record, in which these fields need not be there; nor need they in the records of its lists."""
        return Record(self.name, (_lenient(field, may_lack) for field in self.fields), self.constraints)

    def doc(self, name: str) -> str:
        """The first sentence of a field's description, as a part of a sentence."""
        text = next(field.doc for field in self.fields if field.name == name).split(". ")[0].rstrip(".")
        return text[0].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text

    def _no_keys(self, node: Node) -> str:
        """What to write instead of a node that is not a group of keys."""
        if type(node) is Scalar and not node.text:
            return f"expected the keys of the {self.name}, found nothing: write them, or remove the entry"
        return f"expected the keys of the {self.name}"

    def schema(self) -> JsonSchema:
        schema: JsonSchema = {
            "type": "object",
            "properties": {f.name: {"description": f.doc, **f.kind.schema()} for f in self.fields},
            "required": list(self._required),
            "additionalProperties": False,
        }
        if self.constraints:
            schema["allOf"] = [constraint.schema for constraint in self.constraints]
        return schema


def _lenient(field: Field, may_lack: tuple[str, ...]) -> Field:
    kind = field.kind
    if isinstance(kind, ListOf) and isinstance(kind.item, Record):
        kind = replace(kind, item=kind.item.lenient(may_lack))
    return replace(field, kind=kind, required=field.required and field.name not in may_lack)


class Importable(Record):
    """A record that may lack some fields if it has the field `imported`, whose lists of records may, too.

    The constraints `unless_imported` do not apply to it then. A key that is `unsupported` asks for something that is
    refused by name; its problem is the only one of the record.
    """

    def __init__(
        self,
        name: str,
        fields: Iterable[Field],
        constraints: Iterable[Constraint] = (),
        *,
        may_lack: tuple[str, ...],
        unless_imported: Iterable[Constraint] = (),
        unsupported: dict[str, str] | None = None,
    ) -> None:
        constraints, unless_imported = tuple(constraints), tuple(unless_imported)
        super().__init__(name, fields, (*constraints, *unless_imported))
        self._unless_imported = unless_imported
        self._imported = Record(name, self.fields, constraints).lenient(may_lack)
        self._unsupported = unsupported or {}

    def read(self, node: Node, report: Report) -> dict[str, Any] | None:
        if type(node) is Mapping and (refused := self._unsupported.keys() & node.entries.keys()):
            name = min(refused)
            report.error(node.entries[name][0], self._unsupported[name], "not-supported")
            return None
        if type(node) is Mapping and "imported" in node.entries:
            return self._imported.read(node, report)
        return super().read(node, report)

    def schema(self) -> JsonSchema:
        schema = self._imported.schema()
        lists = {
            field.name: {"items": {"required": list(field.kind.item._required)}}
            for field in self.fields
            if isinstance(field.kind, ListOf) and isinstance(field.kind.item, Record)
        }
        complete: JsonSchema = {"required": list(self._required), "properties": lists}
        if self._unless_imported:
            complete["allOf"] = [constraint.schema for constraint in self._unless_imported]
        unless = {"if": {"not": {"required": ["imported"]}}, "then": complete}
        return {**schema, "allOf": [*schema.get("allOf", ()), unless]}

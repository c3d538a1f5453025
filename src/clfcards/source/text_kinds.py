"""The kinds of value that are text: any text, a deck's name, prose for learners, and clozes."""

import re
from dataclasses import dataclass

from clfcards.model.characters import CURLY_QUOTES, is_blank
from clfcards.model.cloze import ClozeError, parse_cloze
from clfcards.model.deck_name import deck_name_in_anki
from clfcards.source.kind import JsonSchema, filled_scalar
from clfcards.source.nodes import Node, Scalar
from clfcards.source.report import Report

MAX_TEXT = 10_000  # characters; a card needs far less, and a long malicious text could make rendering very slow
# C0 and C1 controls except tab and line feed: a double-quoted scalar can contain them as escapes. Also
# private-use characters, because the renderer of clozes uses them as placeholders for blanks.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")
_IN_CURLY_QUOTES = re.compile("[“„«][^“”„«»]*[”“»]\\Z")


@dataclass(frozen=True, slots=True)
class Text:
    """Any text that is not empty. Numbers and words such as `no` are text here, quoted or not."""

    def read(self, node: Node, report: Report) -> str | None:
        scalar = filled_scalar(node, report, "text")
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

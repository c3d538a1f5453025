"""The kinds of value that are one word: ids, codes, addresses, dates, languages, flags, and one of a few words."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from clfcards.model.spelling import did_you_mean
from clfcards.source.kind import JsonSchema, name_scalar
from clfcards.source.nodes import Node
from clfcards.source.report import Report

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_ID = re.compile(ID_PATTERN[:-1] + r"\Z")
_URL_PATTERN = r"^https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?$"
_URL = re.compile(_URL_PATTERN[:-1] + r"\Z")
_DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DATE = re.compile(_DATE_PATTERN[:-1] + r"\Z")
_CODE_PATTERN = r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"
_CODE = re.compile(_CODE_PATTERN[:-1] + r"\Z")
_LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_LANGUAGE = re.compile(_LANGUAGE_PATTERN[:-1] + r"\Z")


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


@dataclass(frozen=True, slots=True)
class Id:
    """Lower-case words joined by `-`; the first begins with a letter."""

    def read(self, node: Node, report: Report) -> str | None:
        scalar = name_scalar(node, report, "an id")
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
class Code:
    """Letters and digits joined by `-`. A code becomes part of tags and file names."""

    def read(self, node: Node, report: Report) -> str | None:
        scalar = name_scalar(node, report, "a code")
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
class Url:
    """A web address, http or https."""

    def read(self, node: Node, report: Report) -> str | None:
        scalar = name_scalar(node, report, "a web address")
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
        scalar = name_scalar(node, report, "a date")
        if scalar is None:
            return None
        date = _parsed_date(scalar.text)
        if date is None:
            report.error(scalar, f"'{scalar.text}' is not a valid date: use YYYY-MM-DD", "bad-date")
        return date

    def schema(self) -> JsonSchema:
        return {"type": "string", "format": "date", "pattern": _DATE_PATTERN}


@dataclass(frozen=True, slots=True)
class Language:
    """A language tag, such as `en` or `pt-BR`. Source: BCP 47 (RFC 5646), without private use."""

    def read(self, node: Node, report: Report) -> str | None:
        scalar = name_scalar(node, report, "a language")
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
        scalar = name_scalar(node, report, "true or false")
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
        scalar = name_scalar(node, report, f"one of {', '.join(self.words)}")
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

"""Recognizes the kind of a file from its name and its beginning: the one place that knows which command takes it."""

import re
from typing import Literal

from clfcards.next_step import NextStep

FileKind = Literal[
    "csv", "gift", "markdown", "anki-text", "history", "log", "package", "collection", "source", "ledger", "json",
    "page", "archive", "pdf", "picture", "office", "empty", "binary", "text",
]  # fmt: skip
BEGINNING = 65_536  # bytes; the part of a file that is enough

_SIGNATURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
_OFFICE = (b"xl/", b"word/", b"ppt/", b"mimetypeapplication/vnd.oasis")
_JSON = re.compile(r"\{\s*[\"}]")
_GIFT = re.compile(r"^(?:::[^:\n]+::.*|\$CATEGORY:.*|[^\n{}]*(?<!\\)\{(?:\s*$|[~=#TF].*))", re.MULTILINE)
_GIFT_OPTION = re.compile(r"(?:^|[{\s])(?:[~=][^\n]|(?:T|F|TRUE|FALSE)\})", re.MULTILINE)
_ANKI_HEADER = re.compile(r"#(?:separator|html|columns|tags|notetype|deck|guid|if matches)\b[ \w]*:", re.IGNORECASE)
_SOURCE = re.compile(r"^(?:task|facts|questions|namespace|domains|sources):", re.MULTILINE)
_MARKDOWN = re.compile(r"^ *(?:#{1,6} |[-*+] +(?:\[[ xX]\] |\(?[A-Ha-h][.):] )|[0-9]+[.)] )", re.MULTILINE)


def kind_of(name: str, beginning: bytes) -> FileKind:
    """The kind of a file with this name whose first bytes, up to BEGINNING of them, are these."""
    if not beginning.strip():
        return "empty"
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if beginning.startswith(b"SQLite format 3\x00"):
        return "collection" if suffix in ("anki2", "anki21") or b"CREATE TABLE col" in beginning else "log"
    if beginning.startswith(b"PK"):
        return _kind_of_zip(suffix, beginning)
    found = next((kind for signature, kind in _SIGNATURES if beginning.startswith(signature)), None)
    if found:
        return found
    if b"\x00" in beginning and not beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "binary"
    encoding = "utf-16" if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return _kind_of_text(suffix, beginning.decode(encoding, errors="replace"))


def _kind_of_zip(suffix: str, beginning: bytes) -> FileKind:
    if suffix in ("apkg", "colpkg") or b"collection.anki2" in beginning:
        return "package"
    return "office" if any(mark in beginning for mark in _OFFICE) else "archive"


def _kind_of_text(suffix: str, text: str) -> FileKind:
    start = text.lstrip()
    if _JSON.match(start):
        first = start.partition("\n")[0]
        if '"clfcards_log"' in first:
            return "history"
        return "ledger" if '"namespace"' in text and '"notes"' in text else "json"
    if start.startswith("[") and suffix == "json":
        return "json"
    if re.match(r"<(?:!doctype|html|\?xml|svg)\b", start, re.IGNORECASE):
        return "page"
    if _ANKI_HEADER.match(start):
        return "anki-text"
    if suffix in ("yaml", "yml") or (suffix not in ("md", "csv", "gift") and _SOURCE.match(start)):
        return "source"
    if suffix in ("md", "markdown"):
        return "markdown"
    if suffix in ("csv", "tsv", "gift"):
        return "gift" if suffix == "gift" else "csv"
    return _kind_of_content(text)


def _kind_of_content(text: str) -> FileKind:
    """The kind of a text whose name says nothing, such as `.txt`."""
    if _GIFT.search(text) and _GIFT_OPTION.search(text):
        return "gift"
    if _MARKDOWN.search(text):
        return "markdown"
    lines = [line for line in text.split("\n")[:20] if line.strip()]
    if lines and all("\t" in line for line in lines):
        return "anki-text"
    first = lines[0].lower() if lines else ""
    named = ("question", "stem", "front", "cloze")
    return "csv" if any(name in first for name in named) and any(mark in first for mark in ",;|\t") else "text"


NOT_HISTORIES = frozenset[FileKind]({
    "csv", "gift", "markdown", "anki-text", "log", "package", "collection", "source", "ledger", "page", "archive",
    "pdf", "picture", "office",
})  # fmt: skip
"""The kinds of file that are certainly no history, not even a damaged one."""


def who_takes(kind: FileKind) -> tuple[str, NextStep | None]:
    """What a file of this kind is, as the end of a sentence that begins with its name, and the command for it."""
    match kind:
        case "csv" | "gift" | "markdown" | "anki-text":
            names = {"csv": "a table (CSV)", "gift": "questions in GIFT", "markdown": "a Markdown page"}
            return f"is {names.get(kind, 'notes as text for Anki')}", NextStep.run("bank import")
        case "history":
            return "is the history of a learner", NextStep.run("history import")
        case "log":
            return (
                "is a learner's log or another database: export it where it is in use, and import the export",
                NextStep.run("history export"),
            )
        case "package":
            return (
                "is an Anki package: in Anki, export its notes with File → Export → Notes in Plain Text, which 'bank "
                "import' reads; 'anki import' takes your answers from it, and 'anki diff' compares it with the sources",
                None,
            )
        case "collection":
            return (
                "is a collection of Anki: 'anki import' takes your answers from it, and 'anki diff' compares it with "
                "the sources; for its notes, use File → Export → Notes in Plain Text in Anki",
                None,
            )
        case "source":
            return "is YAML, as the sources are: put it into the folder of an exam", NextStep.run("check")
        case "ledger":
            return "is the ledger of an exam, which only a build reads and writes", None
        case "office":
            return "is a document of an office program: save it there as CSV (UTF-8)", None
        case "json":
            return "is JSON, which no command takes: save it as CSV", None
        case "page":
            return "is a web page or XML: save what it shows as Markdown or CSV", None
        case "archive":
            return "is an archive: unpack it first", None
        case "pdf":
            return "is a PDF: copy its text into a Markdown file", None
        case "picture":
            return "is a picture", None
        case "empty":
            return "is empty", None
        case "text" | "binary":
            return "is nothing that a command takes", None

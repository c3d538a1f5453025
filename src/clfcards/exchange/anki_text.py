"""Notes as text that Anki imports and exports ("Notes in Plain Text").

Source: Anki manual, "Importing: Text Files": headers such as `#separator:tab`, cells as in CSV, and fields that are
HTML unless `#html:false` says otherwise.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clfcards.exchange.delimited import delimited_rows
from clfcards.exchange.entry import Entry, Reading, Written
from clfcards.exchange.html_text import source_text
from clfcards.exchange.table import columns_of, read_rows, rows_of

_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_NOT_FIELDS = ("guid", "notetype", "deck", "tags")
_FACE_NAMES = ("front", "back", "why")
_CLOZE = re.compile(r"\{\{c([0-9]{1,3})::((?:[^{}:]|:(?!:))++)(?:::([^{}]*+))?\}\}")


def read_anki_text(text: str) -> Reading:
    """The notes of a text file for Anki. Without names of columns, the fields are a front, a back and a reason."""
    headers, body, first = _headers(text)
    separator = _separator(headers.get("separator", ""), body)
    is_html = headers.get("html", "false" if headers.get("columns") else "true").lower() == "true"
    rows, failed = delimited_rows(_without_comments(body), separator, first)
    if is_html:
        rows = [(line, [source_text(cell) for cell in row]) for line, row in rows]
    columns = _columns(headers, separator, max((len(row) for _, row in rows), default=0))
    reading = read_rows(rows, columns)
    entries = tuple(_with_cloze(entry) for entry in reading.entries)
    return Reading(entries, (*reading.unread, *failed), columns)


def _headers(text: str) -> tuple[dict[str, str], str, int]:
    """The headers by name in lower case, the text after them, and the line where that begins."""
    headers: dict[str, str] = {}
    line = 1
    while text.startswith("#"):
        head, _, rest = text.partition("\n")
        name, colon, value = head[1:].rstrip("\r").partition(":")
        if not colon:
            break
        headers[name.strip().lower()] = value
        text, line = rest, line + 1
    return headers, text, line


def _separator(named: str, body: str) -> str:
    if named:
        return _SEPARATORS.get(named.strip().lower(), named[:1])
    first = body.partition("\n")[0]
    return next((character for character in "\t|;," if character in first), "\t")


def _without_comments(body: str) -> Iterator[str]:
    """The lines; a line that begins with '#' outside of quotes is a comment and becomes empty."""
    in_quotes = False
    for line in io.StringIO(body, newline=""):
        yield "\n" if line.startswith("#") and not in_quotes else line
        in_quotes ^= line.count('"') % 2 == 1


def _columns(headers: dict[str, str], separator: str, width: int) -> tuple[tuple[str, str], ...]:
    """The columns with our fields, by their names or, without known names, by their places."""
    left_out = {int(number) for name in _NOT_FIELDS if (number := headers.get(f"{name} column", "")).isdecimal()}
    if headers.get("columns"):
        names = next(csv.reader([headers["columns"]], delimiter=separator))
        columns = tuple(
            (name, "" if at in left_out else field) for at, (name, field) in enumerate(columns_of(names), start=1)
        )
        if {field for _, field in columns} & {"stem", "front", "cloze"}:
            return columns
    faces = iter(_FACE_NAMES)
    return tuple((f"field {at}", "" if at in left_out else next(faces, "")) for at in range(1, width + 1))


def _with_cloze(entry: Entry) -> Entry:
    """The entry with Anki's blanks as ours, if it has any; a front with blanks is a cloze."""
    text = entry.cloze or entry.front
    if entry.is_question or "{{c" not in text:
        return entry
    blanks = {number for number, _, _ in _CLOZE.findall(text)}
    numbered = len(blanks) > 1

    def ours(match: re.Match[str]) -> str:
        hint = f"|{match[3]}" if match[3] else ""
        return f"{{{{{f'{match[1]}:' if numbered else ''}{match[2]}{hint}}}}}"

    why = entry.why or ("" if entry.cloze else entry.back)
    return replace(entry, cloze=_CLOZE.sub(ours, text), front="", back="", why=why)


def write_anki_text(entries: Sequence[Entry]) -> Written:
    """The items as a text file for Anki, with named columns. A question also gets a front and a back to study from."""
    names, rows = rows_of([_with_faces(entry) for entry in entries])
    stream = io.StringIO()
    stream.write(f"#separator:tab\n#html:false\n#columns:{chr(9).join(names)}\n")
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    for row in rows:
        if row[0].startswith("#"):  # a line that begins with '#' is a comment
            stream.write('"' + row[0].replace('"', '""') + '"' + ("\t" if len(row) > 1 else ""))
            row = row[1:]
        writer.writerow(row)
    return Written(stream.getvalue())


def _with_faces(entry: Entry) -> Entry:
    if not entry.is_question:
        return entry
    letters = [chr(ord("A") + i) for i in range(len(entry.options))]
    options = "\n".join(f"{letter}. {option.text}" for letter, option in zip(letters, entry.options, strict=True))
    answers = [
        f"{letter}. {option.text}{f': {option.why}' if option.why else ''}"
        for letter, option in zip(letters, entry.options, strict=True)
        if option.is_right
    ]
    return replace(entry, front=f"{entry.stem}\n{options}", back="\n".join(answers))

"""Multiple-choice questions in Markdown, as public banks of practice exams have them, and as we write them.

A question is a numbered line, a heading, or the `question` of a front matter; its options are list items with letters
or with check boxes; its answer is a line such as "Correct answer: B, E", and what follows is its explanation.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clfcards.exchange.entry import MOST_ENTRIES, Entry, Reading, Unread, Written, lost_fields
from clfcards.exchange.markdown_question import (
    MarkdownQuestion,
    address_in,
    is_answer_or_explanation,
    is_box,
    is_option,
)
from clfcards.exchange.table import read_rows, rows_of
from clfcards.model.citation import is_link
from clfcards.source.nodes import Mapping, Scalar, parse

OURS = "<!-- clfcards: questions -->"
_DATA = "<!-- clfcards: "
_NUMBERED = re.compile(
    r"(?:\*\*|__)?(?:#{1,6} +)?(?:\*\*|__)?(?:(?:Question|Q)\.? ?)?[0-9]{1,5}[.):](?:\*\*|__)? *(.*)", re.IGNORECASE
)
_QUESTION_NUMBER = re.compile(
    r"(?:\*\*|__)?(?:#{1,6} +)?(?:\*\*|__)?(?:Question|Q) ?#?[0-9]{1,5}(?:\*\*|__)?\Z", re.IGNORECASE
)
_HEADING = re.compile(r"#{1,6} +(.*)")
_TAG = re.compile(r"</?(?:details|summary|p|div|br|hr|b|i|em|strong|span)\b[^<>]*+>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^<>]*+>[^<]*+</summary>", re.IGNORECASE)
_FENCE = re.compile(r" *(`{3,}|~{3,})")
_MOST_LINES_OF_CODE = 300
_SOURCES = ("documentation", "source", "reference", "references", "link", "url")


def read_markdown(text: str) -> Reading:
    """The questions of a Markdown file. A question without options or without an answer is named and not read."""
    if text.startswith(OURS):
        return _read_ours(text)
    entries: list[Entry] = []
    unread: list[Unread] = []
    for question in _questions(text.splitlines()):
        if len(entries) + len(unread) >= MOST_ENTRIES:
            unread.append(Unread(question.line, f"the file has more than {MOST_ENTRIES:,} questions: divide it"))
            break
        try:
            entries.append(question.entry())
        except ValueError as error:
            unread.append(Unread(question.line, str(error)))
    return Reading(tuple(entries), tuple(unread))


def _questions(lines: Sequence[str]) -> Iterator[MarkdownQuestion]:
    """The questions with what belongs to each. A heading or a numbered line begins one if options follow it."""
    at, current = _front_matter(lines)
    while at < len(lines):
        raw = lines[at]
        end = _end_of_code(lines, at)
        if end > at:
            if current is not None:
                current.take_code(_code(lines[at : end + 1]))
            at = end + 1
            continue
        at += 1
        line = _SUMMARY.sub("", raw)
        line = _TAG.sub(" ", line).strip() if "<" in line else line.strip()
        if (begun := _begun(line, raw, current)) is not None:
            if current is not None and current.is_question:
                yield current
            current = MarkdownQuestion(at, [begun] if begun else [])
        elif current is None and is_option(line):
            current = MarkdownQuestion(at, [])
            current.take(line)
        elif current is not None and line:
            current.take(line)
        elif current is not None:
            current.is_apart = current.is_apart or not raw.strip()
    if current is not None and current.is_question:
        yield current


def _front_matter(lines: Sequence[str]) -> tuple[int, MarkdownQuestion | None]:
    """The number of lines of the front matter, and the question that it has, if any."""
    if not lines or lines[0].strip() != "---":
        return 0, None
    end = next((at for at, line in enumerate(lines[1:], start=1) if line.strip() == "---"), 0)
    node, faults = parse("\n".join(lines[1:end]))
    if not isinstance(node, Mapping) or faults:
        return 0, None
    texts = {name: node_.text for name, (_, node_) in node.entries.items() if isinstance(node_, Scalar)}
    if not texts.get("question", "").strip():
        return end + 1, None
    source = next((address for name in _SOURCES if (address := address_in(texts.get(name, "")))), "")
    key, _ = node.entries["question"]
    return end + 1, MarkdownQuestion(key.line + 1, [" ".join(texts["question"].split())], source)


def _end_of_code(lines: Sequence[str], at: int) -> int:
    """The line that closes the code block that begins at this one, or this one if none begins or it is not closed."""
    fence = _FENCE.match(lines[at])
    if fence is None:
        return at
    for end in range(at + 1, min(len(lines), at + _MOST_LINES_OF_CODE)):
        if is_box(lines[end].strip()):
            return at
        if lines[end].strip().strip(fence[1][0]) == "" and lines[end].strip().startswith(fence[1]):
            return end
    return at


def _code(lines: Sequence[str]) -> str:
    """A code block without the indent of its first line."""
    indent = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[min(indent, len(line) - len(line.lstrip())) :] for line in lines)


def _begun(line: str, raw: str, current: MarkdownQuestion | None) -> str | None:
    """The first line of the stem of a question that begins here, or None."""
    if _QUESTION_NUMBER.match(line):
        return ""
    indent = len(raw) - len(raw.lstrip())
    match = _NUMBERED.match(line) if indent < 4 else None
    if match and (current is None or current.stem or current.is_question):
        return match[1].strip("* ")
    heading = _HEADING.match(line)
    if heading and not is_answer_or_explanation(line):
        return heading[1].strip()
    return None


# ── our own files: what people read, and a comment with everything else ──


def _read_ours(text: str) -> Reading:
    """The questions of a file that we wrote: each has a comment with all of its values, which alone is read."""
    rows: list[tuple[int, Sequence[str]]] = []
    unread: list[Unread] = []
    names: dict[str, int] = {}
    values: list[tuple[int, dict[str, str]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if number > 1 and line.startswith(_DATA) and line.endswith(" -->"):
            try:
                value = json.loads(line[len(_DATA) : -4])
            except (ValueError, RecursionError):
                value = None
            if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
                unread.append(Unread(number, "the comment with the question's values is damaged"))
                continue
            values.append((number, value))
            for name in value:
                names.setdefault(name, len(names))
    rows = [(number, [value.get(name, "") for name in names]) for number, value in values[:MOST_ENTRIES]]
    reading = read_rows(rows, tuple((name, name) for name in names))
    return Reading(reading.entries, (*unread, *reading.unread))


def write_markdown(entries: Sequence[Entry]) -> Written:
    """The questions as a practice exam in Markdown. A comment above each holds its values. Facts are lost."""
    questions = [_mixed(entry) for entry in entries if entry.is_question]
    names, rows = rows_of(questions)
    lines = [OURS, ""]
    for number, (entry, row) in enumerate(zip(questions, rows, strict=True), start=1):
        data = json.dumps({name: cell for name, cell in zip(names, row, strict=True) if cell}, ensure_ascii=False)
        lines += [_DATA + data.replace(">", "\\u003e").replace("\x85", "\\u0085") + " -->", *_shown(number, entry), ""]
    lost = lost_fields(questions, frozenset(Entry.__dataclass_fields__) | {"fact"})
    if len(questions) < len(entries):
        lost = {"facts": len(entries) - len(questions), **lost}
    return Written("\n".join(lines), lost)


def _mixed(entry: Entry) -> Entry:
    """The question with its right options among the others, in an order that depends on its texts only."""
    right = [option for option in entry.options if option.is_right]
    wrong = [option for option in entry.options if not option.is_right]
    mixed = list(wrong)
    for option in reversed(right):
        mixed.insert(sum(map(ord, entry.subject + option.text)) % (len(mixed) + 1), option)
    places = [i for i, option in enumerate(mixed) if option.is_right]
    for place, option in zip(places, right, strict=True):  # the right options keep their own order
        mixed[place] = option
    return replace(entry, options=tuple(mixed))


def _shown(number: int, entry: Entry) -> Iterator[str]:
    yield f"{number}. {_indented(entry.stem)}"
    letters = [chr(ord("A") + i) for i in range(len(entry.options))]
    yield from (
        f"    - {letter}. {_indented(option.text)}" for letter, option in zip(letters, entry.options, strict=True)
    )
    key = ", ".join(letter for letter, option in zip(letters, entry.options, strict=True) if option.is_right)
    yield from ("", "    <details markdown=1><summary>Answer</summary>", "", f"    Correct answer: {key}", "")
    for letter, option in zip(letters, entry.options, strict=True):
        if option.why:
            yield f"    - {letter}: {_indented(option.why)}"
    if entry.source:
        yield from ("", f"    Reference: {f'<{entry.source}>' if is_link(entry.source) else entry.source}")
    yield from ("", "    </details>")


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ")

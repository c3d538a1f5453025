"""Multiple-choice questions in Markdown, as public banks of practice exams have them, and as we write them.

A question is a numbered line or a heading; its options are list items with letters or with check boxes; its answer is
a line such as "Correct answer: B, E", and what follows is its explanation.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from clfcards.exchange.entry import MOST_ENTRIES, Entry, EntryOption, Reading, Unread, Written, lost_fields
from clfcards.exchange.letters import chosen_options
from clfcards.exchange.table import read_rows, rows_of
from clfcards.model.citation import book_of

OURS = "<!-- clfcards: questions -->"
_DATA = "<!-- clfcards: "
_NUMBERED = re.compile(
    r"(?:\*\*|__)?(?:#{1,6} +)?(?:\*\*|__)?(?:(?:Question|Q)\.? ?)?[0-9]{1,5}[.):](?:\*\*|__)? *(.*)", re.IGNORECASE
)
_QUESTION_NUMBER = re.compile(
    r"(?:\*\*|__)?(?:#{1,6} +)?(?:\*\*|__)?(?:Question|Q) ?#?[0-9]{1,5}(?:\*\*|__)?\Z", re.IGNORECASE
)
_HEADING = re.compile(r"#{1,6} +(.*)")
_OPTION = re.compile(r"(?:[-*+] +)?(?:\*\*)?\(?([A-Ha-h])[.):](?:\*\*)? +(.*)")
_BOX = re.compile(r"[-*+] +\[([ xX])\] *(.*)")
_ANSWER = re.compile(
    r"(?:[*_>#-]+ *)?(?:correct +|right +)?(?:answers?|ans|key)(?: +(?:is|are))?(?:\*\*|__)? *[:=](?:\*\*|__)? *(.*)",
    re.IGNORECASE,
)
_EXPLANATION = re.compile(r"(?:[*_>#-]+ *)?(?:explanation|rationale)(?:\*\*|__)? *:(?:\*\*|__)? *(.*)", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:[*_>#-]+ *)?(?:references?|source|link)(?:\*\*|__)? *:(?:\*\*|__)? *(.*)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>()\[\]]+")
_TAG = re.compile(r"</?(?:details|summary|p|div|br|hr|b|i|em|strong|span)\b[^<>]*+>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^<>]*+>[^<]*+</summary>", re.IGNORECASE)
_REASON = "Reason: "


@dataclass(slots=True)
class _Question:
    """A question that is being read."""

    line: int
    stem: list[str]
    options: list[list[str]] = field(default_factory=list)
    boxes: list[bool] = field(default_factory=list)
    answer: str | None = None
    explanation: list[str] = field(default_factory=list)
    source: str = ""


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
            entries.append(_entry(question))
        except ValueError as error:
            unread.append(Unread(question.line, str(error)))
    return Reading(tuple(entries), tuple(unread))


def _questions(lines: Sequence[str]) -> Iterator[_Question]:
    """The questions with what belongs to each. A heading or a numbered line begins one if options follow it."""
    current: _Question | None = None
    in_code = in_front_matter = False
    for number, raw in enumerate(lines, start=1):
        if raw.strip() == "---" and (number == 1 or in_front_matter):
            in_front_matter = not in_front_matter
            continue
        if in_front_matter:
            continue
        line = _SUMMARY.sub("", raw)
        line = _TAG.sub(" ", line).strip() if "<" in line else line.strip()
        in_code ^= line.startswith("```")
        if in_code:
            if current is not None and current.answer is None:
                _last_part(current).append(line)
            continue
        if (begun := _begun(line, raw, current)) is not None:
            if current is not None and _is_question(current):
                yield current
            current = _Question(number, [begun] if begun else [])
        elif current is not None and line:
            _take(current, line)
    if current is not None and _is_question(current):
        yield current


def _begun(line: str, raw: str, current: _Question | None) -> str | None:
    """The first line of the stem of a question that begins here, or None."""
    if _QUESTION_NUMBER.match(line):
        return ""
    indent = len(raw) - len(raw.lstrip())
    match = _NUMBERED.match(line) if indent < 4 else None
    if match and not (current is not None and not current.stem):
        return match[1].strip("* ")
    heading = _HEADING.match(line)
    if heading and not _ANSWER.match(line) and not _EXPLANATION.match(line):
        return heading[1].strip()
    return None


def _is_question(question: _Question) -> bool:
    """Whether what was read is a question, or a heading with text below it."""
    return bool(question.options) or question.answer is not None


def _last_part(question: _Question) -> list[str]:
    return question.options[-1] if question.options else question.stem


def _take(question: _Question, line: str) -> None:
    """Adds a line to the part of the question that it belongs to."""
    if question.answer is None:
        if match := _BOX.match(line):
            question.options.append([match[2]])
            question.boxes.append(match[1] != " ")
        elif match := _OPTION.match(line):
            question.options.append([match[2]])
            question.boxes.append(False)
        elif question.options and (match := _ANSWER.match(line)):
            question.answer = match[1].strip()
        elif question.options and (match := _EXPLANATION.match(line)):
            question.answer = ""
            _explain(question, match[1])
        elif not _is_rule(line):
            _last_part(question).append(line)
    elif match := _REFERENCE.match(line):
        named = match[1].strip().removeprefix("<").removesuffix(">")
        question.source = question.source or _address(match[1]) or (named if book_of(named) else "")
    elif match := _EXPLANATION.match(line):
        _explain(question, match[1])
    elif not question.answer and not any(question.boxes):
        question.answer = line
    elif not _is_rule(line):
        _explain(question, line)


def _explain(question: _Question, text: str) -> None:
    """Takes a line of the explanation; one that is only an address is the source."""
    address = _address(text)
    if address and not _URL.sub("", text).strip("<>[]() "):
        question.source = question.source or address
    elif text.strip():
        question.explanation.append(text.strip())


def _address(text: str) -> str:
    match = _URL.search(text)
    return match[0].rstrip(".,;") if match else ""


def _is_rule(line: str) -> bool:
    return not line.strip("-*_ ") or line.startswith(("[⬆", "[Back to", "**[⬆"))


def _entry(question: _Question) -> Entry:
    """Raises ValueError, with a message for a person, for a question that is not complete."""
    texts = dict(enumerate((" ".join(option).strip() for option in question.options), start=1))
    if not question.stem:
        raise ValueError("the question has no text")
    if not texts:
        raise ValueError("the question has no options")
    if any(question.boxes):
        right = frozenset(number for number, checked in enumerate(question.boxes, start=1) if checked)
    else:
        right = chosen_options(question.answer or "", texts)
    return Entry(
        line=question.line,
        stem=" ".join(question.stem).strip(),
        options=tuple(EntryOption(text, number in right) for number, text in texts.items()),
        explanation="\n".join(question.explanation),
        source=question.source,
    )


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
        yield from ("", f"    Reference: <{entry.source}>")
    yield from ("", "    </details>")


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ")

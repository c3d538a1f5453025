"""Multiple-choice questions in Moodle's GIFT format.

Source: Moodle documentation, "GIFT format", and the order in which Moodle's own reader (question/format/gift) takes a
question apart.
"""

import re
from collections.abc import Iterator, Sequence

from clfcards.exchange.entry import MOST_ENTRIES, Entry, EntryOption, Reading, Unread, Written, lost_fields
from clfcards.exchange.html_text import source_text

_HELD = frozenset({"id", "task", "stem", "options", "explanation"})
_ESCAPED = {":": "\ue000", "#": "\ue001", "=": "\ue002", "{": "\ue003", "}": "\ue004", "~": "\ue005", "n": "\ue006",
            "\\": "\ue007"}  # fmt: skip
_MEANT = {mark: "\n" if name == "n" else name for name, mark in _ESCAPED.items()}
_ESCAPE = re.compile(r"\\([:#={}~n\\])")
_MARK = re.compile("[\ue000-\ue007]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
_TRUE_FALSE = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_SPECIAL = re.compile(r"[:#={}~\\]")
_CATEGORY = "$CATEGORY:"
_ALL_OF_IT = 99.0  # percent; thirds and sixths are rounded


def read_gift(text: str) -> Reading:
    """The multiple-choice and true/false questions of a GIFT file; other kinds of question are named and not read."""
    entries: list[Entry] = []
    unread: list[Unread] = []
    task = ""
    for line, block in _blocks(text):
        if len(entries) + len(unread) >= MOST_ENTRIES:
            unread.append(Unread(line, f"the file has more than {MOST_ENTRIES:,} questions: divide it"))
            break
        if block.startswith(_CATEGORY):
            task = block[len(_CATEGORY) :].strip().rpartition("/")[2]
            continue
        try:
            entries.append(_entry(line, block, task))
        except ValueError as error:
            unread.append(Unread(line, str(error)))
    return Reading(tuple(entries), tuple(unread))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The parts between blank lines, each with its line, without comments."""
    begin = 1
    lines: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        stripped = line.strip()
        if stripped.startswith("//"):
            continue
        if stripped:
            if not lines:
                begin = number
            lines.append(stripped)
        if lines and (not stripped or lines[0].startswith(_CATEGORY)):
            yield begin, "\n".join(lines)
            lines = []


def _entry(line: int, block: str, task: str) -> Entry:
    """Raises ValueError, with a message for a person, for what is not a multiple-choice question."""
    if _PRIVATE.search(block):
        raise ValueError("it has a private-use character, which no font shows")
    text = _ESCAPE.sub(lambda match: _ESCAPED[match[1]], block)
    name = ""
    if text.startswith("::") and "::" in text[2:]:
        name, _, text = text[2:].partition("::")
    before, opens, rest = text.partition("{")
    answers, closes, after = rest.partition("}")
    if not opens and not closes:
        raise ValueError("it is a description: it has no answers in braces")
    if not opens or not closes:
        raise ValueError("a brace is not closed")
    if "{" in after:
        raise ValueError("it has several groups of answers, and only one can be imported")
    format_ = match[1] if (match := _FORMAT.match(before)) else ""
    stem = _meant(f"{before}_____{after}" if after.strip() else before)
    if not stem:
        raise ValueError("the question has no text")
    answers, _, feedback = answers.rpartition("####") if "####" in answers else (answers, "", "")
    answers = answers.strip()
    return Entry(
        line=line,
        id=_meant(name),
        task=task,
        stem=stem,
        options=_options(answers, format_),
        explanation=_meant(feedback, format_),
    )


def _options(answers: str, format_: str) -> tuple[EntryOption, ...]:
    if not answers:
        raise ValueError("it is an essay question, and only multiple choice can be imported")
    if answers.startswith("#"):
        raise ValueError("it is a numerical question, and only multiple choice can be imported")
    if "~" not in answers:
        return _true_or_false(answers, format_)
    parts = [part.strip() for part in answers.replace("=", "~=").split("~")]
    if parts[0]:
        raise ValueError(f"'{parts[0][:40]}' stands before the first option: begin each option with '=' or '~'")
    read = [_option(part, format_) for part in parts if part]
    shares = [share for share, _ in read if share > 0]
    if "=" in answers:
        if any(0 < share < 1 for share, _ in read):
            raise ValueError("it gives partial credit, which is not supported: an answer is right or wrong")
        if len(shares) > 1:
            raise ValueError("each of several options is the whole answer, and that is not supported")
    elif not shares:
        raise ValueError("no option is right")
    elif 100 * sum(shares) < _ALL_OF_IT:
        raise ValueError("the weights of the right options do not add up to 100%, and partial credit is not supported")
    return tuple(option for _, option in read)


def _option(part: str, format_: str) -> tuple[float, EntryOption]:
    """An option with its share of the credit, in [-1, 1]."""
    share = 0.0
    if part.startswith("="):
        share, part = 1.0, part[1:]
    elif match := _WEIGHT.match(part):
        share, part = float(match[1]) / 100, part[match.end() :]
    text, _, feedback = part.partition("#")
    return share, EntryOption(_meant(text, format_), share > 0, _meant(feedback, format_))


def _true_or_false(answers: str, format_: str) -> tuple[EntryOption, ...]:
    if "->" in answers:
        raise ValueError("it is a matching question, and only multiple choice can be imported")
    answer, *feedback = [part.strip() for part in answers.split("#")]
    if answer not in _TRUE_FALSE:
        raise ValueError("it is a short-answer question, and only multiple choice can be imported")
    wrong, right = (_meant(text, format_) for text in [*feedback, "", ""][:2])
    is_true = _TRUE_FALSE[answer]
    return (
        EntryOption("True", is_true, right if is_true else wrong),
        EntryOption("False", not is_true, wrong if is_true else right),
    )


def _meant(text: str, format_: str = "") -> str:
    """A part of a question without the name of its format, and with the escaped characters.

    A part that names no format has that of the question.
    """
    if match := _FORMAT.match(text):
        format_, text = match[1], text[match.end() :]
    text = _MARK.sub(lambda match: _MEANT[match[0]], text.replace("\n", " ").strip()).strip()
    return source_text(text) if format_ == "html" else text


def write_gift(entries: Sequence[Entry]) -> Written:
    """The questions as GIFT, by task. Facts are lost, and several right options get equal weights."""
    questions = [entry for entry in entries if entry.is_question]
    lost = lost_fields(questions, _HELD)
    if len(questions) < len(entries):
        lost = {"facts": len(entries) - len(questions), **lost}
    lines: list[str] = []
    task = ""
    for entry in questions:
        if entry.task != task:
            task = entry.task
            lines += [f"{_CATEGORY} {task}", ""]
        lines += [*_question_lines(entry), ""]
    return Written("\n".join(lines), lost)


def _question_lines(entry: Entry) -> Iterator[str]:
    name = f"::{_escaped(entry.id)}::" if entry.id else ""
    yield f"{name}[markdown]{_escaped(entry.stem)} {{"
    right = sum(option.is_right for option in entry.options)
    for option in entry.options:
        mark = _right_mark(right) if option.is_right else "~%-100%" if right > 1 else "~"
        text = _escaped(option.text)
        if mark == "~" and text.startswith("%"):
            mark = "~%0%"
        yield f"\t{mark}{_formatted(text)}{f'#{_formatted(_escaped(option.why))}' if option.why else ''}"
    if entry.explanation:
        yield f"\t####{_formatted(_escaped(entry.explanation))}"
    yield "}"


def _right_mark(right: int) -> str:
    return "=" if right == 1 else f"~%{100 / right:.5f}".rstrip("0").rstrip(".") + "%"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n")


def _formatted(text: str) -> str:
    """A text that begins with a bracket says what its format is, or the bracket would be taken for that."""
    return f"[markdown]{text}" if text.startswith("[") else text

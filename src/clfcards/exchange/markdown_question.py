"""One multiple-choice question in Markdown, filled line by line."""

import re
from dataclasses import dataclass, field

from clfcards.exchange.entry import Entry, EntryOption
from clfcards.exchange.letters import chosen_options
from clfcards.model.citation import book_of

_OPTION = re.compile(r"(?:[-*+] +)?(?:\*\*)?\(?([A-Ha-h])[.):](?:\*\*)? +(.*)")
_BOX = re.compile(r"[-*+] +\[([ xX])\] *(.*)")
_ANSWER = re.compile(
    r"(?:[*_>#-]+ *)?(?:correct +|right +)?(?:answers?|ans|key)(?: +(?:is|are))?(?:\*\*|__)? *[:=](?:\*\*|__)? *(.*)",
    re.IGNORECASE,
)
_EXPLANATION = re.compile(r"(?:[*_>#-]+ *)?(?:explanation|rationale)(?:\*\*|__)? *:(?:\*\*|__)? *(.*)", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:[*_>#-]+ *)?(?:references?|source|link)(?:\*\*|__)? *:(?:\*\*|__)? *(.*)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>()\[\]]+")
_LINE_OF_ITS_OWN = re.compile(r"(?:[-*+]|[0-9]{1,3}[.)]) |\||```|~~~")
_LETTERS = "ABCDEFGH"


def is_answer_or_explanation(line: str) -> bool:
    """Whether a line says what the answer is, or begins an explanation."""
    return bool(_ANSWER.match(line) or _EXPLANATION.match(line))


def is_box(line: str) -> bool:
    """Whether a line is an option with a check box."""
    return bool(_BOX.match(line))


def is_option(line: str) -> bool:
    """Whether a line is an option, with a check box or a letter."""
    return bool(_BOX.match(line) or _OPTION.match(line))


def address_in(text: str) -> str:
    """The first web address in a text, or an empty text."""
    match = _URL.search(text)
    return match[0].rstrip(".,;") if match else ""


@dataclass(slots=True)
class MarkdownQuestion:
    """A question that is being read. `is_apart` says whether a blank line was just read."""

    line: int
    stem: list[str]
    source: str = ""
    answer: str | None = None
    explanation: list[str] = field(default_factory=list)
    is_apart: bool = False
    _options: list[list[str]] = field(default_factory=list)
    _letters: list[str] = field(default_factory=list)
    _boxes: list[bool] = field(default_factory=list)
    _reasons: list[list[str]] = field(default_factory=list)

    @property
    def is_question(self) -> bool:
        """Whether what was read is a question, and not a heading with text below it."""
        return bool(self._options) or self.answer is not None

    def take(self, line: str) -> None:
        """Adds a line to the part of the question that it belongs to."""
        if self.answer is None:
            self._take_before_answer(line)
        elif match := _REFERENCE.match(line):
            named = match[1].strip().removeprefix("<").removesuffix(">")
            self.source = self.source or address_in(match[1]) or (named if book_of(named) else "")
        elif match := _EXPLANATION.match(line):
            self._explain(match[1])
        elif not self.answer and not any(self._boxes):
            self.answer = line
        elif not _is_rule(line):
            self._explain(line)
        self.is_apart = False

    def take_code(self, block: str) -> None:
        """Adds a code block with its fences."""
        if self.answer is None and not (self.is_apart and self.explanation):
            (self._options[-1] if self._options else self.stem).append(block)
        else:
            self.explanation.append(block)
        self.is_apart = False

    def _take_before_answer(self, line: str) -> None:
        if match := _BOX.match(line):
            self._option("", match[2], is_checked=match[1] != " ")
        elif match := _OPTION.match(line):
            self._option(match[1].upper(), match[2])
        elif match := _ANSWER.match(line) if self._options else None:
            self.answer = match[1].strip()
        elif match := _EXPLANATION.match(line) if self._options else None:
            self.answer = ""
            self._explain(match[1])
        elif not _is_rule(line):
            self._continue(line)

    def _option(self, letter: str, text: str, *, is_checked: bool = False) -> None:
        self._options.append([text])
        self._letters.append(letter)
        self._boxes.append(is_checked)
        self._reasons.append([])

    def _continue(self, line: str) -> None:
        """Takes a line that only goes on: a quote below an option with a check box is what is said of it."""
        if not self._options:
            is_after_list = self.is_apart and self.stem and _LINE_OF_ITS_OWN.match(self.stem[-1])
            self.stem.append(f"\n{line}" if is_after_list else line)
        elif self.is_apart or self.explanation:
            self._explain(line)
        elif not line.startswith(">"):
            self._options[-1].append(line)
        elif self._letters[-1]:
            self._explain(line.lstrip("> "))
        else:
            self._reasons[-1].append(line.lstrip("> ").rstrip())

    def _explain(self, text: str) -> None:
        """Takes a line of the explanation; one that is only an address is the source."""
        address = address_in(text)
        if address and not _URL.sub("", text).strip("<>[]() "):
            self.source = self.source or address
        elif text.strip():
            self.explanation.append(text.strip())

    def entry(self) -> Entry:
        """The entry. Raises ValueError, with a message for a person, for a question that is not complete."""
        texts = dict(enumerate((_joined(option).strip() for option in self._options), start=1))
        if not self.stem:
            raise ValueError("the question has no text")
        if not texts:
            raise ValueError("the question has no options")
        self._check_letters()
        if any(self._boxes):
            right = frozenset(number for number, checked in enumerate(self._boxes, start=1) if checked)
        else:
            right = chosen_options(self.answer or "", texts)
        return Entry(
            line=self.line,
            stem=_joined(self.stem).strip(),
            options=tuple(
                EntryOption(text, number in right, " ".join(self._reasons[number - 1]))
                for number, text in texts.items()
            ),
            explanation="\n".join(self.explanation),
            source=self.source,
        )

    def _check_letters(self) -> None:
        """Raises ValueError if the letters are not A, B, C …: an answer would name another option."""
        letters = "".join(self._letters)
        if letters and (len(letters) < len(self._letters) or not _LETTERS.startswith(letters)):
            named = ", ".join(letter or "no letter" for letter in self._letters)
            raise ValueError(f"the options have the letters {named}: put every option on a line of its own, from A on")


def _is_rule(line: str) -> bool:
    return not line.strip("-*_ ") or line.startswith(("[⬆", "[Back to", "**[⬆"))


def _joined(lines: list[str]) -> str:
    """The lines as one text: those of a paragraph in one line, those of code, tables and lists as they are."""
    text = ""
    before = ""
    for line in lines:
        is_apart = line.startswith("\n") or _LINE_OF_ITS_OWN.match(line) or before.startswith(("```", "~~~"))
        text += f"{'' if not text else chr(10) if is_apart else ' '}{line}"
        before = line
    return text

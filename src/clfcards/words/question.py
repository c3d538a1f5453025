"""A question in words: as it is asked, and as it is reviewed afterward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from clfcards.exam.form import LETTERS, FormQuestion
from clfcards.model.bank import Fact, Question
from clfcards.model.cloze import Blank, parse_cloze
from clfcards.render.grading import options_by_key
from clfcards.render.notes import choose
from clfcards.render.spans import without_markup
from clfcards.words.lines import Line, Style, wrapped
from clfcards.words.own_notes import note_lines
from clfcards.words.report_link import report_lines

if TYPE_CHECKING:
    from clfcards.exam.reviewed import ReviewedQuestion


def option_lines(
    asked: FormQuestion, question: Question, chosen: Sequence[str], struck: frozenset[tuple[str, str]], width: int
) -> list[list[Line]]:
    """Each option's lines: mark, letter and text, with a hanging indent. Options struck out are dim and marked "—"."""
    options = options_by_key(question)
    marks = ("[ ]", "[x]") if len(asked.key) > 1 else ("( )", "(•)")
    found = []
    for letter, key in zip(LETTERS, asked.options, strict=False):
        is_chosen, is_struck = key in chosen, (asked.id, key) in struck
        mark = marks[is_chosen]
        style: Style = "dim" if is_struck else "title" if is_chosen else ""
        text = f"{'— ' if is_struck else ''}{without_markup(options[key].text)}"
        found.append(wrapped(text, width, style, f"{mark} {letter}  ", " " * 7))
    return found


def stem_lines(question: Question, width: int) -> list[Line]:
    """The stem, and how many options to choose if it is more than one."""
    lines = wrapped(without_markup(question.stem), width)
    if wanted := choose(question):
        lines.append(Line(f"({wanted}.)", "dim"))
    return lines


def reviewed_notes(reviewed: ReviewedQuestion) -> list[str]:
    """How it went: "wrong", "a guess", "flagged", "unscored", "task 1.2", as far as they apply."""
    chosen, wanted = sum(o.is_chosen for o in reviewed.options), sum(o.is_right for o in reviewed.options)
    half = [f"only {chosen} of {wanted} chosen"] if 0 < chosen < wanted else []
    notes = [reviewed.outcome, *half, *(["a guess"] if reviewed.is_guess else [])]
    notes += ["flagged"] if reviewed.is_flagged else []
    notes += [] if reviewed.is_scored else ["unscored"]
    return [*notes, f"task {reviewed.task}"]


def reviewed_lines(reviewed: ReviewedQuestion, width: int, note: str = "") -> list[Line]:
    """The question with your choice, the key, every reason, the facts behind it, your own note, and its source."""
    right, notes = reviewed.outcome == "right", reviewed_notes(reviewed)
    heading = f"{'✓' if right else '✗'} Question {reviewed.number} · {', '.join(notes[:-1])} · {notes[-1]}"
    lines = [*wrapped(heading, width, "good" if right else "bad"), Line()]
    if reviewed.question is None:
        return [*lines, *wrapped(f"'{reviewed.id}' is no longer in the bank.", width, "dim")]
    lines += [*stem_lines(reviewed.question, width), Line()]
    for option in reviewed.options:
        mark = "✓" if option.is_right else "✗"
        mine = "  ← your choice" if option.is_chosen else ""
        style: Style = "good" if option.is_right else "bad" if option.is_chosen else ""
        text = without_markup(option.text) + mine
        lines += wrapped(text, width, style, f"{mark} {option.letter}  ", " " * 5)
        lines += [*wrapped(without_markup(option.why), width, "dim", " " * 5, " " * 5), Line()]
    for fact in reviewed.facts:
        lines += wrapped(fact_sentence(fact), width, "", "→ ", "  ")
    lines += [*note_lines(note, width), *wrapped(reviewed.question.source, width, "dim")]
    return [*lines, *report_lines(reviewed.report_url, width)]


def fact_sentence(fact: Fact) -> str:
    """A fact on one line: the question and its answer, or the whole sentence of a cloze."""
    if not fact.cloze:
        return f"{without_markup(fact.front)} {without_markup(fact.back)}"
    pieces = parse_cloze(fact.cloze)
    return without_markup("".join(piece.answer if isinstance(piece, Blank) else piece for piece in pieces))


def review_lines(reviewed: Sequence[ReviewedQuestion], width: int, notes: Mapping[str, str]) -> list[Line]:
    """The lines of all the questions, with an empty line before each. `notes` are the learner's own, by id."""
    return [
        line for question in reviewed for line in [Line(), *reviewed_lines(question, width, notes.get(question.id, ""))]
    ]

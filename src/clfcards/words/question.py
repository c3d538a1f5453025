"""A question in words: as it is asked, and as it is gone through afterwards."""

from collections.abc import Mapping, Sequence

from clfcards.exam.answers import facts_named
from clfcards.exam.form import FormQuestion
from clfcards.exam.report import Report
from clfcards.exam.sitting import Sitting
from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.cloze import Blank, parse_cloze
from clfcards.render.grading import is_right, options_by_key
from clfcards.render.html import plain_text, to_html
from clfcards.render.notes import choose
from clfcards.words.lines import Line, Style, wrapped

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def words(text: str) -> str:
    """Source text without its Markdown."""
    return plain_text(to_html(text, {}))


def option_lines(
    asked: FormQuestion, question: Question, chosen: Sequence[str], struck: frozenset[tuple[str, str]], width: int
) -> list[list[Line]]:
    """Each option's lines: mark, letter and text, with a hanging indent. Struck ones are dim and say so."""
    options = options_by_key(question)
    several = len(asked.key) > 1
    found = []
    for letter, key in zip(LETTERS, asked.options, strict=False):
        on = key in chosen
        mark = ("[x]" if on else "[ ]") if several else ("(•)" if on else "( )")
        out = (asked.id, key) in struck
        text = f"{'— ' if out else ''}{words(options[key].text)}"
        found.append(wrapped(text, width, "dim" if out else "title" if on else "", f"{mark} {letter}  ", " " * 7))
    return found


def stem_lines(question: Question, width: int) -> list[Line]:
    """The stem, and how many options to choose where it is more than one."""
    lines = wrapped(words(question.stem), width)
    if wanted := choose(question):
        lines.append(Line(f"({wanted}.)", "dim"))
    return lines


def reviewed_lines(
    sitting: Sitting, asked: FormQuestion, question: Question | None, facts: Mapping[str, Fact], width: int
) -> list[Line]:
    """The question with what was chosen, the key, every reason, its source, and the facts it tests."""
    number = [q.id for q in sitting.questions].index(asked.id) + 1
    chosen = sitting.answers.get(asked.id, ())
    right = is_right(asked.key, chosen)
    state = "right" if right else "wrong" if chosen else "not answered"
    notes = [state, *(["a guess"] if sitting.confidence.get(asked.id) == "guess" else [])]
    notes += ["flagged"] if asked.id in sitting.flagged else []
    notes += [] if asked.scored else ["unscored"]
    heading = f"{'✓' if right else '✗'} Question {number} · {', '.join(notes)} · task {asked.task}"
    lines = [*wrapped(heading, width, "good" if right else "bad"), Line()]
    if question is None:
        return [*lines, *wrapped(f"'{asked.id}' is no longer in the bank.", width, "dim")]
    lines += [*stem_lines(question, width), Line()]
    options = options_by_key(question)
    for letter, key in zip(LETTERS, asked.options, strict=False):
        if key not in options:
            continue
        is_key = key in asked.key
        mark = "✓" if is_key else "✗"
        mine = "  ← your choice" if key in chosen else ""
        style: Style = "good" if is_key else "bad" if key in chosen else ""
        lines += wrapped(words(options[key].text) + mine, width, style, f"{mark} {letter}  ", " " * 5)
        lines += [*wrapped(words(options[key].why), width, "dim", " " * 5, " " * 5), Line()]
    for fact in facts_named(question, chosen, facts):
        lines += wrapped(fact_sentence(fact), width, "", "→ ", "  ")
    lines += wrapped(question.source, width, "dim")
    return lines


def fact_sentence(fact: Fact) -> str:
    """A fact on one line: what is asked and the answer, or the whole sentence of a cloze."""
    if not fact.cloze:
        return f"{words(fact.front)} {words(fact.back)}"
    pieces = parse_cloze(fact.cloze)
    return words("".join(piece.answer if isinstance(piece, Blank) else piece for piece in pieces))


def review_lines(report: Report, bank: Bank, width: int) -> list[Line]:
    """Every question worth going through, one below the other."""
    questions = {question.id: question for question in bank.questions}
    facts = {fact.id: fact for fact in bank.facts}
    lines: list[Line] = []
    for id_ in report.to_review:
        asked = report.sitting.form.by_id[id_]
        lines += [Line(), *reviewed_lines(report.sitting, asked, questions.get(id_), facts, width)]
    return lines

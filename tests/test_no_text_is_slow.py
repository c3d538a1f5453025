"""No text makes anything slow: what reads, checks or shows a text takes time in proportion to its length.

Each function gets texts of many shapes, among them those that make patterns try again from each character. If a
call takes long enough to be measured, a text four times as long may take up to ten times as long as a short one; a
quadratic function takes sixteen. Only processor time counts, and the shortest of several calls, so that a busy
machine makes no difference.
"""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from clfcards.anki.release import Release, ReleasedNote
from clfcards.anki.release_comparison import compare
from clfcards.exchange.anki_text import read_anki_text
from clfcards.exchange.count_mark import without_count
from clfcards.exchange.csv_format import read_csv
from clfcards.exchange.entry import Entry
from clfcards.exchange.gift_format import read_gift
from clfcards.exchange.markdown_format import read_markdown
from clfcards.foreign.file_kind import kind_of
from clfcards.foreign.svg import svg_fault
from clfcards.model.bank import Bank, Fact, Option, Question
from clfcards.model.cloze import ClozeError, parse_cloze
from clfcards.model.direction import change_of_direction
from clfcards.model.problem import Place, Problem
from clfcards.model.spelling import did_you_mean
from clfcards.render.cloze import cloze_html
from clfcards.render.face import face_of
from clfcards.render.html import plain_text, to_html
from clfcards.render.isolation import isolated
from clfcards.render.note_kinds import CLOZE, FACT, QUESTION
from clfcards.render.spans import spans
from clfcards.render.tags import slug
from clfcards.rules import RULES
from clfcards.rules.rule import Finding, ForeignText, Rule, Sources
from clfcards.rules.words import normalized, word_count, words
from clfcards.source.bank import read_bank_file
from clfcards.visible import on_one_line, visible, without_commands
from clfcards.words.lines import folded
from clfcards.words.problem_formats import github
from clfcards.words.problems import format_problem
from clfcards.words.width import columns, padded, shortened
from tests.rules.bank_of import GUIDE, card, cloze, question

SHAPES = (
    "a", "a ", " ", "\t", "\n", "a\n", "é ", "ж", "緑", "e\u0301", "👩‍💻", "\u202e", "\u2067", "\x1b", "\\", "|",
    "[", "]", "![", "](", "![](", "![a](", "(", ")", "<", "<a", ">", "&", "*", "**", "*a ", "_", "`", "``a",
    "{", "{{", "{{a", "{{1:", "}}", "{{a}}", "](){{a}}", "{{c1::", "{{c1::a:", ":", "::", "##[", "##",
    ",", "a,", "a;b", "a, and ", ".", "...", "…", "-", "- ", "- a\n", "1. ", "1,", "'", '"', "“a", "option 'a' ",
    "which ", "which a", "what is a ", "the correct answer is A ", "A b", "not ", "name ", "may ", "http://", "a.",
    '<span class="text">', 'class="right">', "url(", "url(#a", "</",
)  # fmt: skip
BEGINNINGS = ("", "a", "![", "![](", "{{a}} ", "which ", "option '", "the stem ends in a")
SHORT, LONG = 750, 3000  # characters
MEASURABLE = 0.001  # seconds; a pattern that tries again from each of 3,000 characters takes 5 ms or more
LIMIT = 10.0


def seconds(call: Callable[[str], object], text: str) -> float:
    words.cache_clear()
    normalized.cache_clear()
    begins = time.process_time()
    call(text)
    return time.process_time() - begins


def assert_linear(call: Callable[[str], object], beginning: str, shape: str) -> None:
    def text(length: int) -> str:
        return beginning + shape * max(1, length // len(shape)) + "!"

    short, long = text(SHORT), text(LONG)
    taken = longer = float("inf")
    for _ in range(5):
        longer = min(longer, seconds(call, long))
        if longer < MEASURABLE:
            return
        taken = min(taken, seconds(call, short))
        if longer <= LIMIT * taken:
            return
    raise AssertionError(f"{beginning!r} + {shape!r} * n: {taken:.4f} s, four times as long: {longer:.4f} s")


def with_text(find: Callable[[Sources], Any]) -> Callable[[str], object]:
    """Runs a rule on items that have the text in every field."""

    def call(text: str) -> list[Finding]:
        option = Option(text, text)
        fact = replace(card(text, text), why=text, origin=replace(card().origin, index=1))
        asked = replace(question(text), correct=(option,), distractors=(option, Option("Assam", text)), services=("x",))
        items = Bank(
            (fact, replace(fact, id="b", front=f"{text} two")), (asked, replace(asked, id="q2", stem=f"{text} 2?"))
        )
        return list(find(Sources(GUIDE, items, media={"a.svg": 1}, foreign=(ForeignText("x", f"{text} more"),))))

    return call


def _released(name: str) -> Callable[[str], object]:
    kind = {"fact": FACT, "cloze": CLOZE, "question": QUESTION}[name]

    def call(text: str) -> object:
        fields = dict.fromkeys(kind.fields, text)
        old, new = ReleasedNote(kind, fields, ""), ReleasedNote(kind, fields | {"Why": "x"}, "")
        changed = replace(new, fields=dict.fromkeys(kind.fields, "x" + text))
        return compare("p", Release("", {"p": {"a": old}}), Release("", {"p": {"a": changed}}), None)

    return call


def _cloze(read: Callable[[str], object]) -> Callable[[str], object]:
    def call(text: str) -> object:
        try:
            return read(text[:20_000])  # more blanks than there are placeholders are refused when a text is read
        except ClozeError:
            return None

    return call


def _problem(text: str) -> Problem:
    return Problem(Place("x", 1, len(text) // 2), text, "rule", source_line=text.replace("\n", " "))


def _face(note: Fact | Question) -> object:
    return face_of(note, f"{note.id}/1", 1)


FUNCTIONS: dict[str, Callable[[str], object]] = {
    "parse_cloze": _cloze(parse_cloze.__wrapped__),  # without what it remembers
    "cloze_html": _cloze(lambda text: cloze_html(text, {})),
    "the face of a cloze": _cloze(lambda text: _face(cloze(text))),
    "plain_text": plain_text,
    "isolated": isolated,
    "isolated after Arabic": lambda text: isolated("نص " + text),
    "word_count": word_count,
    "words of other scripts": lambda text: (words("語" + text), word_count("語" + text), normalized("語" + text)),
    "slug": slug,
    "words": words,
    "normalized": normalized,
    "change_of_direction": lambda text: (change_of_direction(text, "en"), change_of_direction(text, "he")),
    "did_you_mean": lambda text: did_you_mean(text, [text[1:], "a" * len(text), "answer"]),
    "visible": lambda text: (visible(text), on_one_line(text), without_commands(text)),
    "folded": lambda text: folded(text, 60, "- ", "  "),
    "columns": lambda text: (columns(text), padded(text, 10), shortened(text, 50)),
    "format_problem": lambda text: format_problem(_problem(text)),
    "github": lambda text: github([_problem(text)]),
    "compare facts": _released("fact"),
    "compare clozes": _released("cloze"),
    "compare questions": _released("question"),
    "read_csv": lambda text: (read_csv(text), read_csv(f"stem,a,right\nx,y,A\n{text}")),
    "read_gift": lambda text: (read_gift(text), read_gift(f"x{{=a ~{text}}}")),
    "read_markdown": lambda text: (read_markdown(text), read_markdown(f"1. x\n- A. y\n{text}\nAnswer: {text}")),
    "read_anki_text": lambda text: read_anki_text(f"#html:true\n{text}"),
    "kind_of": lambda text: kind_of("x.txt", text.encode()),
    "without_count": lambda text: without_count(Entry(line=1, stem=f"x (choose {text}")),
    "svg_fault": lambda text: svg_fault(f"<svg><style>{text.replace('<', '')}</style></svg>".encode()),
    "read_bank_file": lambda text: read_bank_file("x.yaml", f"task: A.1\nfacts:\n  - front: {text!r}\n    {text}"),
}


WITHOUT_PATTERNS = {"did_you_mean", "visible", "folded", "columns", "format_problem", "github", "read_bank_file"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_linear(name: str) -> None:
    for beginning in BEGINNINGS[:1] if name in WITHOUT_PATTERNS else BEGINNINGS:
        for shape in SHAPES:
            assert_linear(FUNCTIONS[name], beginning, shape)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_linear(rule: Rule) -> None:
    for shape in SHAPES:
        assert_linear(with_text(rule.find), "", shape)


@pytest.mark.parametrize(
    "render", [lambda text: to_html(text, {}), lambda text: spans(text, {})], ids=["html", "spans"]
)
def test_markdown_is_linear(render: Callable[[str], object]) -> None:
    for shape in SHAPES:
        assert_linear(render, "", shape)


@pytest.mark.parametrize(
    ("pattern", "shape"),
    [
        (r"[^,;]+[,;][^,;]+[,;]?\s+(and|or)\s+\S|([^,;]+[,;]){3,}", "a"),
        (r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*`\[]", "!["),
        (r"<[^>]*>", "<"),
    ],
)
def test_the_measure_notices_the_patterns_that_were_slow(pattern: str, shape: str) -> None:
    with pytest.raises(AssertionError, match="four times as long"):
        assert_linear(lambda text: re.sub(pattern, "", text), "", shape)

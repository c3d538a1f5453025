"""Slips of an author: each is one error, at its true place, in a sentence that says what to do.

A case is a facts file or a questions file in which one thing is changed; its place is marked by the text after which
or at which the error stands.
"""

# ruff: noqa: E501  # a table

from typing import NamedTuple

import pytest

from clfcards.source.bank import read_bank_file
from clfcards.source.nodes import parse

FACTS = """\
task: A.1
facts:
  - id: leaf-one
    front: Which leaf is steamed?
    back: Sencha
    why: Steam stops the leaf from turning black.
    topics: [green-tea]
    source: https://example.org/tea
    verified: 2026-01-15
  - id: leaf-two
    front: Which leaf is ground?
    back: Matcha
    why: It is drunk with the water.
    source: https://example.org/tea
    verified: 2026-01-15
"""
QUESTIONS = """\
task: A.1
questions:
  - id: q-evening
    pool: exam
    difficulty: easy
    stem: A guest wants a calm evening. Which leaf suits?
    correct:
      - text: Camomile
        why: It has no caffeine.
    distractors:
      - text: Assam
        why: It is strong.
      - {text: Matcha, why: The whole leaf is drunk.}
      - text: Keemun
        why: It is black.
    tests: [leaf-one]
    source: https://example.org/tea
    verified: 2026-01-15
"""


class Slip(NamedTuple):
    """The file, what is replaced by what in it, the error's line and column, and a part of its message."""

    name: str
    file: str
    right: str
    wrong: str
    line: int
    column: int
    message: str


F, Q = FACTS, QUESTIONS
SLIPS = [
    Slip("a colon in a reason", F, "why: Steam stops", "why: Steam: it stops", 6, 15, "': ' must be in quotes"),
    Slip("a colon in a stem", Q, "evening. Which", "evening: which", 6, 39, "': ' must be in quotes"),
    Slip("a colon in a second line", F, "back: Sencha", "back: Sencha\n      and Gyokuro: both", 6, 18, "in quotes"),
    Slip("a colon inside braces", Q, "text: Matcha,", "text: Matcha: ground,", 13, 22, "': ' must be in quotes"),
    Slip("bold at the beginning", F, "back: Sencha", "back: **Sencha** tea", 5, 11, "begins with '*'"),
    Slip("italics at the beginning", F, "back: Sencha", "back: *Sencha*", 5, 11, "begins with '*'"),
    Slip("a footnote star", F, "back: Sencha", "back: *Sencha", 5, 11, "'*Sencha' is an alias in YAML: put the"),
    Slip("code at the beginning", F, "back: Sencha", "back: `tea ls` lists it", 5, 11, "begins with '`'"),
    Slip("an at sign", F, "back: Sencha", "back: @tea", 5, 11, "begins with '@'"),
    Slip("a percent sign", F, "back: Sencha", "back: %TEA% is set", 5, 11, "begins with '%'"),
    Slip("an ampersand", F, "back: Sencha", "back: & Gyokuro", 5, 11, "begins with '&'"),
    Slip("an anchor", F, "back: Sencha", "back: &c Sencha", 5, 11, "'&c' is an anchor in YAML: put the text in quotes"),
    Slip("an exclamation mark", F, "back: Sencha", "back: !important rule", 5, 11, "'!important' is a tag in YAML"),
    Slip("more than a number", F, "back: Sencha", "back: > 80 degrees", 5, 11, "begins with '>'"),
    Slip("a pipe", F, "back: Sencha", "back: | tee -a file", 5, 11, "begins with '|'"),
    Slip("a bracket", F, "back: Sencha", "back: [sic] Sencha", 5, 11, "begins with '['"),
    Slip("a brace", F, "back: Sencha", "back: {leaf} is set", 5, 11, "begins with '{'"),
    Slip("a blank at the beginning", F, "front: Which leaf is ground?\n    back: Matcha", "cloze: {{Matcha}} is ground",
         11, 12, "begins with '{'"),
    Slip("a list in a text", F, "back: Sencha", "back: - Sencha", 5, 11, "begins with '- '"),
    Slip("a question mark", F, "back: Sencha", "back: ? Sencha", 5, 11, "begins with '? '"),
    Slip("a comma", F, "back: Sencha", "back: , Sencha", 5, 11, "begins with ','"),
    Slip("a quoted word at the beginning", F, "back: Sencha", 'back: "Sencha" it is', 5, 18, "the quoted text ends here"),
    Slip("an apostrophe in quotes", F, "back: Sencha", "back: 'Sencha's leaf'", 5, 18, "whole text in double quotes"),
    Slip("quotes in quotes", F, "back: Sencha", 'back: "a "green" leaf"', 5, 14, "whole text in single quotes"),
    Slip("a quote closed by the next one", F, "back: Sencha\n    why: Steam stops", 'back: "Sencha\n    why: "Steam" stops',
         5, 11, 'the quote " is not closed'),
    Slip("a quote that is never closed", F, "back: Matcha", "back: 'Matcha", 12, 11, "the quote ' is not closed"),
    Slip("a Windows path", F, "back: Sencha", 'back: "C:\\leaf"', 5, 14, "write two backslashes"),
    Slip("curly quotes around a colon", F, "back: Sencha", "back: “Leaf: Sencha”", 5, 16, "curly quotes do not count"),
    Slip("curly quotes around a date", F, "verified: 2026-01-15\n  -", "verified: “2026-01-15”\n  -",
         9, 15, 'curly quotes do not quote in YAML: write "2026-01-15"'),
    Slip("curly quotes around a text", F, "back: Sencha", "back: “Sencha”", 5, 11, "put straight quotes around them"),
    Slip("a tab before a key", F, "    back: Sencha", "\tback: Sencha", 5, 1, "indented with a tab: use spaces"),
    Slip("a tab after a dash", F, "  - id: leaf-two", "  -\tid: leaf-two", 10, 4, "use one space"),
    Slip("a no-break space before a key", F, "    back: Sencha", "    \xa0back: Sencha", 5, 5, "the invisible character U+00A0"),
    Slip("a conflict", F, "    back: Sencha\n",
         "<<<<<<< HEAD\n    back: Sencha\n=======\n    back: Bancha\n>>>>>>> other\n", 5, 1, "keep one of the two versions"),
    Slip("the end of a conflict", F, "    back: Sencha\n", "    back: Sencha\n>>>>>>> other\n", 6, 1, "git merge"),
    Slip("a comment in a text", F, "back: Sencha", "back: Sencha # 1", 5, 18, "everything after ' #' is a comment"),
    Slip("a text that is a comment", F, "back: Sencha", "back: #1 Sencha", 5, 11, "everything after '#' is a comment"),
    Slip("a comment in braces", Q, "text: Matcha,", "text: Matcha #2,", 13, 23, "so the brackets are not closed"),
    Slip("a key too far right", F, "    back: Sencha", "      back: Sencha", 5, 7, "'back' begins in column 7, but 'front'"),
    Slip("a key too far left", F, "    back: Sencha", "   back: Sencha", 5, 4, "in column 5: align them"),
    Slip("a key at the margin", F, "    why: Steam", "why: Steam", 6, 1, "'why' begins in column 1, but 'back' above it"),
    Slip("an item too far right", F, "  - id: leaf-two", "   - id: leaf-two", 10, 4, "the one on line 3 in column 3"),
    Slip("an item too far left", F, "  - id: leaf-two", " - id: leaf-two", 10, 2, "the one on line 3 in column 3"),
    Slip("a text that continues at the margin", F, "back: Sencha", "back: Sencha\n    or Gyokuro", 6, 5,
         "if it continues 'back', indent it further"),
    Slip("a block that is not indented", F, "back: Sencha", "back: |\n    Sencha and more", 6, 5, "after 'back: |' must be"),
    Slip("a dash without a space", F, "  - id: leaf-two", "  -id: leaf-two", 10, 3, "write '- id: leaf-two'"),
    Slip("the first dash without a space", F, "  - id: leaf-one", "  -id: leaf-one", 3, 3, "write '- id: leaf-one'"),
    Slip("a missing dash", F, "  - id: leaf-two", "    id: leaf-two", 10, 5, "begin a new entry with '- id'"),
    Slip("a colon without a space", F, "back: Sencha", "back:Sencha", 5, 9, "write 'back: Sencha'"),
    Slip("an id without a space", F, "id: leaf-one", "id:leaf-one", 3, 7, "write 'id: leaf-one'"),
    Slip("a task without a space", F, "task: A.1", "task:A.1", 1, 5, "write 'task: A.1'"),
    Slip("no colon", F, "back: Sencha", "back Sencha", 5, 5, "there is no ': ' after 'back'"),
    Slip("no colon after the list's name", F, "facts:", "facts", 2, 1, "there is no ': ' after 'facts'"),
    Slip("an equals sign", F, "back: Sencha", "back = Sencha", 5, 10, "'=' does not end a key: write 'back: '"),
    Slip("a full-width colon", F, "back: Sencha", "back：Sencha", 5, 9, "'：' does not end a key"),
    Slip("a bracket that is not closed", F, "[green-tea]", "[green-tea", 7, 13, "'[' is not closed: add ']'"),
    Slip("a comma in a text in braces", Q, "text: Matcha,", "text: Matcha, hot,", 13, 24, "text with a comma"),
    Slip("a name without brackets", F, "[green-tea]", "green-tea", 7, 13, "such as [green-tea]"),
    Slip("an option as a text", Q, "      - text: Camomile\n        why: It has no caffeine.", "      - Camomile", 8, 9,
         "begin each right option with '- text: '"),
    Slip("the key as a text", Q, "correct:\n      - text: Camomile\n        why: It has no caffeine.", "correct: Camomile",
         7, 14, "begin each right option with '- text: '"),
    Slip("an option without a dash", Q, "      - text: Camomile", "        text: Camomile", 8, 9, "begin each right option"),
    Slip("a misspelled key", Q, "correct:", "corect:", 7, 5, "unknown key 'corect', did you mean 'correct' ("),
    Slip("a misspelled list", Q, "questions:", "question:", 2, 1, "did you mean 'questions'?"),
    Slip("an empty item", F, "  - id: leaf-two", "  -\n  - id: leaf-two", 10, 4, "write them, or remove the entry"),
    Slip("a text that nobody sees", F, "back: Sencha", 'back: "\\u200b\\u2060"', 5, 11,
         "the text has invisible characters only: write something"),
    Slip("a text of fillers", F, "back: Sencha", "back: \u3164\uffa0", 5, 11, "the text has invisible characters only"),
    Slip("an invisible character in an id", F, "id: leaf-one", "id: leaf-\u200bone", 3, 9, "invisible character U+200B"),
    Slip("an invisible character in a key", F, "back: Sencha", "ba\xadck: Sencha", 5, 5, "invisible character U+00AD"),
    Slip("a German date", F, "verified: 2026-01-15\n  -", "verified: 15.1.2026\n  -", 9, 15, "use YYYY-MM-DD"),
    Slip("a missing reason", Q, "\n        why: It is black.", "", 14, 9, "no 'why' (why this option is right or wrong"),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_one_error_at_its_place(slip: Slip) -> None:
    assert slip.file.count(slip.right) == 1, "the change must be one"
    problems = read_bank_file("x.yaml", slip.file.replace(slip.right, slip.wrong)).problems
    assert [(p.place.line, p.place.column) for p in problems] == [(slip.line, slip.column)], problems
    assert slip.message in problems[0].message


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_the_sentence_is_ours(slip: Slip) -> None:
    (problem,) = read_bank_file("x.yaml", slip.file.replace(slip.right, slip.wrong)).problems
    for word in (
        "expected <",
        "did not find",
        "while parsing",
        "while scanning",
        "not allowed in this context",
        "token",
    ):
        assert word not in problem.message


@pytest.mark.parametrize("text", [FACTS, QUESTIONS])
def test_without_a_slip_there_is_no_error(text: str) -> None:
    assert not read_bank_file("x.yaml", text).problems


@pytest.mark.parametrize(
    "back",
    [
        '"Note: hot"',
        "'# 1'",
        '"“Sencha”"',
        "“Sencha” and “Gyokuro”",
        "hot  # two spaces make a remark",
        "C# and F#",
        "http://example.org",
        "12:30",
        "a - b",
        "x@example.org",
        "50% off",
        "it's hot",
        'a "green" leaf',
        "|-\n      first line\n      # a heading in a block\n      ======= not a conflict",
        '"<<<<<<<"',
    ],
)
def test_what_looks_like_a_slip_but_is_none(back: str) -> None:
    assert not read_bank_file("x.yaml", FACTS.replace("back: Sencha", f"back: {back}")).problems


def test_a_long_file_is_explained_in_linear_time() -> None:
    """Explaining scans the file a fixed number of times."""
    text = FACTS + "".join(FACTS.splitlines(keepends=True)[2:9]) * 3_000 + "    back: Note: hot\n"
    problems = read_bank_file("x.yaml", text).problems
    assert problems[-1].rule == "yaml-syntax"


@pytest.mark.parametrize("text", ["x: 1\ny: [", "x: 1\ny: [\n", "x: 1\ny: [one,\n\n", "x: {a: 1}\ny: {b:\n"])
def test_a_file_that_ends_in_an_open_bracket(text: str) -> None:
    _, (fault,) = parse(text)
    assert (fault.line, fault.column) == (2, 4)
    assert fault.message.startswith(f"'{text.splitlines()[1][3]}' is not closed: add ")

"""Practice exams in Markdown, in the layouts of public banks."""

import pytest

from clfcards.exchange.entry import Entry
from clfcards.exchange.markdown_format import read_markdown

NOTES = """\
---
layout: exam
---

# Practice exam 1

1. Which drink is hot? <br/>
    - A. Tea.
    - B. Ice water.
    - C. Milk
    - D. Juice.

    <details markdown=1><summary markdown='span'>Answer</summary>

      Correct answer: A

    Explanation:
    - Tea is made
    with boiling water.
    Reference: <https://example.org/tea>

    </details>

2. Which two are cold? (Choose TWO)
    - A. Ice
    - B. Snow
    - C. Fire
    - D. Tea
    - E. Steam

    <details markdown=1><summary markdown="span">Answer</summary>
      Correct Answer: AB
    </details>
"""
BOXES = """\
# Quiz

## Table of contents

### Which drink is hot?

- [x] Tea
- [ ] Ice water
- [ ] Milk

**[⬆ Back to Top](#table)**

### Which are cold?

- [ ] Tea
- [x] Ice
- [x] Snow
"""
BOLD = """\
**Question 1**
Which drink is hot?

A) Ice water
B) Tea

**Answer:** B
**Explanation:** It is boiled.

**Q2.** Which is cold?
(a) Tea
(b) Ice
Answer: b
"""


def right(entry: Entry) -> list[str]:
    return [option.text for option in entry.options if option.is_right]


def test_a_numbered_list_with_hidden_answers() -> None:
    reading = read_markdown(NOTES)
    first, second = reading.entries
    assert reading.unread == ()
    assert (first.line, first.stem, right(first)) == (7, "Which drink is hot?", ["Tea."])
    assert first.explanation == "- Tea is made\nwith boiling water."
    assert first.source == "https://example.org/tea"
    assert (second.line, len(second.options), right(second)) == (24, 5, ["Ice", "Snow"])


def test_headings_with_check_boxes() -> None:
    first, second = read_markdown(BOXES).entries
    assert (first.line, first.stem, right(first)) == (5, "Which drink is hot?", ["Tea"])
    assert right(second) == ["Ice", "Snow"]


def test_bold_numbers_and_bare_letters() -> None:
    first, second = read_markdown(BOLD).entries
    assert (first.stem, right(first), first.explanation) == ("Which drink is hot?", ["Tea"], "It is boiled.")
    assert (second.stem, right(second)) == ("Which is cold?", ["Ice"])


@pytest.mark.parametrize("answer", ["B", "b", "B.", "(B)", "**B**", "B. Ice", "Ice", "ice."])
def test_spellings_of_an_answer(answer: str) -> None:
    text = f"1. Which is cold?\n   - A. Tea\n   - B. Ice\n\n   Answer: {answer}\n"
    assert right(read_markdown(text).entries[0]) == ["Ice"]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("1. Which?\n   - A. Tea\n   - B. Ice\n", "no answer"),
        ("1. Which?\n   - A. Tea\n   - B. Ice\n   Answer: D\n", "an option that is not there"),
        ("1. Which?\n   - A. Tea\n   - B. Ice\n   Answer: see below\n", "names no option"),
    ],
)
def test_a_question_that_is_not_complete_is_placed(question: str, reason: str) -> None:
    reading = read_markdown(f"# Exam\n\n{question}\n2. Which is hot?\n   - A. Tea\n   - B. Ice\n   Answer: A\n")
    assert [(part.line, reason in part.reason) for part in reading.unread] == [(3, True)]
    assert [entry.stem for entry in reading.entries] == ["Which is hot?"]


def test_prose_has_no_questions() -> None:
    assert read_markdown("# Notes\n\n1. Tea is hot.\n2. Ice is cold.\n\n- a list\n- of things\n").entries == ()

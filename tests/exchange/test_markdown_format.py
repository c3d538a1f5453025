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


FRONT_MATTER = """\
---
question: "Which file runs
  every day?"
documentation: "https://example.org/schedule#cron"
---

```yaml
on:
  # every day
  schedule: "0 2 * * *"
```

- [x] The one on the default branch
- [ ] The one with another name
> Names do not count.
- [ ] The longest
```yaml
a: 1
```
> Neither does
> the length.

A paragraph below is about all of them.
"""


def test_the_question_in_a_front_matter_with_code_and_quotes_below_the_options() -> None:
    """The layout of a public bank of GitHub's exams."""
    reading = read_markdown(FRONT_MATTER)
    assert reading.unread == ()
    (entry,) = reading.entries
    code = '```yaml\non:\n  # every day\n  schedule: "0 2 * * *"\n```'
    assert (entry.line, entry.stem) == (2, f"Which file runs every day?\n{code}")
    assert entry.source == "https://example.org/schedule#cron"
    assert [(option.text, option.is_right, option.why) for option in entry.options] == [
        ("The one on the default branch", True, ""),
        ("The one with another name", False, "Names do not count."),
        ("The longest\n```yaml\na: 1\n```", False, "Neither does the length."),
    ]
    assert entry.explanation == "A paragraph below is about all of them."


@pytest.mark.parametrize(
    ("options", "letters"),
    [
        ("Which is cold?    - A. Tea\n   - B. Ice\n   - C. Coal", "B, C"),
        ("Which is cold?\n   - A. Tea\n   - C. Ice", "A, C"),
        ("Which is cold?\n   - A. Tea\n   - B. Ice\n   - B. Coal", "A, B, B"),
    ],
)
def test_an_answer_never_names_another_option_because_a_letter_is_missing(options: str, letters: str) -> None:
    reading = read_markdown(f"1. {options}\n\n   Answer: B\n")
    assert reading.entries == ()
    assert [f"the letters {letters}:" in part.reason for part in reading.unread] == [True]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Some words.\n\n- [x] Ice\n- [ ] Tea\n\n1. Which is hot?\n   - A. Tea\n   - B. Ice\n   Answer: A\n", 3),
        ("---\nlayout: exam\n---\n\n- [x] Ice\n- [ ] Tea\n\n### Which is hot?\n- [x] Tea\n- [ ] Ice\n", 5),
    ],
)
def test_options_without_a_question_are_placed(text: str, line: int) -> None:
    reading = read_markdown(text)
    assert [(part.line, part.reason) for part in reading.unread] == [(line, "the question has no text")]
    assert [entry.stem for entry in reading.entries] == ["Which is hot?"]


@pytest.mark.parametrize("beginning", ["---\n\n", "```\n", "---\na: b: c\n\n", "~~~python\nx = 1\n"])
def test_a_rule_or_a_fence_that_nothing_closes_hides_no_question(beginning: str) -> None:
    (entry,) = read_markdown(f"{beginning}### Which is hot?\n- [x] Tea\n- [ ] Ice\n").entries
    assert (entry.stem, right(entry)) == ("Which is hot?", ["Tea"])


def test_a_list_in_the_stem_keeps_its_lines() -> None:
    (entry,) = read_markdown("### Two are needed:\n- hot\n- cold\n\nWhich?\n- [x] Tea\n- [ ] Ice\n").entries
    assert entry.stem == "Two are needed:\n- hot\n- cold\n\nWhich?"


def test_prose_has_no_questions() -> None:
    assert read_markdown("# Notes\n\n1. Tea is hot.\n2. Ice is cold.\n\n- a list\n- of things\n").entries == ()

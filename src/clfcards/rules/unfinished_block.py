"""A code block or a table that is not complete, so that learners would not see it as one."""

import re
from collections.abc import Iterator
from itertools import groupby

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import texts

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^`\n]*)$", re.MULTILINE)
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})[^`\n]*\n.*?^ {0,3}\1[`~]* *$", re.MULTILINE | re.DOTALL)
_DELIMITERS = re.compile(r" *\|?(?: *:?-+:? *\|)+ *(?::?-+:? *)?")
_SEPARATOR = re.compile(r"(?<!\\)\|")


def find(sources: Sources) -> Iterator[Finding]:
    for item in sources.bank:
        for path, text in texts(item):
            if ("|" in text or "```" in text or "~~~" in text) and (problem := _problem(text)):
                yield Finding(item.origin, path, problem)


def _problem(text: str) -> str:
    """What is missing, or an empty text."""
    if "```" in text and not _FENCE.search(text):
        return "'```' begins a code block only on a line of its own: write the text as a block that begins with '|'"
    rest = _FENCED.sub("", text)
    if fence := _FENCE.search(rest):
        return (
            f"the code block that begins with '{fence[0].strip()}' is not closed: add '{fence[1]}' on a line of its own"
        )
    lines = rest.split("\n")
    for is_row, group in groupby(lines, key=lambda line: line.lstrip().startswith("|")):
        rows = [row.strip() for row in group]
        if is_row and len(rows) > 1 and (problem := _table_problem(rows)):
            return problem
    return ""


def _table_problem(rows: list[str]) -> str:
    """What is wrong with rows that begin with '|', or an empty text."""
    cells = [len(_SEPARATOR.findall(row)) for row in rows]
    if not _DELIMITERS.fullmatch(rows[1]):
        return f"a table needs a second line such as '{'|---' * max(1, cells[0] - 1)}|' below its head"
    other = next((row for row, count in zip(rows, cells, strict=True) if count != cells[0]), "")
    return f"the row '{other}' has another number of '|' than the head of the table" if other else ""


RULE = Rule(
    name="unfinished-block",
    severity="error",
    reason="Without its end, or without the line below its head, it is shown as one long line.",
    source="CommonMark, fenced code blocks; GitHub Flavored Markdown, tables",
    bad='why: "```\\naws s3 ls"',
    good='why: "```\\naws s3 ls\\n```"',
    find=find,
    is_judgment=True,
)

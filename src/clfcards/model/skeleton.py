"""New items to be written: valid YAML whose texts carry a mark, so that nothing unwritten is published."""

import datetime as dt
import re

UNWRITTEN = "(write here)"
UNWRITTEN_SOURCE = "https://example.com/write-here"


def skeleton(kind: str, id_: str, day: dt.date) -> str:
    """One item as YAML with its dash at the left margin; `kind` is `fact` or `question`."""
    head = f"- id: {id_}    # for ever, once published: name it for what it is about\n"
    tail = f"  source: {UNWRITTEN_SOURCE}\n  verified: {day}\n  priority: 2\n"
    if kind == "fact":
        return f'{head}  front: "{UNWRITTEN} {id_}?"\n  back: "{UNWRITTEN}"\n  why: "{UNWRITTEN}"\n{tail}'
    options = [f'    - text: "{UNWRITTEN} right"\n      why: "{UNWRITTEN}"\n']
    options += [f'    - text: "{UNWRITTEN} wrong {i}"\n      why: "{UNWRITTEN}"\n' for i in (1, 2, 3)]
    stem = f'  pool: study\n  difficulty: medium\n  stem: "{UNWRITTEN} {id_}?"\n'
    return f"{head}{stem}  correct:\n{options[0]}  distractors:\n{''.join(options[1:])}{tail}"


def fresh_id(kind: str, task: str, taken: frozenset[str]) -> str:
    """An id that no item has or ever had."""
    stem = f"{'q-' if kind == 'question' else ''}new-{re.sub('[^a-z0-9]+', '-', task.lower()).strip('-')}"
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"

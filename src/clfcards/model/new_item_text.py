"""Skeletons for new items: valid YAML with placeholder texts, which a rule finds before they are published."""

import datetime as dt
import re
from collections.abc import Iterable

UNWRITTEN = "(write here)"
UNWRITTEN_SOURCE = "https://example.com/write-here"


def skeleton(kind: str, id_: str, day: dt.date, topics: Iterable[str], options: int = 4) -> str:
    """One item as YAML with its dash at the left margin; `kind` is `fact` or `question`, which has so many `options`.

    Optional fields are comments, with the `topics` of the item's task to choose from.
    """
    head = f"- id: {id_}    # name it after its subject; it can never change once published\n"
    optional = (
        f"  # topics: []      # any of: {', '.join(topics)}\n  # services: []    # ids of services in guide.yaml\n"
    )
    if kind == "question":
        optional += "  # tests: []       # ids of the facts that answer it\n"
    tail = f"{optional}  source: {UNWRITTEN_SOURCE}\n  verified: {day}\n  priority: 2\n"
    if kind == "fact":
        return f'{head}  front: "{UNWRITTEN} {id_}?"\n  back: "{UNWRITTEN} back"\n  why: "{UNWRITTEN}"\n{tail}'
    right = f'    - text: "{UNWRITTEN} right"\n      why: "{UNWRITTEN}"\n'
    wrong = [f'    - text: "{UNWRITTEN} wrong {i}"\n      why: "{UNWRITTEN}"\n' for i in range(1, options)]
    stem = f'  pool: study\n  difficulty: medium\n  stem: "{UNWRITTEN} {id_}?"\n'
    return f"{head}{stem}  correct:\n{right}  distractors:\n{''.join(wrong)}{tail}"


def fresh_id(kind: str, task: str, taken: frozenset[str]) -> str:
    """An id that is not in `taken`, the ids that items have or ever had."""
    stem = f"{'q-' if kind == 'question' else ''}new-{re.sub('[^a-z0-9]+', '-', task.lower()).strip('-')}"
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"

"""Generate sources: an exam of any size, with the weights and the number of tasks of a real exam."""

import random
from pathlib import Path

FILES = 100
_TASKS = {"1": 4, "2": 4, "3": 8, "4": 3}
_WEIGHTS = {"1": 24, "2": 30, "3": 34, "4": 12}
_WORDS = """
    region zone account bucket table queue topic policy role group user network subnet gateway volume snapshot
    instance function container cluster database replica backup key secret certificate log metric alarm budget
    report plan tag template stack pipeline event stream model search index cache domain record route
""".split()  # noqa: SIM905  # fifty words are easier to read this way


def _guide() -> str:
    lines = [
        "sources: {s: {url: https://example.org/guide, verified: 2026-01-01}}",
        "exam: {code: GEN-1, name: Generated, vendor: Example, in_use_from: 2026-01-01, source: s}",
        "format: {scored: 50, unscored: 15, minutes: 90, scale_minimum: 100, scale_maximum: 1000, scale_pass: 700, "
        "source: s}",
        "practice: {raw_cut: 35, difficulty_easiest: -2, difficulty_hardest: 2, partial_credit: false}",
        "revisions: [{id: r1, seen: 2026-01-01, note: generated}]",
        "revision: r1",
        "domains:",
    ]
    for domain, tasks in _TASKS.items():
        lines.append(f'  - id: "{domain}"\n    title: Domain {domain}\n    weight: {_WEIGHTS[domain]}\n    source: s')
        lines.append("    tasks:")
        lines += [
            f'      - {{id: "{domain}.{task}", title: Task {task}, topics: {{topic-one: one, topic-two: two}}}}'
            for task in range(1, tasks + 1)
        ]
    lines.append("services:\n  source: s\n  in_scope:\n    All: {")
    lines[-1] += ", ".join(f"service-{word}: Service {word}" for word in _WORDS) + "}"
    return "\n".join(lines) + "\n"


def generate(folder: Path, facts: int) -> Path:
    """Write an exam with `facts` facts, in proportion to the weights, to `folder`; return the decks folder."""
    exam = folder / "gen-1"
    (exam / "facts").mkdir(parents=True)
    (exam / "guide.yaml").write_text(_guide())
    (exam / "deck.yaml").write_text(
        "namespace: generated\npackages: [{file: gen-1.apkg, deck: Generated, holds: [facts, study], default: true}]\n"
        "limits: {package_megabytes: 500}\n"
    )
    draw = random.Random(1)
    number = 0
    tasks = [f"{domain}.{task}" for domain, count in _TASKS.items() for task in range(1, count + 1)]
    per_task = {t: facts * _WEIGHTS[t[0]] // 100 // _TASKS[t[0]] for t in tasks}
    files = max(1, FILES // len(tasks))
    for task in tasks:
        for part in range(files):
            entries = []
            for _ in range(per_task[task] // files + (part < per_task[task] % files)):
                number += 1
                entries.append(_fact(number, draw))
            if entries:
                text = f'task: "{task}"\nfacts:\n' + "".join(entries)
                (exam / "facts" / f"{task}-{part:03}.yaml").write_text(text)
    return folder


def _fact(number: int, draw: random.Random) -> str:
    def some(count: int) -> str:
        return " ".join(draw.choices(_WORDS, k=count))

    if number % 3:
        face = f"    front: Which {some(2)} number {number} does the {some(4)}?\n    back: The {some(2)}\n"
    else:
        face = f"    cloze: The {some(3)} number {number} needs a {{{{{some(2)}}}}} for its {some(2)}.\n"
    why = f"The {some(8)}, and {some(1)} the {some(8)}."
    if number % 12 == 0:  # as often as in the shipped bank
        why = f"The {some(8)}, and **{some(1)}** the `{some(8)}`."
    return (
        f"  - id: fact-{number}\n{face}    why: {why}\n"
        f"    topics: [topic-one]\n    services: [service-{draw.choice(_WORDS)}]\n"
        f"    source: https://example.org/docs/{number % 500}.html\n    verified: 2026-01-{1 + number % 28:02}\n"
        f"    priority: {1 + number % 3}\n"
    )

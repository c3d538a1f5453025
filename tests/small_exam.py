"""A small exam for tests, different from CLF-C02: three domains, four tasks, and another scale."""

from pathlib import Path

GUIDE = """\
sources:
  syllabus: {url: https://example.org/syllabus, verified: 2026-01-15}
exam:
  code: TEA-101
  name: Certified Tea Taster
  vendor: Tea Board
  in_use_from: 2025-03-01
  source: syllabus
format:
  scored: 20
  unscored: 4
  minutes: 30
  options: [4]
  options_of_several: [5, 6]
  scale_minimum: 0
  scale_maximum: 200
  scale_pass: 120
  source: syllabus
practice:
  raw_cut: 12
  difficulty_easiest: -1.5
  difficulty_hardest: 1.5
  partial_credit: false
revisions:
  - {id: first, seen: 2025-03-01, note: the first text}
revision: first
domains:
  - id: A
    title: Leaves
    weight: 50
    source: syllabus
    tasks:
      - id: A.1
        title: Tell leaves apart
        topics: {green-tea: green tea, black-tea: black tea}
      - id: A.2
        title: Know where leaves grow
        topics: {highlands: highlands}
  - id: B
    title: Water
    weight: 30
    source: syllabus
    tasks:
      - id: B.1
        title: Choose the temperature
        topics: {temperature: temperature}
  - id: C
    title: Cups & saucers
    weight: 20
    source: syllabus
    tasks:
      - id: C.1
        title: Serve
        topics: {serving: serving}
services:
  source: syllabus
  in_scope:
    Pots: {tea-pot: Tea Pot, tea-kettle: Tea Kettle}
  out_of_scope:
    Pots: {coffee-press: Coffee Press}
renames:
  - {service: tea-kettle, old: Water Boiler, new: Tea Kettle, by: 2025-06-01, source: syllabus}
"""

DECK = """\
namespace: tea-taster
packages:
  - {file: tea-101.apkg, deck: Tea Taster, holds: [facts, study], default: true}
  - {file: tea-101-practice.apkg, deck: Tea Taster practice, holds: [exam]}
"""


def fact(id_: str, front: str = "", back: str = "hot", **more: str) -> str:
    """One basic fact as YAML, indented for a `facts:` list."""
    fields = {
        "id": id_,
        "front": front or f"What does {id_} mean?",
        "back": back,
        "why": f"Because {id_} is so.",
        "source": "https://example.org/tea",
        "verified": "2026-01-15",
        **more,
    }
    return _entry({name: value for name, value in fields.items() if value})


def cloze(id_: str, text: str, **more: str) -> str:
    """One cloze fact as YAML."""
    fields = {
        "id": id_,
        "cloze": f'"{text}"',
        "why": f"Because {id_} is so.",
        "source": "https://example.org/tea",
        "verified": "2026-01-15",
        **more,
    }
    return _entry(fields)


def question(id_: str, pool: str = "study", right: int = 1, wrong: int = 3, **more: str) -> str:
    """One question as YAML."""
    head = {"id": id_, "pool": pool, "difficulty": "medium", "stem": f"A guest asks about {id_}. What is served?"}
    tail = {"source": "https://example.org/tea", "verified": "2026-01-15", **more}
    options = ["    correct:"]
    options += [f"      - {{text: cup {id_} {i}, why: It is the cup.}}" for i in range(right)]
    options += ["    distractors:"]
    options += [f"      - {{text: jug {id_} {i}, why: It is no cup.}}" for i in range(wrong)]
    return _entry(head) + "\n".join(options) + "\n" + _entry(tail).replace("  - ", "    ", 1)


def facts_file(task: str, *entries: str) -> str:
    return f"task: {task}\nfacts:\n" + "".join(entries)


def questions_file(task: str, *entries: str) -> str:
    return f"task: {task}\nquestions:\n" + "".join(entries)


def write_exam(decks: Path, files: dict[str, str] | None = None, *, guide: str = GUIDE, deck: str = DECK) -> Path:
    """Writes the exam to `decks/tea-101`; `files` maps paths in it to their texts. Returns its folder."""
    folder = decks / "tea-101"
    contents = {"guide.yaml": guide, "deck.yaml": deck, **(files or {})}
    for name, text in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def full_exam(decks: Path, cards_per_task: int = 6) -> Path:
    """The exam with the same number of facts in every task."""
    return write_exam(
        decks,
        {
            f"facts/{task}-x.yaml": facts_file(
                task, *(fact(f"{task.lower().replace('.', '-')}-f{i}") for i in range(cards_per_task))
            )
            for task in ("A.1", "A.2", "B.1", "C.1")
        },
    )


def _entry(fields: dict[str, str]) -> str:
    lines = [f"    {name}: {value}" for name, value in fields.items()]
    lines[0] = "  - " + lines[0].lstrip()
    return "\n".join(lines) + "\n"

"""The exam of the page's tests: small, with several right answers, and with texts that attack whatever shows them."""

from pathlib import Path

from tests.small_exam import GUIDE, fact, facts_file, question, questions_file, write_exam

TASKS = ("A.1", "A.2", "B.1", "C.1")
HOSTILE = "</script></style><script>ran = 1</script><img src=x onerror=ran=2><b onclick=ran=3>"
BIDI = "\u202ereversed\u2066"
"""A text that turns what stands after it around, unless it is shown as an escape."""


def write_tea_exam(decks: Path) -> Path:
    """Writes the exam; every fourth question has two right answers, and each text holds an attack."""
    files = {}
    for task in TASKS:
        slug = task.lower().replace(".", "")
        files[f"facts/{slug}.yaml"] = facts_file(task, *(fact(f"f-{slug}-{n}") for n in range(8)))
        exam = (_question(f"q-{slug}-{n}", "exam", f"f-{slug}-{n % 8}", several=n % 4 == 0) for n in range(7))
        study = (_question(f"s-{slug}-{n}", "study", f"f-{slug}-{n % 8}") for n in range(4))
        files[f"questions/{slug}.yaml"] = questions_file(task, *exam, *study)
    guide = GUIDE.replace("scored: 20\n  unscored: 4", "scored: 10\n  unscored: 2").replace("raw_cut: 12", "raw_cut: 6")
    return write_exam(decks, files, guide=guide)


def _question(id_: str, pool: str, fact_: str, *, several: bool = False) -> str:
    text = question(id_, pool, 2 if several else 1, 3, tests=f"[{fact_}]")
    text = text.replace(f"A guest asks about {id_}.", f'"A guest asks about {id_}: {HOSTILE} `{{{{1}}}}` {BIDI}.')
    text = text.replace("What is served?", 'What is served?"')
    return text.replace("It is no cup.", f'"It is no *cup* {HOSTILE}"')

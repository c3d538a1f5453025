"""The tables of event kinds: no kind is named elsewhere, each has its sentence, and unknown kinds are preserved."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import clfcards
from clfcards.log.log import Log
from clfcards.log.rescue import readable_events
from clfcards.model.event_kind import EventKind, table_of
from clfcards.use_cases.event_kinds import KINDS, LISTED, UNDOABLE
from clfcards.words.history import SENTENCES, event_phrase
from tests.command import run
from tests.log_events import DAY, NOON, NOW, event, review
from tests.small_exam import full_exam

SOURCES = Path(clfcards.__file__).parent
TABLES = {"model/event_kind.py", "memory/event_kinds.py", "exam/event_kinds.py"}


def names(node: ast.expr) -> Iterator[str]:
    """The kinds that an expression names as literals: alone, or in a tuple, a list or a set."""
    for part in node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]:
        if isinstance(part, ast.Constant) and part.value in KINDS:
            yield part.value


def is_kind(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node).endswith("kind")


def written_out(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The lines where code compares an event's kind with a literal, passes a literal kind, or puts one into SQL."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(map(is_kind, (node.left, *node.comparators))):
            for side in (node.left, *node.comparators):
                yield from ((node.lineno, name) for name in names(side))
        elif isinstance(node, ast.keyword) and node.arg in ("kind", "kinds"):
            yield from ((node.value.lineno, name) for name in names(node.value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = re.search(r"\bkind\s*(?:=|<>|!=|IN)\s*\(?'([a-z-]+)'", node.value)
            if found and found[1] in KINDS:
                yield node.lineno, found[1]


def test_no_kind_is_named_as_a_literal_outside_the_tables() -> None:
    found = [
        f"{path.relative_to(SOURCES)}:{line}: {name}"
        for path in SOURCES.rglob("*.py")
        if path.relative_to(SOURCES).as_posix() not in TABLES
        for line, name in written_out(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'event.kind == "review"',
        'kind in ("cram", "fact")',
        'log.events(kinds=("undo",))',
        'Event(kind="set")',
        "query(\"SELECT 1 FROM event WHERE kind <> 'review'\")",
    ],
)
def test_the_search_finds_literal_kinds(code: str) -> None:
    assert list(written_out(ast.parse(code)))


def test_the_log_does_not_import_the_exam() -> None:
    for path in (SOURCES / "log").glob("*.py"):
        assert "clfcards.exam" not in path.read_text(encoding="utf-8"), path


def test_history_has_a_sentence_for_every_kind() -> None:
    assert SENTENCES.keys() == KINDS.keys()


def test_the_kinds_that_can_be_undone_and_listed() -> None:
    of_reviews = {"review", "cram", "suspend", "unsuspend", "bury", "flag", "set", "weights", "note", "reset"}
    of_exams = {"result", "study-plan", "exam-plan", "exam-plan-end"}
    can_be_undone = of_reviews | of_exams
    assert set(UNDOABLE) == can_be_undone
    assert set(LISTED) == can_be_undone | {"sitting", "report"}


def test_a_kind_cannot_be_registered_twice() -> None:
    with pytest.raises(ValueError, match="the same name"):
        table_of(EventKind("review"), EventKind("review"))


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    full_exam(tmp_path / "decks")
    return tmp_path


def clfcards_in(folder: Path, *arguments: str, data: str = "data", stdin: str = "q\n") -> str:
    """The output of a command, which must succeed."""
    result = run("--decks", str(folder / "decks"), "--data", str(folder / data), *arguments, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.output


FROM_A_NEWER_PROGRAM = (
    '{"id":"n1","at":1772452800000,"utc_offset":60,"kind":"own-note","subject":"a-1-f0/1",'
    '"payload":{"size":[1,2.5,null],"text":"like the kettle"}}',
    '{"id":"n2","at":1772452800001,"utc_offset":60,"kind":"guess","subject":"a-1-f0/1","rating":2,"duration":3,'
    '"interval":-5}',
)


def test_kinds_of_a_newer_program_are_kept_and_exported_and_are_not_damage(tea: Path) -> None:
    head = '{"clfcards_log":1,"namespace":"tea-taster"}'
    text = "\n".join((head, *FROM_A_NEWER_PROGRAM)) + "\n"
    (tea / "newer.jsonl").write_text(text, encoding="utf-8")
    assert "2 new events" in clfcards_in(tea, "history", "import", str(tea / "newer.jsonl"))
    for command in (["history"], ["history", "--json"], ["history", "suspended"], ["review"], ["stats"], ["readiness"]):
        clfcards_in(tea, *command)
    assert "the log is intact" in clfcards_in(tea, "doctor")
    assert clfcards_in(tea, "history", "export").encode() == text.encode()
    clfcards_in(tea, "history", "export", str(tea / "copy.jsonl"))
    clfcards_in(tea, "history", "import", str(tea / "copy.jsonl"), data="other")
    assert clfcards_in(tea, "history", "export", data="other") == text


def test_kinds_of_a_newer_program_do_not_change_a_card_unless_they_pull_it(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r1", "a/1"))
        before = log.state("a/1")
        log.append(event("n1", "own-note", "a/1", NOON + DAY, payload={"text": "x"}))
        assert log.state("a/1") == before
        log.append(event("n2", "own-note", "b/1", NOON + DAY, payload={"pulled": ["a/1"]}))
        assert log.state("a/1").is_pulled


def test_events_of_a_newer_program_are_rescued_from_a_damaged_log(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        kept = event("n1", "own-note", "a/1", payload={"text": "x"})
        log.append(kept)
        log.flush()
        assert readable_events(log.path, KINDS) == [kept]


def test_a_kind_of_a_newer_program_is_shown_with_its_subject() -> None:
    assert event_phrase(event("n1", "own-note", "a/1")) == "own-note a/1"
    assert json.loads(FROM_A_NEWER_PROGRAM[0])["kind"] not in KINDS

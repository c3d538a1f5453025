"""`bank import` and `bank export`, as a maintainer uses them."""

import json
import re
from pathlib import Path

import pytest

from clfcards.decks.load import load
from tests.command import run
from tests.small_exam import DECK, fact, facts_file, full_exam, question, questions_file, write_exam

BANK = """\
# Tea quiz

1. Which leaf makes green tea? (Choose ONE)
   - A. An unoxidized leaf of the green tea
   - B. An oxidized leaf
   - C. A root
   - D. A berry

   Answer: A
   Explanation: Green tea is not oxidized.
   Reference: <https://example.org/green>

2. Which temperature suits water for white tea?
   - A. 100 degrees
   - B. 75 degrees
   - C. 20 degrees
   - D. 0 degrees

   Answer: B

3. Which cup has no answer?
   - A. this
   - B. that
"""


@pytest.fixture(autouse=True)
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    folder = full_exam(tmp_path / "decks")
    Path("bank.md").write_text(BANK, encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.yaml")
        if not path.relative_to(folder).parts[0].startswith(".")
    }


def test_without_yes_it_only_shows_what_would_be_written(exam: Path) -> None:
    before = files(exam)
    result = run("bank", "import", "bank.md", "--license", "MIT")
    assert result.exit_code == 0
    assert "bank.md: markdown, 2 items\n" in result.stdout
    assert "1 cannot be read:\n  bank.md:21: the question has no answer\n" in result.stdout
    assert "2 new items\n  1  A.1 Tell leaves apart\n  1  B.1 Choose the temperature\n" in result.stdout
    assert "2 of them with a task that was guessed" in result.stdout
    assert "nothing was written: add --yes" in result.stderr
    assert files(exam) == before


def test_what_is_written_has_its_provenance_and_nothing_invented(exam: Path) -> None:
    assert run("bank", "import", "bank.md", "--license", "MIT", "--author", "A. Nother", "--yes").exit_code == 0
    written = files(exam)["questions/A.1-imported.yaml"]
    assert re.sub(r"id: q-[a-z0-9-]+", "id: X", written) == (
        'task: "A.1"\n'
        "questions:\n"
        "  - id: X\n"
        "    pool: exam\n"
        "    stem: Which leaf makes green tea?\n"
        "    correct:\n"
        "      - text: An unoxidized leaf of the green tea\n"
        "    distractors:\n"
        "      - text: An oxidized leaf\n"
        "      - text: A root\n"
        "      - text: A berry\n"
        "    source: https://example.org/green\n"
        "    imported:\n"
        "      file: bank.md\n"
        "      line: 3\n"
        "      license: MIT\n"
        "      author: A. Nother\n"
        "      explanation: Green tea is not oxidized.\n"
        "      task_is_guess: true\n"
    )
    result = run("check")
    assert result.exit_code == 0
    assert "is not used: it lacks the reasons of 4 of 4 options, a confirmed task" in result.stdout
    assert "a source, the day on which its source was read and a difficulty [incomplete-import]" in result.stdout


def test_incomplete_items_are_in_no_build_and_no_exam_unless_the_deck_allows_it(exam: Path) -> None:
    given = ("--source", "https://example.org/bank", "--verified", "2026-11-28", "--difficulty", "medium")
    assert run("bank", "import", "bank.md", *given, "--yes").exit_code == 0
    assert len(load(exam).bank.questions) == 0
    assert len(load(exam).bank.draft_questions) == 2
    assert [row["cards"] for p in json.loads(run("build", "--all", "--json").stdout)["packages"][1:]
            for row in p["domains"]] in ([], [0, 0, 0])  # fmt: skip
    deck = DECK + "imports_may_lack: [reasons, confirmed-task]\n"
    (exam / "deck.yaml").write_text(deck, encoding="utf-8")
    assert len(load(exam).bank.questions) == 2
    assert "is used although it lacks" in run("check").stdout
    assert run("build", "--all").exit_code == 0


def test_what_a_deck_does_not_allow_to_be_missing_stays_a_draft(exam: Path) -> None:
    assert run("bank", "import", "bank.md", "--yes").exit_code == 0
    (exam / "deck.yaml").write_text(DECK + "imports_may_lack: [reasons, confirmed-task]\n", encoding="utf-8")
    assert load(exam).bank.questions == ()


def test_a_completed_item_is_used(exam: Path) -> None:
    assert run("bank", "import", "bank.md", "--yes").exit_code == 0
    path = exam / "questions/A.1-imported.yaml"
    text = re.sub(r"^( +)- text: (.*)$", r"\1- text: \2\n\1  why: Because \2 is so.", path.read_text(), flags=re.M)
    text = text.replace("      task_is_guess: true\n", "").replace("    pool:", "    difficulty: easy\n    pool:")
    path.write_text(text.replace("    imported:", "    verified: 2026-11-28\n    imported:"))
    assert [q.stem for q in load(exam).bank.questions] == ["Which leaf makes green tea?"]
    assert load(exam).bank.questions[0].gaps == ()


def test_the_same_file_twice_adds_nothing(exam: Path) -> None:
    assert run("bank", "import", "bank.md", "--yes").exit_code == 0
    before = files(exam)
    result = run("bank", "import", "bank.md", "--yes")
    assert "2 items already in the bank, word for word\n0 new items" in result.stdout
    assert files(exam) == before


def test_questions_in_another_order_and_place_are_still_known(exam: Path) -> None:
    assert run("bank", "import", "bank.md", "--yes").exit_code == 0
    first, second = BANK.split("\n2. ")[0], "\n2. " + BANK.split("\n2. ")[1].split("\n3. ")[0]
    Path("other.md").write_text(f"# Other\n{second}\n{first}\n")
    assert "2 items already in the bank, word for word\n0 new items" in run("bank", "import", "other.md").stdout


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Answer: B", "Answer: C", "its right answer changed"),
        ("D. 0 degrees", "D. 5 degrees", "its options changed"),
        ("suits water for white tea", "suits the water of white tea", "its words changed"),
    ],
)
def test_a_changed_question_is_named_and_not_added(exam: Path, old: str, new: str, reason: str) -> None:
    assert run("bank", "import", "bank.md", "--yes").exit_code == 0
    before = files(exam)
    Path("bank.md").write_text(BANK.replace(old, new))
    result = run("bank", "import", "bank.md", "--yes")
    assert re.search(rf"bank\.md:13: q-temperature-suits-water-white-\w+: {reason}", result.stdout)
    assert files(exam) == before


def test_a_question_that_stands_twice_is_imported_once(exam: Path) -> None:
    Path("bank.md").write_text(BANK + BANK.partition("\n")[2])
    result = run("bank", "import", "bank.md")
    assert "2 repeated:\n  bank.md:25: the same question as bank.md:3\n" in result.stdout
    assert "2 new items" in result.stdout


def test_an_import_can_be_taken_back(exam: Path) -> None:
    before = files(exam)
    assert run("bank", "import", "bank.md", "--yes").exit_code == 0
    assert run("guide", "undo", "--yes").exit_code == 0
    assert files(exam) == before


def test_a_second_bank_is_added_to_the_same_files(exam: Path) -> None:
    assert run("bank", "import", "bank.md", "--yes").exit_code == 0
    Path("b.csv").write_text("question,a,b,c,d,answer,task\nWhat grows high?,Highland tea,x,y,z,A,A.1\n")
    assert run("bank", "import", "b.csv", "--yes").exit_code == 0
    assert len(load(exam).bank.drafts) == 3
    assert not load(exam).problems


def test_a_task_of_the_file_or_the_command_is_no_guess(exam: Path) -> None:
    Path("b.csv").write_text("question,a,b,c,d,answer,task\nQ?,w,x,y,z,A,C.1 Serve\nR?,w,x,y,z,A,Z.9\n")
    assert run("bank", "import", "b.csv", "--yes").exit_code == 0
    guesses = {q.stem: q.imported.task_is_guess for q in load(exam).bank.draft_questions if q.imported}
    assert guesses == {"Q?": False, "R?": True}
    assert "TEA-101 has no task 'Q': choose one of A.1" in run("bank", "import", "bank.md", "--task", "Q").stderr


def test_what_our_sources_cannot_hold_is_placed_with_the_reason(exam: Path) -> None:
    Path("b.csv").write_text(
        "question,a,b,c,d,e,answer\nQ?,w,x,y,z,,A\nTwo?,w,,,,,A\nLong?,%s,x,y,z,,A\n" % ("x" * 11_000)
    )
    result = run("bank", "import", "b.csv")
    assert "b.csv:3: " in result.stdout
    assert "b.csv:4: the text has 11,000 characters, more than 10,000" in result.stdout
    assert "1 new item\n" in result.stdout


def test_a_bank_in_which_nothing_can_be_read_fails(exam: Path) -> None:
    Path("b.csv").write_text("question,answer\nQ?,A\n")
    assert run("bank", "import", "b.csv", "--yes").exit_code == 1


def test_a_folder_is_imported_with_one_command(exam: Path) -> None:
    Path("banks/.git").mkdir(parents=True)
    Path("banks/.git/x.md").write_text(BANK)
    Path("banks/README.md").write_text("# About\n")
    Path("banks/one.md").write_text(BANK)
    Path("banks/photo.png").write_bytes(b"\x89PNG")
    result = run("bank", "import", "banks")
    assert "one.md: markdown, 2 items" in result.stdout
    assert "photo" not in result.stdout
    assert "2 new items" in result.stdout


def test_files_of_a_folder_are_read_in_the_order_of_their_numbers(exam: Path) -> None:
    Path("banks/x").mkdir(parents=True)
    for name in ("exam-10.md", "exam-2.md", "10.md", "x/1.md"):
        Path("banks", name).write_text(BANK)
    found = json.loads(run("bank", "import", "banks", "--json").stdout)
    assert [file["file"] for file in found["files"]] == ["10.md", "exam-2.md", "exam-10.md", "x/1.md"]


def test_nothing_is_imported_while_it_is_not_known_which_questions_are_there(exam: Path) -> None:
    (exam / "questions").mkdir()
    (exam / "questions/x.yaml").write_text("task: [")
    result = run("bank", "import", "bank.md", "--yes")
    assert result.exit_code == 1
    assert "a file of the exam cannot be read" in result.stderr
    assert "run 'clfcards check'" in result.stderr


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"question,a,b,answer\n\xe4?,x,y,A\n", "line 2: the byte 0xE4 is not UTF-8: save it as UTF-8"),
        (b"\xff\xfea", "is damaged: it begins like UTF-16"),
        (b"a\x00b", "is nothing that a command takes"),
        (b"", "is empty"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_a_sentence(data: bytes, message: str) -> None:
    Path("b.csv").write_bytes(data)
    result = run("bank", "import", "b.csv")
    assert result.exit_code == 2
    assert message in result.stderr


def test_utf_16_of_a_spreadsheet_is_read(exam: Path) -> None:
    Path("b.csv").write_bytes("question\ta\tb\tc\td\tanswer\nWas ist heiß?\tTee\tx\ty\tz\tA\n".encode("utf-16"))
    assert "1 new item\n" in run("bank", "import", "b.csv").stdout


def test_the_document_of_a_plan(exam: Path) -> None:
    found = json.loads(run("bank", "import", "bank.md", "--json").stdout)
    assert (found["new"], found["known"], found["written"]) == (2, 0, False)
    assert found["unread"] == [{"file": "bank.md", "line": 21, "message": "the question has no answer", "other": ""}]
    assert found["tasks"] == {"A.1": 1, "B.1": 1}
    assert found["lacking"] == {"reasons": 2, "source": 1, "verified": 2, "difficulty": 2, "task": 2}


# Longer than the longest field of Python's `csv`, 131,072 characters, and deeper than any stack.
HOSTILE = {
    "a line without an end": b"question," + b"a" * 500_000,
    "endless quotes": b"question,a\n" + b'"' * 200_000,
    "endless commas": b"question,a\n" + b"," * 200_000,
    "endless braces": b"::x:: {" + b"{" * 200_000,
    "many open tags": b"1. Q?\n" + b"<details" * 100_000,
    "many brackets": b"1. Q?\n- A. x\n" + b"[" * 200_000,
    "many headings": b"# a\n" * 100_000,
    "many blanks of Anki": b"#separator:tab\n" + b"{{c1::" * 200_000,
    "many tags of Anki": b"#separator:tab\n#html:true\n" + b"<b>" * 100_000,
    "deep JSON": b"<!-- clfcards: questions -->\n<!-- clfcards: " + b"[" * 200_000 + b" -->\n",
    "a bomb of letters": b"1. Q?\n- A. x\n- B. y\nAnswer: " + b"A and " * 50_000,
}


@pytest.mark.parametrize("format_", ["csv", "gift", "markdown", "anki-text", None])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered(name: str, format_: str | None) -> None:
    Path("bank.txt").write_bytes(HOSTILE[name])
    result = run("bank", "import", "bank.txt", *(("--as", format_) if format_ else ()))
    assert result.exit_code in (0, 1, 2)
    assert result.output


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with Path("big.csv").open("wb") as file:
        file.truncate(17_000_000)
    assert "'big.csv' is larger than 16 MB" in run("bank", "import", "big.csv").stderr


def test_everything_that_is_exported_is_known_when_it_comes_back(exam: Path) -> None:
    (exam / "questions").mkdir()
    (exam / "questions/x.yaml").write_text(questions_file("A.1", question("q-1"), question("q-2", right=2)))
    for name in ("csv", "anki-text"):
        result = run("bank", "export", f"out.{name}.txt", "--as", name)
        assert result.stdout == f"24 facts and 2 questions in out.{name}.txt\n"
        assert (
            "26 items already in the bank, word for word\n0 new items"
            in run("bank", "import", f"out.{name}.txt").stdout
        )
    result = run("bank", "export", "out.gift", "--as", "gift")
    assert result.stdout == "0 facts and 2 questions in out.gift\n"
    assert "gift cannot hold: facts (24), pool (2)" in result.stderr


@pytest.mark.parametrize("name", ["csv", "anki-text"])
def test_what_is_exported_is_the_same_in_another_folder(exam: Path, name: str) -> None:
    """With the references between the items that come in together, and with tasks that are still guesses."""
    assert run("bank", "import", "bank.md", "--yes").exit_code == 0
    (exam / "questions/x.yaml").write_text(
        questions_file("A.1", question("q-1", tests="[a-1-f0]", enemies="[q-2]"), question("q-2"))
    )
    assert run("bank", "export", "out.txt", "--as", name).exit_code == 0
    there = write_exam(Path("there"))
    result = run("bank", "import", "out.txt", "--yes", "--decks", "there")
    assert "does not have" not in result.stdout
    before, after = load(exam).bank, load(there).bank
    assert [q.id for q in after.draft_questions if q.imported and q.imported.task_is_guess] == [
        q.id for q in before.draft_questions
    ]
    assert [(q.id, q.tests, q.enemies) for q in after.questions] == [
        ("q-1", ("a-1-f0",), ("q-2",)), ("q-2", (), ()),
    ]  # fmt: skip


def test_names_of_what_the_exam_does_not_have_are_left_out_and_counted(exam: Path) -> None:
    Path("b.csv").write_text(
        "question,a,b,c,d,answer,task,tests,topics,services,fact 2,source\n"
        "Q?,w,x,y,z,A,C.1,a-1-f0 gone,serving gone,gone,gone,see the course\n"
        'R?,w,x,y,z,A,C.1,gone,,,a-1-f0,"Tea, p. 3"\n'
    )
    result = run("bank", "import", "b.csv", "--yes")
    for sentence in (
        "2 of them with facts in 'tests' that the exam does not have",
        "1 of them with topics that",
        "1 of them with a source that is neither",
    ):
        assert sentence in result.stdout
    first, second = load(exam).bank.draft_questions
    assert (first.tests, first.topics, first.services) == (("a-1-f0",), ("serving",), ())
    assert [option.fact for option in second.distractors] == ["a-1-f0", "", ""]


def test_an_export_without_a_file_is_the_text_alone(exam: Path) -> None:
    result = run("bank", "export", "--as", "csv", "--task", "A.1")
    assert result.stdout.splitlines()[0].startswith("id,task,")
    assert len(result.stdout.splitlines()) == 7
    assert "unknown task 'A.9'" in run("bank", "export", "--as", "csv", "--task", "A.9").stderr
    assert "there is no item to export" in run("bank", "export", "--as", "csv", "--pool", "exam").stderr


def test_drafts_are_exported_without_their_stand_ins(exam: Path) -> None:
    assert run("bank", "import", "bank.md", "--yes").exit_code == 0
    text = run("bank", "export", "--as", "csv", "--pool", "exam").stdout
    assert "Which leaf makes green tea?" in text
    assert "0001-01-01" not in text
    assert "difficulty" not in text.splitlines()[0]


def test_a_booklet_has_the_key_apart(exam: Path) -> None:
    (exam / "questions").mkdir()
    (exam / "questions/x.yaml").write_text(
        questions_file("A.1", question("q-1", stem='"Is <script>x</script> tea?"'), question("q-2", right=2))
    )
    assert run("bank", "export", "book.html", "--as", "print").exit_code == 0
    page = Path("book.html").read_text(encoding="utf-8")
    questions, key = page.split('<h2 class="key">')
    assert "It is the cup." not in questions
    assert key.count("It is the cup.") == 3
    assert "<script>x" not in page
    assert "Choose two." in questions
    assert '<main lang="en" dir="ltr">' in page


def test_facts_come_in_from_anki(exam: Path) -> None:
    Path("notes.txt").write_text("#separator:tab\n#html:true\nWhat is <i>matcha</i>?\tpowdered tea\n")
    assert run("bank", "import", "notes.txt", "--yes").exit_code == 0
    (draft,) = load(exam).bank.draft_facts
    assert (draft.front, draft.back, draft.gaps) == (
        "What is *matcha*?", "powdered tea", ("reasons", "confirmed-task", "source", "verified"),
    )  # fmt: skip


def test_a_reference_to_a_draft_is_not_unknown(exam: Path) -> None:
    (exam / "facts/z.yaml").write_text(facts_file("A.1", fact("green")))
    (exam / "questions").mkdir()
    asked = question("q-1", enemies="[q-draft]")
    draft = (
        "  - id: q-draft\n    pool: exam\n    stem: S?\n    correct: [{text: a}]\n"
        "    distractors: [{text: b}, {text: c}, {text: d}]\n    imported: {file: x, line: 1}\n"
    )
    (exam / "questions/x.yaml").write_text(questions_file("A.1", asked, draft))
    result = run("check")
    assert "unknown" not in result.stdout
    (exam / "questions/y.yaml").write_text(questions_file("A.1", draft))
    assert "the id 'q-draft' is already used" in run("check").stdout


DRAFT = """\
task: A.1
questions:
  - id: draft
    pool: exam
    stem: Which leaf is a draft?
    tests: [a-1-f0]
    correct: [{text: this}]
    distractors: [{text: that}, {text: those}, {text: none}]
    imported: {file: b.csv, line: 2, task_is_guess: true}
"""


def test_a_draft_is_retired_as_any_item(exam: Path) -> None:
    (exam / "questions").mkdir()
    path = exam / "questions/x.yaml"
    path.write_text(DRAFT)
    assert run("retire", "draft", "--reason", "a duplicate", "--yes").exit_code == 0
    assert not path.exists()


def test_a_draft_names_no_fact_that_was_retired(exam: Path) -> None:
    (exam / "questions").mkdir()
    (exam / "questions/x.yaml").write_text(DRAFT)
    assert run("retire", "a-1-f0", "--reason", "old", "--successor", "a-1-f1", "--yes").exit_code == 0
    assert load(exam).bank.draft_questions[0].tests == ("a-1-f1",)


def test_a_draft_moves_with_its_task(exam: Path) -> None:
    (exam / "questions").mkdir()
    (exam / "questions/x.yaml").write_text(DRAFT)
    guide = (exam / "guide.yaml").read_text()
    new = guide.replace("code: TEA-101", "code: TEA-102\n  predecessor: TEA-101").replace("id: A.1", "id: A.9")
    Path("new.yaml").write_text(new + "predecessor_tasks: {A.1: [A.9]}\n")
    result = run("guide", "apply", "new.yaml", "--yes")
    assert result.exit_code == 0, result.output
    (draft,) = load(exam).bank.draft_questions
    assert (draft.id, draft.task, draft.tests) == ("draft", "A.9", ("a-1-f0",))
    assert run("check").exit_code == 0


@pytest.mark.parametrize("name", ["csv", "anki-text", "markdown"])
def test_a_page_of_a_book_comes_back_as_the_source(exam: Path, name: str) -> None:
    book = "{title: Tea and Water, edition: 2nd edition, page: 37–39}"
    (exam / "questions").mkdir()
    (exam / "questions/x.yaml").write_text(questions_file("A.1", question("q-1", source=book)))
    assert run("bank", "export", "out.txt", "--as", name, "--pool", "study").exit_code == 0
    there = write_exam(Path("there"))
    assert run("bank", "import", "out.txt", "--yes", "--decks", "there").exit_code == 0
    (after,) = load(there).bank.questions
    assert after.source == "Tea and Water, 2nd edition, p. 37–39"
    assert run("check", "--decks", "there").exit_code == 0


def test_a_book_is_given_for_items_without_a_source(exam: Path) -> None:
    assert run("bank", "import", "bank.md", "--source", "Tea, p. 3", "--yes").exit_code == 0
    assert [q.source for q in load(exam).bank.draft_questions] == ["https://example.org/green", "Tea, p. 3"]
    assert "neither a web address nor a page of a book" in run("bank", "import", "bank.md", "--source", "Tea").stderr

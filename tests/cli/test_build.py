"""`clfcards build` as its users see it."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from clfcards.system.files import LEFTOVER_PREFIX
from tests.command import run
from tests.small_exam import DECK, GUIDE, cloze, fact, facts_file, full_exam, question, questions_file, write_exam

POT = fact("pot", back='"![a pot](pot.svg)"', priority="1")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    full_exam(tmp_path / "decks")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_table_adds_up(home: Path) -> None:
    output = run("build").output
    assert "B Water              30%      6      6        0" in output
    assert "build/tea-101.apkg  21 notes, 21 cards" in output
    assert "21 added, 0 changed, 0 retired" in output


def test_json_is_one_document_and_nothing_else(home: Path) -> None:
    summary = json.loads(run("build", "--json").stdout)
    assert {"exam", "apkg", "sha256", "notes", "cards", "domains", "added", "changed", "retired", "seconds"} <= set(
        summary
    )
    assert summary["sha256"] == hashlib.sha256(Path(summary["apkg"]).read_bytes()).hexdigest()
    assert summary["domains"][1] == {"id": "B", "name": "Water", "weight": 30, "quota": 6, "cards": 6, "reserve": 0}
    assert len(summary["added"]) == summary["notes"] == 21
    assert len(summary["reserve"]) == 3


def test_another_exam_needs_no_line_of_python(home: Path) -> None:
    """The small exam has its own domains, weights and scale, and a second exam can be next to it."""
    other = home / "decks" / "cup-9"
    other.mkdir()
    (other / "guide.yaml").write_text(GUIDE.replace("TEA-101", "CUP-9").replace("maximum: 200", "maximum: 300"))
    (other / "deck.yaml").write_text(DECK.replace("tea", "cup"))
    for task in ("A.1", "B.1", "C.1"):
        (other / "facts").mkdir(exist_ok=True)
        (other / "facts" / f"{task}.yaml").write_text(facts_file(task, fact(f"cup-{task[0].lower()}")))
    assert "there are several exams in 'decks': cup-9, tea-101; use --exam to choose one" in run("build").output
    assert run("build", "--exam", "CUP-9").exit_code == 0
    assert (home / "build" / "cup-101.apkg").exists()


DAYS = (("0", "1767225600", "UTC"), ("1", "1799999999", "Asia/Tokyo"), ("42", "1900000000", "America/Lima"))


def test_the_same_sources_give_the_same_bytes(home: Path) -> None:
    """With different hash seeds, days and time zones."""
    seen = set()
    for seed, epoch, zone in (
        ("0", "1767225600", "UTC"),
        ("1", "1799999999", "Asia/Tokyo"),
        ("42", "1900000000", "America/Lima"),
    ):
        environment = os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch, "TZ": zone}
        command = [sys.executable, "-m", "clfcards", "build", "--all", "--out", f"out-{seed}"]
        subprocess.run(command, check=True, env=environment, capture_output=True)
        seen.add(hashlib.sha256(b"".join(files(home / f"out-{seed}").values())).hexdigest())
    assert len(seen) == 1


def test_the_cache_of_an_earlier_version_is_removed(home: Path) -> None:
    old = home / "build" / ".cache"
    old.mkdir(parents=True)
    (old / f"{'0a' * 32}.json").write_text("{}", encoding="utf-8")
    assert run("build").exit_code == 0
    assert not old.exists()


def test_locked_fails_where_the_ledger_would_change_and_writes_nothing(home: Path) -> None:
    run("build")
    assert run("build", "--locked").exit_code == 0
    before = files(home)
    write_exam(home / "decks", {"facts/B.1-y.yaml": facts_file("B.1", fact("new", priority="1"))})
    result = run("build", "--locked")
    assert result.exit_code == 1
    assert "is out of date (3 added)" in result.output
    assert {k: v for k, v in files(home).items() if "B.1-y" not in k} == before


def test_sources_with_errors_leave_the_last_build_intact(home: Path) -> None:
    run("build")
    before = files(home)
    (home / "decks/tea-101/facts/bad.yaml").write_text("task: A.1\nfacts: [\n")
    result = run("build")
    assert result.exit_code == 1
    assert "[yaml-syntax]" in result.output
    assert "the previous build is unchanged" in result.output
    assert {k: v for k, v in files(home).items() if not k.endswith("bad.yaml")} == before


@pytest.mark.posix
def test_two_names_of_one_file_are_two_files(home: Path) -> None:
    (home / "decks/tea-101/facts/A.1-again.yaml").symlink_to("A.1-x.yaml")
    result = run("build")
    assert result.exit_code == 1
    assert "[duplicate-id]" in result.output


def test_a_note_cannot_change_its_type(home: Path) -> None:
    """Anki calls this a conflict and keeps the old note forever."""
    run("build")
    path = home / "decks/tea-101/facts/A.1-x.yaml"
    face = "front: What does a-1-f0 mean?\n    back: hot"
    assert face in path.read_text()
    path.write_text(path.read_text().replace(face, 'cloze: "It is {{hot}}."'))
    result = run("build")
    assert result.exit_code == 1
    assert "'a-1-f0' was published as a Fact but is now a Cloze" in result.output


def test_many_notes_are_not_retired_by_accident(home: Path) -> None:
    full_exam(home / "decks", cards_per_task=40)
    run("build")
    before = files(home / "decks" / "tea-101")
    (home / "decks/tea-101/facts/A.1-x.yaml").unlink()
    result = run("build")
    assert result.exit_code == 1
    assert "published cards would leave 'tea-101'" in result.output
    assert files(home / "decks" / "tea-101")["ledger.json"] == before["ledger.json"]
    assert run("build", "--retire-many").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"cards":[0]', '"cards":"x"'),
        ('"deck":"tea-101/A"', '"deck":5'),
        ('"2026-01-01T', '"9999-01-01T'),
        ('"2026-01-01T', '"2026-01-02T'),
    ],
)
def test_a_ledger_changed_by_hand_is_refused(home: Path, old: str, new: str) -> None:
    run("build", env={"SOURCE_DATE_EPOCH": "1767225600"})
    ledger = home / "decks/tea-101/ledger.json"
    assert old in ledger.read_text()
    ledger.write_text(ledger.read_text().replace(old, new, 1))
    result = run("build")
    assert result.exit_code == 1
    assert "ledger.json' is damaged" in result.output
    assert "git checkout HEAD -- decks/tea-101/ledger.json" in result.output


def test_a_size_beyond_what_keeps_the_weights_is_refused(home: Path) -> None:
    two_cards = [fact(f"b-{i}", reverse="true") for i in range(9)]
    write_exam(home / "decks", {"facts/B.1-x.yaml": facts_file("B.1", *two_cards)})
    largest = json.loads(run("build", "--json").stdout)["cards"]
    assert run("build", "--size", str(largest + 1)).exit_code == 2


def test_a_size_too_large_says_what_is_missing_where(home: Path) -> None:
    result = run("build", "--size", "40")
    assert result.exit_code == 2
    assert "missing 8 in Leaves (12 of 20)" in result.output


def test_a_smaller_size_is_a_personal_edition(home: Path) -> None:
    run("build")
    ledger = (home / "decks/tea-101/ledger.json").read_bytes()
    assert run("build", "--size", "10").exit_code == 0
    assert (home / "build" / "tea-101-10.apkg").exists()
    assert (home / "decks/tea-101/ledger.json").read_bytes() == ledger


def test_pictures_travel_under_a_name_that_follows_their_content(home: Path) -> None:
    media = home / "decks/tea-101/media"
    media.mkdir()
    (media / "pot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    write_exam(home / "decks", {"facts/B.1-y.yaml": facts_file("B.1", POT)})
    names = []
    for content in ("<svg xmlns='http://www.w3.org/2000/svg'/>", "<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>"):
        (media / "pot.svg").write_text(content)
        assert run("build").exit_code == 0
        with zipfile.ZipFile(home / "build" / "tea-101.apkg") as package:
            names.append(json.loads(package.read("media"))["0"])
            assert package.read("0").decode() == content
    assert names[0] != names[1]


def test_a_package_over_its_limit_is_refused(home: Path) -> None:
    write_exam(home / "decks", deck=DECK + "limits: {media_kilobytes: 1}\n", files={
        "facts/B.1-y.yaml": facts_file("B.1", POT), "media/pot.svg": "<svg>" + " " * 2000 + "</svg>",
    })  # fmt: skip
    result = run("build")
    assert result.exit_code == 1
    assert "'pot.svg' is 2 kB, more than 1 kB [media-size]" in result.output


def test_a_changed_namespace_is_refused(home: Path) -> None:
    run("build")
    write_exam(home / "decks", deck=DECK.replace("tea-taster", "coffee-taster"))
    result = run("build")
    assert result.exit_code == 1
    assert "change it back, or every learner will get every note a second time" in result.output


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": 1}', b"\xff\xfe", b'{"format": 99}'])
def test_a_damaged_ledger_is_refused_and_kept(home: Path, damage: bytes) -> None:
    run("build")
    ledger = home / "decks/tea-101/ledger.json"
    ledger.write_bytes(damage)
    result = run("build")
    assert result.exit_code == 1
    assert "ledger.json' is damaged" in result.output or "newer clfcards" in result.output
    assert ledger.read_bytes() == damage


def test_a_bank_without_cards_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_exam(tmp_path / "decks", {"questions/x.yaml": questions_file("A.1", question("q-a", pool="exam"))})
    result = run("build")
    assert result.exit_code == 1
    assert (
        "there is no deck to build: these domains have no card in 'tea-101.apkg': "
        "A Leaves, B Water, C Cups & saucers; add a fact or a question of the pool 'study' to each of them"
    ) in result.output


def test_a_domain_without_cards_is_named_with_what_to_add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = full_exam(tmp_path / "decks")
    for path in folder.glob("facts/A.*"):
        path.unlink()
    result = run("build")
    assert result.exit_code == 1
    assert (
        "there is no deck to build: domain A Leaves has no card in 'tea-101.apkg': "
        "add a fact or a question of the pool 'study' to one of its tasks (A.1, A.2)"
    ) in result.output


def test_a_domain_with_too_few_cards_for_any_exact_deck_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = full_exam(tmp_path / "decks", 1)
    five = "{{1:a}} {{2:b}} {{3:c}} {{4:d}} {{5:e}}"
    for task in ("A.1", "A.2"):
        (folder / f"facts/{task}-x.yaml").write_text(
            facts_file(task, cloze(f"five-{task[-1]}", f"{task} {five}")), encoding="utf-8"
        )
    result = run("build")
    assert result.exit_code == 1
    assert "no number of cards has the weights of all domains: add a fact or a question" in result.output
    assert result.output.rstrip().endswith("to domain B Water")


def test_source_date_epoch_must_be_a_number(home: Path) -> None:
    result = run("build", env={"SOURCE_DATE_EPOCH": "yesterday"})
    assert result.exit_code == 2
    assert "must be seconds since 1970" in result.output


def test_a_build_removes_what_a_killed_one_left_beside_the_ledger(home: Path) -> None:
    left = home / "decks" / "tea-101" / f"{LEFTOVER_PREFIX}abc"
    left.mkdir()
    (left / "part").write_bytes(b"half a ledger")
    os.utime(left, (0, 0))
    assert run("build").exit_code == 0
    assert not left.exists()

"""The deck for study: it is the same whether composed now or read from the cache, and never outdated."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from clfcards.decks.confusion_links import CONFUSABLE, LINKS, NAMES
from clfcards.decks.load import load, load_cached
from clfcards.decks.read_bank import BANK
from clfcards.decks.readiness_terms import READINESS
from clfcards.decks.study import StudyDeck, study_deck
from clfcards.decks.study_index import INDEX
from tests.small_exam import full_exam


@pytest.fixture(autouse=True)
def each_start_is_a_new_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clfcards.decks.cache.IN_THIS_RUN.get", lambda path, data: None)


@pytest.fixture
def exam(tmp_path: Path) -> Path:
    return full_exam(tmp_path / "decks")


@pytest.fixture
def cached(exam: Path, tmp_path: Path) -> Callable[[], StudyDeck]:
    """Reads the deck like a new start of the program, with the cache that earlier starts left on disk."""
    return lambda: study_deck(exam, tmp_path / "cache")


def contents(deck: StudyDeck) -> object:
    listed = tuple(deck.cards.values()), dict(deck.notes), deck.outline, deck.files, deck.pictures
    forms = deck.forms.possible, deck.forms.per_form, deck.forms.questions, deck.forms.in_a_row
    return *listed, forms, deck.readiness_terms(), deck.links(), deck.confusable(), deck.fact_names()


def swap(path: Path, old: str, new: str) -> None:
    """Replaces text with other text of the same length, and restores the file's modification time."""
    stat = path.stat()
    text = path.read_text(encoding="utf-8")
    assert old in text
    assert len(old) == len(new)
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_a_cached_deck_is_the_one_that_would_be_composed(
    cached: Callable[[], StudyDeck], exam: Path, tmp_path: Path
) -> None:
    first = contents(cached())
    assert (tmp_path / "cache" / INDEX).exists()
    assert contents(cached()) == first == contents(study_deck(exam))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("facts/A.1-x.yaml", "hot", "ice"),
        ("facts/A.1-x.yaml", "id: a-1-f0", "id: a-1-f9"),
        ("guide.yaml", "title: Leaves", "title: Petals"),
        ("deck.yaml", "tea-taster", "tea-tester"),
    ],
)
def test_a_change_that_keeps_size_and_time_is_detected(
    cached: Callable[[], StudyDeck], exam: Path, file: str, old: str, new: str
) -> None:
    before = contents(cached())
    swap(exam / file, old, new)
    assert contents(cached()) == contents(study_deck(exam)) != before


def test_added_and_removed_files_are_detected(cached: Callable[[], StudyDeck], exam: Path) -> None:
    before = contents(cached())
    path = exam / "facts" / "A.1-x.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    assert contents(cached()) == contents(study_deck(exam)) != before
    path.write_text(text, encoding="utf-8")
    assert contents(cached()) == before


@pytest.mark.parametrize("name", [INDEX, BANK, READINESS, LINKS, CONFUSABLE, NAMES])
@pytest.mark.parametrize("damage", [b"", b"[]", b"null", b'{"of": 1}', b"\xff", b"half", b"one letter"])
def test_a_damaged_cache_file_is_written_again(
    cached: Callable[[], StudyDeck], tmp_path: Path, name: str, damage: bytes
) -> None:
    first = contents(cached())
    path = tmp_path / "cache" / name
    whole = path.read_bytes()
    damaged = {b"half": whole[: len(whole) // 2], b"one letter": whole.replace(b"A.1", b"A.2", 1)}
    path.write_bytes(damaged.get(damage, damage))
    assert contents(cached()) == first
    assert path.read_bytes() == whole


def test_the_cache_can_be_deleted_at_any_time(cached: Callable[[], StudyDeck], tmp_path: Path) -> None:
    first = contents(cached())
    deck = cached()
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    assert contents(deck) == first
    assert contents(cached()) == first


def test_cache_files_of_earlier_versions_are_deleted_and_nothing_else(
    cached: Callable[[], StudyDeck], tmp_path: Path
) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / INDEX).write_text('{"of": "0123", "outline": {}}', encoding="utf-8")
    for name in (f"{'0a' * 32}.json", "mine.json", "ab.json"):
        (folder / name).write_text("[]", encoding="utf-8")
    cached()
    assert {path.name for path in folder.iterdir()} == {
        *(INDEX, BANK, READINESS, LINKS, CONFUSABLE, NAMES),
        "deck-size",
        "mine.json",
        "ab.json",
    }


def test_the_current_folder_does_not_matter_to_the_cache(
    exam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths are shown relative to the current folder. A start in another folder composed the deck again."""
    (exam / "facts" / "A.1-bad.yaml").write_text('task: "A.1"\nfacts:\n  - {id: bad}\n  - 5\n', encoding="utf-8")
    cache = tmp_path / "cache"
    stored: dict[str, bytes] = {}
    for folder in (tmp_path, exam.parent, Path("/"), exam):
        monkeypatch.chdir(folder)
        composed, loaded = study_deck(exam), load(exam)
        assert composed.unread is not None
        without_cache = contents(composed)
        with monkeypatch.context() as patch:
            if stored:
                patch.setattr("clfcards.decks.load.read_bank_file", None)
            deck = study_deck(exam, cache)
            assert contents(deck) == without_cache
            assert deck.unread is not None
            assert deck.unread.files == composed.unread.files
            assert load_cached(exam, cache) == loaded
        files = {path.name: path.read_bytes() for path in cache.iterdir()}
        assert files == (stored or files)
        stored = files


def test_the_cached_bank_is_the_one_that_would_be_read(exam: Path, tmp_path: Path) -> None:
    bad = 'task: "A.1"\nfacts:\n  - {id: bad}\n  - 5\n'
    (exam / "facts" / "A.1-bad.yaml").write_text(bad, encoding="utf-8")
    (exam / "facts" / "A.1-no-text.yaml").write_bytes(b"\xff\xfe")
    first = load(exam)
    for _ in range(3):
        assert load_cached(exam, tmp_path / "cache") == first
    swap(exam / "facts/A.1-x.yaml", "hot", "ice")
    assert load_cached(exam, tmp_path / "cache") == load(exam) != first


def test_the_bank_cached_by_one_command_is_used_by_others(
    exam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_cached(exam, tmp_path / "cache")
    expected = contents(study_deck(exam))
    monkeypatch.setattr("clfcards.decks.load.read_bank_file", None)
    assert contents(study_deck(exam, tmp_path / "cache")) == expected


def test_the_cache_of_another_version_of_the_code_is_not_used(
    cached: Callable[[], StudyDeck], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = contents(cached())
    before = {path.name: path.read_bytes() for path in (tmp_path / "cache").iterdir()}
    monkeypatch.setattr("clfcards.decks.derived_file._code_hash", lambda: b"another version")
    assert contents(cached()) == first
    remade = {name: data for name, data in before.items() if name != "deck-size"}  # not a copy of the sources
    assert all((tmp_path / "cache" / name).read_bytes() != data for name, data in remade.items())


@pytest.mark.parametrize(("from_", "to"), [(BANK, INDEX), (INDEX, BANK), (INDEX, READINESS)])
def test_a_cached_file_under_the_name_of_another_counts_as_absent(
    cached: Callable[[], StudyDeck], tmp_path: Path, from_: str, to: str
) -> None:
    first = contents(cached())
    (tmp_path / "cache" / to).write_bytes((tmp_path / "cache" / from_).read_bytes())
    assert contents(cached()) == first


def test_an_edit_during_a_session_takes_effect_at_the_next_start(cached: Callable[[], StudyDeck], exam: Path) -> None:
    cached()
    deck = cached()
    swap(exam / "facts" / "A.1-x.yaml", "hot", "ice")
    ids = [id_ for id_, note in cached().notes.items() if getattr(note, "back", "") == "ice"]
    assert ids
    assert {getattr(deck.notes[id_], "back", "") for id_ in ids} == {"hot"}


def test_items_with_errors_are_left_out_of_a_cached_deck_too(cached: Callable[[], StudyDeck], exam: Path) -> None:
    bad = exam / "facts" / "A.1-bad.yaml"
    bad.write_text('task: "A.1"\nfacts:\n  - {id: bad}\n  - 5\n', encoding="utf-8")
    first = contents(cached())
    assert contents(cached()) == first == contents(study_deck(exam))
    assert "bad" not in cached().notes

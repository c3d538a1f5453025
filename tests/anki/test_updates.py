"""The package with corrections alone, and the searches of the release notes, in Anki's own back end."""

import json
import re
from pathlib import Path

import pytest

from anki.collection import Collection
from tests.anki.collection import import_package, learner, note_id
from tests.anki.test_import import Maker
from tests.command import run
from tests.small_exam import cloze, facts_file

pytestmark = pytest.mark.anki


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(tmp_path)


def update(maker: Maker, day: int, since: Path) -> Path:
    maker.build(day, "--since", str(since))
    return maker.folder / "out/tea-101-update.apkg"


def kept(package: Path, name: str) -> Path:
    return package.rename(package.with_name(name))


def tags(collection: Collection, id_: str) -> list[str]:
    note = collection.get_note(note_id(collection, id_))
    return [tag for tag in note.tags if "::changed::" in tag]


def test_an_update_adds_a_changed_note_that_the_learner_does_not_have(maker: Maker, tmp_path: Path) -> None:
    one = kept(maker.build(1), "one.apkg")
    maker.edit("facts/A.1-x.yaml", "Because a-1-f0 is so.", "Because it was.")
    second = update(maker, 5, one)
    with learner(tmp_path) as collection:
        import_package(collection, one)
        collection.remove_notes([note_id(collection, "a-1-f0")])
        assert import_package(collection, second, always=True) == {"new": 1}
        assert import_package(collection, maker.folder / "out/tea-101.apkg").get("new") is None


def test_a_changed_answer_is_tagged_until_the_text_changes_again(maker: Maker, tmp_path: Path) -> None:
    one = kept(maker.build(1), "one.apkg")
    maker.edit("facts/A.1-x.yaml", "back: hot\n    why: Because a-1-f0 is", "back: mild\n    why: Because a-1-f0 is")
    maker.edit("facts/A.1-x.yaml", "Because a-1-f1 is so.", "Because it was.")
    second = kept(update(maker, 5, one), "second.apkg")
    two = kept(maker.folder / "out/tea-101.apkg", "two.apkg")
    maker.edit("facts/A.1-x.yaml", "Because a-1-f2 is so.", "Because it was.")
    third = kept(update(maker, 9, two), "third.apkg")
    maker.edit("facts/A.1-x.yaml", "Because a-1-f0 is so.", "Because it must be.")
    fourth = kept(update(maker, 12, two), "fourth.apkg")
    full = maker.folder / "out/tea-101.apkg"
    with learner(tmp_path) as collection:
        import_package(collection, one)
        assert import_package(collection, second, always=True) == {"updated": 2}
        assert tags(collection, "a-1-f0") == ["tea-101::changed::2026-01-05::answer"]
        assert tags(collection, "a-1-f1") == []
        found = collection.find_notes("tag:tea-101::changed::2026-01-05::answer")
        assert found == [note_id(collection, "a-1-f0")]
        assert "updated" not in import_package(collection, two)
        assert import_package(collection, third, always=True) == {"updated": 1}
        assert tags(collection, "a-1-f0") == ["tea-101::changed::2026-01-05::answer"]
        import_package(collection, fourth, always=True)
        assert tags(collection, "a-1-f0") == []
        import_package(collection, full)
    (tmp_path / "new").mkdir()
    with learner(tmp_path / "new") as collection:
        import_package(collection, full)
        assert not [tag for tag in collection.tags.all() if "::changed" in tag]


def test_an_update_imported_after_the_deck_has_no_tag_to_give(maker: Maker, tmp_path: Path) -> None:
    """The note is up to date, and Anki never updates a note to one of the same time."""
    one = kept(maker.build(1), "one.apkg")
    maker.edit("facts/A.1-x.yaml", "back: hot\n    why: Because a-1-f0 is", "back: mild\n    why: Because a-1-f0 is")
    package = update(maker, 5, one)
    with learner(tmp_path) as collection:
        import_package(collection, one)
        assert import_package(collection, maker.folder / "out/tea-101.apkg")["updated"] == 1
        assert import_package(collection, package, always=True) == {"duplicate": 1}
        assert tags(collection, "a-1-f0") == []


def test_whoever_skips_a_release_is_told_the_day_on_which_the_answer_changed(maker: Maker, tmp_path: Path) -> None:
    one = kept(maker.build(1), "one.apkg")
    maker.edit("facts/A.1-x.yaml", "back: hot\n    why: Because a-1-f0 is", "back: mild\n    why: Because a-1-f0 is")
    maker.build(5)
    maker.edit("facts/A.1-x.yaml", "Because a-1-f0 is so.", "Because it must be.")
    package = update(maker, 9, one)
    with learner(tmp_path) as collection:
        import_package(collection, one)
        import_package(collection, package, always=True)
        assert tags(collection, "a-1-f0") == ["tea-101::changed::2026-01-05::answer"]


def test_an_update_is_the_same_bytes_on_any_day_and_no_news_to_the_ledger(maker: Maker) -> None:
    one = kept(maker.build(1), "one.apkg")
    maker.edit("facts/A.1-x.yaml", "back: hot\n    why: Because a-1-f0 is", "back: mild\n    why: Because a-1-f0 is")
    first = update(maker, 5, one).read_bytes()
    ledger = (maker.exam / "ledger.json").read_bytes()
    maker.build(30, "--since", str(one), "--locked")
    assert (maker.folder / "out/tea-101-update.apkg").read_bytes() == first
    assert (maker.exam / "ledger.json").read_bytes() == ledger


def test_an_update_without_a_correction_is_empty_but_can_be_imported(maker: Maker, tmp_path: Path) -> None:
    one = kept(maker.build(1), "one.apkg")
    package = update(maker, 5, one)
    with learner(tmp_path) as collection:
        import_package(collection, one)
        assert import_package(collection, package, always=True) == {}
        problems, is_ok = collection.fix_integrity()
        assert is_ok, problems


def test_every_search_finds_exactly_the_notes_of_its_kind(maker: Maker, tmp_path: Path) -> None:
    """Also beside another exam whose notes have the same ids."""
    one = kept(maker.build(1), "one.apkg")
    maker.edit("facts/A.1-x.yaml", "back: hot\n    why: Because a-1-f0 is", "back: mild\n    why: Because a-1-f0 is")
    maker.edit("facts/A.1-x.yaml", "What does a-1-f1 mean?", "What is the meaning of a-1-f1?")
    maker.edit("facts/A.1-x.yaml", "What does a-1-f2 mean?", "Waht does a-1-f2 mean?")
    maker.edit("facts/A.1-x.yaml", "Because a-1-f3 is so.", "Because it must be.")
    maker.edit("facts/B.1-x.yaml", "- id: b-1-f1\n", "- id: b-1-n1\n")
    maker.replace_file("facts/B.1-y.yaml", facts_file("B.1", cloze("b-1-cloze", "{{1:one}} and {{3:two}}")))
    update(maker, 5, one)
    args = ("--decks", str(maker.folder / "decks"), "whatsnew", str(one))
    (package,) = json.loads(run(*args, "--json").output)["packages"]
    text = maker.release_notes()
    with learner(tmp_path) as collection:
        import_package(collection, one)
        import_package(collection, other_exam(maker))
        found = {
            kind: sorted(collection.get_note(note)["Id"] for note in collection.find_notes(search))
            for kind, search in package["searches"].items()
            if kind != "added"
        }
    assert found == {
        "answer changed": ["a-1-f0"], "reworded": ["a-1-f1"], "typo": ["a-1-f2"], "explanation": ["a-1-f3"],
        "details": ["b-1-cloze"], "retired": ["b-1-f1"], "fewer cards": ["b-1-cloze"],
    }  # fmt: skip
    assert re.findall(r"```\n(.+)\n```", text) == [s for kind, s in package["searches"].items() if kind != "added"]
    assert max(map(len, text.splitlines())) < 300
    assert len(text) < 4000


def other_exam(maker: Maker) -> Path:
    """Another exam, in which every note has the id of a note of the first."""
    folder = maker.folder / "other"
    copied = folder / "cup-9"
    for path in maker.exam.rglob("*.yaml"):
        target = copied / path.relative_to(maker.exam)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8").replace("TEA-101", "CUP-9").replace("tea-taster", "cup-taster")
        target.write_text(text.replace("b-1-n1", "b-1-f1"), encoding="utf-8")
    out = maker.folder / "other-out"
    result = run("--decks", str(folder), "build", "--out", str(out), env={"SOURCE_DATE_EPOCH": "1767225600"})
    assert result.exit_code == 0, result.output
    return out / "tea-101.apkg"


def test_a_note_retired_before_the_exam_got_a_new_code_is_found_by_its_old_one(maker: Maker, tmp_path: Path) -> None:
    """No update reaches it any more, so it keeps the tags of the old code."""
    one = kept(maker.build(1), "one.apkg")
    maker.edit("facts/B.1-x.yaml", "- id: b-1-f1\n", "- id: b-1-n1\n")
    maker.edit("guide.yaml", "code: TEA-101", "code: TEA-102\n  predecessor: TEA-101")
    maker.build(5)
    (search,) = re.findall(r"```\n(.+Id:b-1-f1.*)\n```", maker.release_notes())
    with learner(tmp_path) as collection:
        import_package(collection, one)
        assert [collection.get_note(note)["Id"] for note in collection.find_notes(search)] == ["b-1-f1"]

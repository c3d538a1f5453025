"""Packages as learners import them. The oracle is the `anki` package, the back end of the desktop program."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from tests.anki.collection import import_package, learner, note_id, review_once
from tests.command import run
from tests.small_exam import DECK, GUIDE, cloze, fact, facts_file, full_exam, question, questions_file, write_exam

pytestmark = pytest.mark.anki


class Maker:
    """A maintainer's checkout: sources, and builds on given days."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exam = full_exam(folder / "decks")
        self.replace_file("questions/C.1-x.yaml", questions_file("C.1", question("q-one"), question("q-two", right=2)))
        self.replace_file("facts/B.1-y.yaml", facts_file("B.1", cloze("b-1-cloze", "{{1:one}} and {{2:two}}")))

    def replace_file(self, name: str, text: str) -> None:
        path = self.exam / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.exam / name).read_text(encoding="utf-8")
        assert old in text
        self.replace_file(name, text.replace(old, new))

    def choose_subdecks(self) -> None:
        """Each domain becomes a subdeck from now on."""
        self.replace_file("deck.yaml", DECK + "subdecks: true\n")

    def build(self, day: int, *options: str) -> Path:
        """A build on a day of January 2026."""
        out = self.folder / "out"
        epoch = str(1_767_225_600 + 86_400 * (day - 1))
        result = run(
            "--decks",
            str(self.folder / "decks"),
            "build",
            "--out",
            str(out),
            *options,
            env={"SOURCE_DATE_EPOCH": epoch},
        )
        assert result.exit_code == 0, result.output
        return out / "tea-101.apkg"

    def release_notes(self) -> str:
        return (self.folder / "out" / "whatsnew.md").read_text(encoding="utf-8")


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(tmp_path)


def searches(text: str) -> list[str]:
    """The Anki searches in release notes."""
    return re.findall(r"```\n(.+)\n```", text)


def deck_counts(collection: Collection) -> dict[str, int]:
    return {
        deck.name: len(collection.find_cards(f'deck:"{deck.name}"')) for deck in collection.decks.all_names_and_ids()
    }


def field(collection: Collection, id_: str, name: str) -> str:
    return str(collection.get_note(note_id(collection, id_))[name])


@pytest.mark.parametrize("subdecks", [False, True], ids=["one deck", "subdecks"])
def test_first_import_brings_every_card_into_its_deck(maker: Maker, tmp_path: Path, subdecks: bool) -> None:
    if subdecks:
        maker.choose_subdecks()
    package = maker.build(1)
    printed = json.loads(
        run("--decks", str(tmp_path / "decks"), "--json", "build", "--out", str(tmp_path / "out")).stdout
    )
    with learner(tmp_path) as collection:
        assert import_package(collection, package) == {"new": printed["notes"]}
        expected = {f"Tea Taster::{d['id']} {d['name']}": d["cards"] for d in printed["domains"] if subdecks}
        assert deck_counts(collection) == {"Default": 0, "Tea Taster": printed["cards"], **expected}
        assert {"tea-101::domain::b-water", "tea-101::task::b.1", "tea-101::kind::cloze"} <= set(collection.tags.all())
        problems, is_ok = collection.fix_integrity()
        assert is_ok, problems
        assert problems == "Database rebuilt and optimized."


def test_new_cards_come_in_the_order_of_the_deck(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1))
        due = collection.db.list("select due from cards order by due")
        assert due == sorted(set(due)), "every new card has its own position"
        first_ten = collection.db.list("select nid from cards order by due limit 10")
        tags = [" ".join(collection.get_note(nid).tags) for nid in first_ten]
        assert [sum(f"::domain::{letter}" in text for text in tags) for letter in "abc"] == [5, 3, 2]


def test_the_same_build_again_changes_nothing(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection:
        first = maker.build(1).read_bytes()
        import_package(collection, maker.build(1))
        again = maker.build(9)
        assert again.read_bytes() == first
        notes = collection.db.all("select id, mod, flds, tags from notes order by id")
        assert set(import_package(collection, again)) == {"duplicate"}
        assert collection.db.all("select id, mod, flds, tags from notes order by id") == notes


def test_an_edit_updates_one_note_and_keeps_its_history(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1))
        review_once(collection, "a-1-f0")
        review_once(collection, "a-1-f1")
        edited_by_learner = collection.get_note(note_id(collection, "a-1-f2"))
        edited_by_learner["Back"] = "my own words"
        collection.update_note(edited_by_learner)
        history = "select cid, ease, ivl, factor from revlog order by id"
        before = (
            collection.db.all(history),
            collection.db.all("select id, type, queue, due, ivl, reps, data from cards"),
        )

        maker.edit("facts/A.1-x.yaml", "Because a-1-f0 is so.", "Because it always was.")
        log = import_package(collection, maker.build(5))

        assert log.pop("updated") == 1
        assert set(log) == {"duplicate"}
        assert field(collection, "a-1-f0", "Why") == "Because it always was."
        assert field(collection, "a-1-f2", "Back") == "my own words"
        assert (
            collection.db.all(history),
            collection.db.all("select id, type, queue, due, ivl, reps, data from cards"),
        ) == before


def test_suspended_and_flagged_cards_stay_suspended_and_flagged(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1))
        suspended, flagged = (collection.card_ids_of_note(note_id(collection, id_))[0] for id_ in ("a-1-f0", "a-1-f1"))
        collection.sched.suspend_cards([suspended])
        collection.set_user_flag_for_cards(2, [flagged])
        maker.edit("facts/A.1-x.yaml", "is so", "is always so")
        assert import_package(collection, maker.build(5))["updated"] == 6
        assert collection.get_card(suspended).queue == -1
        assert collection.get_card(flagged).flags == 2


def test_a_new_note_arrives_and_a_typo_fix_does_not_make_a_second_copy(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1))
        count = collection.note_count()
        maker.edit("facts/A.1-x.yaml", "What does a-1-f0 mean?", "What is the meaning of a-1-f0?")
        for task in "A.1", "B.1", "C.1":
            maker.replace_file(
                f"facts/{task}-new.yaml", facts_file(task, *(fact(f"new-{task[0].lower()}-{i}") for i in range(4)))
            )
        log = import_package(collection, maker.build(5))
        assert log["new"] == collection.note_count() - count
        assert log["new"] > 0
        assert len(collection.find_notes("Id:a-1-f0")) == 1


def test_new_styling_reaches_the_learner(maker: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from clfcards.anki import note_types, package

    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1))
        old = note_types.note_types()
        restyled = {name: replace(kind, css=kind.css + "/* new */") for name, kind in old.items()}
        for module in (note_types, package):
            monkeypatch.setattr(module, "note_types", lambda: restyled)
        log = import_package(collection, maker.build(5))
        assert "new" not in log
        assert all(collection.models.by_name(kind.name)["css"].endswith("/* new */") for kind in list(old.values())[:3])
        assert len([name for name in collection.models.all_names() if name.startswith("clfcards")]) == 3


def test_the_release_notes_find_exactly_the_notes_that_were_retired_or_left(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1))
        in_deck = {collection.get_note(n)["Id"] for n in collection.find_notes("")}
        retired = sorted(id_ for id_ in in_deck if id_.startswith("c-1"))[0]
        text = (maker.exam / "facts/C.1-x.yaml").read_text(encoding="utf-8")
        entries = text.split("  - ")
        maker.replace_file("facts/C.1-x.yaml", "  - ".join(e for e in entries if f"id: {retired}\n" not in e))
        for task in ("A.1", "C.1"):
            maker.replace_file(
                f"facts/{task}-new.yaml",
                facts_file(task, *(fact(f"new-{task[0].lower()}-{i}", priority="1") for i in range(3))),
            )
        maker.build(5)

        ledger = json.loads((maker.exam / "ledger.json").read_text(encoding="utf-8"))["notes"]
        left = {id_ for id_, entry in ledger.items() if "left" in entry}
        found = [
            {collection.get_note(n)["Id"] for n in collection.find_notes(s)} for s in searches(maker.release_notes())
        ]
        assert {id_ for id_, entry in ledger.items() if "retired" in entry} == {retired}
        assert left
        assert found == [{retired}, left]
        import_package(collection, maker.build(6))
        assert in_deck <= {collection.get_note(n)["Id"] for n in collection.find_notes("")}, "nothing is removed"


def test_a_moved_task_leaves_its_cards_and_the_release_notes_find_them(maker: Maker, tmp_path: Path) -> None:
    maker.choose_subdecks()
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1))
        text = (maker.exam / "facts/A.2-x.yaml").read_text(encoding="utf-8")
        maker.replace_file("facts/A.2-x.yaml", text.replace("task: A.2", "task: C.1"))
        import_package(collection, maker.build(5, "--accept-fewer"))
        ledger = json.loads((maker.exam / "ledger.json").read_text(encoding="utf-8"))["notes"]
        moved = {id_ for id_, entry in ledger.items() if "moved" in entry and "left" not in entry}
        assert moved
        search = next(s for s in searches(maker.release_notes()) if {*re.findall("Id:([^ )]+)", s)} == moved)
        cards = collection.find_cards(search)
        assert {collection.decks.name(collection.get_card(c).did) for c in cards} == {"Tea Taster::A Leaves"}
        assert all("tea-101::domain::c-cups-saucers" in collection.get_card(c).note().tags for c in cards)
        assert "Change Deck" in maker.release_notes()


def test_with_one_deck_a_moved_task_changes_tags_only(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1))
        text = (maker.exam / "facts/A.2-x.yaml").read_text(encoding="utf-8")
        maker.replace_file("facts/A.2-x.yaml", text.replace("task: A.2", "task: C.1"))
        import_package(collection, maker.build(5, "--accept-fewer"))
        assert collection.find_notes("Id:a-2-* tag:tea-101::domain::c-cups-saucers")
        assert "Change Deck" not in maker.release_notes()
        assert set(deck_counts(collection)) == {"Default", "Tea Taster"}


def test_when_the_subdecks_are_joined_the_release_notes_say_what_to_do(maker: Maker, tmp_path: Path) -> None:
    maker.choose_subdecks()
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1))
        cards = collection.card_count()
        maker.replace_file("deck.yaml", DECK)
        import_package(collection, maker.build(5))
        assert 'deck:"Tea Taster::*"' in searches(maker.release_notes())
        assert len(collection.find_cards('deck:"Tea Taster::*"')) == cards
        assert "rename your deck" not in maker.release_notes()
        assert "The package has one deck now" in maker.release_notes()


def test_a_removed_cloze_number_leaves_an_empty_card_and_the_notes_say_so(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection:
        maker.edit("facts/B.1-y.yaml", "verified", "priority: 1\n    verified")
        import_package(collection, maker.build(1))
        assert len(collection.card_ids_of_note(note_id(collection, "b-1-cloze"))) == 2
        maker.edit("facts/B.1-y.yaml", "{{1:one}} and {{2:two}}", "{{1:one}} and two")
        import_package(collection, maker.build(5))
        assert len(collection.card_ids_of_note(note_id(collection, "b-1-cloze"))) == 2
        assert "Empty Cards" in maker.release_notes()
        assert "tag:tea-101::* Id:b-1-cloze" in searches(maker.release_notes())
        report = collection.get_empty_cards()
        assert [note.note_id for note in report.notes] == [note_id(collection, "b-1-cloze")]


def test_a_renamed_deck_is_in_the_release_notes(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1))
        cards = collection.card_count()
        write_exam(tmp_path / "decks", guide=GUIDE, deck=DECK.replace("deck: Tea Taster,", "deck: Tea Master,"))
        package = maker.build(5)
        assert "- Tea Taster → Tea Master\n" in maker.release_notes()
        deck = collection.decks.by_name("Tea Taster")
        assert deck is not None
        collection.decks.rename(deck["id"], "Tea Master")  # as the release notes advise
        import_package(collection, package)
        assert deck_counts(collection)["Tea Master"] == cards == collection.card_count()
        assert "Tea Taster" not in deck_counts(collection)


def test_a_smaller_deck_is_part_of_the_full_one(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection:
        maker.build(1)
        maker.build(2, "--size", "10")
        assert import_package(collection, tmp_path / "out" / "tea-101-10.apkg")["new"] <= 10
        log = import_package(collection, maker.build(3))
        assert set(log) == {"new", "duplicate"}


def test_both_packages_can_be_imported_together(maker: Maker, tmp_path: Path) -> None:
    maker.replace_file(
        "questions/all-x.yaml".replace("all", "A.1"),
        questions_file("A.1", *(question(f"q-a{i}", pool="exam") for i in range(5))),
    )
    maker.replace_file(
        "questions/B.1-x.yaml", questions_file("B.1", *(question(f"q-b{i}", pool="exam") for i in range(3)))
    )
    maker.replace_file(
        "questions/C.1-p.yaml", questions_file("C.1", *(question(f"q-c{i}", pool="exam") for i in range(2)))
    )
    with learner(tmp_path) as collection:
        import_package(collection, maker.build(1, "--all"))
        assert import_package(collection, tmp_path / "out" / "tea-101-practice.apkg") == {"new": 10}
        assert deck_counts(collection)["Tea Taster practice"] == 10


def test_no_preset_comes_with_a_package_even_if_presets_are_asked_for(maker: Maker, tmp_path: Path) -> None:
    """Anki would give it to the deck in place of the preset that the learner chose."""
    with learner(tmp_path) as collection:
        own = collection.decks.get_config(1)
        assert own is not None
        own["new"]["perDay"], own["name"] = 7, "My default"
        collection.decks.update_config(own)
        request = ImportAnkiPackageRequest(
            package_path=str(maker.build(1)), options=ImportAnkiPackageOptions(with_deck_configs=True)
        )
        collection.import_anki_package(request)
        assert [(config["name"], config["new"]["perDay"]) for config in collection.decks.all_config()] == [
            ("My default", 7)
        ]

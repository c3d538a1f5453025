"""`clfcards anki push` to a running Anki: AnkiConnect's calls on top of Anki's own back end."""

import json
import runpy
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anki.collection import Collection
from tests.anki.anki_connect import RunningAnki, running_anki
from tests.anki.collection import import_package, learner, note_id, review_once
from tests.anki.test_import import Maker, field
from tests.command import run

pytestmark = pytest.mark.anki

NOTE, OTHER = "a-1-f0", "a-1-f1"
OURS, MINE = "Because it always was.", "my own words"


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(tmp_path)


@pytest.fixture
def collection(maker: Maker, tmp_path: Path) -> Iterator[Collection]:
    """A learner who imported the first release."""
    folder = tmp_path / "User 1"
    folder.mkdir()
    with learner(folder) as collection:
        import_package(collection, maker.build(1))
        yield collection


@pytest.fixture
def anki(collection: Collection) -> Iterator[RunningAnki]:
    with running_anki(collection) as running:
        yield running


class Pusher:
    """A learner who pushes."""

    def __init__(self, folder: Path, anki: RunningAnki) -> None:
        self._always = ("--decks", str(folder / "decks"), "--data", str(folder / "data"))
        self._address = ("--address", anki.address)

    def __call__(self, *options: str, exit_code: int = 0, stdin: str | None = None) -> str:
        result = run(*self._always, "anki", "push", *self._address, *options, stdin=stdin)
        assert result.exit_code == exit_code, result.output
        return result.output

    def document(self, *options: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self("--json", "--yes", *options))
        return document


@pytest.fixture
def push(tmp_path: Path, anki: RunningAnki) -> Pusher:
    return Pusher(tmp_path, anki)


def correct(maker: Maker, id_: str = NOTE, new: str = OURS) -> None:
    maker.edit("facts/A.1-x.yaml", f"Because {id_} is so.", new)
    maker.build(5)


def edit(collection: Collection, id_: str, name: str, text: str) -> None:
    note = collection.get_note(note_id(collection, id_))
    note[name] = text
    collection.update_note(note)


def tag(collection: Collection, id_: str, *tags: str) -> None:
    collection.tags.bulk_add([note_id(collection, id_)], " ".join(tags))


def test_a_correction_arrives_and_the_learner_s_edit_and_tags_of_the_same_note_stay(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    edit(collection, NOTE, "Back", MINE)
    tag(collection, NOTE, "leech", "mine::hard")
    correct(maker)
    found = push.document()
    assert [change["note"] for change in found["changed"]] == [NOTE]
    assert found["result"]["updated"] == [NOTE]
    assert found["conflicts"] == []
    assert found["edited"] == [NOTE]
    assert (field(collection, NOTE, "Why"), field(collection, NOTE, "Back")) == (OURS, MINE)
    assert {"leech", "mine::hard"} <= set(collection.get_note(note_id(collection, NOTE)).tags)


def test_scheduling_flags_and_history_are_not_touched(maker: Maker, collection: Collection, push: Pusher) -> None:
    review_once(collection, NOTE)
    card = collection.card_ids_of_note(note_id(collection, NOTE))[0]
    collection.set_user_flag_for_cards(3, [card])
    state = "select id, did, ord, type, queue, due, ivl, factor, reps, lapses, flags, data from cards order by id"
    before = collection.db.all(state), collection.db.all("select * from revlog")
    correct(maker)
    push("--yes")
    assert (collection.db.all(state), collection.db.all("select * from revlog")) == before


def test_a_second_push_has_nothing_to_do_and_writes_nothing(
    maker: Maker, collection: Collection, push: Pusher, anki: RunningAnki
) -> None:
    edit(collection, OTHER, "Back", MINE)
    correct(maker)
    push("--yes")
    before = collection.db.all("select * from notes")
    anki.requests.clear()
    assert "nothing to correct" in push()
    assert push.document()["changed"] == []
    assert {name for name in anki.requests if not name.startswith(("get", "find", "notesInfo", "version"))} == set()
    assert collection.db.all("select * from notes") == before


def test_in_a_conflict_the_learner_s_text_stays_until_a_side_is_taken(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    edit(collection, NOTE, "Why", MINE)
    correct(maker)
    conflict = {"note": NOTE, "field": "Why", "ours": OURS, "mine": MINE}
    for _ in range(2):
        assert push.document()["conflicts"] == [conflict]
        assert field(collection, NOTE, "Why") == MINE
    shown = push("--dry-run")
    assert f"ours:  {OURS}" in shown
    assert f"yours: {MINE}" in shown
    assert push.document("--take", "ours", OTHER)["conflicts"] == [conflict]
    assert push.document("--take", "ours", NOTE)["conflicts"] == []
    assert field(collection, NOTE, "Why") == OURS


def test_a_conflict_that_was_settled_for_the_learner_is_listed_again_only_when_ours_changes(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    edit(collection, NOTE, "Why", MINE)
    correct(maker)
    assert push.document("--take", "mine")["conflicts"] == []
    assert push.document()["conflicts"] == []
    assert field(collection, NOTE, "Why") == MINE
    maker.edit("facts/A.1-x.yaml", OURS, "Because of the third release.")
    maker.build(9)
    assert [each["note"] for each in push.document()["conflicts"]] == [NOTE]


@pytest.mark.parametrize("skips", [False, True], ids=["every release", "skipping one"])
def test_a_first_push_recognizes_the_texts_of_every_published_version(
    maker: Maker, collection: Collection, push: Pusher, skips: bool
) -> None:
    maker.edit("facts/A.1-x.yaml", f"Because {NOTE} is so.", "Second text.")
    package = maker.build(5)
    if not skips:
        import_package(collection, package)
    maker.edit("facts/A.1-x.yaml", "Second text.", "Third text.")
    maker.build(9)
    found = push.document()
    assert [change["note"] for change in found["changed"]] == [NOTE]
    assert field(collection, NOTE, "Why") == "Third text."


def test_a_collection_that_went_back_to_before_a_push_gets_its_corrections_again(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    """A learner opened a backup, or took the collection of another device: texts that we published are no edits."""
    edit(collection, OTHER, "Why", MINE)
    correct(maker)
    maker.edit("facts/A.1-x.yaml", f"Because {OTHER} is so.", "Another why.")
    maker.build(6)
    push("--yes")
    edit(collection, NOTE, "Why", f"Because {NOTE} is so.")
    found = push.document()
    assert [change["note"] for change in found["changed"]] == [NOTE]
    assert [each["note"] for each in found["conflicts"]] == [OTHER]
    assert field(collection, NOTE, "Why") == OURS
    assert field(collection, OTHER, "Why") == MINE


def test_a_release_that_is_imported_between_two_pushes_is_not_taken_for_an_edit(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    push("--yes")
    maker.edit("facts/A.1-x.yaml", f"Because {NOTE} is so.", "Second text.")
    import_package(collection, maker.build(5), always=True)
    maker.edit("facts/A.1-x.yaml", "Second text.", "Third text.")
    maker.build(9)
    assert push.document()["conflicts"] == []
    assert field(collection, NOTE, "Why") == "Third text."


def test_nothing_is_overwritten_in_a_note_that_fits_no_published_version(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    for name in ("Front", "Back", "Why"):
        edit(collection, NOTE, name, MINE)
    correct(maker)
    before = collection.get_note(note_id(collection, NOTE)).fields
    found = push.document()
    assert (found["unknown"], found["changed"], found["conflicts"]) == ([NOTE], [], [])
    assert push.document("--take", "ours")["unknown"] == [NOTE], "nobody named it"
    assert collection.get_note(note_id(collection, NOTE)).fields == before


def test_a_note_that_fits_no_published_version_is_ours_again_if_it_is_named(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    """Its cards keep their history, which they would lose if the note was deleted and imported again."""
    review_once(collection, NOTE)
    before = collection.db.all("select id, type, queue, due, ivl, reps from cards")
    for name in ("Front", "Back", "Why"):
        edit(collection, NOTE, name, MINE)
    tag(collection, NOTE, "mine")
    said = " ".join(push("--dry-run").split())
    assert "1 note that fits no published version, so nothing of it is changed" in said
    assert "--take ours with its id takes our text" in said
    assert push.document("--take", "ours", NOTE)["result"]["updated"] == [NOTE]
    assert field(collection, NOTE, "Why") == f"Because {NOTE} is so."
    assert "mine" in collection.get_note(note_id(collection, NOTE)).tags
    assert collection.db.all("select id, type, queue, due, ivl, reps from cards") == before


def test_notes_of_a_note_type_that_the_learner_renamed_are_ours(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    model = collection.models.by_name("clfcards Fact")
    model["name"] = "My facts"
    collection.models.update_dict(model)
    correct(maker)
    found = push.document()
    assert (found["result"]["updated"], found["missing"]) == ([NOTE], [])
    assert field(collection, NOTE, "Why") == OURS


def test_a_field_that_the_learner_renamed_gets_no_correction_and_is_named(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    """A push left out every correction of such a field without a word."""
    model = collection.models.by_name("clfcards Fact")
    renamed = next(field for field in model["flds"] if field["name"] == "Why")
    renamed["name"] = "Reason"
    collection.models.update_dict(model)
    correct(maker)
    said = push("--dry-run")
    assert "the field 'Why' is not in your note types" in said
    found = push.document()
    assert found["changed"] == []
    assert NOTE in found["fields_not_in_anki"]["Why"]
    assert collection.get_note(note_id(collection, NOTE))["Reason"] == f"Because {NOTE} is so."

    renamed["name"] = "Why"
    collection.models.update_dict(model)
    assert push.document()["result"]["updated"] == [NOTE]
    assert push.document()["fields_not_in_anki"] == {}


def test_the_tags_merge_one_by_one(maker: Maker, collection: Collection, push: Pusher) -> None:
    push("--yes")
    number = note_id(collection, NOTE)
    collection.tags.bulk_remove([number], "tea-101::kind::basic tea-101::task::a.1")
    tag(collection, NOTE, "mine")
    maker.edit("facts/A.1-x.yaml", f"  - id: {NOTE}\n", f"  - id: {NOTE}\n    services: [tea-pot]\n")
    maker.build(5)
    push("--yes")
    tags = set(collection.get_note(number).tags)
    assert {"mine", "tea-101::service::tea-pot"} <= tags
    assert "tea-101::task::a.1" not in tags, "the learner removed it"


def test_the_notes_of_another_exam_with_the_same_ids_and_texts_are_left_alone(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    number = note_id(collection, OTHER)
    note = collection.get_note(number)
    copy = collection.new_note(note.note_type())
    copy.fields = list(note.fields)
    copy.tags = [name.replace("tea-101::", "tea-102::") for name in note.tags]
    collection.add_note(copy, collection.decks.id("Another exam"))
    correct(maker, OTHER)
    found = push.document()
    assert found["duplicated"] == []
    assert collection.get_note(copy.id)["Why"] == f"Because {OTHER} is so."
    assert collection.get_note(number)["Why"] == OURS


def test_a_copy_that_the_learner_made_is_corrected_too_and_named(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    note = collection.get_note(note_id(collection, NOTE))
    copy = collection.new_note(note.note_type())
    copy.fields, copy.tags = list(note.fields), list(note.tags)
    collection.add_note(copy, collection.decks.id("My own deck"))
    correct(maker)
    assert push.document()["duplicated"] == [NOTE]
    assert collection.get_note(copy.id)["Why"] == collection.get_note(note.id)["Why"] == OURS


def test_cards_move_to_a_renamed_deck_but_not_out_of_the_learner_s_own(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    own = collection.decks.id("My hard cards")
    assert own is not None
    (kept,) = collection.card_ids_of_note(note_id(collection, NOTE))
    collection.set_deck([kept], own)
    maker.choose_subdecks()
    maker.build(5)
    found = push.document()
    assert found["result"]["moved"] == sum(move["cards"] for move in found["moves"]) > 10
    assert collection.get_card(kept).did == own
    (card,) = collection.card_ids_of_note(note_id(collection, OTHER))
    assert collection.decks.name(collection.get_card(card).did) == "Tea Taster::A Leaves"
    assert push.document()["moves"] == []


def test_retired_cards_are_suspended_on_request(maker: Maker, collection: Collection, push: Pusher) -> None:
    text = (maker.exam / "facts/A.1-x.yaml").read_text(encoding="utf-8")
    start = text.index(f"  - id: {NOTE}\n")
    maker.replace_file("facts/A.1-x.yaml", text[:start] + text[text.index("  - id: ", start + 1) :])
    maker.build(5, "--accept-fewer")
    found = push.document()
    assert (found["retired"], found["result"]["suspended"]) == ([NOTE], 0)
    assert push.document("--suspend-retired")["result"]["suspended"] == 1
    (card,) = collection.card_ids_of_note(note_id(collection, NOTE))
    assert collection.get_card(card).queue == -1
    assert push.document("--suspend-retired")["result"]["suspended"] == 0


@pytest.mark.parametrize("suspended", [False, True])
def test_a_card_whose_answer_changed_is_reset_on_request_as_anki_does_it(
    maker: Maker, collection: Collection, push: Pusher, suspended: bool
) -> None:
    collection.set_config("fsrs", True)
    review_once(collection, NOTE)
    review_once(collection, OTHER)
    card, other = (collection.card_ids_of_note(note_id(collection, id_))[0] for id_ in (NOTE, OTHER))
    if suspended:
        collection.sched.suspend_cards([card])
    assert collection.get_card(card).memory_state is not None
    maker.edit("facts/A.1-x.yaml", "back: hot\n    why: Because a-1-f0", "back: cold\n    why: Because a-1-f0")
    maker.build(5)
    assert push.document("--reset-changed", "--dry-run")["to_reset"] == 1
    found = push.document("--reset-changed")
    assert (found["changed"][0]["severity"], found["result"]["reset"]) == ("answer changed", 1)
    after, kept = collection.get_card(card), collection.get_card(other)
    assert (after.type, after.ivl, after.memory_state) == (0, 0, None)
    assert after.queue == (-1 if suspended else 0)
    assert kept.type == 2
    history = "select ease, ivl, lastIvl, factor, time, type from revlog where cid = ? order by id desc limit 1"
    mine = collection.db.first(history, card)
    collection.sched.schedule_cards_as_new([other])  # what Anki's own "Reset" leaves in the history
    reference = collection.db.first(history, other)
    assert (mine[0], mine[1], mine[3], mine[4], mine[5]) == (
        reference[0],
        reference[1],
        reference[3],
        reference[4],
        reference[5],
    )
    memory = collection.compute_memory_state(card)
    assert (memory.stability, memory.difficulty) == (None, None), "FSRS begins again after this entry"
    assert push.document("--reset-changed")["to_reset"] == 0


def test_a_card_in_a_filtered_deck_is_not_reset_and_that_is_said(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    review_once(collection, NOTE)
    filtered = collection.sched.get_or_create_filtered_deck(0)
    filtered.config.search_terms[0].search = f"Id:{NOTE}"
    collection.sched.add_or_update_filtered_deck(filtered)
    maker.edit("facts/A.1-x.yaml", "back: hot\n    why: Because a-1-f0", "back: cold\n    why: Because a-1-f0")
    maker.build(5)
    said = " ".join(push("--dry-run").split())
    assert "1 note with another answer (--reset-changed in this same push lets you learn its cards again)" in said
    said = " ".join(push("--reset-changed", "--yes").split())
    assert "1 card in a filtered deck: not reset; to learn such cards again, empty the deck and then push" in said
    assert field(collection, NOTE, "Back") == "cold"


def test_missing_notes_are_named(maker: Maker, collection: Collection, push: Pusher) -> None:
    collection.remove_notes([note_id(collection, NOTE)])
    assert push.document()["missing"] == [NOTE], "not the notes of the package that was never imported"


def test_an_edit_in_anki_while_the_plan_is_shown_is_not_lost(
    maker: Maker, collection: Collection, push: Pusher, anki: RunningAnki
) -> None:
    correct(maker)
    seen: list[str] = []

    def learner_is_quick(action: str) -> None:
        seen.append(action)
        if seen.count("notesInfo") == 2 and action == "notesInfo":
            edit(collection, NOTE, "Why", MINE)

    anki.before = learner_is_quick
    found = push.document()
    assert found["result"]["edited_meanwhile"] == [NOTE]
    assert field(collection, NOTE, "Why") == MINE
    assert [each["note"] for each in push.document()["conflicts"]] == [NOTE]


def test_anki_is_closed_in_the_middle_of_a_push_and_the_next_one_does_the_rest(
    maker: Maker, collection: Collection, push: Pusher, anki: RunningAnki
) -> None:
    maker.edit("facts/A.1-x.yaml", f"Because {OTHER} is so.", "Another why.")
    correct(maker)
    written: list[str] = []

    def learner_closes_anki(action: str) -> None:
        written.append(action)
        anki.is_closed = written.count("updateNoteFields") == 2

    anki.before = learner_closes_anki
    said = " ".join(push("--yes", exit_code=1).split())
    assert f"Anki stopped answering at {anki.address}: if it was closed, start it, and run this again" in said
    anki.is_closed, anki.before = False, lambda _: None
    assert len(push.document()["result"]["updated"]) == 1
    assert (field(collection, NOTE, "Why"), field(collection, OTHER, "Why")) == (OURS, "Another why.")


def test_a_note_that_an_editor_in_anki_can_have_open_waits(
    maker: Maker, collection: Collection, push: Pusher, anki: RunningAnki
) -> None:
    """The editor of the Browser, and that of a review, write their whole note back over what changed meanwhile."""
    maker.edit("facts/A.1-x.yaml", f"Because {OTHER} is so.", "Another why.")
    correct(maker)
    anki.actions.selected = [note_id(collection, NOTE)]
    anki.actions.reviewed = collection.get_note(note_id(collection, OTHER)).card_ids()[0]
    found = push.document()
    assert (found["result"]["updated"], sorted(found["result"]["open_in_anki"])) == ([], [NOTE, OTHER])
    assert field(collection, NOTE, "Why") == f"Because {NOTE} is so."
    anki.actions.reviewed = None
    said = " ".join(push("--yes").split())
    assert "Anki has: 1 note corrected" in said
    assert f"'{NOTE}' is open in Anki, in the Browser or in a review, and was left: close it there, and push" in said
    anki.actions.selected = []
    assert push.document()["result"]["updated"] == [NOTE]
    anki.actions.selected = [note_id(collection, NOTE)]
    assert push.document()["result"]["open_in_anki"] == [], "there is nothing to write into it"


def test_many_notes_that_are_selected_in_the_browser_are_in_no_editor(
    maker: Maker, collection: Collection, push: Pusher, anki: RunningAnki
) -> None:
    correct(maker)
    anki.actions.selected = [note_id(collection, NOTE), note_id(collection, OTHER)]
    assert push.document()["result"]["updated"] == [NOTE]


def test_what_anki_did_not_take_is_found_by_reading_back(
    maker: Maker, collection: Collection, push: Pusher, anki: RunningAnki, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(maker)
    monkeypatch.setattr(type(anki.actions), "updateNoteFields", lambda *_, **__: None)
    assert f"Anki did not take '{NOTE}'" in push("--yes", exit_code=1)
    monkeypatch.undo()
    assert push.document()["result"]["updated"] == [NOTE], "the record did not believe it either"


def test_a_dry_run_and_a_push_that_nobody_agreed_to_write_nothing(
    maker: Maker, collection: Collection, push: Pusher, tmp_path: Path
) -> None:
    correct(maker)
    before = collection.db.all("select * from notes")
    assert f"1 note to correct\n    {NOTE}: explanation" in push("--dry-run")
    assert "add --yes to push without being asked" in push(exit_code=2)
    assert collection.db.all("select * from notes") == before
    assert not (tmp_path / "data/anki").exists()


def test_a_draft_with_an_error_is_not_pushed(maker: Maker, collection: Collection, push: Pusher) -> None:
    maker.edit("facts/A.1-x.yaml", f"What does {NOTE} mean?", f"What does {OTHER} mean?")
    assert "the sources have errors: fix them first; run 'clfcards check'" in push("--yes", exit_code=1)


def test_accents_that_anki_composes_are_no_difference(maker: Maker, collection: Collection, push: Pusher) -> None:
    correct(maker, new="Because of the cafe\u0301.")
    assert push.document()["result"]["updated"] == [NOTE]
    assert push.document()["changed"] == []


def test_the_examples_of_the_reference_work(
    collection: Collection, anki: RunningAnki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(__file__).parents[2]
    examples = runpy.run_path(str(root / "docs/commands.py"))["EXAMPLES"]
    shutil.rmtree(tmp_path / "decks")
    shutil.copytree(root / "decks", tmp_path / "decks")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    assert run("build").exit_code == 0
    import_package(collection, tmp_path / "build/clf-c02.apkg")
    assert run("review", "--plain", stdin="\n3\nq\n").exit_code == 0
    for example in (each for some in examples.values() for each in some if each.needs_anki):
        result = run(*shlex.split(example.line)[1:], "--address", anki.address, stdin=example.typed)
        assert result.exit_code == 0, result.output


def test_a_push_keeps_the_sources_that_it_read_for_the_next_one_and_a_dry_run_keeps_nothing(
    maker: Maker, push: Pusher, tmp_path: Path
) -> None:
    push("--dry-run")
    assert not (tmp_path / "data").exists()
    push("--yes")
    assert (tmp_path / "data/cache/tea-101/bank").exists()
    correct(maker)
    assert [change["note"] for change in push.document()["changed"]] == [NOTE], "other sources are read again"


def test_a_picture_that_a_new_text_shows_is_sent_and_no_file_of_anki_s_is_replaced(
    maker: Maker, collection: Collection, push: Pusher
) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><rect width="9"/></svg>'
    maker.replace_file("media/cup.svg", picture)
    correct(maker, new='"Because ![a cup](cup.svg)"')
    assert push.document()["result"]["pictures"] == 1
    (name,) = (path for path in Path(collection.media.dir()).iterdir() if path.name.startswith("tea-101-cup-"))
    assert name.read_text(encoding="utf-8") == picture
    assert name.name in field(collection, NOTE, "Why")
    assert collection.media.check().missing == []
    correct(maker, OTHER, '"Because ![a cup](cup.svg)"')
    result = push.document()["result"]
    assert (result["updated"], result["pictures"]) == ([OTHER], 0), "it is there already"

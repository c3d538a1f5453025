"""The laws of the merge, over random releases, edits, imports and pushes of a note."""

import datetime as dt
from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.anki.content import content_reader, next_version
from clfcards.anki.learner_note import LearnerNote
from clfcards.anki.merge import TAGS, NoteBase, NoteText, TextBase, merged
from clfcards.anki.push_plan import OurNote, OurNotes, push_plan, pushed_after
from clfcards.anki.release import ReleasedNote
from clfcards.model.ledger import Entry, Ledger, Version
from clfcards.render.note_kinds import FACT

FIELDS = ("Front", "Back", "Why")
ID = "srm"
TASK = "tea::task::a"


def text_of(front: str, back: str, why: str) -> dict[str, str]:
    own = {"Front": front, "Back": back, "Why": why, "Id": ID, "Source": "here"}
    return {name: own.get(name, "") for name in FACT.fields}


@dataclass
class World:
    """A note of ours with its ledger, and a learner's copy. `edits` are the learner's fields and tags since then."""

    ours: ReleasedNote
    entry: Entry
    mine: NoteText
    pushed: dict = field(default_factory=dict)  # type: ignore[type-arg]
    edits: dict[str, str] = field(default_factory=dict)
    own_tags: set[str] = field(default_factory=set)
    backup: tuple[NoteText, dict[str, str], set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.back_up()

    @classmethod
    def new(cls) -> "World":
        note = ReleasedNote(FACT, text_of("front 0", "back 0", "why 0"), "A", (TASK, "tea::topic::t0"), (0,))
        content = content_reader()(note.rendered)
        first = Version(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), content.fields, content.tags)
        entry = Entry("Fact", "tea/A", dt.date(2026, 1, 1), (0,), (first,))
        return cls(note, entry, NoteText(dict(note.fields), note.tags))

    def release(self, name: str, number: int) -> None:
        """We correct a field, or give the note another topic, and publish it."""
        if name == TAGS:
            self.ours = replace(self.ours, tags=(TASK, f"tea::topic::t{number}"))
        else:
            self.ours = replace(self.ours, fields={**self.ours.fields, name: f"{name} of release {number}"})
        content, before = content_reader()(self.ours.rendered), self.entry.content()
        if content != before:
            later = self.entry.modified + dt.timedelta(days=1)
            self.entry = next_version(before, content, self.entry, Version(later))

    def edit(self, name: str, text: str) -> None:
        self.mine = NoteText({**self.mine.fields, name: text}, self.mine.tags)
        self.edits[name] = text

    def add_tag(self, tag: str) -> None:
        self.mine = NoteText(self.mine.fields, tuple(sorted({*self.mine.tags, tag})))
        self.own_tags.add(tag)

    def push(self) -> None:
        notes = {ID: OurNote(self.ours, "tea", "Tea", 1)}
        ours = OurNotes("tea", notes, frozenset({ID}), {"tea": frozenset({ID})}, Ledger("tea", {ID: self.entry}))
        plan = push_plan(ours, [LearnerNote(7, self.mine, ())], self.pushed)
        for each in plan.pushes:
            fields = {**self.mine.fields, **each.merged.fields}
            self.mine = NoteText(fields, each.merged.tags if each.merged.tags is not None else self.mine.tags)
            self.pushed[7] = pushed_after(each, self.mine, self.pushed.get(7), ours.ledger)

    def back_up(self) -> None:
        self.backup = self.mine, dict(self.edits), set(self.own_tags)

    def open_backup(self) -> None:
        """The collection is as it was; the record of pushes is not in it."""
        self.mine, self.edits, self.own_tags = self.backup[0], dict(self.backup[1]), set(self.backup[2])

    def check(self) -> None:
        """No edit was lost; and no correction, unless the learner edited the same field."""
        for name in FIELDS:
            assert self.mine.fields[name] == self.edits.get(name, self.ours.fields[name])
        assert self.own_tags <= set(self.mine.tags)
        assert set(self.ours.tags) <= set(self.mine.tags)


releases = st.tuples(st.just("release"), st.sampled_from([*FIELDS, TAGS]), st.integers(1, 3))
edits = st.tuples(st.just("edit"), st.sampled_from(FIELDS[:2]), st.sampled_from(["mine", "", "MINE <b>too</b>"]))
tags = st.tuples(st.just("add_tag"), st.sampled_from(["leech", "mine::x", "marked"]))
pushes = st.tuples(st.just("push"))
histories = st.lists(st.one_of(releases, edits, tags, pushes), max_size=14)


@settings(max_examples=400, deadline=None)
@given(history=histories)
def test_no_edit_is_lost_and_no_correction_unless_the_learner_edited_the_same_field(history: list) -> None:  # type: ignore[type-arg]
    """One field is never edited: a note whose every text is the learner's is not ours to merge."""
    world = World.new()
    for action, *arguments in history:
        getattr(world, action)(*arguments)
    world.push()
    world.check()
    after = world.mine, dict(world.pushed)
    world.push()
    assert (world.mine, world.pushed) == after, "a second push changes nothing"


@settings(max_examples=200, deadline=None)
@given(history=histories)
def test_without_its_record_of_pushes_it_loses_no_edit_either(history: list) -> None:  # type: ignore[type-arg]
    """Another computer, or a lost file: the published versions are enough."""
    world = World.new()
    for action, *arguments in history:
        getattr(world, action)(*arguments)
        world.pushed.clear()
    world.push()
    world.check()


field_releases = st.tuples(st.just("release"), st.sampled_from(FIELDS), st.integers(1, 3))
backups = st.tuples(st.sampled_from(["back_up", "open_backup"]))


@settings(max_examples=400, deadline=None)
@given(history=st.lists(st.one_of(field_releases, edits, tags, pushes, backups), max_size=16))
def test_a_backup_that_is_opened_costs_no_edit_and_no_correction(history: list) -> None:  # type: ignore[type-arg]
    world = World.new()
    for action, *arguments in history:
        getattr(world, action)(*arguments)
    world.push()
    world.check()


texts = st.sampled_from(["", "a", "b", "c"])


@settings(max_examples=300, deadline=None)
@given(base=texts, ours=texts, mine=texts)
def test_a_field_of_which_the_base_is_known_merges_as_git_does(base: str, ours: str, mine: str) -> None:
    from clfcards.anki.content import text_hash

    known = frozenset({text_hash(base)})
    found = merged(
        NoteBase({"Front": TextBase(known, known)}, frozenset()), NoteText({"Front": ours}), NoteText({"Front": mine})
    )
    result = found.fields.get("Front", mine)
    if mine == base:
        assert result == ours
    elif ours in (base, mine):
        assert (result, found.conflicts) == (mine, ())
    else:
        assert result == mine
        assert [(each.ours, each.mine) for each in found.conflicts] == [(ours, mine)]


tag_sets = st.frozensets(st.sampled_from(["a", "b", "c", "d"]))


@settings(max_examples=300, deadline=None)
@given(base=tag_sets, ours=tag_sets, mine=tag_sets)
def test_tags_merge_one_by_one(base: frozenset[str], ours: frozenset[str], mine: frozenset[str]) -> None:
    found = merged(NoteBase({}, base), NoteText({}, tuple(sorted(ours))), NoteText({}, tuple(sorted(mine))))
    result = set(mine if found.tags is None else found.tags)
    for tag in "abcd":
        has = [tag in side for side in (base, ours, mine)]
        assert (tag in result) == (has[2] if has[1] == has[0] else has[1])
    assert found.conflicts == ()


def test_tags_that_differ_in_case_are_the_same_to_anki() -> None:
    found = merged(NoteBase({}, frozenset({"tea::x"})), NoteText({}, ("tea::x",)), NoteText({}, ("Tea::X", "mine")))
    assert found.tags is None

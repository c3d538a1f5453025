"""The ledger: what a build records, and when a note counts as new or changed."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.anki.content import note_guid, text_hash, whole_hash
from clfcards.anki.ledger_file import ledger_bytes, read_ledger
from clfcards.anki.note_types import note_types, note_types_of
from clfcards.anki.publish import Edition, card_ordinals, completed, publish
from clfcards.anki.search import search_for_notes
from clfcards.compose.deck import compose
from clfcards.errors import ClfcardsError
from clfcards.model.bank import Bank
from clfcards.model.ledger import Changes, Content, DeckEntry, Entry, Ledger, NoteTypeEntry, Version
from clfcards.render.note_kinds import ANY_LANGUAGE, ENGLISH, NOTE_KINDS
from clfcards.render.notes import NoteRenderer, RenderedNote
from tests.compose.test_deck import PACKAGE, TEA, bank, settings

DAY = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
TYPES = note_types_of(ENGLISH)
SIX = bank(A_1=5, A_2=5, B_1=6, C_1=4)


def edition(facts: Bank) -> Edition:
    deck = compose(TEA, settings(), facts, PACKAGE)
    renderer = NoteRenderer(TEA, {})
    rendered = {note.id: renderer.render(note) for note in (*deck.notes, *deck.reserve)}
    return Edition(TEA, (deck,), rendered, frozenset(item.id for item in facts))


def day(number: int) -> dt.datetime:
    return DAY + dt.timedelta(days=number)


def edited(facts: Bank, *ids: str) -> Bank:
    return Bank(tuple(replace(f, why="another reason") if f.id in ids else f for f in facts.facts))


def without(facts: Bank, *ids: str) -> Bank:
    return Bank(tuple(f for f in facts.facts if f.id not in ids))


def test_the_first_edition_adds_everything() -> None:
    ledger, changes = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    assert len(changes.added) == len(ledger.notes) == 20
    assert (changes.changed, changes.retired, changes.left) == ((), (), ())


def test_the_same_edition_changes_nothing_on_any_day() -> None:
    ledger, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    again, changes = publish(ledger, edition(SIX), TYPES, day(40))
    assert again == ledger
    assert changes == Changes()
    assert ledger_bytes(again) == ledger_bytes(ledger)


def test_an_edit_changes_the_time_of_that_note_alone() -> None:
    first, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    second, changes = publish(first, edition(edited(SIX, "b-1-2")), TYPES, day(3))
    assert changes.changed == ("b-1-2",)
    assert second.notes["b-1-2"].modified == day(3)
    assert {id_: e for id_, e in second.notes.items() if id_ != "b-1-2"} == {
        id_: e for id_, e in first.notes.items() if id_ != "b-1-2"
    }


def test_if_the_clock_is_behind_the_ledger_new_notes_get_the_ledgers_time() -> None:
    first, _ = publish(Ledger("tea"), edition(without(SIX, "b-1-2")), TYPES, day(9))
    second, _ = publish(first, edition(SIX), TYPES, DAY)
    assert second.notes["b-1-2"].published == day(9).date()


def test_a_removed_card_is_recorded_even_if_another_takes_its_place() -> None:
    def cloze(text: str) -> Bank:
        return Bank((replace(SIX.facts[0], front="", back="", cloze=text, cards=2, priority=1), *SIX.facts[1:]))

    first, _ = publish(Ledger("tea"), edition(cloze("{{1:a}} {{2:b}}")), TYPES, DAY)
    second, _ = publish(first, edition(cloze("{{1:a}} {{3:b}}")), TYPES, day(1))
    assert second.notes[SIX.facts[0].id].fewer_cards == day(1).date()


def test_an_edit_is_newer_even_if_the_clock_was_set_back() -> None:
    first, _ = publish(Ledger("tea"), edition(SIX), TYPES, day(9))
    second, _ = publish(first, edition(edited(SIX, "b-1-2")), TYPES, DAY)
    assert second.notes["b-1-2"].modified == day(9) + dt.timedelta(seconds=1)


def test_a_removed_note_is_retired_and_comes_back_as_the_same_note() -> None:
    first, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    second, changes = publish(first, edition(without(SIX, "b-1-2")), TYPES, day(1))
    assert changes.retired == ("b-1-2",)
    assert second.notes["b-1-2"].retired == day(1).date()
    third, changes = publish(second, edition(SIX), TYPES, day(2))
    assert "b-1-2" in changes.returned
    assert (changes.added, changes.changed) == ((), ())
    assert third.notes["b-1-2"].versions == first.notes["b-1-2"].versions
    assert third.notes["b-1-2"].is_current
    assert third.notes["b-1-2"].published == first.notes["b-1-2"].published


def test_a_note_that_no_longer_fits_the_quota_has_left_but_is_not_retired() -> None:
    first, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    smaller = without(SIX, "c-1-0", "c-1-1")
    second, changes = publish(first, edition(smaller), TYPES, day(1))
    assert set(changes.retired) == {"c-1-0", "c-1-1"}
    assert changes.left
    assert all(second.notes[id_].left == day(1).date() and second.notes[id_].retired is None for id_ in changes.left)


def test_a_note_that_has_left_leaves_once() -> None:
    first, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    smaller = edition(without(SIX, "c-1-0", "c-1-1"))
    second, changes = publish(first, smaller, TYPES, day(1))
    third, later = publish(second, smaller, TYPES, day(2))
    assert changes.left
    assert later.left == ()
    assert {id_: third.notes[id_].left for id_ in changes.left} == dict.fromkeys(changes.left, day(1).date())


def test_a_retired_note_that_is_back_but_beyond_the_quota_is_no_longer_retired() -> None:
    """Its author restored it; it is in the reserve like any other note there."""
    first, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    gone = SIX.facts[0].id
    second, _ = publish(first, edition(without(SIX, gone)), TYPES, day(1))
    fewer = without(SIX, "c-1-0", "c-1-1").facts
    back = edition(Bank(tuple(replace(fact, priority=3) if fact.id == gone else fact for fact in fewer)))
    assert gone in {note.id for note in back.decks[0].reserve}
    third, changes = publish(second, back, TYPES, day(2))
    assert second.notes[gone].retired == day(1).date()
    assert (third.notes[gone].retired, third.notes[gone].left, third.notes[gone].reason) == (None, day(2).date(), "")
    assert gone in changes.left


@pytest.mark.parametrize(
    ("text", "ordinals"), [("{{a}} and {{b}}", (0,)), ("{{1:a}} {{2:b}}", (0, 1)), ("{{3:a}} {{1:b}} {{3:c}}", (0, 2))]
)
def test_the_cards_of_a_cloze_are_its_numbers_counted_from_zero(text: str, ordinals: tuple[int, ...]) -> None:
    """Anki would show another blank, or an empty card, for any other ordinal."""
    note = replace(SIX.facts[0], front="", back="", cloze=text, cards=len(ordinals))
    assert card_ordinals(note, NoteRenderer(TEA, {}).render(note)) == ordinals


def test_a_fact_asked_both_ways_has_two_cards() -> None:
    note = replace(SIX.facts[0], reverse=True, cards=2)
    assert card_ordinals(note, NoteRenderer(TEA, {}).render(note)) == (0, 1)


def test_every_kind_of_note_has_a_note_type() -> None:
    assert tuple(note_types()) == NOTE_KINDS
    families = (note_types_of(ENGLISH), note_types_of(ANY_LANGUAGE))
    assert [note_type.kind for types in families for note_type in types] == list(NOTE_KINDS)


def test_new_styling_is_recorded() -> None:
    first, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    restyled = (replace(TYPES[0], css="body {}"), *TYPES[1:])
    second, changes = publish(first, edition(SIX), restyled, day(1))
    assert changes.note_types == (TYPES[0].name,)
    assert second.note_types[TYPES[0].name].modified == day(1)


def test_guids_depend_on_namespace_and_id_alone() -> None:
    """They are frozen: with another value, every learner would get every note a second time."""
    assert note_guid("tea-taster", "green-tea") == "L_3AQHknmi5e"
    assert note_guid("a", "bc") != note_guid("ab", "c")


def test_note_type_ids_are_frozen() -> None:
    """For Anki another id is another note type, and existing notes would no longer be updated."""
    known = [(t.id, t.field_ids[0], [c.id for c in t.templates], [c.name for c in t.templates]) for t in TYPES]
    assert known == [
        (1764190301, 1764190301000, [1764190301101, 1764190301102], ["Card", "Reversed"]),
        (1764190302, 1764190302000, [1764190302101], ["Cloze"]),
        (1764190303, 1764190303000, [1764190303101], ["Question"]),
    ]


@given(st.lists(st.sets(st.sampled_from([f.id for f in SIX.facts]), max_size=6), max_size=5))
def test_the_ledger_file_restores_the_ledger(edits: list[set[str]]) -> None:
    ledger = Ledger("tea")
    for number, ids in enumerate(edits):
        changed = without(SIX, *ids) if number % 2 else edited(SIX, *ids)
        ledger, _ = publish(ledger, edition(changed), TYPES, day(number))
    data = ledger_bytes(ledger)
    assert read_ledger("ledger.json", data, "tea") == ledger
    assert json.loads(data)["namespace"] == "tea"


def test_the_shipped_ledger_is_written_back_byte_for_byte() -> None:
    data = (Path(__file__).parents[2] / "decks/clf-c02/ledger.json").read_bytes()
    assert ledger_bytes(read_ledger("ledger.json", data, "aws-cloud-practitioner")) == data
    with_mark = b"\xef\xbb\xbf" + data  # a byte order mark, which some editors add
    assert ledger_bytes(read_ledger("ledger.json", with_mark, "aws-cloud-practitioner")) == data


def test_a_note_with_a_value_in_every_field_is_one_line() -> None:
    entry = Entry(
        type="Cloze", deck="tea-101/A", published=date(1), cards=(0, 2),
        versions=(Version(day(0), whole="0a"), Version(day(1), {"Text": "aaaa", "Why": ""}, "tttt")),
        left=date(3), retired=date(4), leaving=True, moved=date(5), fewer_cards=date(6), reason="too old",
        successor="black", moved_from="tea-101/B",
    )  # fmt: skip
    ledger = Ledger(
        "tea", {"green": entry}, {"clfcards Cloze": NoteTypeEntry("1b", day(0))},
        {"tea-101/A": DeckEntry("Tea::A", date(7), "Tee::A")},
    )  # fmt: skip
    data = ledger_bytes(ledger)
    assert data.decode().splitlines() == [
        "{",
        '"format":2,"namespace":"tea",',
        '"note_types":{',
        '"clfcards Cloze":{"hash":"1b","modified":"2026-01-01T12:00:00Z","check":"mLe7EQ"}',
        "},",
        '"decks":{',
        '"tea-101/A":{"name":"Tea::A","renamed":"2026-01-08","was":"Tee::A","check":"1+xqXg"}',
        "},",
        '"notes":{',
        '"green":{"type":"Cloze","deck":"tea-101/A","published":"2026-01-02","cards":[0,2],"versions":'
        '[{"at":"2026-01-01T12:00:00Z","whole":"0a"},{"at":"2026-01-02T12:00:00Z","fields":{"Text":"aaaa","Why":""},'
        '"tags":"tttt"}],"left":"2026-01-04","retired":"2026-01-05","leaving":true,"moved":"2026-01-06",'
        '"fewer_cards":"2026-01-07","reason":"too old","successor":"black","moved_from":"tea-101/B","check":"f/kJjQ"}',
        "},",
        '"end":"aJaRNw"',
        "}",
    ]
    assert read_ledger("ledger.json", data, "tea") == ledger


OLD = b"""{
"format": 1,
"namespace": "tea",
"note_types": {
"clfcards Fact": {"hash": "1b", "modified": "2026-01-01T12:00:00Z"}
},
"decks": {
"tea/B": {"name": "Tea::B Water"}
},
"notes": {
"b-1-2": {"guid": "GUID", "hash": "HASH", "modified": "2026-01-01T12:00:00Z", "published": "2026-01-01", "type": \
"Fact", "deck": "tea/B", "cards": [0]}
}
}
""".replace(b"\\\n", b"").replace(b"GUID", note_guid("tea", "b-1-2").encode())


def old_ledger(hash_: str) -> Ledger:
    return read_ledger("ledger.json", OLD.replace(b"HASH", hash_.encode()), "tea")


def test_a_note_as_the_first_format_knew_it_becomes_version_one() -> None:
    """Its fields are known if it has not changed since."""
    rendered = edition(SIX).rendered["b-1-2"]
    known = completed(old_ledger(whole_hash(rendered)), edition(SIX))
    assert known.notes["b-1-2"].versions == (Version(DAY, *content(rendered)),)
    later, changes = publish(known, edition(SIX), TYPES, day(3))
    assert later.notes["b-1-2"].versions == known.notes["b-1-2"].versions
    assert "b-1-2" not in changes.changed


def test_a_note_that_has_changed_since_the_first_format_keeps_its_common_hash_as_version_one() -> None:
    old = completed(old_ledger("0123456789abcdef"), edition(SIX))
    assert old.notes["b-1-2"].content() is None
    later, changes = publish(old, edition(SIX), TYPES, day(3))
    assert later.notes["b-1-2"].versions == (
        Version(DAY, whole="0123456789abcdef"),
        Version(day(3), *content(edition(SIX).rendered["b-1-2"])),
    )
    assert changes.changed == ("b-1-2",)


def content(rendered: RenderedNote) -> tuple[dict[str, str], str]:
    """The hashes of the fields and of the tags, written out here once more."""
    fields = dict(zip(rendered.kind.fields, rendered.fields, strict=True))
    return {n: text_hash(t) for n, t in fields.items() if t and n != "Id"}, text_hash(" ".join(rendered.tags))


def test_every_version_names_what_it_changed() -> None:
    ledger, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    ledger, _ = publish(ledger, edition(edited(SIX, "b-1-2")), TYPES, day(3))
    ledger, _ = publish(ledger, edition(SIX), TYPES, day(5))
    first, second, third = ledger.notes["b-1-2"].versions
    assert second == Version(day(3), {"Why": text_hash("another reason")})
    assert third == Version(day(5), {"Why": text_hash("w")})
    assert ledger.notes["b-1-2"].content(1) == ledger.notes["b-1-2"].content(3) == Content(first.fields, first.tags)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"format":2', '"format":3', "newer clfcards"),
        ('"format":2', '"format":"2"', "is damaged"),
        ("2026-01-01T12:00:00Z", "2026-01-01T12:00:01Z", "line 4 is not as it was written"),
        ('"notes":{', '"other":{', "missing required field `notes`"),
        ('"cards":[0]', '"cards":[1]', "line 14 is not as it was written"),
        ('"namespace":"tea"', '"namespace":"coffee"', "line 4 is not as it was written"),
        ('"end":"', '"end":"x', "is not as it was written"),
        ('"end":"', '"und":"', "missing required field `end`"),
    ],
)
def test_a_damaged_foreign_or_newer_ledger_is_refused(before: str, after: str, message: str) -> None:
    ledger, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    data = ledger_bytes(ledger).decode()
    assert before in data
    with pytest.raises(ClfcardsError, match=message):
        read_ledger("ledger.json", data.replace(before, after).encode(), "tea")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"format": 1', '"format": "1"', "is damaged"),
        ("T12:00:00Z", "T12:00:00", "is not a valid build time: it must be in UTC"),
        ("2026-01-01T12:00:00Z", "2226-01-01T12:00:00Z", "is not a valid build time: it must be in UTC"),
        ("2026-01-01T12:00:00Z", "2026-13-01T12:00:00Z", "is damaged"),
        ('"notes": {', '"other": {', "missing required field `notes`"),
        ('"type": "Fact"', '"type": 5', "is damaged"),
        ('"type": "Fact", ', "", "missing required field `type`"),
        ('"cards": [0]', '"cards": 0', "is damaged"),
        ('"guid": "', '"guid": "x', "differs from the published one"),
        ('"namespace": "tea"', '"namespace": "coffee"', "differs from the published one"),
    ],
)
def test_a_damaged_ledger_of_the_first_format_is_refused(before: str, after: str, message: str) -> None:
    data = OLD.decode()
    assert before in data
    with pytest.raises(ClfcardsError, match=message):
        read_ledger("ledger.json", data.replace(before, after).encode(), "tea")


def test_a_change_of_one_note_is_one_line_of_the_ledger() -> None:
    first, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    second, _ = publish(first, edition(edited(SIX, "b-1-2")), TYPES, day(3))
    before, after = (ledger_bytes(ledger).splitlines() for ledger in (first, second))
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def date(number: int) -> dt.date:
    return day(number).date()


def test_a_search_names_every_note_once_and_is_bounded_to_the_exam() -> None:
    assert search_for_notes(["tea"], ["b", "a"]) == "tag:tea::* (Id:a OR Id:b)"
    assert search_for_notes(["tea-2", "tea-1"], ["a"]) == "(tag:tea-1::* OR tag:tea-2::*) Id:a"
    assert search_for_notes(["tea"], []) == ""

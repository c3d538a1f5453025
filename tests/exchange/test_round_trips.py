"""What a format can hold comes back unchanged, and what it cannot hold is named."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.decks.load import load
from clfcards.exchange.anki_text import read_anki_text, write_anki_text
from clfcards.exchange.csv_format import read_csv, write_csv
from clfcards.exchange.entry import Entry, EntryOption, Reading, Written, entry_of
from clfcards.exchange.gift_format import read_gift, write_gift
from clfcards.exchange.markdown_format import read_markdown, write_markdown
from clfcards.exchange.yaml_text import item_yaml
from clfcards.model.bank import Import
from clfcards.source.bank import read_bank_file
from tests.exchange.entries import facts, questions, same

DECKS = Path(__file__).parents[2] / "decks"
Format = tuple[Callable[[str], Reading], Callable[[Sequence[Entry]], Written]]
FORMATS: dict[str, Format] = {
    "csv": (read_csv, write_csv),
    "gift": (read_gift, write_gift),
    "markdown": (read_markdown, write_markdown),
    "anki-text": (read_anki_text, write_anki_text),
}
ITEMS = st.lists(st.one_of(questions(), facts()), min_size=1, max_size=3)


def without(entry: Entry, lost: dict[str, int]) -> Entry:
    """The entry without the fields that a format says it cannot hold."""
    empty = Entry(line=1)
    kept = replace(entry, **{name: getattr(empty, name) for name in lost if name not in ("fact", "facts")})
    if "fact" in lost:
        kept = replace(kept, options=tuple(replace(option, fact="") for option in kept.options))
    return kept


@pytest.mark.parametrize("name", FORMATS)
@given(items=ITEMS)
def test_what_is_written_is_read_back_except_what_is_named_as_lost(name: str, items: list[Entry]) -> None:
    read, write = FORMATS[name]
    named = [replace(entry, id=f"{entry.id}-{i}") for i, entry in enumerate(items)]
    written = write(named)
    expected = [without(entry, written.lost) for entry in named if entry.is_question or "facts" not in written.lost]
    reading = read(written.text)
    assert reading.unread == ()
    assert [same(entry) for entry in reading.entries] == [same(entry) for entry in expected]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("texts", [("2", "1", "3", "4"), ("4", "3", "2", "1"), ("B", "A", "D", "C")])
def test_options_that_look_like_keys_keep_the_right_one(name: str, texts: tuple[str, ...]) -> None:
    read, write = FORMATS[name]
    options = tuple(EntryOption(text, text == texts[0]) for text in texts)
    (entry,) = read(write([Entry(line=1, id="q-1", stem="Which one?", options=options)]).text).entries
    assert [option.text for option in entry.options if option.is_right] == [texts[0]]


@pytest.mark.parametrize("name", FORMATS)
def test_the_shipped_bank_comes_back(name: str) -> None:
    read, write = FORMATS[name]
    entries = [entry_of(item) for item in load(DECKS / "clf-c02").bank]
    written = write(entries)
    reading = read(written.text)
    kept = [without(entry, written.lost) for entry in entries if entry.is_question or "facts" not in written.lost]
    assert not reading.unread
    assert [same(entry) for entry in reading.entries] == [same(entry) for entry in kept]


@given(entry=st.one_of(questions(), facts()))
def test_the_yaml_of_an_entry_is_read_as_that_entry(entry: Entry) -> None:
    """Our own reader of the sources is the judge."""
    kind = "questions" if entry.is_question else "facts"
    if entry.imported is None:
        entry = replace(entry, imported=Import("bank.csv", 3))
    file = read_bank_file("x.yaml", f'task: "A.1"\n{kind}:\n{item_yaml(entry)}')
    items = (*file.facts, *file.questions, *file.drafts)
    if not items:  # refused: another number of options than a source has, or a text that shows nothing
        assert {problem.rule for problem in file.problems} <= {"option-count", "empty"}
        return
    assert file.problems == ()
    (item,) = items
    assert same(entry_of(item)) == same(entry)


def test_a_format_says_what_it_cannot_hold() -> None:
    items = [entry_of(item) for item in load(DECKS / "clf-c02").bank]
    assert write_csv(items).lost == {}
    assert write_anki_text(items).lost == {}
    assert set(write_markdown(items).lost) == {"facts"}
    assert {"facts", "source", "verified", "fact"} <= set(write_gift(items).lost)

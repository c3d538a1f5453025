"""Entries for tests: any texts that a source can hold."""

from dataclasses import replace

from hypothesis import strategies as st

from clfcards.exchange.entry import Entry, EntryOption
from clfcards.model.bank import Import

# What a source file can hold: no control characters and no private use; texts have no spaces around them.
_CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp"))
_ODD = st.sampled_from([
    "=1+1", "@SUM(A1)", "-2", "+3", "'=x", "''@", "a\nb", "\n\n", '"', "a,b", "a;b", "a\tb", "#x", "a # b", "{x}", "~",
    "\\", "\\n", "::", "%50%x", "%-100%", "[html]x", "[x", "->", "- [x] a", "1. a", "A. b", "Answer: B", "</details>",
    "<!-- x -->", "null", "~", "yes", "1.20", "| a |", "####x", "http://x", "// a", "$CATEGORY: x", "&amp;", "<b>",
    "1", "2", "3", "4", "A", "b", "B, C", "1 2",
])  # fmt: skip


def _clean(parts: list[str]) -> str:
    return "".join(parts).strip() or "x"


TEXTS = st.lists(st.one_of(st.text(_CHARACTERS, max_size=6), _ODD), min_size=1, max_size=4).map(_clean)
OPTIONAL = st.one_of(st.just(""), TEXTS)
_IDS = st.lists(st.sampled_from(["a", "b-1", "srm"]), max_size=3, unique=True).map(tuple)


@st.composite
def questions(draw: st.DrawFn) -> Entry:
    texts = draw(st.lists(TEXTS, min_size=4, max_size=6, unique=True))
    right = draw(st.integers(1, len(texts) - 1))
    options = tuple(
        EntryOption(text, i < right, draw(OPTIONAL), "" if i < right else draw(st.sampled_from(["", "fact-1"])))
        for i, text in enumerate(texts)
    )
    imported = draw(st.one_of(st.none(), st.builds(Import, TEXTS, st.integers(1, 999), OPTIONAL, OPTIONAL)))
    return Entry(
        line=1, id="q-1", stem=draw(TEXTS), options=options, task="A.1", pool=draw(st.sampled_from(["exam", "study"])),
        expected=draw(st.sampled_from(["", "0.62"])), source="https://example.org/a,b;c?d=e", verified="2026-01-15",
        priority="2", topics=draw(_IDS), services=draw(_IDS), tests=draw(_IDS), enemies=draw(_IDS), imported=imported,
        waive=draw(st.dictionaries(st.just("clang"), TEXTS).map(lambda waived: tuple(waived.items()))),
    )  # fmt: skip


@st.composite
def facts(draw: st.DrawFn) -> Entry:
    head = Entry(line=1, id="f-1", task="A.1", why=draw(OPTIONAL), priority="1", topics=draw(_IDS))
    if draw(st.booleans()):
        return replace(head, cloze=f"Tea is {{{{{draw(st.sampled_from(['hot', '1:hot', 'hot|how']))}}}}}.")
    return replace(head, front=draw(TEXTS), back=draw(TEXTS), reverse=draw(st.booleans()))


def same(entry: Entry) -> Entry:
    """The entry without its line, and with its options in an order of their own: files may mix them."""
    return replace(entry, line=1, options=tuple(sorted(entry.options, key=lambda option: option.text)))

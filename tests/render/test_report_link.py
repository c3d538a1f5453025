"""The link to report a mistake: what it names, when the version changes, and that a text cannot break it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.model.bank import Fact, Option, Question
from clfcards.model.report_address import report_address
from clfcards.render.notes import NoteRenderer
from clfcards.render.report_link import item_version, report_link, with_report_link, without_report_link
from tests.render.test_notes import fields, read_fact, read_question, tea_guide
from tests.small_exam import cloze, fact, question

TEMPLATE = "https://example.org/new?title={id}&body=Version+{version}"
FACT, CLOZE = read_fact(fact("cup", back="a *cup*")), read_fact(cloze("pot", "Tea is {{hot}}."))
QUESTION = read_question(question("q-cup", right=2))
ITEMS: list[Fact | Question] = [FACT, CLOZE, QUESTION]


def rendered(note: Fact | Question, report_url: str = "", language: str = "en") -> dict[str, str]:
    found = NoteRenderer(replace(tea_guide(), language=language), {}, report_url=report_url).render(note)
    return dict(zip(found.kind.fields, found.fields, strict=True))


def test_a_link_names_the_item_and_the_version_of_its_texts() -> None:
    assert report_link(TEMPLATE, FACT) == f"https://example.org/new?title=cup&body=Version+{item_version(FACT)}"
    assert report_link("", FACT) == ""


def test_a_version_stays_what_it_is() -> None:
    """A link in a package that a learner has must name the same text for years: no release may compute another one."""
    assert [item_version(item) for item in ITEMS] == ["f28fc348", "38424373", "544eeac7"]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20), st.text("0123456789abcdef", max_size=8))
def test_what_is_put_in_cannot_leave_its_part_of_the_address(item: str, version: str) -> None:
    before, between, after = report_address("https://e.org/a/{id}?v={version}#x", item, version).partition("?v=")
    assert (between, after) == ("?v=", f"{version}#x")
    assert before.isascii()
    assert not set(before.removeprefix("https://e.org/a/")) & set("/?#&=+ \"'<>{}")


@pytest.mark.parametrize(
    "changed",
    [
        replace(FACT, back="a pot"), replace(FACT, front="Which?"), replace(FACT, why="Why not."),
        replace(FACT, source="https://example.org/other"), replace(CLOZE, cloze="Tea is {{warm}}."),
        replace(CLOZE, cloze="{{Tea}} is hot."), replace(QUESTION, stem="What now?"),
        replace(QUESTION, correct=QUESTION.distractors[:2], distractors=(*QUESTION.correct, QUESTION.distractors[2])),
        replace(QUESTION, distractors=(Option("a jar", "No."), *QUESTION.distractors[1:])),
    ],
)  # fmt: skip
def test_what_a_learner_reads_changes_the_version(changed: Fact | Question) -> None:
    versions = {item_version(item) for item in ITEMS}
    assert item_version(changed) not in versions


@pytest.mark.parametrize("item", ITEMS)
def test_what_no_learner_reads_keeps_the_version(item: Fact | Question) -> None:
    """A note that gets another version is sent to everybody who has it."""
    same = replace(
        item, priority=1, topics=("green-tea",), services=("tea-pot",), verified=item.verified.replace(day=1)
    )
    assert item_version(same) == item_version(item)
    assert item_version(replace(FACT, back="a _cup_")) == item_version(FACT)
    turned = replace(QUESTION, correct=QUESTION.correct[::-1], distractors=QUESTION.distractors[::-1])
    assert item_version(turned) == item_version(QUESTION)
    assert fields(turned) == fields(QUESTION)


@pytest.mark.parametrize("item", ITEMS)
def test_a_note_has_the_link_at_the_end_of_the_field_with_the_day(item: Fact | Question) -> None:
    plain, linked = rendered(item), rendered(item, TEMPLATE)
    address = report_link(TEMPLATE, item).replace("&", "&amp;")
    assert linked == plain | {"Verified": f'2026-01-15 · <a class="report" href="{address}">Report a mistake</a>'}
    assert {name: without_report_link(text) for name, text in linked.items()} == plain


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", "間違いを報告"),
        ("de", "Fehler melden"),
        ("ar", "الإبلاغ عن خطأ"),
        ("fr", '<span lang="en">Report a mistake</span>'),
        ("he", '<bdi lang="en" dir="ltr">Report a mistake</bdi>'),
    ],
)
def test_the_link_is_in_the_language_of_the_exam_or_says_that_it_is_english(language: str, words: str) -> None:
    day = rendered(FACT, "", language)["Verified"]
    found = rendered(FACT, "https://e.org/{id}", language)["Verified"]
    assert found == f'{day} · <a class="report" href="https://e.org/cup">{words}</a>'


def test_an_address_cannot_end_its_attribute() -> None:
    field = with_report_link("x", 'https://e.org/"><script>a</script>&b', "r")
    assert field == 'x · <a class="report" href="https://e.org/&quot;&gt;&lt;script&gt;a&lt;/script&gt;&amp;b">r</a>'

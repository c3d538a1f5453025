"""Items as Anki notes: fields, tags, and options that do not give the answer away."""

from clfcards.model.bank import Fact, Question
from clfcards.model.guide import Guide
from clfcards.render.grading import option_key
from clfcards.render.note_kinds import NOTE_KINDS
from clfcards.render.notes import NoteRenderer, choose
from clfcards.source.bank import read_bank_file
from clfcards.source.guide import read_guide
from tests.small_exam import GUIDE, cloze, fact, facts_file, question, questions_file


def tea_guide() -> Guide:
    guide, _ = read_guide("guide.yaml", GUIDE)
    assert guide is not None
    return guide


RENDERER = NoteRenderer(tea_guide(), {})


def read_fact(text: str) -> Fact:
    return read_bank_file("x", facts_file("C.1", text)).facts[0]


def read_question(text: str) -> Question:
    return read_bank_file("x", questions_file("C.1", text)).questions[0]


def fields(note: Fact | Question) -> dict[str, str]:
    rendered = RENDERER.render(note)
    return dict(zip(rendered.kind.fields, rendered.fields, strict=True))


def test_fields_are_frozen() -> None:
    """If a field is added, renamed or moved, Anki copies the note type and updates stop. Use a spare field."""
    tail = ("Services", "Source", "Verified", "Task", "Id", "Spare 1", "Spare 2", "Spare 3")
    assert {kind.name: kind.fields for kind in NOTE_KINDS} == {
        "Fact": ("Front", "Back", "Reverse", "Why", *tail),
        "Cloze": ("Text", "Why", *tail),
        "Question": ("Stem", "Choose", "Options", "Answers", *tail),
        "Fact (any language)": ("Front", "Back", "Reverse", "Why", *tail[:5], "Language", *tail[5:]),
        "Cloze (any language)": ("Text", "Why", *tail[:5], "Language", *tail[5:]),
        "Question (any language)": ("Stem", "Choose", "Options", "Answers", *tail[:5], "Language", *tail[5:]),
    }


def test_a_fact_shows_where_it_comes_from() -> None:
    shown = fields(read_fact(fact("cup", services="[tea-pot, tea-kettle]")))
    assert shown["Services"] == "Tea Pot · Tea Kettle"
    assert shown["Source"] == '<a href="https://example.org/tea">example.org</a>'
    assert (shown["Verified"], shown["Id"], shown["Task"]) == ("2026-01-15", "cup", "C.1 Serve")


def test_only_a_reversible_fact_has_a_second_card() -> None:
    assert fields(read_fact(fact("cup")))["Reverse"] == ""
    assert fields(read_fact(fact("cup", reverse="true")))["Reverse"] == "yes"


def test_tags_name_domain_task_kind_priority_and_services() -> None:
    rendered = RENDERER.render(
        read_fact(cloze("cup", "a {{cup}}", services="[tea-pot]", topics="[serving]", priority="1"))
    )
    assert rendered.tags == (
        "tea-101::domain::c-cups-saucers",
        "tea-101::kind::cloze",
        "tea-101::priority::1",
        "tea-101::service::tea-pot",
        "tea-101::task::c.1",
        "tea-101::topic::serving",
    )


def test_the_front_of_a_question_does_not_reveal_the_answer() -> None:
    one = fields(read_question(question("q-a")))
    for word in ("right", "wrong", "✓", "✗", "It is the cup"):
        assert word not in one["Options"]
    assert one["Answers"].count("✓") == 1
    assert one["Answers"].count('class="why"') == 4


def test_both_sides_show_the_options_in_the_same_order() -> None:
    shown = fields(read_question(question("q-a", right=2)))
    keys = [part.split('"')[0] for part in shown["Options"].split('data-option="')[1:]]
    assert keys == [part.split('"')[0] for part in shown["Answers"].split('data-option="')[1:]]


def test_the_right_option_can_be_in_any_position() -> None:
    places = set()
    for i in range(60):
        answers = fields(read_question(question(f"q-{chr(97 + i % 26)}{i}")))["Answers"]
        places.add(answers.split("<li").index(next(part for part in answers.split("<li") if "✓" in part)))
    assert places == {1, 2, 3, 4}


def test_choose_two_comes_from_the_key() -> None:
    assert choose(read_question(question("q-a"))) == ""
    assert choose(read_question(question("q-a", right=2))) == "Choose two"
    assert choose(read_question(question("q-a", right=4, wrong=1))) == "Choose four"


def test_an_options_key_does_not_depend_on_its_position() -> None:
    assert option_key("q-a", "tea") == option_key("q-a", "tea") != option_key("q-b", "tea")

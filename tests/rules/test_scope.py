from clfcards.rules.scope import RULE
from tests.rules.bank_of import card, cloze, found, guide, question
from tests.small_exam import GUIDE as TEXT

CLOSED = guide(
    TEXT.replace("renames:", "  unlisted:\n    Pots: {hay-box: Hay Box, cosy: Tea Cosy}\nrenames:")
    + "closures:\n  - {service: hay-box, date: 2026-01-01, state: closed to new customers, source: syllabus}\n"
)


def test_an_answer_that_is_out_of_scope() -> None:
    assert found(RULE, question(right="Coffee Press")) == [(0, "correct", 0, "text")]
    assert found(RULE, card(back="The Coffee Press")) == [(0, "back")]
    assert found(RULE, cloze("Use the {{Coffee Press}}.")) == [(0, "cloze")]


def test_a_distractor_a_stem_and_a_reason_can_name_it() -> None:
    assert not found(RULE, question("Why no Coffee Press?", wrong=("Coffee Press", "Assam", "Matcha")))
    assert not found(RULE, card("What replaces the Coffee Press?", "Tea Pot"), cloze("No Coffee Press, a {{Tea Pot}}."))


def test_an_unlisted_service_that_takes_no_new_customers() -> None:
    assert found(RULE, question(right="Hay Box"), guide=CLOSED) == [(0, "correct", 0, "text")]
    assert not found(RULE, question(right="Tea Cosy"), guide=CLOSED)


def test_a_longer_name_is_a_different_service() -> None:
    longer = guide(TEXT.replace("tea-kettle: Tea Kettle", "tea-kettle: Tea Kettle, big-press: Coffee Press Pro"))
    assert not found(RULE, question(right="Coffee Press Pro"), guide=longer)
    assert found(RULE, question(right="Coffee Press"), guide=longer)

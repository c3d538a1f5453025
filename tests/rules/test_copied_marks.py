import pytest

from clfcards.rules.copied_marks import RULE
from clfcards.rules.lead_in import RULE as LEAD_IN
from tests.rules.bank_of import card, found, messages_of, question

STEM = "Which leaves are calm?"


@pytest.mark.parametrize(
    "typed",
    [
        "(Choose two.)",
        "(Select TWO)",
        "[Choose 2 answers]",
        "(Pick three.)",
        "(Select all that apply.)",
        "(Please choose the best two options.)",
        "Choose two.",
        "Select three correct answers.",
        "Select all that apply",
    ],
)
def test_a_typed_count(typed: str) -> None:
    stem = f"{STEM} {typed}"
    assert found(RULE, question(stem)) == [(0, "stem")]
    assert not found(LEAD_IN, question(stem)), "one slip is one finding"


@pytest.mark.parametrize(
    "stem",
    [
        "A company has to choose two Regions. Which ones are near?",
        "Which two leaves are calm?",
        "Guests select all their cups (two each). Which pot is for them?",
        "What happens if a guest chooses two?",
        "A guest can pick one of five teas. Which is calm?",
    ],
)
def test_choosing_is_what_the_question_is_about(stem: str) -> None:
    assert not found(RULE, question(stem))


@pytest.mark.parametrize("stem", [f"12. {STEM}", f"Q7: {STEM}", f"Question 3) {STEM}", f"#41 {STEM}", f"104) {STEM}"])
def test_the_number_of_another_list(stem: str) -> None:
    assert found(RULE, question(stem)) == [(0, "stem")]


@pytest.mark.parametrize(
    "stem", ["3.5 grams of leaves are left. Which pot?", "12 guests wait. Which pot?", "24/7: why?"]
)
def test_a_stem_that_begins_with_a_number(stem: str) -> None:
    assert not found(RULE, question(stem))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("A. Camomile", ("B. Assam", "C. Matcha", "D. Keemun")),
        ("a) Camomile", ("b) Assam", "c) Matcha", "d) Keemun")),
        ("(C) Camomile", ("(A) Assam", "(B) Matcha", "(D) Keemun")),
        ("1. Camomile", ("2. Assam", "3. Matcha", "4. Keemun")),
        ("2) Camomile", ("1) Assam", "3) Matcha", "4) Keemun")),
        ("A: Camomile", ("B: Assam", "C: Matcha", "D: Keemun")),
    ],
)
def test_letters_and_numbers_of_options(right: str, wrong: tuple[str, ...]) -> None:
    assert len(found(RULE, question(right=right, wrong=wrong))) == 4


def test_one_letter_that_was_missed() -> None:
    assert found(RULE, question(wrong=("Assam", "c) Matcha", "Keemun"))) == [(0, "distractors", 1, "text")]


@pytest.mark.parametrize(
    "mark",
    [
        "{} (correct)",
        "{} [x]",
        "{} ✓",
        "* {}",
        "*{}",
        "[x] {}",
        "✅ {}",
        "{}*",
        "{} (Right answer)",
        "{} (key)",
        "Correct: {}",
    ],
)
def test_marks_of_the_key(mark: str) -> None:
    right = mark.format("Camomile")
    if mark == "* {}":  # Markdown would make a list of it
        right = "*" + "Camomile"
    assert found(RULE, question(right=right)) == [(0, "correct", 0, "text")]


def test_empty_boxes_of_wrong_options() -> None:
    assert len(found(RULE, question(right="[x] Camomile", wrong=("[ ] Assam", "[ ] Matcha", "[ ] Keemun")))) == 4


@pytest.mark.parametrize(
    "text",
    [
        "C. sinensis",
        "*Camellia sinensis*",
        "**Green** tea",
        "Vitamin C",
        "Plan B (the second one)",
        "1.5 liters",
        "5 * 3",
        "`*`",
        "`SELECT *`",
        "The right answer to a guest",
        "Tea (black)",
        "The key",
    ],
)
def test_ordinary_options(text: str) -> None:
    assert not found(RULE, question(right=text))


@pytest.mark.parametrize(
    "why", ["Correct answer: B. It is calm.", "Answer: A, C", "It is calm. The right answer is: (b)"]
)
def test_a_reason_with_the_letter_of_the_key(why: str) -> None:
    assert found(RULE, question(why=why)) == [(0, "correct", 0, "why")]


def test_the_answer_at_the_end_of_a_stem() -> None:
    assert found(RULE, question(f"{STEM} Answer: B")) == [(0, "stem")]


def test_labels_on_a_card() -> None:
    assert found(RULE, card(front="Q: Which leaf is steamed?", back="A: Sencha")) == [(0, "front"), (0, "back")]
    assert not found(RULE, card(front="A question: which leaf is steamed?", back="Q-tea"))


def test_the_message_says_what_to_do() -> None:
    assert messages_of(RULE, question(f"{STEM} (Choose two.)")) == [
        "'(Choose two.)' is typed: remove it, because the program adds how many to choose"
    ]

"""The words on a page are found and explained."""

import pytest

from clfcards.words.terms import TERMS, term_lines, terms_on


def test_the_terms_of_a_text_are_found_as_whole_words_in_any_case() -> None:
    assert terms_on("Leeches: 3. RETENTION 94%; renewed, goodness") == ["retention", "leech"]
    assert terms_on("nothing of the kind") == []


@pytest.mark.parametrize("width", [30, 80])
def test_each_term_is_explained_in_the_width(width: int) -> None:
    lines = [line.text for line in term_lines("stability and lapses", width)]
    assert lines[0] == "Words on this page"
    assert any(line.startswith("stability: the days until") for line in lines)
    assert any(line.startswith("lapse: ") for line in lines)
    assert max(map(len, lines)) <= width
    assert term_lines("nothing", width) == []


def test_an_explanation_does_not_explain_a_term_by_itself() -> None:
    assert [term for term, meaning in TERMS.items() if term in terms_on(meaning)] == []


def test_the_difficulty_of_an_exam_question_is_not_explained_as_that_of_a_card() -> None:
    (_, _, *lines) = term_lines("Every question has an estimated difficulty.", 200)
    assert "of an exam question" in " ".join(line.text for line in lines)

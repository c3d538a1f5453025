"""The short text of a sitting's answers: what it holds, and which mistakes in typing it notices."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.exam.answer_text import (
    SYMBOLS,
    TIMES,
    AnsweredQuestion,
    Answers,
    answer_text,
    answers_in_text,
    form_mark,
    is_answer_text,
    mark_in,
    values_of,
)
from clfcards.exam.form import Form, FormQuestion
from tests.exam.tiny_exam import tiny_form

FORM = tiny_form("1", "1", "2")
ANSWERS = Answers(
    sitting="0123456789abcdef",
    began=1_795_900_000_123,
    utc_offset=330,
    limit_minutes=90,
    strict=False,
    seconds=1234,
    by_clock=False,
    questions=(
        AnsweredQuestion((0,), "sure", False, 40),
        AnsweredQuestion((2,), "guess", True, 125),
        AnsweredQuestion((), "", False, 0),
    ),
)
TEXT = """\
clfcards answers TINY Exam 1
159X Q390 4HMA SW9N F6YY 38H3 ZD3Q QB0B -2Y
802D 4GKS FA00 0TW8 R -AF
"""


def wide_form(questions: int) -> Form:
    """Questions with two to six options, of which one or two are right."""
    return Form(
        "exam",
        3,
        tuple(
            FormQuestion(
                f"q{n}",
                "1",
                "1.1",
                True,
                0.25 * n,
                tuple("abcdef"[: 2 + n % 5]),
                frozenset("ab") if n % 5 > 1 else frozenset("a"),
                "stem",
            )
            for n in range(questions)
        ),
    )


@st.composite
def sittings(draw: st.DrawFn) -> tuple[Form, Answers]:
    form = wide_form(draw(st.integers(1, 70)))
    given = []
    for q in form.questions:
        chosen = draw(st.sets(st.integers(0, len(q.options) - 1), max_size=len(q.key)))
        confidence = draw(st.sampled_from(["", "sure", "unsure", "guess"]))
        given.append(
            AnsweredQuestion(tuple(sorted(chosen)), confidence, draw(st.booleans()), draw(st.sampled_from(TIMES)))
        )
    answers = Answers(
        sitting=f"{draw(st.integers(0, 2**64 - 1)):016x}",
        began=draw(st.integers(0, 2**45 - 1)),
        utc_offset=15 * draw(st.integers(-48, 56)),
        limit_minutes=draw(st.none() | st.integers(1, 4095)),
        strict=draw(st.booleans()),
        seconds=draw(st.integers(0, 2**20 - 1)),
        by_clock=draw(st.booleans()),
        questions=tuple(given),
    )
    return form, answers


def whole_exam(seconds: int = 1234) -> str:
    """The text of an exam with 65 questions."""
    questions = (AnsweredQuestion((0,), "", False, 40),) * 65
    return answer_text("X", wide_form(65), dataclasses.replace(ANSWERS, seconds=seconds, questions=questions))


def read(text: str, form: Form) -> Answers:
    return answers_in_text(values_of(text), form)


@given(sittings())
def test_a_text_gives_back_the_answers(sitting: tuple[Form, Answers]) -> None:
    form, answers = sitting
    text = answer_text("CODE Exam 1", form, answers)
    assert is_answer_text(text)
    assert mark_in(values_of(text)) == form_mark(form)
    assert read(text, form) == answers


def test_the_text_of_a_known_sitting_is_this_one() -> None:
    """Written once and looked at by hand: pages that people have saved write this format."""
    assert answer_text("TINY Exam 1", FORM, ANSWERS) == TEXT
    assert read(TEXT, FORM) == ANSWERS


def test_a_typist_may_leave_out_spaces_and_take_letters_for_digits() -> None:
    typed = TEXT.lower().replace(" -", "").replace("0", "o").replace("1", "l")
    assert values_of(typed.split("\n", 1)[1]) == values_of(TEXT)


def test_a_whole_exam_fits_into_a_few_lines() -> None:
    form = wide_form(65)
    text = answer_text(
        "CODE Exam 1", form, dataclasses.replace(ANSWERS, questions=(AnsweredQuestion((0,), "", False, 40),) * 65)
    )
    assert len(text.splitlines()) <= 9
    assert max(map(len, text.splitlines())) <= 45


@pytest.mark.parametrize("place", range(53))
def test_every_wrong_symbol_is_noticed_in_its_line(place: int) -> None:
    lines = TEXT.splitlines()
    spots = [(n, at) for n, line in enumerate(lines) if n for at, c in enumerate(line) if c in SYMBOLS]
    number, at = spots[place]
    line = lines[number]
    other = SYMBOLS[(SYMBOLS.index(line[at]) + 7) % 32]
    lines[number] = line[:at] + other + line[at + 1 :]
    with pytest.raises(ValueError, match=f"line {number} has a mistake"):
        values_of("\n".join(lines))


@given(st.data())
def test_neighbors_that_changed_places_are_noticed(data: st.DataObject) -> None:
    form, answers = data.draw(sittings())
    _, *lines = answer_text("X", form, answers).splitlines()
    flat = [c for line in lines for c in line if c in SYMBOLS]
    at = data.draw(st.integers(0, len(flat) - 2))
    if flat[at] == flat[at + 1]:
        return
    flat[at], flat[at + 1] = flat[at + 1], flat[at]
    with pytest.raises(ValueError, match=r"has a mistake|belongs to other answers"):
        values_of("".join(flat))


def test_a_missing_line_is_noticed() -> None:
    lines = whole_exam().splitlines()
    with pytest.raises(ValueError, match="line 2 has a mistake"):
        values_of("\n".join(lines[:2] + lines[3:]))
    with pytest.raises(ValueError, match="a line is missing"):
        values_of("\n".join(lines[:-1]))


def test_lines_of_two_sittings_are_noticed() -> None:
    one, other = (whole_exam(seconds).splitlines() for seconds in (100, 900))
    with pytest.raises(ValueError, match="belongs to other answers"):
        values_of("\n".join([*one[:3], *other[3:]]))


@pytest.mark.parametrize("body", ["", "ÄÄÄÄ", "0000 -00", "0" * 100_000])
def test_what_is_no_text_of_answers_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match=r"line|missing|too long"):
        values_of(f"clfcards answers X\n{body}")


def test_another_form_has_another_mark() -> None:
    changed = dataclasses.replace(
        FORM, questions=(dataclasses.replace(FORM.questions[0], key=frozenset("b")), *FORM.questions[1:])
    )
    assert form_mark(changed) != form_mark(FORM)

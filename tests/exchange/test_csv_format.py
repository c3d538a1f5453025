"""CSV in and out; Python's csv module is the second opinion."""

import csv
import io

import pytest
from hypothesis import given

from clfcards.exchange.csv_format import read_csv, safe_cell, write_csv
from clfcards.exchange.entry import Entry, EntryOption
from tests.exchange.entries import TEXTS

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r=1", "'=1", "''=1")


def one(text: str) -> Entry:
    (entry,) = read_csv(text).entries
    return entry


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_a_formula(cell: str) -> None:
    """A spreadsheet computes what begins with = + - @, a tab or a carriage return."""
    assert safe_cell(cell).startswith("'")
    written = write_csv([Entry(line=1, id="q", stem=cell, options=(EntryOption(cell, True), EntryOption("x", False)))])
    for row in csv.reader(io.StringIO(written.text, newline="")):
        assert not [value for value in row if value[:1] in "=+-@\t\r" and value]


@given(text=TEXTS)
def test_the_mark_of_a_formula_is_removed_again(text: str) -> None:
    written = write_csv([Entry(line=1, front=text, back="b")])
    assert one(written.text).front == text


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_and_line_ends_of_other_programs(separator: str, end: str) -> None:
    rows = [["Question", "Option A", "Option B", "Correct Answer"], ["Which is hot?", "tea", "ice", "A"]]
    entry = one(end.join(separator.join(row) for row in rows))
    assert (entry.stem, entry.options) == (
        "Which is hot?", (EntryOption("tea", True), EntryOption("ice", False)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("question,a,b,c,answer", "Q?,tea,ice,snow,a"),
        ("Question Text,Answer Option 1,Answer Option 2,Answer Option 3,Correct Answers", "Q?,tea,ice,snow,1"),
        ("prompt,choice_1,choice_2,choice_3,key", "Q?,tea,ice,snow,tea"),
        ("stem,options,right", "Q?,tea|ice|snow,A"),
        ("stem,options,right", "Q?,tea; ice; snow,(a)"),
    ],
)
def test_names_of_columns_that_other_banks_use(header: str, row: str) -> None:
    entry = one(f"{header}\n{row}\n")
    assert [(option.text, option.is_right) for option in entry.options] == [
        ("tea", True), ("ice", False), ("snow", False),
    ]  # fmt: skip


def rights(text: str) -> list[str]:
    return [option.text for entry in read_csv(text).entries for option in entry.options if option.is_right]


@pytest.mark.parametrize("name", ["answer", "correctAnswer", "correct_option_index"])
def test_keys_that_count_from_zero_are_seen_by_their_zero(name: str) -> None:
    text = f"question,optionA,optionB,optionC,{name}\nQ?,tea,ice,snow,1\nR?,tea,ice,snow,0\nS?,tea,ice,snow,2\n"
    assert rights(text) == ["ice", "tea", "snow"]


def test_an_index_counts_from_one_if_it_names_the_last_option() -> None:
    assert rights("question,a,b,c,correct index\nQ?,tea,ice,snow,1\nR?,tea,ice,snow,3\n") == ["tea", "snow"]


def test_an_index_that_may_count_from_zero_or_one_is_refused() -> None:
    reading = read_csv("question,a,b,c,index\nQ?,tea,ice,snow,1\nR?,tea,ice,snow,2\nS?,tea,ice,snow,C\n")
    assert [entry.stem for entry in reading.entries] == ["S?"]
    assert all("counts from 0 or from 1" in part.reason for part in reading.unread)


def test_columns_show_what_maps_to_what_and_what_is_left_out() -> None:
    reading = read_csv("question,a,b,answer,colour\nQ?,x,y,A,red\n")
    assert reading.columns == (
        ("question", "stem"), ("a", "option_1"), ("b", "option_2"), ("answer", "right"), ("colour", ""),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Q?,x,y,", "no answer"),
        ("Q?,x,y,C", "names an option that is not there"),
        ("Q?,x,y,because", "names no option"),
        ("Q?,,,A", "no options"),
        (",x,y,A", "neither a question nor a front and a back"),
        ("Q?,x,y,A,one more", "5 cells, but there are 4 columns"),
    ],
)
def test_a_row_that_cannot_be_read_has_its_line_and_a_reason(row: str, reason: str) -> None:
    reading = read_csv(f'question,a,b,answer\n"first,\nline",x,y,A\n{row}\nlast,x,y,B\n')
    assert [entry.line for entry in reading.entries] == [2, 5]
    assert [(part.line, reason in part.reason) for part in reading.unread] == [(4, True)]


def test_a_quote_that_is_never_closed_is_one_unread_part() -> None:
    reading = read_csv('question,a,b,answer\nQ?,x,y,A\n"' + "Q?,x,y,A\n" * 50_000)
    assert len(reading.entries) == 1
    assert [part.line for part in reading.unread] == [3]


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_quote_that_is_open_at_the_end_swallows_no_questions_silently(end: str) -> None:
    reading = read_csv(f'question,a,b,answer,comment\nQ?,x,y,A,fine\nR?,x,y,A,"cut\nS?,x,y,B,fine\nT?,x,y,B,fine{end}')
    assert [entry.stem for entry in reading.entries] == ["Q?"]
    assert [(part.line, "never closed" in part.reason) for part in reading.unread] == [(3, True)]


def test_a_table_without_questions_says_which_names_it_needs() -> None:
    (part,) = read_csv("name,colour\nx,y\n").unread
    assert "such as 'stem' or 'question'" in part.reason


def test_too_many_rows_are_refused_in_a_sentence() -> None:
    reading = read_csv("front,back\n" + "a,b\n" * 30_000)
    assert "more than 20,000 rows" in reading.unread[-1].reason

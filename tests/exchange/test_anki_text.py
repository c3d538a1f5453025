"""Text files for Anki, in and out; Anki's own importer reads ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clfcards.exchange.anki_text import read_anki_text, write_anki_text
from clfcards.exchange.entry import Entry, EntryOption


def test_an_export_of_anki_has_headers() -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        'Qx{1\tBasic\tTea\tWhat is <b>hot</b>?\t"tea<br>or &amp; fire"\ttag1 tag2\n'
    )
    (entry,) = read_anki_text(text).entries
    assert (entry.line, entry.front, entry.back) == (7, "What is **hot**?", "tea\nor & fire")


def test_blanks_of_anki_become_ours() -> None:
    text = "#separator:Comma\n#html:true\n{{c1::Tea}} is hot.,why\n{{c1::Ice::water?}} and {{c2::snow}} are cold.,\n"
    first, second = read_anki_text(text).entries
    assert (first.cloze, first.why) == ("{{Tea}} is hot.", "why")
    assert second.cloze == "{{1:Ice|water?}} and {{2:snow}} are cold."


def test_a_picture_is_kept_and_the_explanation_of_a_fact_is_its_reason() -> None:
    text = "#separator:Tab\n#html:true\n#columns:Front\tBack\tExplanation\n"
    row = 'Which is it? <img alt="x" src="tea pot.png" /><img src=cup.png>\tA cup\tIt has a <b>handle</b>.\n'
    (entry,) = read_anki_text(text + row.replace("tea pot", "teapot")).entries
    assert entry.front == "Which is it? ![](teapot.png)![](cup.png)"
    assert (entry.back, entry.why, entry.explanation) == ("A cup", "It has a **handle**.", "")


def test_a_note_without_a_back_is_placed() -> None:
    reading = read_anki_text("a\tb\nonly a front\nc\td\n")
    assert [entry.front for entry in reading.entries] == ["a", "c"]
    assert [part.line for part in reading.unread] == [2]


def test_a_comment_is_skipped_and_a_quoted_number_sign_is_text() -> None:
    (entry,) = read_anki_text('a comment of Anki follows\n#x\ty\n"#tag"\tb\n'.partition("\n")[2]).entries
    assert entry.front == "#tag"


ODD = (
    Entry(line=1, id="f-1", front="# not a\tcomment", back='a "quote"\nand a line', why="<b>no tag</b> & so on"),
    Entry(line=2, id="f-2", front="=1+1", back="{{no blank}}", task="A.1"),
    Entry(
        line=3, id="q-1", stem="Which is\nhot?", task="A.1",
        options=(EntryOption("tea\t", True, "it is"), EntryOption("#ice", False, "it is not")),
    ),
)  # fmt: skip


@pytest.fixture
def collection(tmp_path: Path) -> Iterator["object"]:
    from anki.collection import Collection

    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.mark.anki
def test_anki_reads_every_field_of_our_file(collection: object, tmp_path: Path) -> None:
    """Anki's own importer (`import_csv`) is the second opinion: as many notes, and every field as text."""
    import html
    from typing import Any

    from anki import import_export_pb2

    col: Any = collection
    written = write_anki_text(ODD)
    file = tmp_path / "notes.txt"
    file.write_text(written.text, encoding="utf-8")
    names = written.text.split("\n")[2].removeprefix("#columns:").split("\t")
    kind = col.models.new("Ours")
    for name in names:
        col.models.add_field(kind, col.models.new_field(name))
    template = col.models.new_template("Card")
    template["qfmt"] = "{{id}}"
    template["afmt"] = "{{id}}"
    col.models.add_template(kind, template)
    col.models.add(kind)
    kind = col.models.by_name("Ours")
    metadata = col.get_csv_metadata(str(file), None)
    metadata.global_notetype.id = kind["id"]
    metadata.global_notetype.field_columns[:] = list(range(1, len(names) + 1))
    metadata.dupe_resolution = import_export_pb2.CsvMetadata.DUPLICATE
    col.import_csv(import_export_pb2.ImportCsvRequest(path=str(file), metadata=metadata))
    found = {note["id"]: note for note in (col.get_note(id_) for id_ in col.find_notes(""))}
    assert sorted(found) == ["f-1", "f-2", "q-1"]

    def text(id_: str, field: str) -> str:
        return html.unescape(found[id_][field].replace("<br>", "\n"))

    assert text("f-1", "front") == "# not a\tcomment"
    assert text("f-1", "back") == 'a "quote"\nand a line'
    assert text("f-1", "why") == "<b>no tag</b> & so on"
    assert text("f-2", "front") == "=1+1"
    assert text("q-1", "front") == "Which is\nhot?\nA. tea\t\nB. #ice"
    assert text("q-1", "option_2") == "#ice"

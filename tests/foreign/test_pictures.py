"""Hostile pictures: each is one problem with its place, and none of them reaches a package or a page."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from clfcards.foreign.picture import picture_fault
from clfcards.foreign.svg import svg_fault
from tests.command import run
from tests.foreign.hostile_pictures import DRAWINGS, ENTRIES, OTHERS, PNG, SVG
from tests.small_exam import fact, facts_file, full_exam

FACT = facts_file("A.1", fact("one", back='"hot ![a pot]({})"', priority="1"))


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = full_exam(tmp_path / "decks")
    (folder / "media").mkdir()
    (tmp_path / "secret.svg").write_text(SVG.format("<text>SECRET</text>"))
    return folder


def assert_refused(exam: Path, name: str) -> None:
    (exam / "facts/A.1-y.yaml").write_text(FACT.format(name), encoding="utf-8")
    checked = run("check")
    assert checked.exit_code == 1
    assert checked.output.count(f"decks/tea-101/media/{name}:1:1: error: ") == 1, checked.output
    assert run("build", "--all").exit_code == 1
    assert not list(Path().glob("build/*.apkg"))
    assert run("preview", "--out", "page.html").exit_code in (0, 1)
    page = Path("page.html")
    assert not page.exists() or "data:image" not in page.read_text(encoding="utf-8").split("</style>")[-1]


@pytest.mark.parametrize("content", DRAWINGS.values(), ids=DRAWINGS)
def test_a_hostile_drawing(exam: Path, content: str | bytes) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    (exam / "media/x.svg").write_bytes(data)
    assert_refused(exam, "x.svg")


@pytest.mark.parametrize(("name", "content"), OTHERS.values(), ids=OTHERS)
def test_a_file_of_another_kind(exam: Path, name: str, content: bytes) -> None:
    (exam / "media" / name).write_bytes(content)
    assert_refused(exam, name)


@pytest.mark.posix
@pytest.mark.parametrize("make", ENTRIES.values(), ids=ENTRIES)
def test_an_entry_that_is_not_a_file_of_the_exam(exam: Path, make: Callable[[Path], None]) -> None:
    make(exam / "media/x.svg")
    assert_refused(exam, "x.svg")


@pytest.mark.posix
def test_a_folder_of_pictures_that_is_a_link(exam: Path) -> None:
    (exam / "media").rmdir()
    (exam.parents[1] / "elsewhere").mkdir()
    (exam.parents[1] / "elsewhere/x.svg").write_text(SVG.format(""))
    (exam / "media").symlink_to("../../elsewhere")
    assert_refused(exam, "x.svg")


@pytest.mark.posix
def test_a_link_inside_the_exam_is_a_picture(exam: Path) -> None:
    (exam / "media/pot.svg").write_text(SVG.format("<rect/>"))
    (exam / "media/x.svg").symlink_to("pot.svg")
    (exam / "facts/A.1-y.yaml").write_text(FACT.format("x.svg"), encoding="utf-8")
    assert run("build").exit_code == 0
    with zipfile.ZipFile("build/tea-101.apkg") as package:
        assert package.read("0") == SVG.format("<rect/>").encode()


GOOD_DRAWINGS = [
    "<rect/><text>javascript and url</text>",
    '<defs><linearGradient id="g"/></defs><rect fill="url(#g)" style="stroke: url( \'#g\' )"/>',
    '<g id="a"><rect/></g><use href="#a"/><use xlink:href="#a" x="3"/>',
    '<image href="data:image/png;base64,iVBORw0KGgo="/>',
    "<style>rect { fill: red } .a { stroke: blue }</style>",
    '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
    '<i:namedview xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="C:\\temp\\x.png"/>',
    '<animate attributeName="opacity" from="0" to="1"/>',
    '<a href="#part"><rect/></a><!-- <script> -->',
]


@pytest.mark.parametrize("content", GOOD_DRAWINGS)
def test_an_ordinary_drawing(content: str) -> None:
    assert svg_fault(SVG.format(content).encode()) == ""


def test_drawings_of_other_programs_are_accepted() -> None:
    """An XML declaration, a byte order mark, and a drawing without a namespace."""
    assert svg_fault(b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>' + SVG.format("").encode()) == ""
    assert svg_fault(b"\xef\xbb\xbf" + SVG.format("").encode()) == ""
    assert svg_fault(b"<svg><rect/></svg>") == ""


@pytest.mark.parametrize(
    ("ending", "data"),
    [(".png", PNG), (".jpg", b"\xff\xd8\xff\xe0"), (".gif", b"GIF89a"), (".webp", b"RIFF\0\0\0\0WEBPVP8 ")],
)
def test_pictures_with_their_first_bytes(ending: str, data: bytes) -> None:
    assert picture_fault(ending, data) == ""

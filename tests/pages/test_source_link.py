"""Links that open a line of a source file in an editor, on each system's kind of path."""

import pytest

from clfcards.pages.source_link import source_link

CODE = "vscode://file{path}:{line}"


@pytest.mark.parametrize(
    ("editor", "path", "link"),
    [
        (CODE, "/home/ann/decks/a.yaml", "vscode://file/home/ann/decks/a.yaml:7"),
        (CODE, "C:/decks/a.yaml", "vscode://file/C:/decks/a.yaml:7"),
        ("vscode://file/{path}:{line}", "C:/decks/a.yaml", "vscode://file/C:/decks/a.yaml:7"),
        (CODE, "//server/share/a.yaml", "vscode://file//server/share/a.yaml:7"),
        (CODE, "/home/ann/my #1 decks/é.yaml", "vscode://file/home/ann/my%20%231%20decks/%C3%A9.yaml:7"),
        ("idea://open?file={path}&line={line}", "C:/decks/a&b.yaml", "idea://open?file=C:/decks/a%26b.yaml&line=7"),
        ("idea://open?file={path}&line={line}", "/decks/a.yaml", "idea://open?file=/decks/a.yaml&line=7"),
    ],
)
def test_a_link_is_an_address_that_editors_understand(editor: str, path: str, link: str) -> None:
    """On Windows, `vscode://fileC:/…` opened nothing."""
    assert source_link(editor, path, 7) == link

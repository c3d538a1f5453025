"""The link that opens a line of a source file in the author's editor."""

from urllib.parse import quote


def source_link(editor: str, path: str, line: int) -> str:
    """The address `editor` with `{path}` and `{line}` filled in. `path` is absolute, with slashes on every system.

    Where the path is a part of the address, it begins with a slash: `vscode://file/C:/decks/a.yaml`. In a query
    (`?file={path}`), it is the path as the system writes it.
    """
    before, _, _ = editor.partition("{path}")
    is_value = "?" in before
    begins = "" if is_value or path.startswith("/") or before.endswith("/") else "/"
    return editor.replace("{path}", begins + quote(path, safe="/:")).replace("{line}", str(line))

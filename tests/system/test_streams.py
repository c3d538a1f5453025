"""Standard output and error: what was not made visible before is made visible there."""

import io
import sys

import click
import pytest

from clfcards.system.streams import VisibleStream, unguarded, visible_streams


def written(*texts: str) -> str:
    stream = io.StringIO()
    guarded = VisibleStream(stream)
    for text in texts:
        guarded.write(text)
    return stream.getvalue()


def test_styles_of_the_program_are_kept_and_all_else_is_shown() -> None:
    styled = click.style("right", fg="green", bold=True)
    assert written(styled) == styled
    assert written("\x1b[8mhidden\x1b]0;x\x07\u202e") == "\\x1b[8mhidden\\x1b]0;x\\x07\\u202e"


def test_a_line_is_no_command() -> None:
    assert written("::warning::x\n", "##[error]y\n") == "\\x3a:warning::x\n#\\x23[error]y\n"


def test_lines_and_bytes(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    with visible_streams():
        sys.stdout.writelines(["a\x07\n", "b\n"])
        click.echo(b"\x1b")  # an export must not change
        unguarded(sys.stdout).write("::error::x\n")
    assert not isinstance(sys.stdout, VisibleStream)
    assert capsysbinary.readouterr().out == b"a\\x07\nb\n\x1b\n::error::x\n"


def test_a_closed_stream_stays_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with visible_streams():
        assert sys.stderr is None

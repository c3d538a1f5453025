"""What `anki push` says when there is no Anki as it expects, and that it opens no connection to another computer."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clfcards.anki.connect import AnkiConnect
from clfcards.errors import ClfcardsError
from clfcards.system.loopback import loopback_address
from tests.anki.anki_connect import running_anki
from tests.anki.collection import import_package, learner
from tests.anki.test_import import Maker
from tests.command import run

pytestmark = pytest.mark.anki


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    maker = Maker(tmp_path)
    maker.build(1)
    return maker


def push(maker: Maker, address: str, *options: str, env: dict[str, str] | None = None, exit_code: int = 1) -> str:
    result = run(
        "--decks", str(maker.folder / "decks"), "--data", str(maker.folder / "data"), "anki", "push", "--dry-run",
        "--address", address, *options, env=env,
    )  # fmt: skip
    assert result.exit_code == exit_code, result.output
    return result.output


@contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does this with each connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    try:
                        connection.recv(65_536)
                        answer(connection)
                    except OSError:
                        pass

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"


def sends(data: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(data)


def ok(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def test_anki_is_not_running_or_lacks_the_add_on(maker: Maker) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
    said = push(maker, address)
    assert f"nothing answers at {address}: start Anki; if it is open, get the add-on AnkiConnect with the code" in said
    assert "2055492159" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("192.168.0.7:8765", "is not on this computer"),
        ("example.org:8765", "is not on this computer"),
        ("127.0.0.1.example.org:8765", "is not on this computer"),
        ("0.0.0.0:8765", "is not on this computer"),
        ("[fe80::1]:8765", "is not on this computer"),
        ("https://127.0.0.1:8765", "is not on this computer"),
        ("user@127.0.0.1:8765", "is not on this computer"),
        ("127.0.0.1", "is not an address"),
        ("127.0.0.1:0", "is not an address"),
        ("127.0.0.1:99999", "is not an address"),
        ("127.0.0.1:٨", "is not an address"),
        ("", "is not an address"),
    ],
)
def test_an_address_elsewhere_is_refused_before_anything_is_opened(
    maker: Maker, given: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("a connection was opened"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a name was looked up"))
    assert said in push(maker, given, exit_code=2)


@pytest.mark.parametrize("given", ["127.0.0.1:8765", "http://localhost:8765/", "[::1]:8765", "127.9.9.9:8765"])
def test_this_computer_has_several_names(given: str) -> None:
    assert loopback_address(given).port == 8765


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\x01\x02",
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/1.1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        ok(b""),
        ok(b"<html>hello</html>"),
        ok(b"[]"),
        ok(b"6"),
        ok(b"[" * 100_000),
        ok(b'{"result": 6}'),
        ok(b'{"error": null}'),
        ok(b'{"result": "six", "error": null}'),
        ok(b'{"result": null, "error": null}'),
        ok(b'{"result": \xff, "error": null}'),
    ],
)
def test_a_server_that_answers_nonsense(maker: Maker, answer: bytes) -> None:
    with answering(sends(answer)) as address:
        assert f"what answers at {address}" in (said := push(maker, address))
        assert "is another program using this port?" in said


@pytest.mark.parametrize("later", ["findNotes", "notesInfo", "getDecks", "getMediaDirPath"])
@pytest.mark.parametrize("result", [None, 7, "x", [[]], {"a": "b"}, [{"noteId": "x"}]])
def test_a_server_that_answers_nonsense_later(maker: Maker, later: str, result: object) -> None:
    """The first call is answered as by AnkiConnect."""
    right = {"version": 6, "getMediaDirPath": "/x/User 1/collection.media", "findNotes": [1], "notesInfo": [{}]}

    def answer(connection: socket.socket) -> None:
        connection.sendall(ok(json.dumps({"result": next(values), "error": None}).encode()))

    names = ["version", "version", "getMediaDirPath", "findNotes", "notesInfo", "getDecks"]
    given = [result if name == later else right.get(name, {}) for name in names]
    values = iter([*given, *[result] * 5])
    with answering(answer) as address:
        said = push(maker, address)
    assert said.startswith("clfcards: ")
    assert "Traceback" not in said


@pytest.mark.parametrize("begins", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"])
def test_a_server_that_hangs(maker: Maker, begins: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clfcards.anki.connect._HELLO_SECONDS", 0.2)
    done = threading.Event()

    def hang(connection: socket.socket) -> None:
        connection.sendall(begins)
        done.wait(30)

    with answering(hang) as address:
        assert "did not answer" in (said := push(maker, address))
        assert "if it is syncing or shows a dialog" in said
        done.set()


def test_a_server_that_sends_a_byte_now_and_then_is_not_waited_for_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes within the time for one; the clock that counts is the one for the whole answer."""
    clock = iter(range(1000))
    monkeypatch.setattr("clfcards.system.loopback.time.monotonic", lambda: float(next(clock)))
    monkeypatch.setattr("clfcards.anki.connect._HELLO_SECONDS", 50.0)
    sent: list[int] = []

    def trickle(connection: socket.socket) -> None:
        for number in range(10_000):
            connection.sendall(b"H")
            sent.append(number)
            threading.Event().wait(0.001)

    with answering(trickle) as address, pytest.raises(ClfcardsError, match="did not answer"):
        AnkiConnect(loopback_address(address)).greet()


@pytest.mark.parametrize(
    "begins", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n", b""]
)
def test_a_server_that_floods(maker: Maker, begins: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clfcards.anki.connect._MOST", 1_000_000)

    def flood(connection: socket.socket) -> None:
        connection.sendall(begins)
        for _ in range(100):
            connection.sendall(b"x" * 100_000)

    with answering(flood) as address:
        said = push(maker, address)
        assert ("sends more than 1 MB" in said) if begins else ("is not AnkiConnect" in said)


def test_an_old_add_on(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(sends(ok(b'{"result": 5, "error": null}'))) as address:
        assert "the add-on AnkiConnect is too old (it speaks version 5, and 6 is needed): update it" in push(
            maker, address
        )


def test_the_profile_screen(maker: Maker) -> None:
    with running_anki(None, profiles=("Anna", "User 1")) as anki:
        said = push(maker, anki.address)
    assert "Anki has no profile open (there are 'Anna', 'User 1'): choose one in Anki" in said


def test_the_api_key(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection, running_anki(collection) as anki:
        import_package(collection, tmp_path / "out/tea-101.apkg")
        anki.api_key = "secret"
        assert "AnkiConnect wants its API key: set CLFCARDS_ANKI_KEY" in push(maker, anki.address)
        wrong = push(maker, anki.address, env={"CLFCARDS_ANKI_KEY": "guess"})
        assert "AnkiConnect refuses this API key" in wrong
        right = push(maker, anki.address, env={"CLFCARDS_ANKI_KEY": "secret"}, exit_code=0)
        assert "nothing to correct" in right


def test_an_add_on_that_lacks_a_call(maker: Maker, tmp_path: Path) -> None:
    with learner(tmp_path) as collection, running_anki(collection) as anki:
        anki.lacks = {"getMediaDirPath"}
        assert "too old (it has no 'getMediaDirPath'): update it in Anki" in push(maker, anki.address)


def test_another_profile(maker: Maker, tmp_path: Path) -> None:
    for name in ("Anna", "Bert"):
        (tmp_path / name).mkdir()
    with learner(tmp_path / "Anna") as collection, running_anki(collection) as anki:
        assert "the profile 'Anna' that Anki has open has no note of TEA-101: import its package" in push(
            maker, anki.address
        )
        import_package(collection, tmp_path / "out/tea-101.apkg")
        said = push(maker, anki.address, "--profile", "Bert", exit_code=2)
        assert "Anki has the profile 'Anna' open, not 'Bert': choose it in Anki under File" in said
        common = ("--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data"))
        assert run(*common, "anki", "push", "--yes", "--address", anki.address).exit_code == 0
    with learner(tmp_path / "Bert") as collection, running_anki(collection) as anki:
        import_package(collection, tmp_path / "out/tea-101.apkg")
        assert "nothing was pushed to this profile before: is it the one you mean?" in push(
            maker, anki.address, exit_code=0
        )

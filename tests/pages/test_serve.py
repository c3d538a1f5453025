"""The server of the preview: many readers, hostile ones among them, and sources that are broken while it serves."""

import http.client
import json
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from clfcards.cli.preview import live_page
from clfcards.decks.cache import MemoryCache
from clfcards.decks.watch import version_of
from clfcards.pages import serve
from clfcards.pages.preview import waiting_page
from clfcards.pages.serve import PageServer, ServedPage
from tests.browser_axe import window
from tests.small_exam import fact, facts_file, question, questions_file, write_exam

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48"><rect width="64" height="48" fill="red"/></svg>'
BLANK = ServedPage(waiting_page((), version="v"))


@contextmanager
def serving(
    version: Callable[[], str] = lambda: "v", page: Callable[[str], ServedPage] = lambda _: BLANK
) -> Iterator[tuple[PageServer, list[str]]]:
    """A running server, and the sentences that it complains with."""
    complaints: list[str] = []
    with PageServer(0, version, page, complaints.append) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield server, complaints
        finally:
            server.shutdown()


def get(server: PageServer, path: str = "") -> HTTPResponse:
    answer: HTTPResponse = urllib.request.urlopen(server.url + path, timeout=10)
    return answer


# ── readers ──


def test_only_requests_to_the_servers_own_name_are_answered() -> None:
    with serving() as (server, _):
        assert server.server_address[0] == "127.0.0.1"
        strange = urllib.request.Request(server.url, headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(strange)
        assert get(server, "version").read() == b"v"


def test_connections_that_send_nothing_keep_nobody_waiting() -> None:
    """Browsers open connections in advance. One of them used to stop the server for everybody."""
    with serving() as (server, _):
        silent = [socket.create_connection(("127.0.0.1", server.server_port)) for _ in range(20)]
        silent[0].sendall(b"GET / HT")
        assert get(server, "version").read() == b"v"
        for connection in silent:
            connection.close()


def test_a_connection_that_stays_silent_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve._Handler, "timeout", 0.05)
    with serving() as (server, complaints), socket.create_connection(("127.0.0.1", server.server_port)) as silent:
        silent.settimeout(10)
        assert silent.recv(1) == b""
    assert complaints == []


def test_the_version_is_told_while_a_page_is_made() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slowly(_: str) -> ServedPage:
        begun.set()
        assert may_end.wait(10)
        return BLANK

    with serving(page=slowly) as (server, _):
        reader = threading.Thread(target=lambda: get(server).read())
        reader.start()
        assert begun.wait(10)
        assert get(server, "version").read() == b"v"
        may_end.set()
        reader.join(10)


def test_many_readers_of_one_version_make_its_page_once() -> None:
    made: list[str] = []

    def page(version: str) -> ServedPage:
        made.append(version)
        return BLANK

    with serving(page=page) as (server, _):
        readers = [threading.Thread(target=lambda: get(server).read()) for _ in range(8)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(10)
    assert made == ["v"]


@pytest.mark.posix  # close by reset
def test_a_reader_who_leaves_early_is_no_error() -> None:
    """A page that was reloaded in the middle of its transfer left a traceback of twelve lines in the terminal."""
    huge = ServedPage(BLANK.html + " " * 20_000_000)
    with serving(page=lambda _: huge) as (server, complaints):
        for _ in range(3):
            connection = socket.create_connection(("127.0.0.1", server.server_port))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # close by reset
            connection.sendall(f"GET / HTTP/1.0\r\nHost: 127.0.0.1:{server.server_port}\r\n\r\n".encode())
            assert connection.recv(10)
            connection.close()
        assert get(server, "version").read() == b"v"
    assert complaints == []


def test_an_unforeseen_error_is_one_sentence_and_the_server_goes_on(capfd: pytest.CaptureFixture[str]) -> None:
    pages = iter([KeyError("leaf")])

    def page(_: str) -> ServedPage:
        for error in pages:
            raise error
        return BLANK

    with serving(page=page) as (server, complaints):
        with pytest.raises(http.client.RemoteDisconnected):
            get(server)
        assert get(server).status == 200
    assert complaints == ["a request could not be answered: KeyError: 'leaf'"]
    assert "Traceback" not in "".join(capfd.readouterr())


def test_garbage_is_refused_without_a_word() -> None:
    with serving() as (server, complaints):
        for garbage in (b"\0" * 100 + b"\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"A" * 70_000 + b"\r\n"):
            with socket.create_connection(("127.0.0.1", server.server_port)) as connection:
                connection.sendall(garbage)
                assert connection.recv(10)  # an answer that refuses it
        assert get(server, "version").read() == b"v"
    assert complaints == []


@pytest.mark.parametrize("path", ["", "version", "state"])
def test_every_answer_forbids_frames_guessed_types_and_foreign_content(path: str) -> None:
    with serving() as (server, _):
        headers = get(server, path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


# ── sources that change ──


@pytest.fixture
def exam(tmp_path: Path) -> Path:
    """Many cards, so that the page is longer than the window."""
    cards = [fact(f"leaf-{n}", back="Sencha ![a leaf](leaf.svg)") for n in range(30)]
    files = {
        "facts/a.yaml": facts_file("A.1", *cards),
        "facts/b.yaml": facts_file("B.1", fact("water")),
        "questions/c.yaml": questions_file("C.1", question("q", pool="exam", right=2)),
        "media/leaf.svg": PICTURE,
    }
    return write_exam(tmp_path / "decks", files)


@contextmanager
def preview_of(exam: Path) -> Iterator[PageServer]:
    with serving(lambda: version_of(exam), page_maker(exam)) as (server, complaints):
        yield server
    assert complaints == []


def page_maker(exam: Path) -> Callable[[str], ServedPage]:
    cache = MemoryCache()
    return lambda version: live_page(exam, cache, "editor:{path}:{line}", version)


def state(server: PageServer) -> list[str]:
    problems: list[str] = json.loads(get(server, "state").read())["problems"]
    return problems


@pytest.mark.parametrize("name", ["guide.yaml", "deck.yaml"])
def test_the_server_names_the_problem_and_recovers(exam: Path, name: str) -> None:
    path = exam / name
    good = path.read_bytes()
    with preview_of(exam) as server:
        assert state(server) == []
        path.write_text("x: [\n", encoding="utf-8")
        assert f"/{name}:" in state(server)[0]
        assert f"/{name}:" in get(server).read().decode()
        path.unlink()
        assert f"there is no '{name}'" in state(server)[0]
        path.write_bytes(good)
        assert state(server) == []


@pytest.mark.posix
@pytest.mark.parametrize("name", ["guide.yaml", "facts/a.yaml", "media/leaf.svg"])
def test_the_server_recovers_from_a_file_that_cannot_be_read(exam: Path, name: str) -> None:
    """A folder in place of the file stands for whatever cannot be read; as root, permissions forbid nothing."""
    path = exam / name
    good = path.read_bytes()
    with preview_of(exam) as server:
        assert state(server) == []
        path.unlink()
        path.symlink_to(path.name)  # a link to itself
        assert name in " ".join(state(server)) or name in get(server).read().decode()
        path.unlink()
        path.write_bytes(good)
        assert state(server) == []
        assert "leaf-0" in get(server).read().decode()


def test_the_version_follows_permissions_and_survives_folders_that_vanish(exam: Path) -> None:
    before = version_of(exam)
    (exam / "facts" / "a.yaml").chmod(0o444)
    assert version_of(exam) != before
    assert version_of(exam / "none")


def wait_until(browser: Chrome, condition: Callable[[], object]) -> None:
    """Waits for a condition, across the reloads of the page."""
    WebDriverWait(browser, 30, ignored_exceptions=(WebDriverException,)).until(lambda _: condition())


def banner(browser: Chrome) -> str:
    return browser.find_element(By.ID, "unread").text


def is_in_sight(browser: Chrome, selector: str) -> bool:
    script = """
        const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
    """
    return bool(browser.execute_script(script, selector))


@pytest.mark.browser
def test_a_served_page_runs_its_cards_under_its_policy(exam: Path, browser: Chrome) -> None:
    with preview_of(exam) as server:
        browser.get("about:blank")
        browser.get_log("browser")  # type: ignore[no-untyped-call]
        browser.get(server.url + "#domain=C")
        frame = browser.find_element(By.CSS_SELECTOR, 'iframe[title="q, front"]')
        ready = "return arguments[0].contentDocument?.querySelector('.options li') !== null"
        wait_until(browser, lambda: browser.execute_script(ready, frame))
        browser.switch_to.frame(frame)
        script = "document.querySelector('.options li').click(); return document.querySelector('.choose').textContent"
        try:
            assert browser.execute_script(script) == "Choose two: one chosen"
            assert browser.execute_script("return getComputedStyle(document.body).fontSize") != "16px"  # Anki's styling
        finally:
            browser.switch_to.default_content()
        blocked = [entry for entry in browser.get_log("browser") if "favicon" not in entry["message"]]  # type: ignore[no-untyped-call]
        assert blocked == []


@pytest.mark.browser
def test_a_page_follows_its_sources(exam: Path, browser: Chrome) -> None:
    source = exam / "facts" / "b.yaml"
    with preview_of(exam) as server:
        browser.get(server.url)
        assert browser.find_elements(By.CSS_SELECTOR, 'article[data-id="water"]')
        source.write_text(source.read_text(encoding="utf-8").replace("id: water", "id: steam"), encoding="utf-8")
        wait_until(browser, lambda: browser.find_elements(By.CSS_SELECTOR, 'article[data-id="steam"]'))


@pytest.mark.browser
@pytest.mark.parametrize("name", ["guide.yaml", "deck.yaml"])
def test_a_reader_sees_what_broke_the_deck_and_keeps_the_cards_and_the_place(
    exam: Path, browser: Chrome, name: str
) -> None:
    """The page was replaced by one that never came back, and that did not name the problem."""
    path = exam / name
    good = path.read_bytes()
    with window(browser, 1280), preview_of(exam) as server:
        browser.get(server.url)
        browser.execute_script("scrollTo(0, 2000)")
        path.write_text("x: [\n", encoding="utf-8")
        wait_until(browser, lambda: f"/{name}:" in banner(browser))
        assert "These cards are older than their files" in banner(browser)
        assert is_in_sight(browser, "#unread")
        assert browser.execute_script("return scrollY") > 1000
        assert browser.find_elements(By.CSS_SELECTOR, 'article[data-id="leaf-0"]')
        path.write_bytes(good.replace(b"Tea", b"Cha"))
        wait_until(browser, lambda: not browser.find_element(By.ID, "unread").is_displayed())
        assert browser.find_elements(By.CSS_SELECTOR, 'article[data-id="leaf-0"]')


@pytest.mark.browser
def test_a_page_that_is_opened_while_the_guide_is_broken_becomes_the_preview(exam: Path, browser: Chrome) -> None:
    path = exam / "guide.yaml"
    good = path.read_bytes()
    path.write_text("x: [\n", encoding="utf-8")
    with preview_of(exam) as server:
        browser.get(server.url)
        assert "guide.yaml:" in browser.find_element(By.ID, "problems").text
        path.write_text("y: [\n", encoding="utf-8")
        path.unlink()
        wait_until(browser, lambda: "there is no 'guide.yaml'" in browser.find_element(By.ID, "problems").text)
        path.write_bytes(good)
        wait_until(browser, lambda: browser.find_elements(By.TAG_NAME, "article"))


@pytest.mark.browser
def test_the_problem_of_one_file_is_in_sight_wherever_the_reader_is(exam: Path, browser: Chrome) -> None:
    """Its cards vanished, and the reason stood at the top of the page only."""
    source = exam / "facts" / "b.yaml"
    good = source.read_bytes()
    with window(browser, 1280), preview_of(exam) as server:
        browser.get(server.url)
        browser.execute_script("scrollTo(0, 2000)")
        source.write_text("task: B.1\nfacts: 5\n", encoding="utf-8")
        wait_until(browser, lambda: "facts/b.yaml:2" in banner(browser))
        assert is_in_sight(browser, "#unread")
        source.write_bytes(good)
        wait_until(browser, lambda: not browser.find_element(By.ID, "unread").is_displayed())
        assert browser.find_elements(By.CSS_SELECTOR, 'article[data-id="water"]')


@pytest.mark.browser
def test_a_picture_that_cannot_be_read_is_named_and_comes_back(exam: Path, browser: Chrome) -> None:
    picture = exam / "media" / "leaf.svg"
    with preview_of(exam) as server:
        browser.get(server.url)
        picture.unlink()
        picture.mkdir()
        wait_until(browser, lambda: "leaf.svg" in banner(browser))
        picture.rmdir()
        picture.write_text(PICTURE, encoding="utf-8")
        wait_until(browser, lambda: not browser.find_element(By.ID, "unread").is_displayed())


@pytest.mark.browser
def test_a_page_says_that_its_server_is_gone_and_goes_on_with_the_next_one(exam: Path, browser: Chrome) -> None:
    with preview_of(exam) as server:
        browser.get(server.url)
        port = server.server_port
    wait_until(browser, lambda: "the preview does not answer" in banner(browser))
    with PageServer(port, lambda: version_of(exam), page_maker(exam), print) as again:
        threading.Thread(target=again.serve_forever, daemon=True).start()
        wait_until(browser, lambda: not browser.find_element(By.ID, "unread").is_displayed())
        again.shutdown()

"""A page of practice exams as `clfcards page` builds it, a server for it, and the browsers that open it."""

import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.chromium import started_chromium
from tests.command import run
from tests.page.learner import Learner
from tests.page.tea_exam import write_tea_exam

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webdriver import WebDriver

_MINI_BROWSERS = ("usr/lib/*/webkit2gtk-4.1/MiniBrowser", "usr/lib/*/webkitgtk-6.0/MiniBrowser")


class Site:
    """A folder behind an address of this computer. `requests` are the paths that browsers asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.requests: list[str] = []
        site = self

        class Handler(SimpleHTTPRequestHandler):
            def log_request(self, *values: object) -> None:
                site.requests.append(self.path)

        class Server(ThreadingHTTPServer):
            request_queue_size = 64  # a worker asks for all files at once

        self._server = Server(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Takes the address off the network; again is nothing."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="session")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the exam of which the page is built; its texts are hostile."""
    folder = tmp_path_factory.mktemp("decks")
    write_tea_exam(folder)
    return folder


@pytest.fixture(scope="session")
def page(decks: Path) -> Path:
    """The file that `clfcards page` wrote."""
    path = decks.parent / f"{decks.name}-built" / "tea-101.html"
    result = run("page", "--decks", str(decks), "--out", str(path))
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="session")
def built_site(decks: Path) -> Path:
    """The folder that `clfcards page --site` wrote."""
    folder = decks.parent / f"{decks.name}-site"
    result = run("page", "--decks", str(decks), "--site", str(folder))
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def site(built_site: Path, tmp_path: Path) -> Iterator[Site]:
    """A copy of the site behind an address of its own."""
    found = Site(shutil.copytree(built_site, tmp_path / "site"))
    yield found
    found.stop()


@pytest.fixture(scope="session")
def served(page: Path) -> Iterator[Site]:
    """The page behind an address."""
    site = Site(page.parent)
    yield site
    site.stop()


@pytest.fixture(scope="session")
def watched_browser() -> Iterator["Chrome"]:
    """Chromium that reports every request and cannot find any other computer."""
    here_alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    chrome = started_chromium(here_alone, logs=("browser", "performance"))
    chrome.set_window_size(1000, 900)
    yield chrome
    chrome.quit()


@pytest.fixture
def chrome(watched_browser: "Chrome") -> Iterator["Chrome"]:
    """The browser with one empty tab, no stored data, and what it logged before forgotten."""
    watched_browser.get("about:blank")
    watched_browser.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    for kind in ("browser", "performance"):
        watched_browser.get_log(kind)  # type: ignore[no-untyped-call]
    yield watched_browser
    first, *others = watched_browser.window_handles
    for handle in others:
        watched_browser.switch_to.window(handle)
        watched_browser.close()
    watched_browser.switch_to.window(first)


@pytest.fixture
def learner(chrome: "Chrome", page: Path) -> Iterator[Learner]:
    """Somebody who opens the built file for the first time, on a phone."""
    metrics = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    yield Learner.new(chrome, page.as_uri())
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.fixture(scope="session")
def webkit() -> Iterator["WebDriver"]:
    """WebKit as Debian has it, on a virtual screen."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browsers = [found for pattern in _MINI_BROWSERS for found in Path("/").glob(pattern)]
    if driver is None or screen is None or not browsers:
        missing = "WebKit is not there: 'apt-get install webkit2gtk-driver xvfb' brings it on Debian"
        if os.environ.get("CLFCARDS_REQUIRE_ALL") and shutil.which("apt-get"):  # `.ci/run` has installed it there
            pytest.fail(missing)
        pytest.skip(missing)
    from selenium.webdriver import WebKitGTK
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    read, write = os.pipe()
    command = [str(screen), "-displayfd", str(write), "-screen", "0", "1300x1000x24", "-nolisten", "tcp"]
    xvfb = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as numbers:
        display = f":{numbers.readline().strip()}"
    settings = {"DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
    options = Options()
    options.binary_location = str(browsers[0])
    options.add_argument("--automation")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Selenium's own, about itself
            browser = WebKitGTK(options=options, service=Service(str(driver), env={**os.environ, **settings}))
        yield browser
        browser.quit()
    finally:
        xvfb.terminate()
        xvfb.wait()


@pytest.fixture
def saved(chrome: "Chrome", tmp_path: Path) -> Iterator[Path]:
    """The folder in which the browser saves files."""
    folder = tmp_path / "saved"
    folder.mkdir()
    chrome.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    yield folder
    chrome.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "default"})

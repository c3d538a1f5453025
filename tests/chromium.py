"""Chromium without a window, as the tests start it."""

import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

_QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


def started_chromium(*flags: str, logs: tuple[str, ...] = ()) -> "Chrome":
    """A new Chromium with these further flags, whose named logs are kept.

    If it is missing, the test is skipped, or fails if CLFCARDS_REQUIRE_ALL is set.
    """
    driver, program = shutil.which("chromedriver"), shutil.which("chromium") or shutil.which("google-chrome")
    if driver is None or program is None:
        if os.environ.get("CLFCARDS_REQUIRE_ALL"):
            pytest.fail("chromium and chromedriver are not installed")
        pytest.skip("chromium and chromedriver are not installed")
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = program
    for flag in (*_QUIET, *flags):
        options.add_argument(flag)
    if logs:
        options.set_capability("goog:loggingPrefs", dict.fromkeys(logs, "ALL"))
    return Chrome(options=options, service=ChromeService(driver))
